"""Numbers as Chinese documents print them: 1,000 · 3.5 · 二十 · 两 · 50万 · 1.2亿."""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {character: value for value, pair in enumerate(
    ("零〇", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for character in pair}
_SMALL = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000}
_LARGE = {"万": 10_000, "亿": 100_000_000}

_CHINESE = "[" + "".join([*_DIGITS, *_SMALL]) + "]"
# 百, 千 and 万 alone are figures of speech (千家万户); a number names how many of them.
_CHINESE_NUMBER = f"(?:[{''.join(_DIGITS)}十拾]{_CHINESE}*)"
_ARABIC_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
_SCALE = "[十百千]?[万亿]"
NUMBER = rf"(?:{_ARABIC_NUMBER}(?:万亿|{_SCALE}|[百千](?![万亿]))?|{_CHINESE_NUMBER}(?:万亿|[万亿])?)"
"""Regular expression of one number, on text of half width (see `half_width`)."""


def half_width(text: str) -> str:
    """Digits, ``%``, ``,`` and ``.`` in half width; same length, every other character as it is."""
    return "".join(_half(character) for character in text)


def _half(character: str) -> str:
    if not "\uff01" <= character <= "\uff5e":
        return character
    narrow = unicodedata.normalize("NFKC", character)
    return narrow if narrow.isdigit() or narrow in "%." else character


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
    >>> number_value("1.2亿"), number_value("一百零五"), number_value("十二万")
    (120000000.0, 105.0, 120000.0)
    """
    if not re.fullmatch(NUMBER, text):
        raise ValueError(f"{text!r} is not a number such as 1,000, 3.5亿, 二十五 or 两百.")
    arabic = re.match(_ARABIC_NUMBER, text)
    if arabic:
        value = float(arabic[0].replace(",", ""))
        rest = text[arabic.end():]
    else:
        rest = text.lstrip("".join([*_DIGITS, *_SMALL]))
        value = float(_chinese_value(text[: len(text) - len(rest)]))
    for character in rest:
        value *= _SMALL.get(character) or _LARGE[character]
    # 1.2 * 10000 and its like leave a trail of binary digits.
    return round(value, 6)


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
