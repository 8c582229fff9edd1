"""What became of a measure between two wordings of it: reversed, raised, lowered, another
deadline, frequency, body or reach.

Both clauses are cut into parts at their commas, each part of the first is set beside the part of
the second that speaks of the same thing, and only these two are compared: a negation, a number or
a condition elsewhere in the clause does not count.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from compare import schema
from compare.likeness.change_rules import CHANGE_RULES, ChangeRules
from compare.likeness.changed_numbers import changed_dates, changed_frequency, changed_numbers
from compare.likeness.charged import charged, other_body, same_office
from compare.likeness.offences import same_offence
from compare.likeness.opposed import opposed, settled
from compare.likeness.parts import CASE, KEPT, SHORTEST, Part, parts, without_numbers
from compare.likeness.provisions import levelled
from compare.likeness.reach import reach
from compare.likeness.withdrawn import withdrawn
from compare.text.fold import fold_text

_ANYBODY = re.compile("(?:任何)?(?:单位|组织|个人|公民)(?:[和、或者及]*(?:单位|组织|个人|公民))*")
# In every field alike: 负责本行政区域内的…工作.
_ANYWHERE = re.compile("[本全][省市县区国]|本?行政区域内?|的|工作|监督|管理|负责|某|由")


WORD_FOR_WORD = 2.0  # what stands in both texts is its own counterpart, and no other's


@dataclass(frozen=True, slots=True)
class Change:
    """One change, with the passage of each side that shows it."""

    code: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Altered:
    """Changes between two wordings of a measure; ``turned`` is the share of the compared wording
    that is reversed (0–1).
    """

    changes: tuple[Change, ...] = ()
    turned: float = 0.0
    reversed: bool = False

    @property
    def codes(self) -> tuple[str, ...]:
        """Codes of all changes, each once, in the order of `schema.CHANGE_CODES`."""
        found = {change.code for change in self.changes}
        return tuple(code for code in schema.CHANGE_CODES if code in found)

    def passages(self) -> tuple[str, str]:
        """For each code of `codes` the first passage of either side that shows it, joined with
        ;.
        """
        first = {
            code: next(change for change in self.changes if change.code == code)
            for code in self.codes
        }
        before, after = (
            [change.before for change in first.values()],
            [change.after for change in first.values()],
        )
        return ";".join(text.replace(";", "；") for text in before), ";".join(
            text.replace(";", "；") for text in after
        )


def compare_wordings(first: str, second: str, *, rules: ChangeRules = CHANGE_RULES) -> Altered:
    """Compare two wordings of one measure, part by part.

    Parameters
    ----------
    first, second : str
        Two clauses on the same measure, the upper or earlier one first; simplified script.
    rules : ChangeRules

    Returns
    -------
    Altered
        Changes in the order of the first text, each code once a pair of parts. Nothing is found
        where no part of the one speaks of the same thing as a part of the other.

    Examples
    --------
    >>> changes = compare_wordings("给予书店20万元补助。", "不再给予书店2万元补助。").changes
    >>> [change.code for change in changes]
    ['reversed', 'lowered']
    """
    one, other = parts(first), parts(second)
    left, right = settled(one, other), settled(other, one)
    changes: list[Change] = []
    compared = turned = 0
    for a, b in _beside(left, right, rules):
        found = list(changes_of(a, b, rules))
        compared += len(a.core)
        turned += len(a.core) * any(change.code == "reversed" for change in found)
        changes += found
    for back in taken_back(left, right, changes, rules):
        size = len(back.before)
        compared, turned = compared + size, turned + size
        changes.append(back)
    changes = [change for change in changes if change.code != "body" or _gone(change, one, other)]
    share = turned / compared if compared else 0.0
    return Altered(tuple(dict.fromkeys(changes)), share, bool(turned) and share >= rules.turned)


def _gone(change: Change, first: Sequence[Part], second: Sequence[Part]) -> bool:
    """Whether neither of two bodies in charge is in charge of anything in the other clause: else a
    part of a list of bodies was set beside another.
    """
    before, after = charged(change.before), charged(change.after)
    return not any(
        same_office(charged(part.text), body)
        for body, side in ((after, first), (before, second))
        for part in side
    )


def taken_back(
    left: Sequence[Part], right: Sequence[Part], known: Sequence[Change], rules: ChangeRules
) -> list[Change]:
    """Reversals beyond the `known` ones: benefits that one clause grants and the other refuses."""
    turned = [change for change in known if change.code == "reversed"]
    return [
        Change("reversed", a.text, b.text)
        for a, b in withdrawn(left, right, rules)
        if not any(change.before == a.text or change.after == b.text for change in turned)
    ]


def _beside(
    left: Iterable[Part], right: Iterable[Part], rules: ChangeRules
) -> list[tuple[Part, Part]]:
    """Each part of the first with the part of the second that speaks of the same thing, if one
    does and fits no other better.
    """
    left, right = list(left), list(right)
    if not left or not right:
        return []
    found = likeness([a.core for a in left], [b.core for b in right], rules.same_thing)
    texts = (np.array([folded(part.text) for part in side]) for side in (left, right))
    same = np.equal.outer(*texts)
    found = np.where(same, WORD_FOR_WORD, np.where(same.any(axis=0), 0.0, found))
    fits = found.argmax(axis=1)  # the first of equals
    best = found[np.arange(len(left)), fits]
    chosen = (best >= rules.same_thing) & (best >= found.max(axis=0)[fits])
    return [(left[i], right[fits[i]]) for i in np.flatnonzero(chosen)]


def likeness(
    first: Sequence[str], second: Sequence[str], same_thing: float = CHANGE_RULES.same_thing
) -> np.ndarray:
    """Twice the longest common subsequence over both lengths, of every text of one list with every
    text of another.

    Where a part only adds to the other, how much of that it keeps.

    Returns
    -------
    ndarray, shape (len(first), len(second))
    """
    from rapidfuzz.distance import LCSseq
    from rapidfuzz.process import cdist

    common = cdist(first, second, scorer=LCSseq.similarity, dtype=np.int32).astype(float)
    one, other = (np.array([len(text) for text in texts]) for texts in (first, second))
    return alike(common, one[:, None], other, same_thing)


def alike(common: np.ndarray, one: np.ndarray, other: np.ndarray, same_thing: float) -> np.ndarray:
    """`likeness` of texts of `one` and `other` characters, of which `common` are the same in
    order.
    """
    shorter = np.minimum(one, other)
    with np.errstate(divide="ignore", invalid="ignore"):
        kept, ratio = common / shorter, 2 * common / (one + other)
    found = np.where(
        (ratio >= same_thing) | (kept < 0.9) | (shorter < 6), ratio, same_thing + 0.1 * ratio
    )
    return np.where(shorter < SHORTEST, 0.0, found)


def changes_of(a: Part, b: Part, rules: ChangeRules) -> Iterable[Change]:
    """Changes between two parts that speak of the same thing."""
    codes: list[str] = []
    if folded(a.text) == folded(b.text):
        return
    if opposed(a, b, rules):
        codes.append("reversed")
    if not same_offence(a.offence, b.offence, rules):
        return
    if not (a.base or b.base or a.graded or b.graded) and _near(a.core, b.core, rules):
        often = changed_frequency(a.text, b.text)
        codes += changed_numbers(a.text, b.text, counted=often is None)
        if changed_dates(a.text, b.text) or "deadline" in codes:
            codes = [code for code in codes if code != "deadline"] + ["deadline"]
        if often:
            codes.append("frequency")
    if other_body(a.text, b.text) and _same_charge(a.core, b.core, rules):
        codes.append("body")
    stands = not ("reversed" in codes or CASE.search(a.text) or CASE.search(b.text))
    if stands and (reaches := reach(a.text, b.text)):
        codes.append(reaches)
    for code in schema.CHANGE_CODES:
        if code in codes:
            yield Change(code, a.text, b.text)


def _same_charge(a: str, b: str, rules: ChangeRules) -> bool:
    """Whether two parts without the body in charge charge it with one thing."""
    from rapidfuzz.distance import LCSseq

    one, other = (_ANYWHERE.sub("", core) for core in (a, b))
    common = LCSseq.similarity(one, other)
    return common >= max(2, rules.charge * max(len(one), len(other)))


def _near(a: str, b: str, rules: ChangeRules) -> bool:
    """Whether two numbers are said of one thing: the parts are alike without who is meant, or the
    one holds the other.
    """
    from rapidfuzz.distance import LCSseq

    one, other = (_ANYBODY.sub("", levelled(without_numbers(text))) for text in (a, b))
    common = LCSseq.similarity(one, other)
    shorter, longer = sorted((len(one), len(other)))
    return common >= rules.counted * longer or (shorter >= 2 * SHORTEST and common >= 0.9 * shorter)


@lru_cache(maxsize=KEPT)
def folded(text: str) -> str:
    """What two parts must share to be the same, printed alike or not."""
    return fold_text(text)
