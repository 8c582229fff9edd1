"""Numbers as Chinese documents print them: 1,000 · 3.5 · 二十 · 两 · 50万 · 13万2千 · 1.2亿."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {character: value for value, pair in enumerate(
    ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for character in pair}  # fmt: skip
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

_CHINESE = "[" + "".join([*_DIGITS, *_SMALL]) + "]"
# 百, 千 and 万 alone are figures of speech (千家万户); a number names how many of them.
_CHINESE_NUMBER = f"(?:[{''.join(_DIGITS)}十拾]{_CHINESE}*)"
_ARABIC_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = "[十百千]?[万亿]"
_HAN = "".join(_DIGITS)
# What follows 万 or 亿 in one number: 13万2千, 3亿5千万, 1亿2000万, 十三万二千五百.
_AFTER_YI = rf"(?:(?<=亿)(?:\d千\d百|\d{{1,4}}(?:\.\d+)?千?|{_CHINESE_NUMBER})万)?"
_AFTER_WAN = (
    rf"(?:(?<=万)(?:\d千(?:\d百)?|\d百|\d{{3,4}}(?=元)|"
    rf"[{_HAN}]千(?:[{_HAN}]百)?(?:[{_HAN}十]*十[{_HAN}]?)?|"
    rf"[{_HAN}]百(?:[{_HAN}]十)?))?"
)
NUMBER = (
    rf"(?:\d千\d百|{_ARABIC_NUMBER}(?:万亿|{_SCALE}|[百千](?![万亿]))?|"
    rf"{_CHINESE_NUMBER}(?:万亿|[万亿])?){_AFTER_YI}{_AFTER_WAN}"
)
"""Regular expression of one number, on text of half width (see `half_width`)."""
_ONE_NUMBER = re.compile(NUMBER)
_BEGINS = re.compile(_ARABIC_NUMBER)
_SCALED = re.compile(rf"({_ARABIC_NUMBER})([十拾百佰千仟]?)")


def _half(character: str) -> str:
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if narrow.isdigit() or narrow in "%." else character


_HALF = str.maketrans({chr(code): _half(chr(code)) for code in range(0xFF01, 0xFF5F)})


def half_width(text: str) -> str:
    """Digits, ``%``, ``,`` and ``.`` in half width; same length, every other character as it is."""
    return text.translate(_HALF)


def number_value(text: str) -> float:
    """Value of a number that `NUMBER` matches in full.

    Parameters
    ----------
    text : str
        Half width, without unit: ``1,000``, ``3.5亿``, ``二十五``, ``两百``, ``5千万``.

    Returns
    -------
    float

    Raises
    ------
    ValueError
        If `text` is not such a number.

    Examples
    --------
    >>> number_value("1.2亿"), number_value("一百零五"), number_value("13万2千")
    (120000000.0, 105.0, 132000.0)
    """
    if not _ONE_NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is not a number such as 1,000, 3.5亿, 二十五 or 两百.")
    # 1.2 * 10000 and its like leave a trail of binary digits.
    return round(_value(text), 6)


def _value(text: str) -> float:
    """Value of a number with or without 万 and 亿: each multiplies what stands before it."""
    for scale, times in (("万亿", 1e12), ("亿", 1e8), ("万", 1e4)):
        head, found, rest = text.partition(scale)
        if found:
            return _value(head) * times + (_value(rest) if rest else 0)
    if not _BEGINS.match(text):
        return float(_chinese_value(text))
    total = 0.0
    for digits, scale in _SCALED.findall(text):
        total += float(digits.replace(",", "")) * _SMALL.get(scale, 1)
    return total


def _chinese_value(text: str) -> int:
    """Value of a Chinese number below ten thousand, or of digits said one by one (二〇二〇)."""
    if not any(character in _SMALL for character in text):
        return int("".join(str(_DIGITS[character]) for character in text))
    total, digit = 0, 0
    for character in text:
        if character in _SMALL:
            total += (digit or 1) * _SMALL[character]
            digit = 0
        else:
            digit = _DIGITS[character]
    return total + digit


# Further writings in labels, dates and document numbers, where no other reading is possible.
_FURTHER = {**_DIGITS, "○": 0, "0": 0, "参": 3}


def number_of(text: str) -> int:
    """Value of a small whole number as labels, dates and document numbers write it; 0 where it is
    none.

    >>> [number_of(text) for text in ("12", "二十三", "廿一", "二〇二一", "贰", "③", "㈠", "某")]
    [12, 23, 21, 2021, 2, 3, 1, 0]
    """
    if text.isdecimal():
        return int(text)
    if len(text) == 1 and text not in _FURTHER and text not in _SMALL:
        value = 20 if text == "廿" else unicodedata.numeric(text, 0)
        return int(value) if value == int(value) else 0
    if len(text) > 1 and all(character in _FURTHER for character in text):
        return int("".join(str(_FURTHER[character]) for character in text))
    value, digit = 0, 0
    for character in text.replace("廿", "二十"):
        if character in _SMALL:
            value, digit = value + (digit or 1) * _SMALL[character], 0
        elif character in _FURTHER:
            digit = _FURTHER[character]
        else:
            return 0
    return value + digit


_WHOLE = re.compile(r"[0-9]{1,9}")


def whole_number(text: str) -> int | None:
    """A whole number as a person types it into a cell; None where it is none (``²``, ``1.0``), or
    longer than any number of items and characters.

    >>> whole_number("12"), whole_number("²"), whole_number("9" * 5000)
    (12, None, None)
    """
    return int(text) if _WHOLE.fullmatch(text) else None
