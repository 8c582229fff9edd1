"""Third and last tasks: what chance gives, which clauses are near, and how the near ones are alike.

The columns are those of `compare.likeness.pairs`, computed for the nearest pairs instead of for
all. Three of them depend on more than the two clauses, and are defined for a corpus as follows:

- ``excess`` is measured against the usual likeness of the two clauses with the rest of their own
  documents, as in a study.
- ``p_value`` is that of `compare.likeness.chance`; the null (pairs *within* documents, but for
  those under one heading or with a sentence in common) is kept in bins of 0.0001. Corrected
  (Benjamini and Hochberg) for all pairs of clauses of two documents,
  since the search went through all of them; ranks are counted among the listed pairs, so it errs
  towards larger values.
- ``level`` is ``verbatim`` by the rule of `compare.likeness.counterparts`. ``adapted`` uses the
  same sum without what only a full comparison of two documents knows: parallel order, relative
  place, the subject inside the other clause. What belongs to genre and field is taken out of both
  as in a study (`compare.likeness.ground`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from compare.likeness.pairs import REPEATED
from compare.likeness.tiles import SEED, tile
from compare.scale.neighbours import Index, Partial, join, search_rows
from compare.scale.settings import Settings
from compare.scale.store import new_part

if TYPE_CHECKING:
    import pandas as pd

BINS = 20_000
SAMPLE = 1_000_000
NULL_ROWS = 20_000  # rows a null task takes, to the next end of a document


@lru_cache(maxsize=64)
def _array(folder: str, name: str) -> np.ndarray:
    # The folder's name says which run it belongs to, so a mapping kept by a worker cannot be of
    # another run.
    array = np.asarray(np.load(Path(folder) / f"{name}.npy", mmap_mode="r"))
    array.flags.writeable = False
    return array


@lru_cache(maxsize=1)
def _index(folder: str) -> Index:
    return Index.load(Path(folder) / "index")


@lru_cache(maxsize=1)
def _limits(folder: str, n: int, floor: float) -> np.ndarray:
    """What the tasks of this process have learned about each row's last place."""
    return np.full(n, floor, np.float32)


def search(path: str, folder: str, first: int, last: int, settings: Settings) -> int:
    """Compare rows `first` to `last` with all later ones; writes rows, others and scores. Returns
    how many.
    """
    index = _index(folder)
    limit = _limits(folder, len(index), settings.floor)
    found = search_rows(
        index, first, last, top=settings.neighbours, floor=settings.floor, limit=limit
    )
    with new_part(Path(path)) as part:
        np.savez(part / "found.npz", rows=found[0], others=found[1], scores=found[2])
    return len(found[0])


def join_found(parts: list[Path], folder: Path, settings: Settings) -> int:
    """Join the search tasks: the nearest pairs of the corpus, each once, in the order of a and b.

    Writes ``pair_a < pair_b`` (rows), ``pair_score`` (word cosine) and ``pair_share``: the cosine
    over the geometric mean of the best that a has in b's document and b has in a's. Returns the
    number of pairs.
    """
    group = np.load(folder / "group.npy")
    n = len(group)

    def read() -> Iterator[Partial]:
        for part in parts:
            with np.load(part / "found.npz") as found:
                yield found["rows"], found["others"], found["scores"]

    rows, others, scores = join(read(), n, top=settings.neighbours, floor=settings.floor)
    _, first = np.unique(
        np.minimum(rows, others).astype(np.int64) * n + np.maximum(rows, others), return_index=True
    )
    a, b, score = np.minimum(rows, others)[first], np.maximum(rows, others)[first], scores[first]
    share = score / np.sqrt(_best_in(a, group[b], score) * _best_in(b, group[a], score))
    for name, array in {"pair_a": a, "pair_b": b, "pair_score": score, "pair_share": share}.items():
        np.save(folder / f"{name}.npy", array)
    return len(a)


def _best_in(rows: np.ndarray, documents: np.ndarray, score: np.ndarray) -> np.ndarray:
    """For each pair the best score of its row with any clause of the same document."""
    if not len(rows):
        return score
    _, place = np.unique(
        rows.astype(np.int64) << 32 | documents.astype(np.int64), return_inverse=True
    )
    best = np.zeros(place.max() + 1, score.dtype)
    np.maximum.at(best, place, score)
    return best[place]


def null_blocks(group: np.ndarray) -> list[tuple[int, int]]:
    """Rows of each null task: whole documents, about `NULL_ROWS`."""
    ends = np.append(np.flatnonzero(np.diff(group)) + 1, len(group))
    blocks, first = [], 0
    for end in ends.tolist():
        if end - first >= NULL_ROWS or end == len(group):
            blocks.append((first, end))
            first = end
    return [block for block in blocks if block[1] > block[0]]


def null(path: str, folder: str, first: int, last: int) -> None:
    """Usual likeness of each clause within its document, and the histogram of excess; see
    `compare.likeness.chance`.
    """
    from compare.scale.pair_kernel import within_documents

    usual = np.zeros(last - first, np.float64)
    histogram = np.zeros(BINS, np.int64)
    within_documents(
        _array(folder, "group"),
        first,
        last,
        _array(folder, "bigram_starts"),
        _array(folder, "bigrams"),
        _array(folder, "bigram_weights"),
        int(_array(folder, "n_bigrams")),
        _array(folder, "heading"),
        _array(folder, "bounds"),
        _array(folder, "codes"),
        SEED,
        REPEATED,
        BINS,
        usual,
        histogram,
    )
    with new_part(Path(path)) as part:
        np.save(part / "usual.npy", usual)
        np.save(part / "histogram.npy", histogram)


def measure(path: str, folder: str, first: int, last: int, settings: Settings) -> int:
    """Measure the pairs `first` to `last` of the joined result; writes ``pairs.parquet``, and
    ``spans.parquet`` on request.
    """
    pairs = _measures(folder, first, last)
    with new_part(Path(path)) as part:
        pairs.to_parquet(part / "pairs.parquet", index=False)
        if settings.spans:
            from compare.scale.spans import spans_of

            wanted = pairs["longest_run"].to_numpy() > 0
            spans_of(
                folder,
                pairs[wanted],
                _array(folder, "pair_a")[first:last][wanted],
                _array(folder, "pair_b")[first:last][wanted],
            ).to_parquet(part / "spans.parquet", index=False)
    return last - first


def _measures(folder: str, first: int, last: int) -> pd.DataFrame:
    import pandas as pd

    from compare import schema
    from compare.scale.pair_kernel import cosines, runs, shared
    from compare.scale.vectors import read_clause_ids

    a, b = _array(folder, "pair_a")[first:last], _array(folder, "pair_b")[first:last]
    word = _array(folder, "pair_score")[first:last].astype(np.float64)
    char, grams, sentences = (
        np.zeros(len(a)),
        np.zeros(len(a), np.int64),
        np.zeros(len(a), np.int64),
    )
    longest, of_longest, substance = (
        np.zeros(len(a), np.int64),
        np.zeros(len(a), np.int64),
        np.zeros(len(a), np.int64),
    )
    cosines(
        a,
        b,
        _array(folder, "bigram_starts"),
        _array(folder, "bigrams"),
        _array(folder, "bigram_weights"),
        char,
    )
    shared(a, b, _array(folder, "trigram_starts"), _array(folder, "trigrams"), grams)
    shared(a, b, _array(folder, "sentence_starts"), _array(folder, "sentences"), sentences)
    runs(
        a,
        b,
        _array(folder, "bounds"),
        _array(folder, "codes"),
        _array(folder, "substance"),
        SEED,
        longest,
        of_longest,
        substance,
    )
    _tile(folder, a, b, np.flatnonzero(substance > of_longest), longest, substance)
    size = np.diff(_array(folder, "trigram_starts"))
    usual = _array(folder, "usual")
    ids = read_clause_ids(Path(folder))
    frame = pd.DataFrame({
        "a": ids.take(a).to_pylist(), "b": ids.take(b).to_pylist(),
        "cosine_word": word.clip(0, 1), "cosine_char": char.clip(0, 1),
        "jaccard": _over(grams, size[a] + size[b] - grams),
        "containment_ab": _over(grams, size[a]), "containment_ba": _over(grams, size[b]),
        "longest_run": longest, "excess": char - (usual[a] + usual[b]) / 2, "p_value": 0.0,
    })  # fmt: skip
    frame["heading"] = _headings(folder, a, b)
    frame["level"], frame["evidence"] = _level(
        frame,
        substance,
        sentences > 0,
        _array(folder, "pair_share")[first:last],
        *_ground(folder, a, b),
    )
    preamble = _array(folder, "preamble")
    frame.loc[
        (preamble[a] | preamble[b]) & ~(preamble[a] & preamble[b] & (frame["level"] == "verbatim")),
        "level",
    ] = ""
    frame["substance_run"] = substance
    return frame[[*schema.PAIRS.columns, "heading", "substance_run", "evidence"]]


def _tile(
    folder: str,
    a: np.ndarray,
    b: np.ndarray,
    doubtful: np.ndarray,
    longest: np.ndarray,
    substance: np.ndarray,
) -> None:
    """Pairs in which a shorter run holds most substance: the tiles before it can have taken part
    of it, as in a study.
    """
    bounds, codes, held = (_array(folder, name) for name in ("bounds", "codes", "substance"))

    def folded(row: int) -> str:
        return codes[bounds[row] : bounds[row + 1]].tobytes().decode("utf-32-le", "surrogatepass")

    for k in doubtful.tolist():
        begin = bounds[a[k]]
        tiles = tile(folded(a[k]), folded(b[k]), grow=False)
        longest[k] = max(part.size for part in tiles)
        substance[k] = max(
            int(held[begin + part.a_at : begin + part.a_at + part.size].sum()) for part in tiles
        )


def _over(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    return np.divide(part, whole, out=np.zeros(len(part)), where=whole > 0)


def _headings(folder: str, a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Cosine of the headings, less where one stands over several clauses of a document; 0 where
    one has none.
    """
    from compare.scale.pair_kernel import cosines

    number, standing = _array(folder, "heading"), _array(folder, "standing")
    both = np.flatnonzero((number[a] >= 0) & (number[b] >= 0))
    found = np.zeros(len(both))
    cosines(
        number[a][both],
        number[b][both],
        _array(folder, "heading_starts"),
        _array(folder, "heading_columns"),
        _array(folder, "heading_weights"),
        found,
    )
    cosine = np.zeros(len(a))
    cosine[both] = found * standing[a][both] * standing[b][both]
    return cosine.clip(0, 1)


def _ground(folder: str, a: np.ndarray, b: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Whether both clauses are without heading, and what their evidence is multiplied by."""
    from compare.likeness.ground import factor_of
    from compare.scale.pair_kernel import cosines

    def alike(name: str, one: np.ndarray, other: np.ndarray) -> np.ndarray:
        out = np.zeros(len(one))
        starts, columns, weights = (
            _array(folder, f"{name}_{part}") for part in ("starts", "columns", "weights")
        )
        cosines(one, other, starts, columns, weights, out)
        return out.clip(0, 1)

    heading, act, group = (_array(folder, name) for name in ("heading", "act", "group"))
    bare = (heading[a] < 0) & (heading[b] < 0)
    substance = (alike("own_grams", a, b) + alike("own_words", a, b)) / 2
    known = np.diff(_array(folder, "field_starts")) > 0
    field = np.where(known[group[a]] & known[group[b]], alike("field", group[a], group[b]), 1.0)
    return bare, factor_of(bare, substance, act[a], act[b], field)


def _level(
    frame: pd.DataFrame,
    substance: np.ndarray,
    whole: np.ndarray,
    share: np.ndarray,
    bare: np.ndarray,
    ground: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    from compare.likeness.counterparts import judge

    body = (frame["cosine_word"] + frame["cosine_char"]) / 2
    features = frame.assign(
        substance_run=substance, order=0.0, place=0.0, share=share.clip(0, 1),
        wording=body - (frame["cosine_char"] - frame["excess"]), bare=bare, ground=ground,
    )  # fmt: skip
    judged = judge(features.assign(whole_sentence=whole), reasons=False)
    return judged["level"].to_numpy(), judged["evidence"].to_numpy()


def corrected(excess: np.ndarray, histogram: np.ndarray, n_compared: int) -> np.ndarray:
    """p-values of the listed pairs, corrected for all pairs that were compared, listed or not."""
    from compare.base.intervals import benjamini_hochberg
    from compare.likeness.chance import Null, p_values

    p = p_values(excess, Null(np.zeros(0), _null_sample(histogram)))
    return benjamini_hochberg(p, tests=n_compared)


def _null_sample(histogram: np.ndarray) -> np.ndarray:
    """The null as sorted numbers, the middle of its bins; where there are more than `SAMPLE`, that
    many at even ranks.
    """
    total = int(histogram.sum())
    ranks = (np.arange(min(total, SAMPLE)) + 0.5) * total / max(min(total, SAMPLE), 1)
    bins = np.searchsorted(np.cumsum(histogram), ranks, side="right")
    return (bins + 0.5) / BINS * 2 - 1
