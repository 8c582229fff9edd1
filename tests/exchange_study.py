"""A study folder of our own for the exports: a mark at the start, line ends of two characters,
characters beyond the plane.
"""

from __future__ import annotations

from pathlib import Path

import yaml

FIRST = (
    "\ufeff样山市人民政府关于支持小店的实施意见\r\n\r\n样山政发〔2021〕3号\r\n\r\n"
    "一、放宽准入\r\n（一）简化登记。𠮷祥街开店登记不超过2个工作日。\r\n推行网上𡈽办理。"
    "（市市场监管局牵头，市财政局配合）\r\n"
    "（二）减免租金。对新开小店给予5000元租金补助。（市财政局负责）\r\n"
    "二、保障措施\r\n（三）加强领导。各部门要列入计划。\r\n样山市人民政府\r\n2021年3月5日\r\n"
)
SECOND = (
    "东水市人民政府關於支持小店的實施意見\n東水政發〔2022〕4號\n一、"
    "放寬準入\n（一）簡化登記。開店登記不超過3個工作日。（市市場監管局負責）\n"
    "（二）培訓店主。免費培訓店主200人。（市人社局負責）\n（三）設立窗口。"
    "設立小店服務窗口。\n東水市人民政府\n2022年1月5日\n"
)
NUMBER = "国发〔2020〕9号"
TEMPLATE = {
    "doc_number": NUMBER,
    "title": "国务院关于支持小店的意见",
    "issuer": "国务院",
    "level": "national",
    "issue_date": "2020-05-01",
    "complete": True,
    "measures": [
        {
            "no": 1,
            "section": "准入",
            "heading": "简化登记",
            "evidence": "official_text",
            "content": "让开店登记更快。",
            "actions": [{"id": "1.1", "action": "限时登记", "cues": ["工作日", "开店登记"]}],
        },
        {
            "no": 2,
            "section": "租金",
            "heading": "减免租金",
            "evidence": "reported",
            "content": "给新店减租。",
            "actions": [{"id": "2.1", "action": "补助租金", "cues": ["租金补助", "租金"]}],
        },
        {
            "no": 3,
            "section": "融资",
            "heading": "小店贷款",
            "evidence": "reported",
            "content": "给小店贷款。",
            "actions": [{"id": "3.1", "action": "贷款", "cues": ["贷款", "贴息"]}],
        },
    ],
}
THEMES = {
    "title": "小店 themes",
    "version": "1",
    "settings": {"floor": 1, "cut": 0.1, "most": 2},
    "codes": [
        {
            "id": "ENTRY",
            "zh": "准入",
            "en": "Entry",
            "definition": "Opening a shop.",
            "cues": [{"match": "登记", "weight": 3}],
        },
        {
            "id": "MONEY",
            "zh": "资金",
            "en": "Money",
            "definition": "Money for shops.",
            "cues": [{"match": ["补助", "租金"], "weight": 2}],
        },
        {
            "id": "PEOPLE",
            "zh": "人员",
            "en": "People",
            "definition": "Training.",
            "cues": [{"match": ["培训", "办理"], "weight": 1}],
        },
    ],
}
INSTRUMENTS = {
    "title": "tools",
    "version": "1",
    "codes": [
        {
            "id": "FUND",
            "zh": "资金投入",
            "en": "Funding",
            "definition": "Gives money.",
            "parent": "supply",
            "cues": [{"match": "补助", "weight": 2}],
        },
        {
            "id": "EASE",
            "zh": "简化",
            "en": "Easing",
            "definition": "Makes it easier.",
            "parent": "environment",
            "cues": [{"match": "登记", "weight": 2}],
        },
    ],
}


def write_study(root: Path) -> Path:
    """The study on disk; texts byte for byte as above."""
    for folder in ("texts", "templates", "codebooks", "coding"):
        (root / folder).mkdir(parents=True)
    (root / "texts" / "yangshan.txt").write_bytes(FIRST.encode("utf-8"))
    (root / "texts" / "dongshui.txt").write_bytes(SECOND.encode("utf-8"))
    (root / "documents.csv").write_text(
        f"doc_id,file,level,implements\nyangshan,yangshan.txt,city,{NUMBER}\ndongshui,dongshui.txt,city,{NUMBER}\n",
        encoding="utf-8",
    )
    for name, content in (
        ("templates/up", TEMPLATE),
        ("codebooks/themes", THEMES),
        ("codebooks/instruments", INSTRUMENTS),
    ):
        (root / f"{name}.yaml").write_text(
            yaml.safe_dump(content, allow_unicode=True), encoding="utf-8"
        )
    return root
