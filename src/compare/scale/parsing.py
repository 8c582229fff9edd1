"""First task: a batch of documents to clauses, bodies, themes, and counted words."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from compare import schema
from compare.base.collector import collector_paused
from compare.errors import PolicyCompareError, SegmentationError
from compare.likeness.ground import acts_of, of_field, own_provisions
from compare.likeness.provisions import GRAM
from compare.likeness.substance import Body, body_of
from compare.scale.bags import bag_ngrams, bag_words, code_points
from compare.scale.corpus import Batch, Failure, Record
from compare.scale.settings import READ, Settings, Tools, linked, tools
from compare.scale.store import new_part
from compare.structure import Parsed, parse_text
from compare.structure.outside import text_outside
from compare.structure.quality import Quality
from compare.study.documents import document_row, quality_columns
from compare.text.passage import Passage


@collector_paused
def analyse(path: str, batch: Batch, settings: Settings) -> dict[str, int]:
    """Analyse a batch and write it as the part `path`: tables, counts, failures.

    A document that cannot be analysed never stops the batch: it keeps its row in documents, with no
    clauses, and the reason goes into ``failures.json``.

    Returns
    -------
    dict
        ``documents``, ``clauses``, ``failures``: how many.
    """
    kit = tools(settings)
    links: dict[str, dict[str, Any]] = {}
    rows: list[dict[str, Any]] = []
    failures = list(batch.failures)
    good: list[Parsed] = []
    places: dict[str, str] = {}
    for record in batch.records:
        places[record.doc_id] = record.place
        try:
            parsed = parse_text(record.doc_id, record.text)
            rows.append(_document(record, parsed))
        except Exception as error:  # whatever a document does, the others go on; the reason is told
            failures.append(Failure(record.doc_id, record.place, reason(error)))
            rows.append(_document(record, None))
        else:
            good.append(parsed)
            links[record.doc_id] = {"row": _given(record, parsed), "header": asdict(parsed.header)}
    columns = {name: "" for row in rows for name in row if name not in schema.DOCUMENTS.columns}
    tables = {
        "documents": schema.DOCUMENTS.frame([{**columns, **row} for row in rows]),
        "clauses": _clauses(good),
    }
    for name, analysis in _analyses(kit, tables, settings.tables).items():
        try:
            tables[name] = analysis(good)
        except Exception:  # one document is the cause: the others one by one
            frames = []
            for parsed in good:
                try:
                    frames.append(analysis([parsed]))
                except Exception as error:
                    doc_id = parsed.source.doc_id
                    failures.append(Failure(doc_id, places[doc_id], f"{name}: {reason(error)}"))
            tables[name] = _joined(frames, name)
    with new_part(Path(path)) as folder:
        for name, table in tables.items():
            table.to_parquet(folder / f"{name}.parquet", index=False)
        texts = list(tables["clauses"]["text"])
        bodies = [body_of(text) for text in texts]
        _write_counts(folder, texts, bodies, kit)
        _write_ground(folder, tables["clauses"], bodies, kit)
        if settings.spans:
            codes, bounds = code_points(texts)
            np.save(folder / "texts.npy", codes)
            np.save(folder / "text_bounds.npy", bounds)
            at = [
                np.array(passage.at, np.int32)
                for parsed in good
                for passage in parsed.passages.values()
            ]
            np.save(folder / "places.npy", np.concatenate([*at, np.empty(0, np.int32)]))
        content = json.dumps([asdict(failure) for failure in failures], ensure_ascii=False)
        (folder / "failures.json").write_text(content, encoding="utf-8")
        if "pmc" in settings.tables:
            _outside(good).to_parquet(folder / "outside.parquet", index=False)
        if linked(settings):
            (folder / "links.json").write_text(json.dumps(links), encoding="utf-8")
    return {"documents": len(rows), "clauses": len(tables["clauses"]), "failures": len(failures)}


def _analyses(
    kit: Tools, tables: dict[str, pd.DataFrame], wanted: Sequence[str]
) -> dict[str, Callable[[list[Parsed]], pd.DataFrame]]:
    """The tables that are made of clauses; each takes any number of documents.

    `tables` holds what was made before: documents, clauses, and themes where instruments are made.
    """
    from compare.agencies.find import find_agencies
    from compare.content.amounts import find_amounts
    from compare.content.directives import code_directives
    from compare.content.instruments import code_instruments
    from compare.content.themes import code_themes

    def own(documents: list[Parsed]) -> pd.DataFrame:
        clauses = tables["clauses"]
        here = clauses["doc_id"].isin([parsed.source.doc_id for parsed in documents])
        return clauses[here].reset_index(drop=True)

    def agencies(documents: list[Parsed]) -> pd.DataFrame:
        attributions = [found for parsed in documents for found in parsed.attributions]
        return find_agencies(
            own(documents),
            _passages(documents, "passages"),
            attributions,
            kit.registry,
            documents=tables["documents"],
        )

    def themes(documents: list[Parsed]) -> pd.DataFrame:
        assert kit.themes is not None
        # A corpus has no decisions; the column stands as in a study.
        return code_themes(own(documents), kit.themes).assign(decided_by="")

    def instruments(documents: list[Parsed]) -> pd.DataFrame:
        assert kit.instruments is not None
        clauses, coded = own(documents), tables.get("themes", schema.THEMES.frame())
        known = coded[coded["doc_id"].isin(clauses["doc_id"])]
        return code_instruments(clauses, known, kit.instruments)

    def amounts(documents: list[Parsed]) -> pd.DataFrame:
        return find_amounts(
            own(documents), _passages(documents, "passages"), _passages(documents, "headings")
        )

    def directives(documents: list[Parsed]) -> pd.DataFrame:
        return code_directives(own(documents), kit.ladder)

    made: dict[str, Callable[[list[Parsed]], pd.DataFrame]] = {
        "agencies": agencies,
        "themes": themes,
        "instruments": instruments,
        "amounts": amounts,
        "directives": directives,
    }
    able = {"themes": kit.themes is not None, "instruments": kit.instruments is not None}
    return {name: made[name] for name in READ if name in wanted and able.get(name, True)}


def _passages(documents: list[Parsed], name: str) -> dict[str, Passage]:
    return {
        clause_id: passage
        for parsed in documents
        for clause_id, passage in getattr(parsed, name).items()
    }


def _outside(documents: list[Parsed]) -> pd.DataFrame:
    rows = pd.DataFrame([row for parsed in documents for row in parsed.part_rows])
    return text_outside(rows, {parsed.source.doc_id: parsed.source for parsed in documents})


def _write_counts(folder: Path, texts: list[str], bodies: Sequence[Body], kit: Tools) -> None:
    """Everything that is compared later, as arrays over all clauses of the part."""
    folded = [body.folded.text for body in bodies]
    codes, bounds = code_points(folded)
    np.save(folder / "codes.npy", codes)
    np.save(folder / "bounds.npy", bounds)
    bag_words(texts, kit.tokenizer).save(folder / "words.npz")
    bag_ngrams(folded, 2).save(folder / "bigrams.npz")
    bag_ngrams(folded, 3).save(folder / "trigrams.npz")
    masks, sentences, starts = [], [], [0]
    for body in bodies:
        masks.append(body.formula)
        sentences += sorted(
            int.from_bytes(hashlib.blake2b(sentence.encode(), digest_size=8).digest())
            for sentence in body.sentences
        )
        starts.append(len(sentences))
    np.save(folder / "substance.npy", 1 - np.frombuffer(b"".join(masks), np.uint8))
    np.save(folder / "sentences.npy", np.array(sentences, np.uint64))
    np.save(folder / "sentence_starts.npy", np.array(starts, np.int64))


def _write_ground(folder: Path, clauses: pd.DataFrame, bodies: Sequence[Body], kit: Tools) -> None:
    """What tells likeness of two measures from likeness of their genre
    (`compare.likeness.ground`).
    """
    own = ["\n".join(parts) for parts in own_provisions(clauses, bodies)]
    bag_ngrams(own, GRAM).save(folder / "own_grams.npz")
    bag_words(own, kit.tokenizer, of_field).save(folder / "own_words.npz")
    np.save(folder / "act.npy", acts_of(clauses["text"]))


def _document(record: Record, parsed: Parsed | None) -> dict[str, Any]:
    digest = hashlib.sha256(record.text.encode()).hexdigest()
    given = _given(record, parsed)
    if parsed is not None:
        row, _ = document_row(given, parsed, record.text, digest, ())
    else:
        row = {
            name: given.get(name, "")
            for name, column in schema.DOCUMENTS.columns.items()
            if column.dtype == "str"
        }
        row |= {
            "script": "hans",
            "level": "",
            "n_clauses": 0,
            "n_chars": len(record.text),
            "sha256": digest,
            "file": record.place,
        }
        row |= {**quality_columns(Quality()), "doubts": "no_clause"}
    return row | {name: value for name, value in record.meta.items() if name not in row}


def _given(record: Record, parsed: Parsed | None) -> dict[str, str]:
    """What the corpus says of a document, as a row of documents.csv."""
    given = {**record.meta, "doc_id": record.doc_id, "file": record.place}
    if record.published and not (parsed and parsed.header.issue_date):
        given.setdefault("issue_date", record.published)
    if given.get("level", "") not in schema.LEVELS:
        given.pop(
            "level", None
        )  # a word of the corpus, not ours; it stays in no column rather than in a wrong one
    return given


def reason(error: Exception) -> str:
    """Why a document could not be used, as ``failures.csv`` has it."""
    if isinstance(error, SegmentationError):
        return "no clause label was found"
    if isinstance(error, PolicyCompareError):
        return str(error)
    return f"{type(error).__name__}: {error}"


def _clauses(documents: list[Parsed]) -> pd.DataFrame:
    return schema.CLAUSES.frame([row for parsed in documents for row in parsed.rows])


def _joined(frames: list[pd.DataFrame], name: str) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True) if frames else schema.TABLES[name].frame()
