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
from difflib import SequenceMatcher
from functools import lru_cache

import numpy as np

from compare import schema
from compare.likeness.changed_numbers import changed_dates, changed_frequency, changed_numbers
from compare.likeness.parts import KEPT, ONLY, SHORTEST, Part, parts
from compare.text.fold import fold_text

_OPENS = re.compile("下列|以下|如下")
_LEAD = re.compile(
    r"由([一-鿿]{2,24}?)(?:牵头|负责|承担|会同|统筹|主管|组织|管理|实施|审批|核发|办理|制定)"
)
_LEVEL = re.compile(
    r"国务院|国家|全国|[一-鿿]{2,3}省|[一-鿿]{2,6}自治区|自治区|省级|市级|县级|区级|省|市|"
    r"州|县|区|乡|镇|级|以上|地方|各|本|所在地|人民政府|的|有关|相关"
)
_SUFFIX = re.compile(r"(?:行政)?(?:主管)?部门$|机关$|机构$|[厅局委部]$|委员会$|管理$|行政$")
_JOIN = "、和及与或"


@dataclass(frozen=True, slots=True)
class ChangeRules:
    """From where on two parts of two clauses are set against each other.

    Set on 149 pairs of sentences of our own with the right answer written first
    (`tests/likeness/changed_measures.csv`), and checked on 257 pairs of clauses coded as the same
    measure, of which none may come out as reversed.

    Attributes
    ----------
    same_thing : float
        Indel likeness of two parts, words of stance and numbers left out, from which they speak of
        one thing.
    held : float
        Of the shorter part's characters, what the other must have in order before an opposite sign
        means the opposite.
    enough : float
        The same, of both parts together.
    turned : float
        Share of a measure's compared wording that must be reversed for the measure to be.
    """

    same_thing: float = 0.60
    held: float = 0.70
    enough: float = 0.50
    turned: float = 1 / 3


CHANGE_RULES = ChangeRules()


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
    left, right = parts(first), parts(second)
    changes: list[Change] = []
    compared = turned = 0
    for a, b in _beside(left, right, rules):
        found = list(changes_of(a, b, rules))
        compared += len(a.core)
        turned += len(a.core) * any(change.code == "reversed" for change in found)
        changes += found
    share = turned / compared if compared else 0.0
    return Altered(tuple(dict.fromkeys(changes)), share, bool(turned) and share >= rules.turned)


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
    if _folded(a.text) == _folded(b.text):
        return
    if (
        a.orders
        and b.orders
        and not _OPENS.search(a.text + b.text)  # 不得有下列行为 says nothing by itself
        and _set_against(a.core, b.core, rules)
        and a.stance.against(b.stance)
    ):
        codes.append("reversed")
    often = changed_frequency(a.text, b.text)
    codes += changed_numbers(a.text, b.text, counted=often is None)
    if changed_dates(a.text, b.text) or "deadline" in codes:
        codes = [code for code in codes if code != "deadline"] + ["deadline"]
    if often:
        codes.append("frequency")
    if _other_body(a.text, b.text):
        codes.append("body")
    codes += _reach(a, b)
    for code in schema.CHANGE_CODES:
        if code in codes:
            yield Change(code, a.text, b.text)


@lru_cache(maxsize=KEPT)
def _folded(text: str) -> str:
    return fold_text(text)


def _set_against(a: str, b: str, rules: ChangeRules) -> bool:
    """Whether two parts are near enough for an opposite sign to mean the opposite."""
    from rapidfuzz.distance import LCSseq

    common = LCSseq.similarity(a, b)
    return common >= rules.held * min(len(a), len(b)) and 2 * common >= rules.enough * (
        len(a) + len(b)
    )


def _other_body(a: str, b: str) -> bool:
    """Whether another body is charged, the level of government apart."""
    mine, theirs = _LEAD.search(a), _LEAD.search(b)
    if not mine or not theirs:
        return False
    one, other = _function(mine[1]), _function(theirs[1])
    return bool(one and other) and not (set(_pairs(one)) & set(_pairs(other)))


def _function(name: str) -> str:
    bare = _LEVEL.sub("", name)
    while (shorter := _SUFFIX.sub("", bare)) != bare and len(shorter) >= 2:
        bare = shorter
    return bare


def _pairs(text: str) -> list[str]:
    return [text[k : k + 2] for k in range(len(text) - 1)] or [text]


def _reach(a: Part, b: Part) -> list[str]:
    """Narrowed or widened: a condition came or went, or members of a list did."""
    only_a, only_b = set(ONLY.findall(a.text)), set(ONLY.findall(b.text))
    if only_b > only_a:
        return ["narrowed"]
    if only_a > only_b:
        return ["widened"]
    codes = set()
    for kind, i, j, k, m in SequenceMatcher(None, a.text, b.text, autojunk=False).get_opcodes():
        if kind == "delete" and _member(a.text, i, j):
            codes.add("narrowed")
        elif kind == "insert" and _member(b.text, k, m):
            codes.add("widened")
        elif kind == "replace":
            return []
    return sorted(codes) if len(codes) == 1 else []


def _member(text: str, begin: int, end: int) -> bool:
    """Whether a stretch that one side lacks is a member of a list."""
    piece = text[begin:end]
    return len(piece) >= 3 and (piece[0] in _JOIN or piece[-1] in _JOIN) and "的" not in piece[:1]
