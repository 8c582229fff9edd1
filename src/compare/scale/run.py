"""The whole way from a corpus to tables, step by step; every finished task is kept, so a killed
run goes on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from compare.base.progress import Progress
from compare.errors import PolicyCompareError
from compare.scale import covering, pairs, parsing
from compare.scale.adopting import Linked
from compare.scale.corpus import Batch, Failure, fingerprint, read_batches
from compare.scale.engines import Engine, Task, WorkerDied
from compare.scale.neighbours import Index
from compare.scale.settings import READ, Settings, linked, tools
from compare.scale.store import Store, new_part
from compare.scale.tables import (
    excess_of,
    extra_columns,
    frames_of,
    with_p_values,
    write_failures,
    write_parts,
)
from compare.scale.vectors import build_vectors
from compare.study.columns import parse_map


@dataclass
class Summary:
    """What a run made: rows of each table, and how many documents could not be used."""

    rows: dict[str, int] = field(default_factory=dict)
    failures: int = 0


def run(
    corpus: Path,
    out: Path,
    settings: Settings,
    engine: Engine,
    *,
    memory: int | None = None,
    progress: Progress | None = None,
) -> Summary:
    """Analyse `corpus` and write tables into `out`.

    Parameters
    ----------
    corpus : Path
        JSON Lines or Parquet; see `compare.scale.corpus`.
    out : Path
        Folder of the tables; ``.parts`` in it holds what a killed run has finished.
    memory : int, optional
        Bytes that all processes together may use.
    progress : Progress, optional
        Hears the steps.

    Raises
    ------
    PolicyCompareError
        If the corpus cannot be read, no clause is found, or `memory` does not suffice.
    """
    tools(settings)  # a codebook with a mistake is told before hours of work
    manifest = settings.manifest(fingerprint(corpus))
    out.mkdir(parents=True, exist_ok=True)
    store = Store(out, manifest)
    progress = progress or Progress()
    if store.resumed:
        progress.resumed()
    _read(corpus, store, settings, engine, progress)
    parts = store.parts("read")
    write_failures(parts, store.out)  # whatever comes next, the reasons are told
    folder = store.path("vectors", 0)
    if not store.has("vectors", 0):
        progress.step("vectors")
        with new_part(folder) as new:
            _fits(parts, settings, engine, memory)
            n = build_vectors(parts, new, settings, lambda name: None)
        progress.end(n, "clauses")
    _compare(store, str(folder), settings, engine, progress)
    return _write(store, parts, settings, engine, progress)


def _read(
    corpus: Path, store: Store, settings: Settings, engine: Engine, progress: Progress
) -> None:
    progress.step("reading")
    given = parse_map([settings.columns])
    share, documents = 0.0, 0

    def tasks() -> Iterator[Task]:
        nonlocal share, documents
        for batch in read_batches(corpus, characters=settings.batch, given=given):
            share = batch.read / max(batch.size, 1)
            if store.has("read", batch.number):
                documents += len(batch.records)
            else:
                yield str(store.path("read", batch.number)), batch, settings

    for (path, batch, _), result in engine.run(parsing.analyse, tasks()):
        if isinstance(result, WorkerDied):
            _one_by_one(path, batch, settings, engine, str(result))
        documents += len(batch.records)
        progress.advance(min(share, 1.0), documents, "documents")
    progress.end(documents, "documents")


def _one_by_one(path: str, batch: Batch, settings: Settings, engine: Engine, reason: str) -> None:
    """Find the document that kills its process, and analyse the others."""
    good: list = []
    failures: list[Failure] = list(batch.failures)
    for record in batch.records:
        for _, result in engine.run(
            parsing.analyse, [(path, Batch(batch.number, [record]), settings)]
        ):
            if isinstance(result, WorkerDied):
                failures.append(Failure(record.doc_id, record.place, reason))
            else:
                good.append(record)
    for _, result in engine.run(
        parsing.analyse, [(path, Batch(batch.number, good, failures), settings)]
    ):
        if isinstance(result, WorkerDied):
            raise PolicyCompareError(
                f"{path}: a worker died although each of its documents alone went well. "
                f"Is there too little memory?"
            )


def _fits(parts: list[Path], settings: Settings, engine: Engine, memory: int | None) -> None:
    """Refuse what cannot fit before it is begun."""
    if memory is None:
        return
    entries = clauses = 0
    for part in parts:
        with np.load(part / "words.npz") as words:
            entries += len(words["columns"])
            clauses += len(words["starts"]) - 1
    needed = (
        40 * entries
        + clauses * (200 + engine.workers * 8 * settings.neighbours)
        + engine.workers * 300_000_000
    )
    if needed > memory:
        raise PolicyCompareError(
            f"{clauses:,} clauses need about {needed / 1e9:.1f} GB for the exact search, "
            f"--memory allows {memory / 1e9:.1f} GB. "
            "Allow more, or split the corpus. What was read is kept."
        )


def _compare(
    store: Store, folder: str, settings: Settings, engine: Engine, progress: Progress
) -> None:
    group = np.load(Path(folder) / "group.npy")
    if not len(group):
        raise PolicyCompareError(
            f"no clause was found in any document of the corpus; "
            f"{store.out / 'failures.csv'} names the reasons."
        )
    blocks = pairs.null_blocks(group)
    _tasks(
        "chance",
        pairs.null,
        "null",
        store,
        engine,
        progress,
        "clauses",
        [
            ((str(store.path("null", k)), folder, *block), block[1] - block[0])
            for k, block in enumerate(blocks)
        ],
    )
    stripes = Index.load(Path(folder) / "index").stripes
    # Early stripes compare with all later rows, so they hold most of the work: progress counts
    # comparisons.
    _tasks(
        "neighbours",
        pairs.search,
        "search",
        store,
        engine,
        progress,
        "comparisons",
        [
            (
                (str(store.path("search", k)), folder, *stripe, settings),
                (stripe[1] - stripe[0]) * (len(group) - stripe[0]),
            )
            for k, stripe in enumerate(stripes)
        ],
    )
    if not (Path(folder) / "joined").exists():
        progress.step("joining")
        usual = [np.load(part / "usual.npy") for part in store.parts("null")]
        np.save(Path(folder) / "usual.npy", np.concatenate(usual))
        np.save(
            Path(folder) / "histogram.npy",
            sum(np.load(part / "histogram.npy") for part in store.parts("null")),
        )
        found = pairs.join_found(store.parts("search"), Path(folder), settings)
        (Path(folder) / "joined").touch()
        progress.end(found, "pairs")
    n_pairs = len(np.load(Path(folder) / "pair_a.npy", mmap_mode="r"))
    cuts = [
        (first, min(first + settings.pair_block, n_pairs))
        for first in range(0, n_pairs, settings.pair_block)
    ]
    _tasks(
        "measuring pairs",
        pairs.measure,
        "pairs",
        store,
        engine,
        progress,
        "pairs",
        [
            ((str(store.path("pairs", k)), folder, *cut, settings), cut[1] - cut[0])
            for k, cut in enumerate(cuts)
        ],
    )


def _tasks(
    name: str,
    function: Callable[..., Any],
    kind: str,
    store: Store,
    engine: Engine,
    progress: Progress,
    unit: str,
    tasks: Iterable[tuple[Task, int]],
) -> None:
    """Run those tasks of a step that are not done yet."""
    progress.step(name)
    listed = list(tasks)
    size = {task[0]: work for task, work in listed}
    total, done = max(sum(size.values()), 1), 0
    waiting = [task for k, (task, _) in enumerate(listed) if not store.has(kind, k)]
    before = total - sum(size[task[0]] for task in waiting)
    for task, result in engine.run(function, waiting):
        if isinstance(result, WorkerDied):
            raise PolicyCompareError(
                f"{name}: {result} What is finished is kept: run the same command again."
            )
        done += size[task[0]]
        progress.advance((before + done) / total, done, unit)
    progress.end()


def _write(
    store: Store, parts: list[Path], settings: Settings, engine: Engine, progress: Progress
) -> Summary:
    import pandas as pd

    progress.step("tables")
    summary = Summary()
    links = Linked(parts, tools(settings).templates) if linked(settings) else None
    extra = extra_columns(parts)
    made = [name for name in READ if all((part / f"{name}.parquet").exists() for part in parts)]
    for name in ("documents", "clauses", *made):
        frames = frames_of(parts, name)
        if name == "documents" and links is not None:
            frames = links.with_links(frames)
        columns = extra if name == "documents" else ()
        summary.rows[name] = write_parts(name, frames, store.out, extra=columns)
    folder = store.path("vectors", 0)
    group = np.load(folder / "group.npy")
    sizes = np.bincount(group).astype(np.int64)
    compared = (len(group) ** 2 - int((sizes**2).sum())) // 2
    measured = store.parts("pairs")
    p_value = pairs.corrected(excess_of(measured), np.load(folder / "histogram.npy"), compared)
    summary.rows["pairs"] = write_parts("pairs", with_p_values(measured, p_value), store.out)
    if settings.spans:
        summary.rows["spans"] = write_parts("spans", frames_of(measured, "spans"), store.out)
    progress.end()
    if links is not None and "adoption" in settings.tables:
        pairs_made = pd.read_parquet(
            store.out / "pairs.parquet", columns=["a", "b", "cosine_char", "level"]
        )
        for name, frame in links.tables(pairs_made, engine, progress).items():
            summary.rows[name] = write_parts(name, [frame], store.out)
    if links is not None and "pmc" in settings.tables:
        _tasks("pmc", covering.cover, "pmc", store, engine, progress, "documents",
               covering.tasks(store, parts, links, settings))  # fmt: skip
        for name, made_of in covering.tables(store.parts("pmc")).items():
            summary.rows[name] = write_parts(name, made_of, store.out)
    summary.failures = write_failures([*parts, *store.parts("pmc")], store.out)
    store.close()
    return summary
