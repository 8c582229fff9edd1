"""The words on figures, Chinese and English side by side: codes of the tables first, then axes and
titles.

A figure module may add words of its own as ``(zh, en)`` pairs and pass them to `theme.t`; words
that two figures share belong here.
"""

from __future__ import annotations

LANGUAGES = ("zh", "en")

LABELS: dict[str, tuple[str, str]] = {
    # what became of an item
    "verbatim": ("沿用原句", "Shares a sentence"),
    "word_for_word": ("逐字相同", "Word for word"),
    "adapted": ("改写采纳", "Adapted"),
    "taken_over": ("采纳", "Taken over"),
    "alike": ("对照亦有", "Alike in a control"),
    "reversed": ("反向（与模板相反）", "Reversed"),
    "absent": ("未见", "Absent"),
    "not_in_hand": ("模板文本未掌握", "Template text not in hand"),
    # how much of an item
    "theme_only": ("仅主题，未见具体举措", "Theme only, no action found"),
    "some": ("不超过三分之一", "Up to a third"),
    "half": ("三分之一至三分之二", "Up to two thirds"),
    "most": ("三分之二以上", "More than two thirds"),
    # what was changed
    "raised": ("提高", "Raised"),
    "lowered": ("降低", "Lowered"),
    "deadline": ("期限不同", "Another deadline"),
    "frequency": ("频次不同", "Another frequency"),
    "body": ("牵头单位不同", "Another lead body"),
    "narrowed": ("范围收窄", "Narrowed"),
    "widened": ("范围放宽", "Widened"),
    # relation to a template
    "direct": ("直接贯彻", "Implements it directly"),
    "via": ("经上级文件贯彻", "Implements it via another document"),
    "control": ("对照（未贯彻）", "Control (does not implement it)"),
    # origin of a clause (levels of government below)
    "both": ("国家与省级", "National and provincial"),
    "sibling": ("同级城市", "Sibling city"),
    "local": ("本地自创", "Local"),
    "undetermined": ("无法判定", "Undetermined"),
    # levels of government
    "national": ("国家", "National"),
    "provincial": ("省级", "Provincial"),
    "city": ("市级", "City"),
    "county": ("县级", "County"),
    # roles
    "lead": ("牵头", "Lead"),
    "support": ("配合", "Support"),
    "responsible": ("责任", "Responsible"),
    # kinds of clause
    "preamble": ("总体要求", "Preamble"),
    "measure": ("政策措施", "Measure"),
    "implementation": ("组织实施", "Implementation"),
    # instruments
    "supply": ("供给型", "Supply"),
    "environment": ("环境型", "Environment"),
    "demand": ("需求型", "Demand"),
    # evidence
    "official_text": ("据原文编码", "Coded from the official text"),
    "reported": ("据公开报道", "Confirmed by public reports"),
    "unverified": ("未核实", "Not verified"),
    "codebook": ("编码手册", "Codebook"),
    # axes and nouns
    "agencies": ("部门", "Agencies"),
    "agency": ("部门", "Agency"),
    "cities": ("城市", "Cities"),
    "clause": ("条款", "Clause"),
    "clauses": ("条款数", "Clauses"),
    "count": ("数量", "Count"),
    "document": ("文件", "Document"),
    "documents": ("文件", "Documents"),
    "instrument": ("政策工具", "Policy instrument"),
    "issue_date": ("发布日期", "Date of issue"),
    "item": ("条目", "Item"),
    "items": ("条目数", "Items"),
    "kind": ("条款类型", "Kind of clause"),
    "mentions": ("提及次数", "Mentions"),
    "none": ("无", "None"),
    "other": ("其他", "Other"),
    "pairs": ("条款对数", "Pairs of clauses"),
    "section": ("部分", "Section"),
    "share": ("占比", "Share"),
    "share_of_clauses": ("占条款比例", "Share of clauses"),
    "share_of_items": ("占条目比例", "Share of items"),
    "similarity": ("相似度", "Similarity"),
    "cosine": ("余弦相似度（0–1）", "Cosine similarity (0–1)"),
    "template": ("政策模板", "Template"),
    "theme": ("政策主题", "Policy theme"),
    "themes": ("政策主题", "Policy themes"),
    "year": ("年份", "Year"),
}
