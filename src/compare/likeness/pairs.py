"""Every pair of clauses of two documents, measured, judged, and with its shared wording located.

`compare_clauses` puts together what the modules below it answer one question each: `features` (how alike),
`alignment` (where), `chance` (more than by chance?), `counterparts` (the same measure?).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from compare import schema
from compare.base.intervals import benjamini_hochberg
from compare.likeness.chance import null_model, p_values
from compare.likeness.counterparts import VERBATIM, judge
from compare.likeness.measures import Profiles, profile, score_pairs
from compare.likeness.set_phrases import Formulas
from compare.likeness.tiles import NEAR, SEED
from compare.text.passage import Passage

FLOOR = 0.10  # of either cosine
RUN_FLOOR = 12  # characters copied in one piece, whatever the cosines
_HOLE = 30  # characters of the file: a longer gap inside a body is a bracket left out, not a page mark
_COLUMNS = [*schema.PAIRS.columns, "heading", "subject", "substance_run", "evidence", "why"]


def compare_clauses(
    documents: pd.DataFrame, clauses: pd.DataFrame, passages: Mapping[str, Passage], *, words: Iterable[str] = (),
    formulas: Formulas | None = None, correct: Callable[[np.ndarray], np.ndarray] = benjamini_hochberg,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Compare all clauses of all documents.

    Parameters
    ----------
    documents, clauses : DataFrame
        Tables of `compare.schema`. idf is fitted on `clauses`.
    passages : mapping of clause_id to Passage
        Bodies with their offsets.
    words : iterable of str
        Words the segmenter keeps whole.
    formulas : Formulas
        Set phrases that are no substance of a copied run; default: those of the package (`compare.likeness.set_phrases.parse_formulas`).
    correct : callable
        Correction of the p-values for many tests: `compare.base.intervals.benjamini_hochberg` or the stricter `compare.base.intervals.holm`.

    Returns
    -------
    pairs : DataFrame
        `compare.schema.PAIRS`, then ``heading``, ``subject``, ``substance_run``, ``evidence`` and ``why``. Pairs of which a cosine reaches
        `FLOOR`, a run reaches `RUN_FLOOR`, or that are counterparts; ``p_value`` is corrected for all pairs compared,
        below the floor too. In the order of documents and clauses.
    spans : DataFrame
        `compare.schema.SPANS`, then ``size`` (folded characters): shared passages of these pairs.
    """
    profiles = profile(clauses, words=words, formulas=formulas)
    null = null_model(profiles.char, list(clauses["doc_id"]), _repeated(clauses, profiles))
    ids = {str(doc_id): list(group["clause_id"]) for doc_id, group in clauses.groupby("doc_id", sort=False)}
    order = [doc_id for doc_id in documents["doc_id"] if doc_id in ids]
    scored = [score_pairs(profiles, ids[first], ids[second]) for first, second in combinations(order, 2)]
    if not scored:
        return schema.PAIRS.frame().reindex(columns=_COLUMNS), schema.SPANS.frame().reindex(columns=[*schema.SPANS.columns, "size"])
    pairs = pd.concat(scored, ignore_index=True)
    usual = dict(zip(profiles.row, null.usual, strict=True))
    pairs["excess"] = pairs["cosine_char"] - (pairs["a"].map(usual) + pairs["b"].map(usual)) / 2
    pairs["p_value"] = correct(p_values(pairs["excess"].to_numpy(), null))
    pairs = pairs.join(judge(pairs))
    if "kind" in clauses:
        # A preamble states no measure: two of them correspond where wording beyond set phrases was copied, and not else.
        preamble = dict(zip(clauses["clause_id"], clauses["kind"] == "preamble", strict=True))
        a, b = pairs["a"].map(preamble), pairs["b"].map(preamble)
        pairs.loc[(a | b) & ~(a & b & (pairs["level"] == "verbatim")), ["level", "why"]] = ""
    alike = pairs[["cosine_word", "cosine_char"]].max(axis=1) >= FLOOR
    pairs = pairs[alike | (pairs["longest_run"] >= RUN_FLOOR) | (pairs["level"] != "")].reset_index(drop=True)
    return schema.PAIRS.check(pairs[_COLUMNS]), _spans(pairs, profiles, passages)


def _repeated(clauses: pd.DataFrame, profiles: Profiles) -> set[tuple[int, int]]:
    """Rows of one document that stand under one heading or repeat a sentence: no example of unrelated clauses."""
    pairs = set()
    for _, group in clauses.groupby("doc_id", sort=False):
        rows = [(profiles.row[str(clause.clause_id)], str(clause.heading)) for clause in group.itertuples()]
        for (i, heading), (j, other) in combinations(rows, 2):
            if (heading and heading == other) or len(profiles.seeds(i) & profiles.seeds(j)) > VERBATIM - SEED:
                pairs.add((i, j))
    return pairs


def _spans(pairs: pd.DataFrame, profiles: Profiles, passages: Mapping[str, Passage]) -> pd.DataFrame:
    rows = []
    for pair in pairs[pairs["longest_run"] > 0].itertuples():
        a, b = str(pair.a), str(pair.b)
        in_a, in_b = profiles.folded[profiles.row[a]].at, profiles.folded[profiles.row[b]].at
        for tile in profiles.tiles(profiles.row[a], profiles.row[b]):
            at_a, at_b = in_a[tile.a_at : tile.a_at + tile.size], in_b[tile.b_at : tile.b_at + tile.size]
            for first, end in _unbroken(at_a, at_b, passages[a], passages[b]):
                begin_a, end_a = passages[a].cut(at_a[first], at_a[end - 1] + 1)
                begin_b, end_b = passages[b].cut(at_b[first], at_b[end - 1] + 1)
                rows.append({
                    "a": a, "b": b, "a_begin": begin_a, "a_end": end_a, "b_begin": begin_b, "b_end": end_b,
                    "text": passages[a].text[at_a[first] : at_a[end - 1] + 1], "size": end - first,
                })
    return schema.SPANS.frame(rows)


def _unbroken(at_a: Sequence[int], at_b: Sequence[int], a: Passage, b: Passage) -> list[tuple[int, int]]:
    """Parts of a tile that run on in both files: a bracket that the body leaves out is not part of the wording."""
    cuts = [0]
    for k in range(1, len(at_a)):
        if a.at[at_a[k]] - a.at[at_a[k - 1]] > _HOLE or b.at[at_b[k]] - b.at[at_b[k - 1]] > _HOLE:
            cuts.append(k)
    return [(first, end) for first, end in zip(cuts, [*cuts[1:], len(at_a)], strict=True) if end - first >= NEAR]
