"""Where a template and a document commit numbers for the same measure: raised, lowered or the same.

Numbers are compared only where they have the same unit and stand in sentences about the same
thing. A number of a template enters from its codebook (``figures``) or from the amounts of its
official text.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from compare.adoption.rules import RULES
from compare.adoption.templates import Item, Template
from compare.base.rows import rows_of
from compare.text.fold import fold, ngrams, sentence_around
from compare.text.script import simplify

COLUMNS = (
    "template", "item_no", "doc_id", "clause_id", "unit", "template_low", "template_high", "low",
    "high", "change", "template_raw", "raw", "alike",
)  # fmt: skip
SHORT, ALIKE = RULES.amounts.short, RULES.amounts.alike


def compare_amounts(
    adoption: pd.DataFrame,
    amounts: pd.DataFrame,
    clauses: pd.DataFrame,
    templates: Iterable[Template],
    *,
    about: dict[tuple[str, int], str] | None = None,
) -> pd.DataFrame:
    """Set the numbers of an item beside those of the clauses that take it over.

    Parameters
    ----------
    adoption, amounts, clauses : DataFrame
        Tables of the study. Amounts of an official text are those of its clauses.
    templates : iterable of Template
        As used in the ledger: codebooks with `figures`, official texts with `clause_id`.
    about : dict, optional
        Words around an amount, by clause and begin; by default the body of the clause.

    Returns
    -------
    DataFrame
        One row a pair of numbers of one unit about one thing: ``template, item_no, doc_id,
        clause_id, unit, template_low, template_high, low, high``, ``change`` (raised, lowered,
        same, or changed where one bound went up and one down, or an
        open bound makes it undecidable), ``template_raw, raw`` (as printed) and ``alike`` (0–1:
        how much their surroundings share).
    """
    where = _surroundings(amounts, clauses) | (about or {})
    by_clause = {
        key: list(rows_of(group)) for key, group in amounts.groupby("clause_id", sort=False)
    }
    known = {
        (t.number, item.item_no): _numbers(item, by_clause, where)
        for t in templates
        for item in t.items
    }
    rows = []
    taken = adoption[(adoption["clause_ids"] != "") & (adoption["relation"] != "control")]
    for row in rows_of(taken):
        for unit, low, high, raw, words in known.get((row.template, row.item_no), []):
            best = None
            for clause_id in row.clause_ids.split(";"):
                for amount in by_clause.get(clause_id, []):
                    if amount.unit != unit:
                        continue
                    alike = dice(words, where.get((clause_id, amount.begin), ""))
                    if alike >= ALIKE and (best is None or alike > best[0]):
                        best = (alike, clause_id, amount)
            if best:
                alike, clause_id, amount = best
                rows.append(
                    (
                        row.template,
                        row.item_no,
                        row.doc_id,
                        clause_id,
                        unit,
                        low,
                        high,
                        amount.low,
                        amount.high,
                        change(low, high, amount.low, amount.high),
                        raw,
                        amount.raw,
                        round(alike, 3),
                    )
                )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def change(low: float, high: float, new_low: float, new_high: float) -> str:
    """Raised, lowered or same; ``changed`` where the bounds do not say in which direction.

    Examples
    --------
    >>> nan = float("nan")
    >>> change(10.0, 10.0, 15.0, 15.0), change(nan, 10.0, nan, 10.0), change(5.0, 10.0, 3.0, 12.0)
    ('raised', 'same', 'changed')
    """
    pairs = [
        (a, b) for a, b in ((low, new_low), (high, new_high)) if not (np.isnan(a) and np.isnan(b))
    ]
    if not pairs or any(np.isnan(a) or np.isnan(b) for a, b in pairs):
        return "changed"
    signs = {int(np.sign(b - a)) for a, b in pairs}
    if signs == {0}:
        return "same"
    return "raised" if min(signs) >= 0 else "lowered" if max(signs) <= 0 else "changed"


def dice(a: str, b: str) -> float:
    """Shared pairs of characters over all pairs of both (Dice), 0–1."""
    left, right = set(ngrams(fold(a).text, 2)), set(ngrams(fold(b).text, 2))
    return 2 * len(left & right) / max(len(left) + len(right), 1)


def _numbers(
    item: Item, by_clause: dict, where: dict[tuple[str, int], str]
) -> list[tuple[str, float, float, str, str]]:
    """Unit, bounds, wording and surroundings of each number of an item."""
    if item.clause_id:
        return [
            (a.unit, a.low, a.high, a.raw, where.get((item.clause_id, a.begin), ""))
            for a in by_clause.get(item.clause_id, [])
        ]
    return [
        (f.unit, f.value, f.value, f"{f.value:g}{f.unit}", f.what)
        for f in item.figures
        if f.value is not None
    ]


def _surroundings(amounts: pd.DataFrame, clauses: pd.DataFrame) -> dict[tuple[str, int], str]:
    texts = dict(zip(clauses["clause_id"], clauses["text"], strict=True))
    out: dict[tuple[str, int], str] = {}
    last: dict[str, int] = {}
    for amount in rows_of(amounts):
        text = texts.get(amount.clause_id, "")
        raw = simplify(amount.raw)
        at = text.find(raw, last.get(amount.clause_id, 0))
        at = max(at, 0)
        last[amount.clause_id] = at + 1
        begin, end = sentence_around(text, at, at + len(raw))
        before, after = text[begin:at], text[at + len(raw) : end]
        parts = before.split("，")
        own = parts[-1] + after.split("，")[0]
        out[amount.clause_id, amount.begin] = (
            own if len(own) >= SHORT or len(parts) < 2 else parts[-2] + own
        )
    return out
