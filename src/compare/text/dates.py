"""Dates as Chinese documents and spreadsheets write them, in ISO form."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from compare.text.numerals import number_of

_ZEROS = str.maketrans("OoＯ", "〇〇〇")  # letters that scans and typists put for a zero
YEAR = r"(?:(?:19|20)\d{2}|[１２][９０]\d{2}|[一二][〇○0零OＯo九][〇○0零OＯo一二三四五六七八九]{2})"
DAY = r"[一二三四五六七八九十廿\d]{1,3}"
CHINESE_DATE = re.compile(rf"({YEAR})年({DAY})月({DAY})日")
_PLAIN = re.compile(r"(\d{4})\s*[-/.．年－—]\s*(\d{1,2})\s*[-/.．月－—]\s*(\d{1,2})日?(?:[T\s].*)?")
_COMPACT = re.compile(r"((?:19|20)\d{2})(\d{2})(\d{2})")
_SERIAL = re.compile(r"(\d{5})(?:\.0+)?")
_FIRST_SERIAL, _LAST_SERIAL = 32874, 58000  # 1990-01-01 and 2058 in the days of a spreadsheet


def iso_date(text: str) -> str:
    """The day that `text` names and nothing else, as YYYY-MM-DD; empty where it is none or does
    not exist.

    Parameters
    ----------
    text : str
        ``2020年11月18日``, ``二〇二〇年十一月十八日``, ``2020/11/18``, ``2020.1.8``, ``20201118``,
        ``2020-11-18 00:00:00``, or the number of days that a spreadsheet stores (``44153``).

    Examples
    --------
    >>> iso_date("2020/11/18"), iso_date("二〇二一年三月五日"), iso_date("2021-02-30")
    ('2020-11-18', '2021-03-05', '')
    """
    text = unicodedata.normalize("NFKC", text).strip().replace("○", "〇")
    if hit := CHINESE_DATE.fullmatch(re.sub(r"\s", "", text)):
        return _iso(*(number_of(part.translate(_ZEROS)) for part in hit.groups()))
    if hit := _PLAIN.fullmatch(text) or _COMPACT.fullmatch(text):
        return _iso(int(hit[1]), int(hit[2]), int(hit[3]))
    if (hit := _SERIAL.fullmatch(text)) and _FIRST_SERIAL <= int(hit[1]) <= _LAST_SERIAL:
        return (date(1899, 12, 30) + timedelta(days=int(hit[1]))).isoformat()
    return ""


def _iso(year: int, month: int, day: int) -> str:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return ""
