"""Coded pairs of documents, as a folder holds them: who links what, and the clauses it is about.

Coding is of clause numbers, so it holds for one edition of a text alone. A folder may say in
``documents.csv`` (id, title, date, clauses, digest) which: a text that reads differently is told.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from compare.likeness.links import measure
from compare.likeness.provisions import Provisions, prepare
from compare.structure import parse_text

CODING = Path(__file__).parent / "coding"  # pairs that are coded; their texts are not shipped
INDEX = "documents.csv"


@dataclass(frozen=True)
class Pair:
    """Two documents with the links that readers see between them."""

    child: str
    parent: str
    links: Mapping[tuple[str, str], str]
    disputed: frozenset[tuple[str, str]]


@dataclass(frozen=True)
class Family:
    """Documents that are linked with each other, and their clauses."""

    pairs: tuple[Pair, ...]
    clauses: pd.DataFrame
    texts: Mapping[str, str]

    @cached_property
    def provisions(self) -> Provisions:
        return prepare(self.clauses)

    def ids(self, doc_id: str) -> list[str]:
        return list(self.clauses.loc[self.clauses["doc_id"] == doc_id, "clause_id"])

    def measures(self, pair: Pair) -> dict[str, np.ndarray]:
        rows = [
            np.array([self.provisions.row[key] for key in self.ids(doc)])
            for doc in (pair.child, pair.parent)
        ]
        return measure(self.provisions, *rows)


def read_coding(folder: Path, texts: Path | None) -> list[Family]:
    """Families of a folder of coding, each with its clauses.

    Parameters
    ----------
    folder : Path
        One JSON a pair (`benchmarks.links`); ``documents.csv``, if there, says which edition.
    texts : Path, optional
        A folder of ID.txt, or JSON Lines with id and text, also gzipped; default: ``folder/texts``.

    Notes
    -----
    Pairs of which a text is not in hand, or is another edition, are left out and named on standard
    error.
    """
    pairs = [
        _pair(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]
    wanted = {doc for pair in pairs if pair for doc in (pair.child, pair.parent)}
    source = _texts(texts or folder / "texts", wanted)
    clauses = {doc: parse_text(doc, text).clauses for doc, text in source.items()}
    known = clauses.keys() - _other_editions(folder, clauses)
    if missing := sorted(wanted - known):
        print(f"not in hand, or another edition: {', '.join(missing)}", file=sys.stderr)
    pairs = [pair for pair in pairs if pair and {pair.child, pair.parent} <= known]
    home = {doc: doc for pair in pairs for doc in (pair.child, pair.parent)}
    for pair in pairs:
        old, new = home[pair.child], home[pair.parent]
        home = {doc: new if mine == old else mine for doc, mine in home.items()}
    families = []
    for name in sorted(set(home.values())):
        documents = [doc for doc in home if home[doc] == name]
        families.append(
            Family(
                tuple(pair for pair in pairs if pair.child in documents),
                pd.concat([clauses[doc] for doc in documents], ignore_index=True),
                {doc: source[doc] for doc in documents},
            )
        )
    return families


def digest(clauses: pd.DataFrame) -> str:
    """Short name of what the clauses of a text say, white space aside."""
    said = "".join("".join(clauses["heading"] + clauses["text"]).split())
    return hashlib.sha256(said.encode()).hexdigest()[:16]


def _other_editions(folder: Path, clauses: Mapping[str, pd.DataFrame]) -> set[str]:
    """Documents whose clauses are not those that were coded."""
    if not (folder / INDEX).exists():
        return set()
    with (folder / INDEX).open(encoding="utf-8", newline="") as sheet:
        coded = {row["id"]: row["digest"] for row in csv.DictReader(sheet)}
    return {doc for doc, rows in clauses.items() if coded.get(doc, digest(rows)) != digest(rows)}


def _pair(data: dict) -> Pair | None:
    if not {"child", "parent", "links"} <= set(data):
        return None
    links = {(row["unit"], row["item"]): row["level"] for row in data["links"]}
    return Pair(
        data["child"], data["parent"], links, frozenset(map(tuple, data.get("disputed", [])))
    )


def _texts(source: Path, wanted: set[str]) -> dict[str, str]:
    if source.is_dir():
        files = {doc: source / f"{doc}.txt" for doc in wanted}
        return {
            doc: path.read_text(encoding="utf-8") for doc, path in files.items() if path.exists()
        }
    read = gzip.open if source.suffix == ".gz" else open
    with read(source, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["id"]: row["text"] for row in rows if row["id"] in wanted}
