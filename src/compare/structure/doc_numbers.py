"""Document numbers as printed, and the one form in which they are compared."""

from __future__ import annotations

import re

from compare.text.numerals import number_of
from compare.text.script import simplify

KINDS = (
    "实施意见|指导意见|若干意见|意见|行动方案|实施方案|工作方案|分工方案|方案|"
    "若干政策措施|政策措施|若干措施|措施|若干政策|政策|实施办法|管理办法|暂行办法|办法|"
    "规定|规划纲要|发展规划|规划|"
    "决定|实施细则|细则|条例|行动计划|计划|通知|通告|公告|批复|要点|纲要|函|报告|指南|"
    "命令|令|清单|规则|决议|解释|法|白皮书|守则|章程|公约|标准|规范|制度|安排|目录|"
    "倡议书|复函|意见书|通报|修正案"
)


# Announcements and orders count by year or from the first of their kind: 2021年第5号, 第218号.
YEAR = r"(?:(?:19|20)\d{2}|[一二][〇○零九][〇○零一二三四五六七八九]{2})"


NUMBER = re.compile(
    rf"([一-鿿]{{1,10}}?[一-鿿])[〔\[［（(【﹝<〈]({YEAR})[〕\]］）)】﹞>〉]第?\s?(\d{{1,4}})号"
)


LINE_NUMBER = re.compile(rf"[（(]?{NUMBER.pattern}[）)]?")


SERIAL = re.compile(
    rf"[〔\[［（(【﹝]?(?P<year>{YEAR})年?[〕\]］）)】﹞]?[，,]?第?(?P<no>\d{{1,4}}|"
    rf"[一二三四五六七八九十百零〇]{{1,5}})号[〕\]］）)】﹞]?"
)


_TITLE = (
    r"(?!根据|按照|现将|为了?|经)[^。；：]{0,40}?(?:关于|印发)(?:《[^《》]*》|[^。；：《》]){2,80}"
)
ORDER = re.compile(r"[（(〔]?第(?P<no>\d{1,4}|[一二三四五六七八九十百零〇]{1,5})号(?:令)?[）)〕]?")


_BARE_ORDER = re.compile(r"第\d{1,4}号")


def canonical_number(text: str) -> str:
    """Document number in simplified script with 〔〕: ``國發[2018]32號`` → ``国发〔2018〕32号``;
    empty if it is none.

    An announcement or order keeps year and number as printed: ``2021年 第5号`` → ``2021年第5号``.
    """
    flat = re.sub(r"\s", "", simplify(text))
    if hit := NUMBER.search(flat):
        return _canonical(hit)
    if (hit := SERIAL.search(flat)) and "年" in hit[0]:
        return _serial(hit)
    if hit := re.search(rf"令{ORDER.pattern}", flat):
        return f"第{number_of(hit['no'])}号"
    return ""


def _canonical(hit: re.Match[str]) -> str:
    year = hit[2] if hit[2].isdigit() else str(number_of(hit[2]))
    return f"{hit[1]}〔{int(year)}〕{int(hit[3])}号"


def _serial(hit: re.Match[str]) -> str:
    year = int(hit["year"]) if hit["year"].isdigit() else number_of(hit["year"])
    return f"{year}年第{number_of(hit['no'])}号"


def own_number(lines: list[str]) -> str:
    """The number on a line of its own, else one printed behind the title, in front of every
    sentence.
    """
    for line in lines:
        if hit := LINE_NUMBER.fullmatch(line):
            return _canonical(hit)
    for line in lines[:12]:
        head = line[:200]
        behind_title = re.search(rf"(?:{KINDS})[（(]?(?!的)({NUMBER.pattern})", head)
        if behind_title and "《" not in head[: behind_title.start()]:
            return canonical_number(behind_title[1])
        titled = re.fullmatch(rf"{_TITLE}的(?:通知|意见|决定|公告|通告|函)({NUMBER.pattern})", head)
        if titled:
            return canonical_number(titled[1])
        alone = re.search(rf"(?<![一-鿿《]){NUMBER.pattern}", head)
        if (
            alone
            and len(line) < 60
            and not re.search(
                "《|根据|按照|依据|依照|遵照|贯彻|落实|执行|转发|印发", head[: alone.end(1)]
            )
        ):
            return canonical_number(alone[0])
    for line, before in zip(lines[:20], ["", *lines], strict=False):
        if hit := SERIAL.fullmatch(line):
            return _serial(hit)
        hit = re.search(rf"(?:公告|通告|令|公报|决定|通知|意见){SERIAL.pattern}$", line)
        if hit and len(line) < 80 and "《" not in line:
            return _serial(hit)
        if hit := re.fullmatch(rf"(?P<body>[^《》。，]{{0,40}}令)?{ORDER.pattern}", line):
            if hit["body"] or before.endswith(("令", "公告", "通告", "公布", "通过")):
                return f"第{number_of(hit['no'])}号"
        elif (
            hit := re.fullmatch(rf".{{4,60}}?(?:公告|通告|令)[（(]{ORDER.pattern}[）)]?", line)
        ) and "《" not in line:
            return f"第{number_of(hit['no'])}号"
    promulgated = (
        re.search(rf"令{ORDER.pattern}(?:公布|发布|颁布)", line)
        for line in lines[:20]
        if "《" not in line
    )
    return next((f"第{number_of(hit['no'])}号" for hit in promulgated if hit), "")


def with_issuer(number: str, issuer: str, title: str = "") -> str:
    """The number of an order or announcement with the body that gave it, which counts its own from
    one; other numbers, and those of unknown bodies, as they are.

    Examples
    --------
    >>> with_issuer("第225号", "国务院"), with_issuer("第5号", "东山市商务局", "关于小店的公告")
    ('国务院令第225号', '东山市商务局公告第5号')
    >>> with_issuer("国发〔2018〕32号", "国务院"), with_issuer("第225号", "")
    ('国发〔2018〕32号', '第225号')
    """
    body = re.sub("^中华人民共和国", "", issuer.split(";")[0])
    if not body or not _BARE_ORDER.fullmatch(number):
        return number
    if body.startswith("全国人民代表大会"):
        return f"主席令{number}"
    named = re.search("公告|通告", title)
    return f"{body}{named[0] if named else '令'}{number}"


def same_number(one: str, other: str) -> bool:
    """Whether two numbers are one, an order's with and without its body."""
    return bool(one and other) and (
        one == other
        or (_BARE_ORDER.fullmatch(one) is not None and other.endswith(f"令{one}"))
        or (_BARE_ORDER.fullmatch(other) is not None and one.endswith(f"令{other}"))
    )
