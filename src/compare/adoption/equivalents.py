"""Terms of Chinese policy texts that stand for the same thing, or for the local form of it.

A city seldom keeps the centre's name of an instrument: it executes it under its local name
(联席会议 as 领导小组) or in a newer wording (一网通办 for 一体化政务服务). Each row of
``lexicon/equivalents.csv`` is one group; every term of it may stand for every other.
The list is general vocabulary of the field, no match of certain texts; a term found through it
counts less than the term itself (`rules.ActionWeights.equivalent`).
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping
from functools import lru_cache
from importlib.resources import files

Groups = tuple[tuple[str, ...], ...]


def parse_equivalents(rows: Iterable[Mapping[str, str]]) -> Groups:
    """Groups from rows with a column ``terms``: terms that stand for each other, spaces between.

    A row with fewer than two terms says nothing and is left out.
    """
    groups = (tuple(str(row.get("terms") or "").split()) for row in rows)
    return tuple(group for group in groups if len(group) > 1)


@lru_cache(maxsize=1)
def package_equivalents() -> Groups:
    """The groups that the package brings (``lexicon/equivalents.csv``); a study adds its own
    (``lexicon/equivalents.csv`` in its folder).
    """
    text = (files("compare") / "lexicon" / "equivalents.csv").read_text(encoding="utf-8")
    return parse_equivalents(csv.DictReader(text.splitlines()))


def equivalents(cue: str, groups: Groups | None = None) -> tuple[str, ...]:
    """Other terms for a cue, in the order of `groups` (default: those of the package); a group
    also serves a cue at most three characters longer than its term.
    """
    out: list[str] = []
    for group in package_equivalents() if groups is None else groups:
        if any(term == cue or (term in cue and len(cue) - len(term) <= 3) for term in group):
            out.extend(term for term in group if term not in cue and cue not in term)
    return tuple(dict.fromkeys(out))


@lru_cache(maxsize=1)
def forms() -> dict[str, tuple[str, ...]]:
    """Forms that a policy may take (试点, 专项行动, 基金), each with the words that name it
    (``lexicon/forms.csv``).
    """
    text = (files("compare") / "lexicon" / "forms.csv").read_text(encoding="utf-8")
    return {row["form"]: tuple(row["named"].split()) for row in csv.DictReader(text.splitlines())}


def form_missing(action: str, sentence: str) -> bool:
    """Whether an action announces a form that the sentence does not name: the measure may be
    there, this action is not.

    Examples
    --------
    >>> form_missing("开展养老服务试点", "大力发展养老服务。")
    True
    >>> form_missing("开展养老服务试点", "养老服务先行先试。")
    False
    """
    return any(
        form in action and not any(word in sentence for word in named)
        for form, named in forms().items()
    )
