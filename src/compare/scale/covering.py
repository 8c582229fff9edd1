"""What each document of a corpus covers: the tables of the PMC index, a part of the corpus a task.

A document's cells rest on its own clauses and tables and on what it implements, so a part is
decided alone; only the rank among all documents waits for the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from pathlib import Path

import pandas as pd

from compare import schema
from compare.pmc import index_documents, rule_cells, score_cells
from compare.pmc.index import with_ranks
from compare.scale.adopting import Linked
from compare.scale.corpus import Failure
from compare.scale.engines import Task
from compare.scale.parsing import reason
from compare.scale.settings import COVERED, READ, Settings, tools
from compare.scale.store import Store, new_part
from compare.scale.tables import frames_of

_CODED = ("documents", "clauses", "agencies", "amounts", "directives")
"""Tables that need no codebook of the run: facts of them can always be told."""


def tasks(
    store: Store, parts: Sequence[Path], links: Linked, settings: Settings
) -> list[tuple[Task, int]]:
    """A task for each part that was read, with its documents as they implement one another, and
    how many they are.
    """
    frames = links.with_links(frames_of(parts, "documents"))
    out = []
    for number, (part, documents) in enumerate(zip(parts, frames, strict=True)):
        # A document that could not be parsed has a row, and covers nothing that could be told.
        used = documents[documents["n_clauses"] > 0].reset_index(drop=True)
        out.append(((str(store.path("pmc", number)), str(part), used, settings), len(used)))
    return out


def cover(path: str, part: str, documents: pd.DataFrame, settings: Settings) -> int:
    """Decide every variable in the documents of a part and write the part `path`; a document that
    raises an error is listed, and the others go on. Returns how many were decided.
    """
    kit = tools(settings)
    made = {
        name: pd.read_parquet(Path(part) / f"{name}.parquet")
        for name in ("clauses", *READ, "outside")
        if (Path(part) / f"{name}.parquet").exists()
    }
    coded = {*_CODED, *({"themes", "instruments"} & {*made})}

    def cells(some: pd.DataFrame) -> pd.DataFrame:
        own = {name: _of(frame, some["doc_id"]) for name, frame in made.items()}
        outside = own.pop("outside", None)
        return rule_cells(kit.pmc, some, own["clauses"], own, outside, coded=coded)

    failures: list[Failure] = []
    try:
        found = cells(documents)
    except Exception:  # one document is the cause: the others one by one
        frames = [schema.PMC_CELLS.frame()]
        for number in range(len(documents)):
            one = documents.iloc[[number]].reset_index(drop=True)
            try:
                frames.append(cells(one))
            except Exception as error:
                doc_id, place = one["doc_id"].iloc[0], one["file"].iloc[0]
                failures.append(Failure(doc_id, place, f"pmc: {reason(error)}"))
        found = pd.concat(frames, ignore_index=True)
    scores = score_cells(found, kit.pmc)
    index = index_documents(scores, found, kit.pmc)
    with new_part(Path(path)) as folder:
        for name, table in zip(COVERED, (found, scores, index), strict=True):
            table.to_parquet(folder / f"{name}.parquet", index=False)
        content = json.dumps([asdict(failure) for failure in failures], ensure_ascii=False)
        (folder / "failures.json").write_text(content, encoding="utf-8")
    return len(index)


def tables(parts: Sequence[Path]) -> dict[str, Iterable[pd.DataFrame]]:
    """The frames of each table; ranks are those among all documents."""
    index = pd.concat(_full(parts, COVERED[2]), ignore_index=True)
    return {name: _full(parts, name) for name in COVERED[:2]} | {COVERED[2]: [with_ranks(index)]}


def _full(parts: Sequence[Path], name: str) -> Iterator[pd.DataFrame]:
    """The table of each part that has rows; where none has, an empty one."""
    some = False
    for frame in frames_of(parts, name):
        if len(frame):
            some = True
            yield frame
    if not some:
        yield schema.TABLES[name].frame()


def _of(frame: pd.DataFrame, doc_ids: pd.Series) -> pd.DataFrame:
    """The rows of some documents."""
    return frame[frame["doc_id"].isin(doc_ids)].reset_index(drop=True)
