"""A corpus of invented policy documents, for those who have none: same seed, same characters.

Clauses are drawn from a stock of measures with Zipf's law, as real ones are copied: some documents
take a measure over word for word, some change numbers, bodies and the order of its sentences. What
matters for speed follows real clauses
(length, distinct words, common words); what the texts say means nothing.
"""

from __future__ import annotations

import json
import random
from pathlib import Path

VERBS = [
    "支持", "鼓励", "引导", "推动", "加快", "完善", "建立", "健全", "落实", "强化", "优化", "深化",
    "拓展", "规范", "培育", "打造", "扩大", "实施", "开展", "推进", "简化", "降低", "加大", "搭建",
    "统筹",
]  # fmt: skip
OBJECTS = [
    "税收优惠政策", "创业担保贷款", "科技成果转化", "知识产权保护", "孵化器建设", "众创空间发展",
    "政府采购", "商事制度改革", "信用体系建设", "人才引进计划", "高校毕业生就业", "农民工返乡创业",
    "退役军人创业", "创业投资基金", "中小企业融资", "研发费用加计扣除", "产业园区建设",
    "公共服务平台", "大型仪器共享", "标准体系建设", "数字经济发展", "绿色产业", "乡村旅游",
    "电子商务", "跨境贸易", "产学研合作", "职业技能培训", "创新券制度", "首台套示范应用",
    "质量品牌提升",
]  # fmt: skip
WAYS = [
    "通过购买服务的方式", "在符合条件的地区", "按照有关规定", "在风险可控的前提下", "依托现有平台",
    "结合当地实际", "会同有关部门", "分年度", "以市场化方式", "对符合条件的企业", "面向重点群体",
    "利用闲置厂房", "采取先建后补的办法", "依法依规", "在试点基础上",
]  # fmt: skip
ENDS = [
    "给予最高{n}万元补助", "五年内达到{n}家", "每年不少于{n}场", "压缩至{n}个工作日以内",
    "补贴比例不超过{n}%", "建设{n}个示范基地", "培训{n}人次", "形成可复制的经验", "纳入年度考核",
    "提供全流程服务", "实行动态管理", "建立容错机制", "完善统计监测", "加强宣传引导",
]  # fmt: skip
BODIES = [
    "发展改革委", "科技局", "工业和信息化局", "财政局", "人力资源社会保障局", "教育局",
    "市场监管局", "税务局", "商务局", "农业农村局", "金融办", "自然资源局",
]  # fmt: skip
NUMERALS = "一二三四五六七八九十"


def documents(n: int, *, seed: int = 1) -> list[dict[str, str]]:
    """`n` documents of about 25 clauses: ``id``, ``title``, ``date``, ``text``."""
    dice = random.Random(seed)
    stock = [[_sentence(dice) for _ in range(dice.randint(2, 6))] for _ in range(max(60, 4 * n))]
    return [_document(dice, number, stock) for number in range(n)]


def write(path: Path, n: int, *, seed: int = 1) -> Path:
    """Write the corpus as JSON Lines."""
    lines = (json.dumps(row, ensure_ascii=False) for row in documents(n, seed=seed))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def _sentence(dice: random.Random) -> str:
    parts = [
        f"{dice.choice(WAYS)}{dice.choice(VERBS)}{dice.choice(OBJECTS)}"
        for _ in range(dice.randint(1, 3))
    ]
    return "，".join([*parts, dice.choice(ENDS)]) + "。"


def _document(dice: random.Random, number: int, stock: list[list[str]]) -> dict[str, str]:
    city, year = f"第{number}市", 2015 + number % 10
    lines = [
        f"{city}人民政府关于推动高质量发展的实施意见",
        f"政发〔{year}〕{number % 90 + 1}号",
        "各县（市、区）人民政府，各有关部门：",
    ]
    for section in range(dice.randint(2, 5)):
        lines.append(f"{NUMERALS[section]}、{dice.choice(VERBS)}{dice.choice(OBJECTS)}")
        for item in range(dice.randint(4, 10)):
            measure = list(stock[min(int(dice.paretovariate(0.6)), len(stock)) - 1])
            if dice.random() < 0.6:
                measure[dice.randrange(len(measure))] = _sentence(dice)
                dice.shuffle(measure)
            body = "".join(measure).replace("{n}", str(dice.choice([3, 5, 10, 20, 30, 50, 100])))
            first, second = dice.sample(BODIES, 2)
            lines.append(
                f"（{NUMERALS[item]}）{dice.choice(VERBS)}{dice.choice(OBJECTS)}。"
                f"{body}（市{first}牵头，市{second}配合）"
            )
    lines += [f"{city}人民政府", f"{year}年6月1日"]
    return {
        "id": f"s{number:06d}",
        "title": lines[0],
        "date": f"{year}-06-01",
        "text": "\n".join(lines),
    }
