"""What became of measures in many pairs of wordings at once: of each pair what
`compare.likeness.altered.compare_wordings` finds.

Hundreds of texts under one plan say the same things to each other again and again. So every two
parts are compared once, however many pairs of clauses they stand in, and which part goes with which
is told for many pairs together.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

import numpy as np

from compare.likeness.altered import (
    WORD_FOR_WORD,
    Altered,
    Change,
    alike,
    changes_of,
    folded,
    taken_back,
)
from compare.likeness.change_rules import CHANGE_RULES, ChangeRules
from compare.likeness.opposed import settled
from compare.likeness.parts import Part, parts

CELLS = 500_000  # parts of one text beside parts of another that are looked at together
_KEPT = 200_000  # pairs of parts whose changes are remembered
_Parts = list[Sequence[Part]]
Told = tuple[str, str, str]
NOTHING: Told = ("", "", "")


def compare_many(
    pairs: Sequence[tuple[str, str]], *, rules: ChangeRules = CHANGE_RULES
) -> list[Told]:
    """What differs from the first to the second text of each pair.

    Parameters
    ----------
    pairs : sequence of (str, str)
        Two clauses on the same measure, simplified script.
    rules : ChangeRules

    Returns
    -------
    list of (str, str, str)
        Of each pair the codes of all changes, joined with ;, and the passages that show each in
        either text (`compare.likeness.altered.Altered.passages`).
    """
    known: dict[tuple[Hashable, Hashable], tuple[Change, ...]] = {}
    told: list[Told] = []
    for left, right in _together(pairs):
        found: list[list[Change]] = [[] for _ in left]
        for number, a, b in _beside(left, right, rules):
            key = (a.key, b.key)
            if key not in known:
                known[key] = tuple(changes_of(a, b, rules))
            found[number] += known[key]
        for changes, mine, theirs in zip(found, left, right, strict=True):
            changes += taken_back(mine, theirs, changes, rules)
            altered = Altered(tuple(dict.fromkeys(changes)))
            told.append((";".join(altered.codes), *altered.passages()) if changes else NOTHING)
        if len(known) > _KEPT:
            known.clear()
    return told


def _together(pairs: Sequence[tuple[str, str]]) -> Iterator[tuple[_Parts, _Parts]]:
    """Parts of the first and of the second texts of some pairs, at most about `CELLS` of them
    beside each other.
    """
    left: _Parts = []
    right: _Parts = []
    cells = 0
    for first, second in pairs:
        one, other = parts(first), parts(second)
        left.append(settled(one, other))
        right.append(settled(other, one))
        cells += len(left[-1]) * len(right[-1])
        if cells >= CELLS:
            yield left, right
            left, right, cells = [], [], 0
    if left:
        yield left, right


def _beside(left: _Parts, right: _Parts, rules: ChangeRules) -> Iterator[tuple[int, Part, Part]]:
    """Parts that speak of the same thing and are not the same, with the number of their pair, in
    the order of the first text.
    """
    n_left, n_right = (np.array([len(own) for own in side]) for side in (left, right))
    if not (n_left * n_right).any():
        return
    every_left, every_right = ([part for own in side for part in own] for side in (left, right))
    number: dict[str, int] = {}
    core_left, core_right = (
        np.array([number.setdefault(part.core, len(number)) for part in side])
        for side in (every_left, every_right)
    )
    texts: dict[str, int] = {}
    text_left, text_right = (
        np.array([texts.setdefault(folded(part.text), len(texts)) for part in side])
        for side in (every_left, every_right)
    )
    # Each part of a first text is a row; its cells are the parts of the second text.
    pair = np.repeat(np.arange(len(left)), n_left)
    row = np.flatnonzero(n_right[pair] > 0)
    pair = pair[row]
    width = n_right[pair]
    starts = np.cumsum(width) - width
    i = np.repeat(row, width)
    begin = (np.cumsum(n_right) - n_right)[pair]
    j = np.arange(len(i)) - np.repeat(starts - begin, width)
    found = _alike(list(number), core_left[i], core_right[j], rules)
    same = text_left[i] == text_right[j]
    spoken_for = np.zeros(len(every_right), dtype=bool)
    np.logical_or.at(spoken_for, j, same)
    found = np.where(same, WORD_FOR_WORD, np.where(spoken_for[j], 0.0, found))
    best = np.maximum.reduceat(found, starts)
    at = np.where(found == np.repeat(best, width), np.arange(len(found)), len(found))
    fits = j[np.minimum.reduceat(at, starts)]  # the first of equals
    most = np.zeros(len(every_right))
    np.maximum.at(most, j, found)
    chosen = (best >= rules.same_thing) & (best >= most[fits])
    for n, a, b in zip(
        pair[chosen].tolist(), row[chosen].tolist(), fits[chosen].tolist(), strict=True
    ):
        one, other = every_left[a], every_right[b]
        if one.text != other.text:
            yield n, one, other


def _alike(
    cores: Sequence[str], one: np.ndarray, other: np.ndarray, rules: ChangeRules
) -> np.ndarray:
    """Likeness of cores, by their numbers; every two are compared once."""
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cpdist

    size = np.array([len(core) for core in cores])
    keys, back = np.unique(one * len(cores) + other, return_inverse=True)
    one, other = np.divmod(keys, len(cores))
    texts = np.array(cores, dtype=object)
    common = cpdist(
        texts[one].tolist(), texts[other].tolist(), scorer=LCSseq.similarity, dtype=np.int32
    ).astype(float)
    return alike(common, size[one], size[other], rules.same_thing)[back]
