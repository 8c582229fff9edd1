"""Which texts are copies or versions of each other, among those of a study and those on their way
into it.
"""

from __future__ import annotations

import re
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

from compare.structure.titles import whose_and_core

ALIKE = 0.85
"""Share of the characters' 8-grams (Jaccard) from which two texts are one in two copies."""
_NGRAM = 8
_EVERY = 8  # one n-gram in eight stands for all of them
_CROWD = 50  # texts; what so many hold is a formula of their genre
_LONG_TITLE = 6  # characters; a shorter one (工作报告) is borne by many


@dataclass(frozen=True, slots=True)
class Text:
    """A text and what tells its versions: squeezed of white space."""

    key: str
    text: str
    title: str = ""
    issuer: str = ""
    issue_date: str = ""
    doc_number: str = ""


@dataclass(frozen=True, slots=True)
class Kin:
    """How one text stands to another one.

    Attributes
    ----------
    one, other : str
        Keys; `other` comes first in the list.
    kind : str
        ``same`` (letter for letter), ``near`` (nearly so), ``version`` (one title and issuer,
        another wording or day).
    share : float
        Of the 8-grams, 0–1; 0 where not counted.
    """

    one: str
    other: str
    kind: str
    share: float = 0.0


def squeezed(text: str) -> str:
    """A text without white space: what a browser and a spreadsheet change when they copy."""
    return re.sub(r"\s+", "", text.removeprefix("\ufeff"))


def kin(texts: Iterable[Text]) -> dict[str, Kin]:
    """For each text the earlier one in the list of which it is a copy or a version, if any.

    A text that is a copy of one is not looked at further; of several earlier versions the last one
    is named.
    """
    found: dict[str, Kin] = {}
    first: dict[str, str] = {}
    kept: dict[str, Text] = {}
    versions: dict[tuple[str, str], str] = {}
    for text in texts:
        if text.text in first:
            found[text.key] = Kin(text.key, first[text.text], "same", 1.0)
            continue
        first[text.text] = text.key
        kept[text.key] = text
    order = {key: place for place, key in enumerate(kept)}
    for (one, other), share in alike({key: text.text for key, text in kept.items()}).items():
        later, earlier = (one, other) if order[one] > order[other] else (other, one)
        if share >= ALIKE and (later not in found or found[later].share < share):
            found[later] = Kin(later, earlier, "near", share)
    for key, text in kept.items():
        whose, core = whose_and_core(text.title) if text.title else ("", "")
        name = (whose or text.issuer, core)
        if len(core) < _LONG_TITLE or not name[0]:
            continue
        earlier = versions.get(name, "")
        versions[name] = key
        known = found.get(key)
        if earlier and (
            known is None or (known.kind == "near" and _later(text, kept[known.other]))
        ):
            found[key] = Kin(key, earlier, "version", known.share if known else 0.0)
    return found


def _later(text: Text, other: Text) -> bool:
    """Whether two nearly equal texts are two versions: each has a day or a number of its own."""
    return (
        bool(text.issue_date and other.issue_date and text.issue_date != other.issue_date)
        or bool(text.doc_number and other.doc_number and text.doc_number != other.doc_number)
    )  # fmt: skip


def alike(texts: Mapping[str, str]) -> dict[tuple[str, str], float]:
    """Share of 8-grams (Jaccard, one in eight drawn by their sum) of every two texts that have
    some in common.
    """
    grams = {key: _sample(text) for key, text in texts.items()}
    holders: dict[int, list[str]] = defaultdict(list)
    for key, sample in grams.items():
        for gram in sample:
            holders[gram].append(key)
    shared: Counter[tuple[str, str]] = Counter()
    for keys in holders.values():
        if len(keys) < _CROWD:
            shared.update(combinations(keys, 2))
    return {
        (one, other): common / max(len(grams[one] | grams[other]), 1)
        for (one, other), common in shared.items()
    }


def _sample(text: str) -> frozenset[int]:
    sums = (
        zlib.crc32(text[i : i + _NGRAM].encode()) for i in range(max(len(text) - _NGRAM + 1, 1))
    )
    kept = frozenset(value for value in sums if value % _EVERY == 0)
    return kept or frozenset({zlib.crc32(text.encode())})
