"""Every pair of clauses of two documents, measured, judged, and with its shared wording located.

`compare_clauses` puts together what the modules below it answer one question each: `features` (how
alike), `alignment` (where), `chance` (more than by chance?), `counterparts` (the same measure?).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np
import pandas as pd

from compare import schema
from compare.base.intervals import benjamini_hochberg
from compare.base.progress import Progress
from compare.likeness.altered import compare_wordings
from compare.likeness.altered_many import compare_many
from compare.likeness.blocks import Block, Others, compare_rows, copied, measure_pairs
from compare.likeness.chance import Correction, Tally, null_model
from compare.likeness.counterparts import ENOUGH, VERBATIM, judge, most_evidence
from compare.likeness.measures import Profiles, profile
from compare.likeness.runs import LONG, Runs, joined
from compare.likeness.set_phrases import Formulas
from compare.likeness.shared_spans import no_spans, spans_of_pairs
from compare.likeness.tiles import SEED
from compare.text.passage import Passage
from compare.words.reasons import because

FLOOR = 0.10  # of either cosine
REPEATED = VERBATIM - SEED  # clauses of one document that share more seeds repeat a passage
RUN_FLOOR = LONG  # characters copied in one piece, whatever the cosines
BLOCK = 2000  # clauses that a document is compared with at a time
JUDGED = 100_000  # candidates that are judged at a time
_ROUNDING = 1e-9
# shares of the work that are done when all pairs are measured, and when their passages are cut
_COMPARED, _CUT = 0.3, 0.65
Changes = Callable[[Sequence[tuple[str, str]]], Sequence[tuple[str, str, str]]]
CHANGED = 20_000  # counterparts between two reports of progress
_Part = tuple[pd.DataFrame, Runs]
_COLUMNS = [
    *schema.PAIRS.columns, "heading", "subject", "substance_run", "evidence", "why", "share",
    "change", "change_a", "change_b",
]  # fmt: skip


def compare_clauses(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    passages: Mapping[str, Passage],
    *,
    words: Iterable[str] = (),
    formulas: Formulas | None = None,
    correct: Correction = benjamini_hochberg,
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
        Set phrases that are no substance of a copied run; default: those of the package
        (`compare.likeness.set_phrases.parse_formulas`).
    correct : callable
        Correction of the p-values for many tests: `compare.base.intervals.benjamini_hochberg` or
        the stricter `compare.base.intervals.holm`.

    Returns
    -------
    pairs : DataFrame
        `compare.schema.PAIRS`, then ``heading``, ``subject``, ``substance_run``, ``evidence`` and
        ``why``. Pairs of which a cosine reaches `FLOOR`, a run reaches `RUN_FLOOR`, or that are
        counterparts; ``p_value`` is corrected for all pairs compared,
        below the floor too. In the order of documents and clauses.
    spans : DataFrame
        `compare.schema.SPANS`, then ``size`` (folded characters): shared passages of these pairs.
    """
    return compare_profiles(
        documents,
        clauses,
        passages,
        profile(clauses, words=words, formulas=formulas),
        correct=correct,
    )


def compare_profiles(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    passages: Mapping[str, Passage],
    profiles: Profiles,
    *,
    correct: Correction = benjamini_hochberg,
    progress: Progress | None = None,
    changes: Changes | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """As `compare_clauses`, of clauses that are folded and weighted already; `changes` in place of
    `compare.likeness.altered_many.compare_many`, where what it says of texts is at hand.

    Notes
    -----
    All pairs are weighed by exact sparse products, in blocks of one document and about `BLOCK`
    clauses of others; what needs a look at the characters is measured for pairs that can be kept:
    alike, with a long run, or with evidence
    that a run could make enough.
    """
    progress = progress or Progress()
    null = null_model(profiles.char, list(clauses["doc_id"]), _repeated(clauses, profiles))
    rows = {
        str(doc_id): np.array([profiles.row[str(k)] for k in group], dtype=np.int64)
        for doc_id, group in clauses.groupby("doc_id", sort=False)["clause_id"]
    }
    order = [rows[doc_id] for doc_id in documents["doc_id"] if doc_id in rows]
    if len(order) < 2:
        return schema.PAIRS.frame().reindex(columns=_COLUMNS), no_spans()
    preamble = np.zeros(len(profiles.row), dtype=bool)
    if "kind" in clauses:
        preamble = (clauses["kind"] == "preamble").to_numpy()
    tally, waiting, kept = Tally(null), [], []
    total = sum(len(group) for group in order)
    total, done = (total**2 - sum(len(group) ** 2 for group in order)) // 2, 0
    blocks = [(first, last, Others(profiles, order[first:last])) for first, last in _blocks(order)]
    for number, group in enumerate(order[:-1]):
        for first, last, others in blocks:
            if last <= number + 1:
                continue
            block = compare_rows(profiles, group, others, first=max(number + 1 - first, 0))
            excess = (
                block.char
                - (null.usual[block.rows][:, None] + null.usual[block.columns][None, :]) / 2
            )
            tally.add(excess)
            waiting.append(_candidates(profiles, block, others, excess))
            done += excess.size
            if sum(len(frame) for frame, _ in waiting) >= JUDGED or done == total:
                kept.append(_kept(waiting, preamble))
                waiting = []
            progress.advance(_COMPARED * done / total, done, "pairs")
    runs = _chained(kept)
    pairs = pd.concat([frame for frame, _ in kept], ignore_index=True)
    del kept, waiting
    pairs["p_value"] = tally.corrected(pairs["excess"].to_numpy(), correct)
    ids = np.array(list(profiles.row), dtype=object)
    pairs["a"], pairs["b"] = ids[pairs["row_a"]], ids[pairs["row_b"]]
    counterparts = int((pairs["level"] != "").sum())

    def cut(n: int) -> None:
        share = _COMPARED + (_CUT - _COMPARED) * n / len(pairs)
        progress.advance(share, n, "pairs")

    def told(n: int) -> None:
        progress.advance(_CUT + (1 - _CUT) * n / counterparts, n, "pairs")

    spans, shared = spans_of_pairs(pairs, runs, profiles, passages, cut)
    del runs
    pairs = pairs.assign(share=_shares(pairs, shared, profiles))
    pairs = _reversed(_with_changes(pairs, clauses, changes, told), clauses)
    return schema.PAIRS.check(pairs[_COLUMNS]), spans


def _shares(pairs: pd.DataFrame, shared: np.ndarray, profiles: Profiles) -> np.ndarray:
    """Part of the shorter clause of each pair that stands in shared passages, of `shared`
    characters in all.
    """
    length = np.array([len(body.text) for body in profiles.folded])
    shorter = np.maximum(np.minimum(length[pairs["row_a"]], length[pairs["row_b"]]), 1)
    return np.minimum(shared / shorter, 1.0)


def _with_changes(
    pairs: pd.DataFrame,
    clauses: pd.DataFrame,
    changes: Changes | None,
    done: Callable[[int], None],
) -> pd.DataFrame:
    """What differs from a to b in counterparts, with the passages that show it; `done` is told how
    many are looked at.
    """
    text = dict(zip(clauses["clause_id"], clauses["text"], strict=True))
    told = {
        name: np.full(len(pairs), "", dtype=object) for name in ("change", "change_a", "change_b")
    }
    same = np.flatnonzero((pairs["level"] != "").to_numpy())
    for first in range(0, len(same), CHANGED):
        here = same[first : first + CHANGED]
        ids = (pairs[side].iloc[here] for side in ("a", "b"))
        texts = [(text[a], text[b]) for a, b in zip(*ids, strict=True)]
        for k, own in zip(here, (changes or compare_many)(texts), strict=True):
            if own[0]:
                told["change"][k], told["change_a"][k], told["change_b"][k] = own
        done(min(first + CHANGED, len(same)))
    return pairs.assign(
        **{name: pd.Series(cells, index=pairs.index, dtype="str") for name, cells in told.items()}
    )


def _reversed(pairs: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Pairs of which one says the opposite of the other have that level: not the same measure,
    however much wording they share.

    A single part that is reversed in a measure that is kept stays a change.
    """
    level, why = (pairs[name].to_numpy(dtype=object) for name in ("level", "why"))
    text = dict(zip(clauses["clause_id"], clauses["text"], strict=True))
    doubtful = np.flatnonzero(pairs["change"].str.split(";").str[0] == "reversed")
    for k in doubtful.tolist():
        pair = pairs.iloc[k]
        if compare_wordings(text[pair["a"]], text[pair["b"]]).reversed:
            before, after = (pair[name].split(";")[0] for name in ("change_a", "change_b"))
            level[k] = "reversed"
            why[k] = because("opposite", clause=pair["b"], before=before, after=after)
    return pairs.assign(
        level=pd.Series(level, index=pairs.index, dtype="str"),
        why=pd.Series(why, index=pairs.index, dtype="str"),
    )


def _blocks(documents: Sequence[np.ndarray]) -> list[tuple[int, int]]:
    """First and last document (exclusive) of each block of about `BLOCK` clauses."""
    cuts, size = [0], 0
    for number, rows in enumerate(documents):
        if size and size + len(rows) > BLOCK:
            cuts.append(number)
            size = 0
        size += len(rows)
    return list(zip(cuts, [*cuts[1:], len(documents)], strict=True))


def _candidates(profiles: Profiles, block: Block, others: Others, excess: np.ndarray) -> _Part:
    """Pairs of a block that may go into the table, measured, and their shared runs."""
    alike = np.maximum(block.word, block.char) >= FLOOR
    most = block.ground * most_evidence(
        block.wording, block.heading, block.subject, block.share, block.order[block.document]
    )
    wanted = alike | (most >= ENOUGH - _ROUNDING) | copied(profiles, block, others)
    pairs, runs = measure_pairs(profiles, block, others, wanted)
    i, j = np.nonzero(wanted)
    by_document = np.argsort(block.document[j], kind="stable")
    pairs["excess"], pairs["alike"] = excess[i, j][by_document], alike[i, j][by_document]
    return pairs, runs


def _kept(parts: list[_Part], preamble: np.ndarray) -> _Part:
    """Those of the candidates that go into the table, judged."""
    pairs, runs = pd.concat([frame for frame, _ in parts], ignore_index=True), _chained(parts)
    pairs = pairs.join(judge(pairs))
    # A preamble states no measure: two of them correspond where wording beyond set phrases was
    # copied, and not else.
    one, other = preamble[pairs["row_a"]], preamble[pairs["row_b"]]
    pairs.loc[(one | other) & ~(one & other & (pairs["level"] == "verbatim")), ["level", "why"]] = (
        ""
    )
    kept = (
        pairs["alike"] | (pairs["longest_run"] >= RUN_FLOOR) | (pairs["level"] != "")
    ).to_numpy()
    place = np.cumsum(kept) - 1
    told = kept[runs.a]
    at_a, at_b, size = (part[told].astype(np.int32) for part in (runs.a_at, runs.b_at, runs.size))
    runs = Runs(
        place[runs.a[told]].astype(np.int32), np.zeros(len(size), np.int8), at_a, at_b, size
    )
    return pairs.loc[kept, ["row_a", "row_b", *(name for name in _COLUMNS if name in pairs)]], runs


def _chained(parts: list[_Part]) -> Runs:
    """The runs of all parts, pairs numbered through."""
    return joined(
        [runs for _, runs in parts], np.cumsum([0, *(len(frame) for frame, _ in parts[:-1])])
    )


def _repeated(clauses: pd.DataFrame, profiles: Profiles) -> set[tuple[int, int]]:
    """Rows of one document that stand under one heading or repeat a sentence: no example of
    unrelated clauses.
    """
    pairs: set[tuple[int, int]] = set()
    for _, group in clauses.groupby("doc_id", sort=False):
        rows = np.array(
            [profiles.row[str(clause)] for clause in group["clause_id"]], dtype=np.int64
        )
        heading = group["heading"].to_numpy(dtype=object)
        held = profiles.copying.held[rows]
        repeated = (held @ held.T).toarray() > REPEATED
        repeated |= np.equal.outer(heading, heading).astype(bool) & (heading != "")[:, None].astype(
            bool
        )
        i, j = np.nonzero(np.triu(repeated, 1))
        pairs.update(zip(rows[i].tolist(), rows[j].tolist(), strict=True))
    return pairs
