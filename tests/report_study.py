"""A study small enough to check by hand: two texts, one template known by codebook, one by number
alone.
"""

from pathlib import Path

import pandas as pd

from compare import schema
from compare.adoption.templates import Template, items_table, parse_template
from compare.content.codebooks import parse_codebook
from compare.structure import parse_text
from compare.study.own_lexicon import package_pmc, package_registry
from compare.study.read import Study

NATIONAL, PROVINCIAL = "国发〔2020〕1号", "样政发〔2020〕2号"
TEXTS = {
    "alpha": "甲市人民政府关于支持创业的实施意见\n一、优化环境\n（一）放宽准入。"
    "推行一照多址登记，企业开办不超过3个工作日。（市市场监管局牵头，"
    "市财政局配合）\n"
    "（二）培育人才。建立创业导师队伍，<b>每年&评选</b>10人。（市人社局负责）\n",
    "beta": (
        "乙市人民政府關於支持創業的實施意見\n一、優化環境\n（一）放寬準入。"
        "推行一照多址登記，企業開辦不超過5個工作日。（市市場監管局負責）\n"
    ),
}
TEMPLATES = (
    parse_template(
        {
            "doc_number": NATIONAL,
            "title": "国务院关于支持创业的意见",
            "level": "national",
            "complete": True,
            "measures": [
                {
                    "no": 1,
                    "section": "总体要求",
                    "heading": "指导思想",
                    "kind": "preamble",
                    "evidence": "official_text",
                    "content": "讲明为何支持创业。",
                },
                {
                    "no": 2,
                    "section": "优化环境",
                    "heading": "放宽市场准入",
                    "evidence": "official_text",
                    "content": "让企业更容易登记。",
                    "actions": [
                        {"id": "2.1", "action": "允许一照多址", "cues": ["一照多址"]},
                        {"id": "2.2", "action": "登记全程电子化", "cues": ["电子化登记"]},
                    ],
                },
                {
                    "no": 3,
                    "section": "人才",
                    "heading": "创业导师",
                    "evidence": "unverified",
                    "content": "请有经验者带新人。",
                },
            ],
        },
        where="a.yaml",
    ),
    parse_template(
        {
            "doc_number": PROVINCIAL,
            "title": "样省实施意见",
            "level": "provincial",
            "implements": NATIONAL,
            "measures": [],
        },
        where="b.yaml",
    ),
)
THEMES = parse_codebook(
    {
        "title": "themes",
        "version": "1",
        "codes": [
            {
                "id": "ENV",
                "zh": "营商环境",
                "en": "Business environment",
                "definition": "d",
                "cues": [{"match": "登记", "weight": 1}],
            },
        ],
    },
    where="themes.yaml",
)


def small_study(root: Path = Path("study"), templates: tuple[Template, ...] = TEMPLATES) -> Study:
    """The study, read without a folder."""
    parsed = {doc_id: parse_text(doc_id, text) for doc_id, text in TEXTS.items()}
    documents = schema.DOCUMENTS.frame(
        [
            {
                "doc_id": doc_id,
                "title": parsed[doc_id].header.title,
                "level": "city",
                "region": region,
                "province": "样省",
                "issue_date": "2020-05-01",
                "script": script,
                "implements": implements,
                "n_clauses": len(parsed[doc_id].clauses),
                "n_chars": len(text),
                "sha256": "0" * 64,
                "file": f"{doc_id}.txt",
            }
            for (doc_id, text), region, script, implements in zip(
                TEXTS.items(), ("甲山市", "乙水市"), ("hans", "hant"), (PROVINCIAL, ""), strict=True
            )
        ]
    )
    return Study(
        root=root,
        documents=documents,
        clauses=pd.concat([p.clauses for p in parsed.values()], ignore_index=True),
        passages={key: value for p in parsed.values() for key, value in p.passages.items()},
        headings={},
        attributions=(),
        sources={doc_id: p.source for doc_id, p in parsed.items()},
        parts=pd.DataFrame(),
        repairs=pd.DataFrame(),
        templates=templates,
        codebooks={"themes": THEMES},
        registry=package_registry(),
        ladder=None,
        pmc=package_pmc(),
    )


def small_tables(study: Study) -> dict[str, pd.DataFrame]:
    """The tables such a study would give, written by hand."""
    alpha_1, alpha_2, beta_1 = study.clauses["clause_id"]

    def cell(
        no: int, doc: str, level: str, clauses: str = "", found: int = 0, total: int = 0
    ) -> dict:
        return {
            "template": NATIONAL,
            "item_no": no,
            "doc_id": doc,
            "relation": "via" if doc == "alpha" else "control",
            "basis": "codebook",
            "evidence": "unverified" if no == 3 else "official_text",
            "level": level,
            "clause_ids": clauses,
            "score": 0.5 if clauses else 0.1,
            "actions_found": found,
            "actions_total": total,
            "why": f"level {level}",
            "rules": "r1",
        }

    def action(name: str, doc: str, clause: str = "", cues: str = "") -> dict:
        return {
            "template": NATIONAL,
            "action_id": name,
            "doc_id": doc,
            "item_no": 2,
            "found": bool(clause),
            "clause_id": clause,
            "score": 0.5,
            "cues": cues,
        }

    shared = "推行一照多址登记，企业开办不超过"
    a, b = study.passages[alpha_1], study.passages[beta_1]
    (a_begin, a_end), (b_begin, b_end) = a.cut(0, len(shared)), b.cut(0, len(shared))
    return {
        "documents": study.documents,
        "clauses": study.clauses,
        "agencies": schema.AGENCIES.frame(
            [
                {
                    "clause_id": clause,
                    "doc_id": clause.split("-")[0],
                    "raw": raw,
                    "agency": raw,
                    "family": family,
                    "level": "city",
                    "role": role,
                    "where": "attribution",
                    "begin": begin,
                    "end": begin + 3,
                }
                for clause, raw, family, role, begin in [
                    (alpha_1, "市市场监管局", "市场监管", "lead", 1),
                    (alpha_1, "市财政局", "财政", "support", 9),
                    (alpha_2, "市人社局", "人力资源社会保障", "responsible", 1),
                    (beta_1, "市市场监管局", "市场监管", "responsible", 1),
                ]
            ]
        ),
        "amounts": schema.AMOUNTS.frame(
            [
                {
                    "clause_id": alpha_1,
                    "doc_id": "alpha",
                    "raw": "不超过3个工作日",
                    "high": 3.0,
                    "unit": "工作日",
                    "begin": 1,
                    "end": 2,
                },
                {
                    "clause_id": alpha_2,
                    "doc_id": "alpha",
                    "raw": "10人",
                    "low": 10.0,
                    "high": 10.0,
                    "unit": "人",
                    "begin": 1,
                    "end": 2,
                },
            ]
        ),
        "themes": schema.THEMES.frame(
            [
                {
                    "clause_id": clause,
                    "theme": "ENV",
                    "doc_id": clause.split("-")[0],
                    "rank": 1,
                    "score": 1.0,
                    "cues": "登记",
                }
                for clause in (alpha_1, beta_1)
            ]
        ),
        "pairs": schema.PAIRS.frame(
            [
                {
                    "a": alpha_1,
                    "b": beta_1,
                    "cosine_word": 0.8,
                    "cosine_char": 0.9,
                    "jaccard": 0.7,
                    "containment_ab": 0.8,
                    "containment_ba": 0.85,
                    "longest_run": len(shared),
                    "excess": 0.5,
                    "p_value": 0.01,
                    "level": "verbatim",
                }
            ]
        ),
        "spans": schema.SPANS.frame(
            [
                {
                    "a": alpha_1,
                    "b": beta_1,
                    "a_begin": a_begin,
                    "a_end": a_end,
                    "b_begin": b_begin,
                    "b_end": b_end,
                    "text": shared,
                }
            ]
        ),
        "items": items_table(study.templates),
        "adoption": schema.ADOPTIONS.frame(
            [
                cell(1, "alpha", "absent"),
                cell(1, "beta", "absent"),
                cell(2, "alpha", "taken_over", alpha_1, 1, 2),
                cell(2, "beta", "taken_over", beta_1, 1, 2),
                cell(3, "alpha", "taken_over", alpha_2),
                cell(3, "beta", "absent"),
            ]
        ),
        "actions": schema.ACTIONS.frame(
            [
                action("2.1", "alpha", alpha_1, "一照多址"),
                action("2.2", "alpha"),
                action("2.1", "beta", beta_1, "一照多址"),
                action("2.2", "beta"),
            ]
        ),
        "origins": schema.ORIGIN_ROWS.frame(
            [
                {
                    "clause_id": clause,
                    "doc_id": clause.split("-")[0],
                    "origin": origin,
                    "score": 0.5,
                }
                for clause, origin in (
                    (alpha_1, "national"),
                    (alpha_2, "undetermined"),
                    (beta_1, "sibling"),
                )
            ]
        ),
    }
