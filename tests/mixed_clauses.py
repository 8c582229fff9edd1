"""Clauses of a few documents that share sentences, set phrases, headings and whole clauses."""

from __future__ import annotations

import random

import pandas as pd

from compare.text.passage import Source

WORDS = [
    "落实", "税收", "优惠", "政策", "支持", "创业", "企业", "建设", "平台", "完善", "服务", "体系",
    "加强", "监管", "给予", "补贴", "人才", "科技", "金融", "园区", "推进", "深入", "高校",
    "毕业生",
]  # fmt: skip
FORMULA = ["加强组织领导", "按照《关于样例的意见》", "各有关部门要高度重视", "县级以上人民政府应当"]


def corpus(n: int, seed: int = 1) -> tuple[pd.DataFrame, pd.DataFrame, dict]:
    """Documents that share sentences, set phrases, headings and whole clauses, some of them
    moved.
    """
    dice = random.Random(seed)
    stock = ["".join(dice.choices(WORDS, k=dice.randint(4, 12))) for _ in range(30)]
    rows, passages = [], {}
    for number in range(n):
        for place in range(dice.randint(1, 9)):
            parts = dice.choices(stock, k=dice.randint(0, 4)) + dice.sample(
                FORMULA, dice.randint(0, 2)
            )
            parts += [
                "".join(dice.choices(WORDS, k=6)) + dice.choice(["", "1.5万元", "2021-2023年", "①"])
                for _ in range(2)
            ]
            dice.shuffle(parts)
            text = "".join(part + dice.choice("。；，") for part in parts)
            key = f"d{number}-{place}"
            heading = dice.choice(["", "减税降费", "支持创业", "".join(dice.choices(WORDS, k=2))])
            kind = "preamble" if place == 0 else "measure"
            rows.append(
                {
                    "clause_id": key,
                    "doc_id": f"d{number}",
                    "heading": heading,
                    "text": text,
                    "kind": kind,
                }
            )
            passages[key] = Source(f"d{number}", text).passage()
    documents = pd.DataFrame({"doc_id": [f"d{number}" for number in range(n)]})
    return documents, pd.DataFrame(rows), passages
