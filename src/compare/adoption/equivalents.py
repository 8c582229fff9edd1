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
# Beside the name of a thing these do not make it another thing.
# fmt: off
SAYS_LITTLE = frozenset((
    "政策", "制度", "机制", "体系", "工作", "服务", "措施", "办法",
    "建设", "管理", "功能", "大型", "重大", "重点", "主要", "各类",
    "专业化", "公共", "国家", "国家级", "全国", "省级", "市级", "部际",
))
# fmt: on


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


def other_names(cue: str, groups: Groups | None = None) -> tuple[tuple[str, str], ...]:
    """Other terms for a cue, in the order of `groups` (default: those of the package), each with
    what the cue says beside them.

    A group also serves a cue that is at most three characters longer than its term; the rest of
    the cue must then be named too (`rest_named`): 孵化器 is another name for 孵化机构联盟 only
    where 联盟 stands beside it.

    Examples
    --------
    >>> other_names("孵化机构联盟", (("孵化机构", "孵化器"),))
    (('孵化器', '联盟'),)
    """
    out: list[tuple[str, str]] = []
    for group in package_equivalents() if groups is None else groups:
        own = [term for term in group if term in cue and len(cue) - len(term) <= 3]
        if own:
            rest = cue.replace(max(own, key=len), "", 1)
            out.extend((term, rest) for term in group if term not in cue and cue not in term)
    return tuple(dict.fromkeys(out))


def rest_named(rest: str, sentence: str) -> bool:
    """Whether a sentence names what a cue says beside a term that goes by another name.

    A single character, a word that any measure may bear (政策, 机制) and one of degree or level
    (大型, 国家级) need not be named; a form may be named by another word for it (`forms`).

    Examples
    --------
    >>> [rest_named(rest, "建立孵化器联合体。") for rest in ("联盟", "国外", "政策")]
    [True, False, True]
    """
    return (
        len(rest) < 2
        or rest in SAYS_LITTLE
        or any(word in sentence for word in (rest, *forms().get(rest, ())))
    )


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
