"""Numbers as Word and browsers print them in front of a paragraph."""

from __future__ import annotations

import re

_DIGITS = "零一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"),
    (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_COUNTED = {
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "taiwaneseCountingThousand",
}


def number_label(number: int, style: str) -> str:
    """Print `number` in one of WordprocessingML's number formats.

    Parameters
    ----------
    number : int
        1 or more; anything a format cannot print (0, ⑴ beyond 20) falls back to digits, as Word
        does.
    style : str
        ``w:numFmt``, e.g. ``decimal``, ``chineseCounting``, ``decimalEnclosedCircle``,
        ``lowerRoman``.

    Returns
    -------
    str
        The number alone, without the punctuation of its level; empty for ``bullet`` and ``none``.
    """
    if style in {"bullet", "none"}:
        return ""
    if style in _COUNTED and 0 < number < 10000:
        return _chinese(number, _DIGITS, "十百千", short=True)
    if style in {"chineseLegalSimplified", "ideographLegalTraditional"} and 0 < number < 10000:
        return _chinese(number, _LEGAL, "拾佰仟", short=False)
    if (
        style in {"ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital"}
        and number >= 0
    ):
        return "".join(_DIGITS[int(digit)].replace("零", "〇") for digit in str(number))
    if style in {"ideographTraditional", "ideographZodiac"}:
        row = _STEMS if style == "ideographTraditional" else _BRANCHES
        return row[number - 1] if 0 < number <= len(row) else str(number)
    if style in {"lowerLetter", "upperLetter"} and 0 < number <= 780:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if style == "upperLetter" else letter
    if style in {"lowerRoman", "upperRoman"} and 0 < number < 4000:
        return _roman(number).upper() if style == "upperRoman" else _roman(number)
    if style in {"decimalFullWidth", "decimalFullWidth2"}:
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    return _enclosed(number, style) or (f"{number:02d}" if style == "decimalZero" else str(number))


def _chinese(number: int, digits: str, places: str, *, short: bool) -> str:
    out, zero = "", False
    text = str(number)
    for position, digit in enumerate(text):
        place = len(text) - position - 1
        if digit == "0":
            zero = True
            continue
        out += (
            (digits[0] if zero and out else "")
            + digits[int(digit)]
            + (places[place - 1] if place else "")
        )
        zero = False
    return out[1:] if short and 10 <= number < 20 else out


def _roman(number: int) -> str:
    out = ""
    for value, letters in _ROMAN:
        out += letters * (number // value)
        number %= value
    return out


def _enclosed(number: int, style: str) -> str:
    first, last = {
        "decimalEnclosedCircle": (0x2460, 20),
        "decimalEnclosedCircleChinese": (0x2460, 20),
        "decimalEnclosedParen": (0x2474, 20),
        "decimalEnclosedFullstop": (0x2488, 20),
        "ideographEnclosedCircle": (0x3280, 10),
    }.get(style, (0, 0))
    return chr(first + number - 1) if 0 < number <= last else ""


def counted(value: str, default: int) -> int:
    """A count as files write it; `default` where it is no whole number of at most six digits.

    >>> counted("12", 0), counted("-1", 0), counted("9" * 5000, 0), counted("", 1)
    (12, -1, 0, 1)
    """
    return int(value) if re.fullmatch(r"-?[0-9]{1,6}", value) else default
