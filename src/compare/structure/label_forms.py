"""The forms of labels in official numbering, in every writing of their digits, points and
brackets.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.text.numerals import number_of

HAN = "一二三四五六七八九十百零〇○廿"
FORMAL = "壹贰叁参肆伍陆柒捌玖拾"
_CIRCLED = "①-⑳㉑-㉟㊱-㊿❶-❿⓫-⓴➀-➉➊-➓⓵-⓾"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = [
    "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv",
]  # fmt: skip
_OPEN, _CLOSE = "（(［[〔【﹝﹙〈<＜｛{「『", "）)］]〕】﹞﹚〉>＞｝}」』"
_O, _C = f"[{re.escape(_OPEN)}]", f"[{re.escape(_CLOSE)}]"
_POINT = "、．.﹑､·•‧﹒｡"
_UNIT_AFTER = r"(?![\dA-Za-z万亿元%％个倍米吨年月日时分秒人户家])"

# The order is the order of trial; labels of one form count together. The first group is the number.
FORMS: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "编",
        re.compile(
            rf"第([{HAN}{FORMAL}\d]{{1,4}})(?:[编編篇]|部分|部(?![门委分队级属]))(?=[^{HAN}\d]|$)"
        ),
    ),
    ("章", re.compile(rf"第([{HAN}{FORMAL}\d]{{1,4}})章")),
    ("节", re.compile(rf"第([{HAN}{FORMAL}\d]{{1,4}})[节節]")),
    (
        "条",
        re.compile(
            rf"第([{HAN}{FORMAL}\d]{{1,6}})(?:[-－—]\d{{1,2}})?[条條](?:[之的][一二三四五六七八九十]{{1,2}}(?![{HAN}项款目條条]))?(?:[-－]\d{{1,2}})?"
        ),
    ),
    ("壹、", re.compile(rf"(?:([{FORMAL}]{{1,3}})[{_POINT}]|{_O}([{FORMAL}]{{1,3}}){_C})")),
    ("一、", re.compile(rf"([{HAN}]{{1,4}})[{_POINT}](?![{HAN}]{{1,3}}[、，])")),
    ("一、", re.compile(rf"([{HAN}]{{1,3}})[，,：:](?=[^，,。：:；]{{2,30}}(?:。|$))")),
    ("（一）", re.compile(rf"{_O}([{HAN}]{{1,4}}){_C}[{_POINT}：:]?")),
    ("（一）", re.compile(rf"([㈠-㈩]|[㊀-㊉])[{_POINT}]?")),
    ("（一）", re.compile(rf"([{HAN}]{{1,4}})[）)][{_POINT}]?")),
    ("1.1", re.compile(rf"(\d{{1,2}}(?:[.．]\d{{1,2}})+)[.．、]?{_UNIT_AFTER}(?=[^\d])")),
    ("1.", re.compile(r"(\d{1,3})(?:[.．、﹒､](?=\d{1,2}[A-Z])|[.．、)）﹒｡､﹑·](?![\d.．%％]))")),
    ("1.", re.compile(r"([⒈-⒛])")),
    ("（1）", re.compile(rf"{_O}(\d{{1,2}}){_C}[{_POINT}：:]?")),
    ("（1）", re.compile(rf"([⑴-⒇])[{_POINT}]?")),
    ("①", re.compile(rf"([{_CIRCLED}])[{_POINT}]?")),
    ("（甲）", re.compile(rf"(?:{_O}([{_STEMS}]){_C}|([{_STEMS}])[{_POINT}](?![{_STEMS}]))")),
    ("（i）", re.compile(rf"{_O}((?:x{{0,1}}(?:ix|iv|v?i{{0,3}}))){_C}")),
    ("（a）", re.compile(rf"(?:{_O}([a-z]){_C}|([a-z])[）)])")),
    ("Ⅰ", re.compile(rf"([Ⅰ-Ⅻⅰ-ⅻ])[{_POINT}]")),
    ("一是", re.compile(rf"([{HAN}]{{1,2}})是")),
    ("一要", re.compile(rf"([{HAN}]{{1,2}})要")),
)
ANY_FORM = re.compile("|".join(f"(?:{pattern.pattern})" for _, pattern in FORMS))
"""A label of any form: the same match as the first of `FORMS` that matches."""
BOX = re.compile(
    r"[【〔\[［（(]?专栏(\d{1,3}|[一二三四五六七八九十]{1,3}|)[】〕\]］）)]?(?=[^，。；]{0,40}$)"
)
# Of rank by definition: a chapter never stands below an article, whatever is printed before it.
RANK = {"编": 0, "章": 1, "节": 2, "条": 3}
UPPER = {"编", "章", "节", "条", "壹、", "一、", "（一）", "1.", "1.1"}
# Forms that are seldom meant: they count only where a second item follows.
RARE = {"（甲）", "（i）", "（a）", "Ⅰ"}
_UNSURE = re.compile(
    rf"(?:第?[{HAN}\d]{{1,4}}?[款项項目](?!目)|规定|規定|所(?![有在需属得])|、|至第|至|"
    rf"和第|和|或|的|中(?![国央小外医药介]))"
)
_ITEM_REFERENCE = re.compile(
    rf"[项項款](?!目)|目(?![标的录前])|类|[至、和或]{_O}?第?{_O}?[{HAN}\d]"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that looks like a label. `upper` are the numbers of the levels above in 1.2.3.

    `clean`: a line begins here, and what stands before it has ended. `strong`: a line begins here
    at all.
    """

    form: str
    number: int
    begin: int
    after: int
    upper: str = ""
    clean: bool = True
    strong: bool = True


def read_label(text: str, begin: int) -> tuple[str, int, str, int] | None:
    """The label that stands at `begin`: form, number, number of the levels above, end; None where
    none does.
    """
    for form, pattern in FORMS:
        hit = pattern.match(text, begin)
        if not hit:
            continue
        if form == "1.1":
            *upper, own = re.split("[.．]", hit[1])
            return "1.1" + ".1" * (len(upper) - 1), int(own), ".".join(upper), hit.end()
        digits = next((group for group in hit.groups() if group), "")
        if form == "（甲）":
            return form, _STEMS.index(digits) + 1, "", hit.end()
        if form == "（a）":
            return form, ord(digits) - 96, "", hit.end()
        if form == "（i）":
            if digits not in _ROMAN:
                continue
            return form, _ROMAN.index(digits) + 1, "", hit.end()
        if number := number_of(digits):
            return form, number, "", hit.end()
    return None


def is_reference(text: str, form: str, after: int) -> bool:
    """Whether the words behind a label show that it only names another item: 第五条的规定,
    （三）项.
    """
    if form in RANK:
        return bool(_UNSURE.match(text, after))
    if form in {"（一）", "（1）", "（甲）", "（a）", "（i）"}:
        return bool(_ITEM_REFERENCE.match(text, after))
    return False
