"""Every word the page says by itself, Chinese and English side by side so that neither can be
forgotten.

``{name}`` marks a value that `page/core.js` fills in. Terms follow the field's usage
(docs/data-dictionary).
"""

from __future__ import annotations

from compare import schema
from compare.words.labels import LABELS, LANGUAGES

STRINGS: dict[str, tuple[str, str]] = {
    # frame
    "page.kicker": ("政策文本比较 · 条款级证据", "Policy comparison · evidence at clause level"),
    "page.lead": (
        "上位政策的哪些措施被各地采纳？每个判断旁边都有条款原文，可追到文件中的字符位置。",
        "Which measures of the upper-level policies did each place take over? Every "
        "judgement stands beside the clause "
        "that proves it, down to its characters in the file.",
    ),
    "page.skip": ("跳到主要内容", "Skip to content"),
    "page.language": ("语言", "Language"),
    "page.contents": ("目录", "Contents"),
    "page.print": ("打印", "Print"),
    "nav.findings": ("主要发现", "Findings"),
    "nav.adoption": ("采纳矩阵", "Adoption"),
    "nav.clauses": ("条款检索", "Clauses"),
    "nav.documents": ("文本", "Texts"),
    "nav.similarity": ("文本相似", "Similarity"),
    "nav.agencies": ("责任单位", "Agencies"),
    "nav.themes": ("政策主题", "Themes"),
    "nav.amounts": ("数额与期限", "Amounts"),
    "nav.origins": ("条款来源", "Origins"),
    "nav.limits": ("局限", "Limits"),
    "nav.made": ("生成方式", "Provenance"),
    # numbers at the top
    "tile.documents": ("份文本", "texts"),
    "tile.clauses": ("条条款", "clauses"),
    "tile.items": ("项模板措施", "template items"),
    "tile.cells": ("个判断", "judgements"),
    "tile.pairs": ("对同一措施的条款", "pairs of counterpart clauses"),
    "tile.agencies": ("处责任单位", "agency mentions"),
    # adoption
    "adoption.title": ("采纳矩阵：模板措施 × 地方文本", "Adoption matrix: template items × texts"),
    "adoption.lead": (
        "每格是一项措施在一份文本中的去向。点击任一格，模板措施与地方条款并排显示。",
        "Each cell says what became of one measure in one text. Choose a cell to see the "
        "template's measure beside the "
        "clause.",
    ),
    "adoption.keys": (
        "键盘：方向键移动，Enter 打开，Esc 返回。",
        "Keyboard: arrow keys move, Enter opens, Esc returns.",
    ),
    "adoption.none": (
        "本研究没有已知内容的模板，因此没有采纳矩阵。放入编码簿或官方文本后即可生成。",
        "The study holds no template whose content is known, so there is no adoption "
        "matrix. Add a codebook or an "
        "official text to get one.",
    ),
    "adoption.empty": ("没有符合筛选条件的措施。", "No item matches these filters."),
    "adoption.legend": ("图例", "Legend"),
    "adoption.item": ("模板措施", "Template item"),
    "adoption.unknown": (
        "文本写明贯彻、但内容未掌握的文件",
        "Documents that the texts implement, content not in hand",
    ),
    "adoption.not_known_row": (
        "未掌握：本研究没有此文件的文本，也没有其编码簿；不等于“未采纳”。",
        (
            "Not in hand: this study holds neither its text nor a codebook of it. That is "
            "not the same as “absent”."
        ),
    ),
    "adoption.rest": ("其余措施未掌握", "The rest is not in hand"),
    "adoption.partial": ("只掌握部分措施", "items known in part"),
    "adoption.count": ("{n}/{total}", "{n}/{total}"),
    "adoption.count_title": ("采纳 {n} 项，共 {total} 项", "{n} of {total} items taken over"),
    "adoption.all_sections": ("全部章节", "All sections"),
    "adoption.all_templates": ("全部模板", "All templates"),
    "adoption.cell": (
        "{city}：{item} — {level}{actions}{control}",
        "{city}: {item} — {level}{actions}{control}",
    ),
    "adoption.cell_actions": ("，做法 {found}/{total}", ", {found} of {total} actions"),
    "adoption.cell_control": ("（对照）", " (control)"),
    "adoption.cell_decided": ("（由人判定）", " (decided by a person)"),
    "adoption.decided": ("由人判定", "Decided by a person"),
    "adoption.caption": (
        "{template} 的措施在各文本中的去向",
        "What became of the items of {template} in each text",
    ),
    "filter.template": ("模板", "Template"),
    "filter.section": ("章节", "Section"),
    "filter.city": ("地方", "Place"),
    "filter.level": ("去向", "Level"),
    "filter.reset": ("清除筛选", "Clear filters"),
    "filter.controls": ("显示对照", "Show controls"),
    "filter.shown": ("显示 {n} / {total} 项措施", "{n} of {total} items shown"),
    # levels
    "level.not_in_hand": ("未掌握", "Not in hand"),
    "level.verbatim.help": (
        "有一整句或二十字以上实质文字相同（需官方文本）",
        "a whole sentence or 20 characters of substance are the same (needs the official text)",
    ),
    "level.adapted.help": (
        "同一措施，措辞改动（需官方文本）",
        "same measure, reworded (needs the official text)",
    ),
    "level.taken_over.help": (
        "措施在文本中；措辞无从比较",
        "the measure is there; its wording cannot be compared",
    ),
    "level.alike.help": (
        "对照文本中也有，不是采纳",
        "a control has it too: likeness, not adoption",
    ),
    "level.reversed.help": (
        "文本的规定与模板相反，不是采纳",
        "the text says the opposite: not adoption",
    ),
    "level.absent.help": ("文本中没有该措施", "the text has no such measure"),
    "level.not_in_hand.help": (
        "不知道模板在此写了什么",
        "we do not know what the template says there",
    ),
    "relation.direct.short": ("直接", "direct"),
    "relation.via.short": ("间接", "via"),
    "relation.control.short": ("对照", "control"),
    "basis.codebook": ("依据：编码簿", "Basis: codebook"),
    "basis.official_text": ("依据：官方文本", "Basis: official text"),
    "evidence.official_text.short": ("据原文", "text"),
    "evidence.reported.short": ("据报道", "reported"),
    "evidence.unverified.short": ("未核实", "unverified"),
    # evidence panel
    "panel.hint": (
        "选择矩阵中的一格，查看证据。",
        "Choose a cell of the matrix to see its evidence.",
    ),
    "panel.title": ("证据", "Evidence"),
    "panel.close": ("关闭", "Close"),
    "panel.template": ("模板措施", "Template measure"),
    "panel.city": ("地方条款", "Clause of the text"),
    "panel.own_words": (
        "编码簿描述（本项目自己的话，非原文）",
        "Codebook description (our words, not the wording)",
    ),
    "panel.official": ("官方文本", "Official text"),
    "panel.no_content": ("没有这项措施的描述。", "There is no description of this item."),
    "panel.theme_only": (
        "标题采纳了这项措施，但未见其任何具体做法。",
        "The heading takes the item over; none of its single actions was found.",
    ),
    "panel.changes": ("改动", "What was changed"),
    "panel.no_clause": ("没有条款证明采纳。", "No clause proves that the item was taken over."),
    "panel.nearest": ("最接近的条款（不足以证明采纳）", "Nearest clause (not enough to prove it)"),
    "panel.why": ("判断理由", "Why"),
    "panel.decided": (
        "由 {who} 判定；规则原判：{level}。",
        "Decided by {who}; the rule said: {level}.",
    ),
    "panel.score": ("证据强度 {score}", "evidence {score}"),
    "panel.rules": ("规则 {rules}", "rules {rules}"),
    "panel.actions": ("具体做法：找到 {found} / {total}", "Actions: {found} of {total} found"),
    "panel.actions_plain": ("具体做法", "Actions"),
    "panel.actions_none": (
        "编码簿没有给这些做法各自的线索词，因此不逐项判断。",
        "The codebook gives these actions no cues of their own, so they are not scored one by one.",
    ),
    "panel.verdict": ("判断", "Verdict"),
    "panel.action": ("做法", "Action"),
    "panel.action.found": ("找到", "found"),
    "panel.action.missed": ("未见", "missed"),
    "panel.action.unscored": ("不计", "not scored"),
    "panel.action.nearest": ("最接近的句子：", "nearest sentence:"),
    "panel.action.where": ("条款", "Clause"),
    "panel.shared": ("相同措辞", "shared wording"),
    "panel.cue": ("线索词", "cue found"),
    "panel.no_wording": (
        "模板原文不在手，措辞不能比较；虚线标出的是找到的线索词。",
        (
            "The template's wording is not in hand, so wording is not compared; dotted "
            "underlines mark the cues found."
        ),
    ),
    "panel.siblings": ("其他文本中的同一措施", "The same measure in other texts"),
    "panel.prev": ("上一项", "Previous item"),
    "panel.next": ("下一项", "Next item"),
    "panel.copy": ("本格链接", "Link to this cell"),
    # clauses and reader
    "clauses.title": ("条款检索", "Search the clauses"),
    "clauses.search": ("检索条款", "Search clauses"),
    "clauses.placeholder": ("词语，空格分隔", "words, separated by blanks"),
    "clauses.all_cities": ("全部文本", "All texts"),
    "clauses.all_themes": ("全部主题", "All themes"),
    "clauses.all_origins": ("全部来源", "All origins"),
    "clauses.all_families": ("全部单位", "All bodies"),
    "clauses.all_instruments": ("全部工具", "All instruments"),
    "clauses.all_strengths": ("全部强度", "All strengths"),
    "clauses.family": ("责任单位（职能）", "Body (function)"),
    "clauses.theme": ("主题", "Theme"),
    "clauses.origin": ("来源", "Origin"),
    "clauses.count": ("{n} 条条款", "{n} clauses"),
    "clauses.more": ("再显示 {n} 条", "Show {n} more"),
    "clauses.none": ("没有符合条件的条款。", "No clause matches."),
    "clauses.noscript": (
        "此页需要 JavaScript 显示矩阵与检索；同样的数据在 build/tables/ 中。",
        (
            "This page needs JavaScript to show the matrix and the search; the same data are "
            "in build/tables/."
        ),
    ),
    "clause.offsets": ("{file} 第 {begin}–{end} 字符", "{file}, characters {begin}–{end}"),
    "clause.open": ("在原文中查看", "Show in the file as received"),
    "clause.agencies": ("责任单位", "Agencies"),
    "clause.amounts": ("数额", "Amounts"),
    "clause.themes": ("主题", "Themes"),
    "clause.origin": ("来源", "Origin"),
    "clause.items": ("证明采纳的措施", "Items it proves"),
    "clause.instrument": ("政策工具", "Instrument"),
    "reader.note": (
        "以下为文件的原样字符（字形、换行与扫描误字均保留），高亮处为第 {begin}–{end} 字符。",
        (
            "The file's own characters (script, line breaks and scanning faults kept); "
            "characters {begin}–{end} are marked."
        ),
    ),
    "reader.left_out": (
        "语料较大，本页未附全文；请用偏移量在文件中查找。",
        "The corpus is large, so full texts are not in this page; use the offsets in the file.",
    ),
    "pair.title": ("两条款对照", "Two clauses side by side"),
    "pair.level.verbatim": ("有整句相同", "shares a sentence"),
    "pair.level.word_for_word": ("逐字相同", "word for word"),
    "pair.level.adapted": ("改写", "adapted"),
    "pair.longest": ("最长相同段 {n} 字", "longest shared passage: {n} characters"),
    "pair.cosine": ("字符余弦 {value}", "character cosine {value}"),
    "pair.contain": ("{a} 见于 {b}：{value}", "share of {a} found in {b}: {value}"),
    # documents
    "documents.title": ("比较的文本", "The texts compared"),
    "documents.place": ("地方", "Place"),
    "documents.name": ("标题", "Title"),
    "documents.number": ("发文字号", "Document number"),
    "documents.date": ("成文日期", "Date"),
    "documents.implements": ("文中写明贯彻", "Says it implements"),
    "documents.clauses": ("条款", "Clauses"),
    "documents.chars": ("字符", "Characters"),
    "documents.script": ("字形", "Script"),
    "script.hans": ("简体", "simplified"),
    "script.hant": ("繁体", "traditional"),
    # similarity
    "similarity.title": ("文本之间：同一措施的条款", "Between the texts: counterpart clauses"),
    "similarity.lead": (
        "表中为两份文本间判为同一措施的条款对数，括号内为有整句相同者。点击查看。",
        "Pairs of clauses judged to be the same measure, with those that share a "
        "sentence in brackets. Choose a cell to see "
        "them.",
    ),
    "similarity.none": ("没有发现同一措施的条款对。", "No counterpart clauses were found."),
    "similarity.list": ("{a} 与 {b}：{n} 对", "{a} and {b}: {n} pairs"),
    "similarity.cell": ("{n}（{verbatim}）", "{n} ({verbatim})"),
    # agencies
    "agencies.title": ("谁来落实", "Who must carry it out"),
    "agencies.lead": (
        "条款所附责任单位，按职能归并（机构改名与层级已归一）。数字为条款数；括号内为牵头。",
        "Bodies named as responsible, by function (level and renamings removed). Clauses "
        "that name them; as lead in "
        "brackets.",
    ),
    "agencies.family": ("职能", "Function"),
    "agencies.none": ("没有找到责任单位。", "No responsible body was found."),
    "agencies.all": ("显示全部 {n} 类", "Show all {n} functions"),
    # themes
    "themes.title": ("政策主题与工具", "Themes and instruments"),
    "themes.lead": (
        "涉及各主题的条款数，及占该文本条款的比例（底色越深比例越高）；点击数字查看条款。",
        (
            "Clauses that touch each theme and their share of the text (darker = more); each "
            "number leads to its clauses."
        ),
    ),
    "themes.theme": ("主题", "Theme"),
    "themes.none": ("本研究没有主题编码簿。", "This study has no theme codebook."),
    "themes.instrument": (
        "政策工具（Rothwell 与 Zegveld）",
        "Policy instruments (Rothwell and Zegveld)",
    ),
    "themes.strength": ("指令强度", "Directive strength"),
    "instrument.": ("未判定", "Undetermined"),
    # amounts
    "amounts.title": ("数额与期限", "Amounts and deadlines"),
    "amounts.lead": (
        "文本承诺的数：金额以元计，15% 记为 15。",
        "Numbers that commit something: money in yuan, 15% as 15.",
    ),
    "amounts.what": ("事项", "What for"),
    "amounts.raw": ("原文", "As printed"),
    "amounts.value": ("数值", "Value"),
    "amounts.unit": ("单位", "Unit"),
    "amounts.all_units": ("全部单位", "All units"),
    "amounts.clause": ("条款", "Clause"),
    "amounts.none": ("没有找到数额。", "No amount was found."),
    "amounts.exact": ("{low}", "{low}"),
    "amounts.at_least": ("≥ {low}", "≥ {low}"),
    "amounts.at_most": ("≤ {high}", "≤ {high}"),
    "amounts.range": ("{low}–{high}", "{low}–{high}"),
    # origins
    "origins.title": ("条款在上位文件中有无对应", "Which clauses have a match above"),
    "origins.lead": (
        "“本地”只在上位文件全部在手而都没有该条时成立；否则为“未定”。",
        (
            "“Local” holds only where every template above is in hand and none has the "
            "clause; otherwise “undetermined”."
        ),
    ),
    "origins.none": ("没有来源判断。", "No origins were traced."),
    # limits, provenance
    "limits.title": ("这份报告不能说明什么", "What this report cannot say"),
    "made.title": ("如何生成", "How this page was made"),
    "made.versions": ("版本", "Versions"),
    "made.inputs": ("输入文件（sha256）", "Inputs (sha256)"),
    "made.results": ("结果表（sha256）", "Result tables (sha256)"),
    "made.file": ("文件", "File"),
    "made.repeat": (
        "同样的输入与版本得到逐字节相同的页面；页内没有时间戳，也不连接网络。",
        (
            "The same inputs and versions give this page byte for byte; it holds no time "
            "stamp and uses no network."
        ),
    ),
    # small words
    "word.all": ("合计", "Total"),
}


# Codes of the tables carry the names that figures give them, so a reader meets one word for one
# thing.
_CODES = {
    "level": (*schema.PRESENT, "reversed", "absent"),
    "degree": schema.DEGREES,
    "change": schema.CHANGE_CODES,
    "relation": ("direct", "via", "control"),
    "evidence": schema.EVIDENCE,
    "origin": schema.ORIGINS,
    "instrument": schema.INSTRUMENTS,
    "role": schema.ROLES,
}
STRINGS.update(
    {f"{group}.{code}": LABELS[code] for group, codes in _CODES.items() for code in codes}
)


def strings(lang: str) -> dict[str, str]:
    """All strings of one language, ``zh`` or ``en``."""
    return {key: pair[LANGUAGES.index(lang)] for key, pair in STRINGS.items()}
