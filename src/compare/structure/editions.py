"""When the text as it is printed was last amended, and which edition of a document is meant.

A regulation passed in 2007 and amended in 2014 may rest on a law of 2009; a regulation of 2005
cannot carry out the law as it was written anew in 2022. Both ask for the day of the edition, not
of the first one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import zip_longest
from typing import Protocol, TypeVar

from compare.text.dates import CHINESE_DATE, iso_date

# What is amended by name stands in title marks; the act itself stands outside.
CITED = re.compile(r"《(?:[^《》]|《[^《》]*》)*》|<[^<>]*>|＜[^＜＞]*＞")
_AMENDED = re.compile(r"修正|修订|修改(?!草案)")


class Dated(Protocol):
    """What has an edition: an ISO date, or an empty string."""

    @property
    def edition(self) -> str: ...


D = TypeVar("D", bound=Dated)


def amended_on(lines: Iterable[str]) -> str:
    """The last day on which the head says the text was amended, as ISO date; empty where it says
    none.

    Examples
    --------
    >>> amended_on(["2007年11月23日通过", "2014年11月28日《关于修改甲条例的决定》修正"])
    '2014-11-28'
    >>> amended_on(["2007年11月23日通过《关于修改甲条例的决定》"])
    ''
    """
    days = []
    for line in lines:
        line = CITED.sub("", line)
        hits = list(CHINESE_DATE.finditer(line))
        for hit, after in zip_longest(hits, hits[1:]):
            until = after.start() if after else len(line)
            if _AMENDED.search(line[hit.end() : until]):
                days.append(iso_date(hit[0]))
    return max(days, default="")


def first_day(issued: str, passed: str, amended: str) -> str:
    """The day on which a document was first there.

    Law databases give the day of the edition that they print as the day of issue; where the head
    tells of an amendment and of an earlier passing, that passing is the first day.

    Parameters
    ----------
    issued, passed, amended : str
        ISO days as far as they are known, or empty.

    Examples
    --------
    >>> first_day("2018-10-26", "2010-03-01", "2018-10-26")
    '2010-03-01'
    >>> first_day("2010-03-20", "2010-03-01", "")
    '2010-03-20'
    """
    return passed if amended and passed and passed < issued else issued


def edition_at(editions: Sequence[D], day: str) -> D:
    """Of several editions of one document, the one in force on `day`.

    The latest that is not younger; where all are younger, the oldest; where `day` or the editions'
    days are not known, the first.

    Parameters
    ----------
    editions : sequence of Dated
        Not empty; days as far as they are known: ISO date, year and month, or year.
    day : str
        The same.
    """
    dated = [entry for entry in editions if entry.edition]
    if not day or not dated:
        return editions[0]
    there = [entry for entry in dated if entry.edition[: len(day)] <= day]
    if there:
        return max(there, key=lambda entry: entry.edition)
    return min(dated, key=lambda entry: entry.edition)
