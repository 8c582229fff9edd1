"""The reasons that rules print, in Chinese: tables hold them in English, one form a rule."""

from __future__ import annotations

import re

# Parts of a score, and of the evidence for a pair, as reasons name them.
_PARTS = {
    "rank": "排名", "order": "次序", "cues": "线索词", "own": "自有词", "sentence": "句子",
    "heading": "标题", "wording": "措辞", "subject": "主题词", "run": "连续相同", "place": "位置",
    "words": "词语",
}  # fmt: skip
_SUM = re.compile(r"\b([a-z]+) (-?\d+\.\d\d)")
# One line a form: what rules print, and how it reads in Chinese. Whole reasons first.
_FORMS = tuple(
    (re.compile(pattern), chinese)
    for pattern, chinese in (
        (r"^The document has no clause of this kind\.$", "文本中没有此类条款。"),
        (
            r"^No clause is the same measure; (\S+) comes nearest "
            r"\((-?[\d.]+) of ([\d.]+) needed\)\.$",
            r"没有条款与该措施相同；最接近的是 \1（\2，需达到 \3）。",
        ),
        (
            r"^No clause is the same measure; (\S+) comes nearest \((-?[\d.]+)\)\.$",
            r"没有条款与该措施相同；最接近的是 \1（\2）。",
        ),
        (r"^(\S+) says the opposite: (.*) → (.*)\.$", r"\1 的规定相反：\2 → \3。"),
        (r"^(\S+) scores ([\d.]+) ≥ ([\d.]+): ", r"\1 得分 \2，达到 \3："),
        (r"; terms (.*)\.$", r"；线索词：\1。"),
        (
            r"^Of (\S+) only (\d+) of its items (?:are|is) known; .*$",
            r"\1 只有 \2 项措施已知；其余未掌握，不作判断。",
        ),
        (r"^Of (\S+) .* not in hand, so nothing is said about it\.$", r"\1 未掌握，不作判断。"),
        (
            r"^Decided by (.*?)(?: on (\S+))?: (.*) \(the rule says (\w+)\)\.$",
            r"由 \1 判定：\3（规则原判另列）。",
        ),
        (r"^Takes over (.*)\.$", r"采纳 \1。"),
        (r"(\S+) item (\d+)", r"\1 第 \2 项"),
        (
            r"^No template in hand has it; shared with (.*), under a common template: "
            r"probably its wording \(estimate\)\.$",
            r"在手的上位文件中均无；与 \1 相同，二者贯彻同一上位文件：可能出自其原文（推测）。",
        ),
        (
            r"^A national document that names none above it: its own\.$",
            "国家级文件，未写明贯彻更上位的文件：属其自身。",
        ),
        (
            r"^Every template above is in hand and none has it\.(?: Shared with (.*), under a "
            r"common template\.)?$",
            r"上位文件全部在手，均无此条。",
        ),
        (
            r"^No template in hand has it; not wholly in hand: (.*)\.$",
            r"在手的上位文件中均无；未全部掌握：\1。",
        ),
        (
            r"^No template in hand has it; the text names no template\.$",
            "在手的上位文件中均无；文本未写明贯彻任何文件。",
        ),
        (r"a whole sentence is the same", "有整句相同"),
        (r"(\d+) running characters are the same", r"连续 \1 字相同"),
        (r"\bevidence (-?[\d.]+) = ", r"证据 \1 = "),
        (r"nearest to each other", "互为最近"),
        (r"([\d.]+) of the nearest", r"为最近者的 \1"),
        (r"(\d+) running characters of substance are the same", r"连续 \1 个实质文字相同"),
        (r"a sentence is kept \(([\d.]+)\)", r"保留了一个句子（\1）"),
        (r"\bcertainty ([\d.]+): ", r"把握 \1："),
        (r"no clause is nearer to the item", "没有条款更接近该措施"),
        (
            r"a sentence fits it better than other items by (-?[\d.]+)",
            r"有句子比对其他措施更贴合（\1）",
        ),
    )
)


def reason_in_chinese(reason: str) -> str:
    """`reason`, as a rule prints it, in Chinese; what no rule prints (a person's words) stays.

    >>> reason_in_chinese("a-01 scores 0.41 ≥ 0.40: rank 0.10 + cues 0.08; terms 创业.")
    'a-01 得分 0.41，达到 0.40：排名 0.10 + 线索词 0.08；线索词：创业。'
    """
    text = reason
    for form, chinese in _FORMS:
        text = form.sub(chinese, text)
    if text == reason:
        return reason
    text = _SUM.sub(lambda part: f"{_PARTS.get(part[1], part[1])} {part[2]}", text)
    return text.replace("; ", "；").replace(", ", "、")
