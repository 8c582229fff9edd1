"""A tiny family of documents of our own: one template, two cities that carry it out, one that does
not.
"""

import pandas as pd

from compare import schema
from compare.adoption.templates import parse_template

TEMPLATE = {
    "doc_number": "样发〔2018〕1号",
    "title": "样",
    "level": "national",
    "issue_date": "2018-03-01",
    "complete": True,
    "measures": [
        {
            "no": 1,
            "section": "总体要求",
            "heading": "指导思想",
            "kind": "preamble",
            "evidence": "official_text",
            "content": "坚持新发展理念。",
            "actions": [{"id": "1.1", "action": "坚持新理念", "cues": ["新发展理念"]}],
        },
        {
            "no": 2,
            "section": "环境",
            "heading": "放宽市场准入",
            "kind": "measure",
            "evidence": "official_text",
            "content": "公布准入负面清单，简化企业注销，开办企业更便利。",
            "actions": [
                {"id": "2.1", "action": "公布准入负面清单", "cues": ["负面清单"]},
                {"id": "2.2", "action": "简化企业注销", "cues": ["简易注销"]},
            ],
        },
        {
            "no": 3,
            "section": "金融",
            "heading": "发展普惠金融",
            "kind": "measure",
            "evidence": "official_text",
            "content": "鼓励银行设立科技信贷专营机构，发展知识产权质押融资。",
            "actions": [
                {
                    "id": "3.1",
                    "action": "发展知识产权质押融资",
                    "cues": ["质押融资", "知识产权质押"],
                },
                {"id": "3.2", "action": "办好银行", "cues": []},
            ],
        },
        {
            "no": 4,
            "section": "人才",
            "heading": "引进海外人才",
            "kind": "measure",
            "evidence": "official_text",
            "content": "为外籍高层次人才提供签证、居留便利。",
            "actions": [{"id": "4.1", "action": "提供签证便利", "cues": ["签证", "居留"]}],
        },
    ],
}
PROVINCE = {
    "doc_number": "省发〔2019〕2号",
    "title": "省",
    "level": "provincial",
    "implements": "样发〔2018〕1号",
    "complete": False,
    "measures": [],
}
TEXTS = {
    "alpha": [
        ("总体要求", "指导思想", "preamble", "坚持新发展理念，推动发展。"),
        ("环境", "放宽市场准入", "measure", "全面执行市场准入负面清单。推行企业简易注销登记。"),
        ("金融", "发展普惠金融", "measure", "支持金融机构办理知识产权质押融资业务。"),
    ],
    "beta": [
        ("环境", "优化营商环境", "measure", "落实市场准入负面清单制度，开办企业更便利。"),
        ("文化", "传承民族刺绣", "measure", "挖掘服饰和刺绣的发展潜力，做强地方品牌。"),
    ],
    "gamma": [
        ("教育", "办好学前教育", "measure", "新建公办幼儿园，扩大学位供给。"),
        ("卫生", "加强医疗服务", "measure", "推进分级诊疗，建设县域医共体。"),
    ],
}
HEADS = {
    "alpha": ("甲发〔2019〕5号", "样发〔2018〕1号", "2019-06-30"),
    "beta": ("乙发〔2020〕7号", "省发〔2019〕2号", "2020"),
    "gamma": ("", "", "2017-01-01"),
}


def family():
    """Documents, clauses, templates of the example."""
    documents = schema.DOCUMENTS.frame(
        [
            {
                "doc_id": doc_id,
                "title": doc_id,
                "doc_number": number,
                "issuer": "",
                "level": "city",
                "region": doc_id,
                "province": "",
                "issue_date": date,
                "script": "hans",
                "implements": implements,
                "n_clauses": len(TEXTS[doc_id]),
                "n_chars": 100,
                "sha256": "",
            }
            for doc_id, (number, implements, date) in HEADS.items()
        ]
    )
    return (
        documents,
        clause_table(TEXTS),
        (
            parse_template(TEMPLATE, where="sample.yaml"),
            parse_template(PROVINCE, where="province.yaml"),
        ),
    )


def clause_table(texts: dict) -> pd.DataFrame:
    """A clauses table of (section, heading, kind, text) by document."""
    return schema.CLAUSES.frame(
        [
            {
                "clause_id": f"{doc_id}-{number:02d}",
                "doc_id": doc_id,
                "path": str(number),
                "section_no": number,
                "section": section,
                "label": "",
                "heading": heading,
                "kind": kind,
                "begin": 0,
                "end": len(text),
                "text": text,
            }
            for doc_id, rows in texts.items()
            for number, (section, heading, kind, text) in enumerate(rows, 1)
        ]
    )
