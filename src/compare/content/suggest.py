"""Cues suggested by examples: what tells the clauses that a person marked from all others."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

import pandas as pd

from compare.base.patterns import matches_of
from compare.content.codebooks import Code
from compare.content.keyness import keyness
from compare.text.tokens import Tokenizer

LEAST = 2
"""A word in fewer marked clauses is no suggestion: one clause says nothing about a theme."""
LONGEST = 8  # characters of a phrase
_PIECES = 3  # words of a phrase
_SHOWN = 12  # characters of the example on either side
# What binds words is no part of a phrase that announces something.
_BINDING = frozenset(
    "的地得和与及或等对向从在于将把被为以由并且了着过其该本各个这那有是不也都所之而到按经给就中上下内外后前"
)
_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z]")
COLUMNS = [
    "cue", "marked", "marked_total", "unmarked", "unmarked_total", "new", "known", "log_ratio",
    "g2", "p_corrected", "clause_id", "example",
]  # fmt: skip


def suggest_cues(
    clauses: pd.DataFrame,
    marked: Collection[str],
    *,
    tokenizer: Tokenizer | None = None,
    against: Collection[str] | None = None,
    code: Code | None = None,
    least: int = LEAST,
    most: int = 20,
) -> pd.DataFrame:
    """Words and phrases that distinguish marked clauses from unmarked ones.

    A candidate is a word or up to three words in a row, in at least `least` marked clauses and in
    a larger share of them than of the others; it counts once a clause. The order is that of
    `compare.content.keyness.keyness`: log-likelihood of marked against unmarked clauses. A
    candidate that holds one above it is left out where it is no purer (share of marked clauses
    among those that hold it); so is one inside a candidate above it that stands in the same marked
    clauses.
    Nothing here is a decision: read the examples, then write what fits into the codebook.

    Parameters
    ----------
    clauses : DataFrame
        A `schema.CLAUSES` table; heading and text are read.
    marked : collection of str
        Ids of the clauses that have the code.
    tokenizer : Tokenizer, optional
        Knows the words of the field (`Study.words`); default: the dictionary's alone.
    against : collection of str, optional
        Ids of those that have it not; default: all other clauses.
    code : Code, optional
        Its cues are compared: ``known`` says which suggestions it would find already.
    least, most : int
        Fewest marked clauses of a suggestion, and most suggestions.

    Returns
    -------
    DataFrame
        Best first: ``cue``, ``marked`` and ``unmarked`` (clauses that hold it) with their totals,
        ``new`` (marked clauses that no suggestion above it holds), ``known``, ``log_ratio``,
        ``g2``, ``p_corrected``, and an ``example`` from the clause ``clause_id``, the cue in 【】.

    Raises
    ------
    ValueError
        If no marked clause is among `clauses`, or no other one is left to compare with.
    """
    marked = set(marked)
    others = set(clauses["clause_id"]) - marked if against is None else set(against) - marked
    held: dict[str, list[set[str]]] = {}
    texts: dict[str, str] = {}
    tokenizer = tokenizer or Tokenizer()
    for clause_id, heading, text in zip(
        clauses["clause_id"], clauses["heading"], clauses["text"], strict=True
    ):
        if clause_id not in marked and clause_id not in others:
            continue
        texts[clause_id] = f"{heading}\n{text}"
        for candidate in sorted(set(_candidates(tokenizer.cut(texts[clause_id])))):
            held.setdefault(candidate, [set(), set()])[clause_id not in marked].add(clause_id)
    totals = pd.Series(
        {"marked": len(texts.keys() & marked), "unmarked": len(texts.keys() - marked)}
    )
    if not totals.min():
        raise ValueError(
            f"{totals['marked']} marked and {totals['unmarked']} other clauses: both are needed."
        )
    usable = {
        candidate: found
        for candidate, found in held.items()
        if len(found[0]) >= least
        and len(found[0]) * totals["unmarked"] > len(found[1]) * totals["marked"]
    }
    counts = pd.DataFrame(
        [[len(one) for one in found] for found in usable.values()],
        index=list(usable), columns=list(totals.index), dtype="int64",
    )  # fmt: skip
    ranked = keyness(counts, totals)
    ranked = ranked[ranked["doc_id"] == "marked"]
    rows: list[dict[str, object]] = []
    seen: set[str] = set()
    for row in ranked.to_dict("records"):
        cue = str(row["feature"])
        hits = usable[cue][0]
        if len(rows) == most:
            break
        kept = [str(before["cue"]) for before in rows]
        if any(_said(cue, one, usable) for one in kept):
            continue
        first = next(key for key in texts if key in hits)
        rows.append(
            {
                "cue": cue,
                "marked": row["count"],
                "marked_total": row["total"],
                "unmarked": row["rest"],
                "unmarked_total": row["rest_total"],
                "new": len(hits - seen),
                "known": code is not None and _known(code, cue),
                "log_ratio": row["log_ratio"],
                "g2": row["g2"],
                "p_corrected": row["p_corrected"],
                "clause_id": first,
                "example": _example(texts[first], cue),
            }
        )
        seen |= hits
    return pd.DataFrame(rows, columns=COLUMNS)


def _candidates(tokens: Sequence[str]) -> Iterator[str]:
    """Words of two characters and more, and runs of words up to `LONGEST` characters."""
    for begin in range(len(tokens)):
        phrase = ""
        for token in tokens[begin : begin + _PIECES]:
            if not _WORD.match(token) or token in _BINDING:
                break
            phrase += token
            if len(phrase) > LONGEST:
                break
            if len(phrase) > 1:
                yield phrase


def _said(cue: str, other: str, held: Mapping[str, list[set[str]]]) -> bool:
    """Whether `other`, which stands above, says what `cue` would."""
    if cue in other:
        return held[cue][0] == held[other][0]
    return other in cue and _purity(held[cue]) <= _purity(held[other])


def _purity(held: list[set[str]]) -> float:
    return len(held[0]) / (len(held[0]) + len(held[1]))


def _known(code: Code, cue: str) -> bool:
    return any(
        hit.end() > hit.start()
        for one in code.cues
        if one.weight > 0
        for hit in matches_of(one.pattern, cue)
    )


def _example(text: str, cue: str) -> str:
    at = text.find(cue)
    before, after = text[max(0, at - _SHOWN) : at], text[at + len(cue) : at + len(cue) + _SHOWN]
    return f"{before}【{cue}】{after}".replace("\n", " ")
