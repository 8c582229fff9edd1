"""Second step: what the parts counted becomes the vectors of the corpus, on disk, for every
process to map.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from compare.likeness.ground import SHARPER, field_rows, of_field, rare_rows
from compare.scale.bags import Bags, bag_ngrams, common_terms, side_by_side
from compare.scale.neighbours import build_index
from compare.scale.settings import Settings
from compare.scale.weights import idf_of, place_terms, stack, weigh
from compare.text.fold import fold_text

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix


def build_vectors(
    parts: Sequence[Path], folder: Path, settings: Settings, say: Callable[[str], None]
) -> int:
    """Join the parts of the reading tasks into one index and one set of arrays in `folder`.

    Returns
    -------
    int
        Number of clauses.
    """
    say("document frequencies")
    bags = [Bags.load(part / "words.npz") for part in parts]
    n = sum(len(bag.starts) - 1 for bag in bags)
    terms, df = common_terms((bag.terms, bag.df()) for bag in bags)
    idf = idf_of(df, n)
    say("word vectors")
    matrix = stack(weigh(bag, place_terms(bag.terms, terms), idf) for bag in bags)
    del bags
    group = _documents(parts)
    np.save(folder / "group.npy", group)
    _save_rows(folder, "field", _fields(matrix, terms, group))
    say("index")
    build_index(matrix, floor=settings.floor, group=group).save(folder / "index")
    del matrix
    say("character vectors")
    _characters(parts, folder, n)
    for name, power in zip(("own_grams", "own_words"), SHARPER, strict=True):
        _save_rows(folder, name, rare_rows(_counts(parts, name), group, power))
    for name in (
        "codes",
        "substance",
        "sentences",
        "act",
        *(["texts", "places"] if settings.spans else []),
    ):
        _write(folder, name, [np.load(part / f"{name}.npy", mmap_mode="r") for part in parts])
    for name in ("bounds", "sentence_starts", *(["text_bounds"] if settings.spans else [])):
        np.save(folder / f"{name}.npy", _chained(np.load(part / f"{name}.npy") for part in parts))
    _clause_ids(parts, folder)
    _headings(parts, folder, group)
    return n


def _characters(parts: Sequence[Path], folder: Path, n: int) -> None:
    """Bigram rows of unit length, and sorted trigrams."""
    terms, df = common_terms(
        (bag.terms, bag.df()) for bag in (Bags.load(part / "bigrams.npz") for part in parts)
    )
    idf = idf_of(df, n)
    columns, weights, starts = [], [], []
    for part in parts:
        bag = Bags.load(part / "bigrams.npz")
        rows = weigh(bag, place_terms(bag.terms, terms), idf)
        columns.append(rows.indices)
        weights.append(rows.data)
        starts.append(rows.indptr.astype(np.int64))
    np.save(folder / "n_bigrams.npy", np.array(len(terms)))
    _write(folder, "bigrams", columns)
    _write(folder, "bigram_weights", weights)
    np.save(folder / "bigram_starts.npy", _chained(starts))
    grams, starts = [], []
    for part in parts:
        bag = Bags.load(part / "trigrams.npz")
        grams.append(bag.terms[bag.columns])
        starts.append(bag.starts)
    _write(folder, "trigrams", grams)
    np.save(folder / "trigram_starts.npy", _chained(starts))


def _fields(matrix: csr_matrix, terms: np.ndarray, group: np.ndarray) -> csr_matrix:
    """What each document speaks of (`compare.likeness.ground.field_rows`)."""
    kept = np.flatnonzero([of_field(term) for term in terms.tolist()])
    return field_rows(matrix[:, kept], group)


def _counts(parts: Sequence[Path], name: str) -> csr_matrix:
    """How often each term occurs in each clause."""
    from scipy.sparse import csr_matrix

    bags = [Bags.load(part / f"{name}.npz") for part in parts]
    terms, _ = common_terms((bag.terms, bag.df()) for bag in bags)
    rows = stack(
        csr_matrix(
            (bag.numbers.astype(float), place_terms(bag.terms, terms)[bag.columns], bag.starts),
            shape=(len(bag.starts) - 1, len(terms)),
        )
        for bag in bags
    )
    rows.sort_indices()
    return rows


def _save_rows(folder: Path, name: str, rows: csr_matrix) -> None:
    rows.sort_indices()
    np.save(folder / f"{name}_starts.npy", rows.indptr.astype(np.int64))
    np.save(folder / f"{name}_columns.npy", rows.indices.astype(np.int32))
    np.save(folder / f"{name}_weights.npy", rows.data.astype(np.float32))


def _documents(parts: Sequence[Path]) -> np.ndarray:
    """Running number of the document of each clause."""
    import pandas as pd

    numbers, before = [np.empty(0, np.int32)], 0
    for part in parts:
        found, names = pd.factorize(
            pd.read_parquet(part / "clauses.parquet", columns=["doc_id"])["doc_id"]
        )
        numbers.append((found + before).astype(np.int32))
        before += len(names)
    return np.concatenate(numbers)


def _headings(parts: Sequence[Path], folder: Path, group: np.ndarray) -> None:
    """Distinct headings as rows of characters and bigrams, the heading of each clause, and what it
    counts there.

    As in `compare.likeness.measures`: idf counts each heading once, and a heading over k clauses
    of a document counts 1 / sqrt(k).
    """
    import pandas as pd

    frames = [
        pd.read_parquet(part / "clauses.parquet", columns=["heading", "kind"]) for part in parts
    ]
    clauses = pd.concat(frames, ignore_index=True)
    number, distinct = pd.factorize(clauses["heading"].map(fold_text), sort=True)
    texts = [str(text) for text in distinct]
    singles, doubles = bag_ngrams(texts, 1), bag_ngrams(texts, 2)
    bags = side_by_side(singles, doubles)
    rows = weigh(bags, np.arange(len(bags.terms)), idf_of(bags.df(), len(texts)))
    over = pd.Series(number).groupby([group, number]).transform("size").to_numpy()
    empty = np.array([not text for text in texts], bool)
    arrays = {
        "heading_starts": rows.indptr.astype(np.int64),
        "heading_columns": rows.indices,
        "heading_weights": rows.data,
        "heading": np.where(empty[number] if len(texts) else False, -1, number).astype(np.int32),
        "standing": over**-0.5,
        "preamble": (clauses["kind"] == "preamble").to_numpy(),
    }
    for name, array in arrays.items():
        np.save(folder / f"{name}.npy", array)


def _clause_ids(parts: Sequence[Path], folder: Path) -> None:
    """Clause ids as Arrow, which can be mapped and looked up without being read."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    ids = [
        pq.read_table(part / "clauses.parquet", columns=["clause_id"])["clause_id"].cast(
            pa.large_string()
        )
        for part in parts
    ]
    table = pa.table(
        {
            "clause_id": pa.chunked_array(
                [chunk for column in ids for chunk in column.chunks], pa.large_string()
            )
        }
    )
    with pa.ipc.new_file(folder / "ids.arrow", table.schema) as writer:
        writer.write_table(table.combine_chunks())


def read_clause_ids(folder: Path) -> Any:
    """What `_clause_ids` wrote, as an Arrow array."""
    import pyarrow as pa

    column = pa.ipc.open_file(pa.memory_map(str(folder / "ids.arrow"))).read_all()["clause_id"]
    return column.chunk(0) if column.num_chunks else pa.array([], pa.large_string())


def _write(folder: Path, name: str, arrays: Sequence[np.ndarray]) -> None:
    """One array after the other into one file."""
    size = sum(len(array) for array in arrays)
    if not size:
        np.save(folder / f"{name}.npy", np.empty(0, arrays[0].dtype if len(arrays) else np.int32))
        return
    out = np.lib.format.open_memmap(folder / f"{name}.npy", "w+", arrays[0].dtype, (size,))
    at = 0
    for array in arrays:
        out[at : at + len(array)] = array
        at += len(array)
    out.flush()


def _chained(starts: Iterable[np.ndarray]) -> np.ndarray:
    """Starts of the whole from starts of the parts, each of which begins with 0 and ends with its
    size.
    """
    pieces, before = [np.zeros(1, np.int64)], 0
    for piece in starts:
        pieces.append(np.asarray(piece[1:], np.int64) + before)
        before += int(piece[-1])
    return np.concatenate(pieces)
