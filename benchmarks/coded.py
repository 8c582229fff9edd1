"""Coded pairs of documents, as a folder holds them: who links what, and the clauses it is about."""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from compare.likeness.links import measure
from compare.likeness.provisions import Provisions, prepare
from compare.structure import parse_text


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
    """Families of a folder of coding, each with its clauses."""
    pairs = [
        _pair(json.loads(path.read_text(encoding="utf-8")))
        for path in sorted(folder.glob("*.json"))
    ]
    pairs = [pair for pair in pairs if pair is not None]
    home = {doc: doc for pair in pairs for doc in (pair.child, pair.parent)}
    for pair in pairs:
        old, new = home[pair.child], home[pair.parent]
        home = {doc: new if mine == old else mine for doc, mine in home.items()}
    source = _texts(texts or folder / "texts", set(home))
    families = []
    for name in sorted(set(home.values())):
        documents = [doc for doc in home if home[doc] == name]
        clauses = pd.concat(
            [parse_text(doc, source[doc]).clauses for doc in documents], ignore_index=True
        )
        families.append(
            Family(
                tuple(pair for pair in pairs if pair.child in documents),
                clauses,
                {doc: source[doc] for doc in documents},
            )
        )
    return families


def _pair(data: dict) -> Pair | None:
    if not {"child", "parent", "links"} <= set(data):
        return None
    links = {(row["unit"], row["item"]): row["level"] for row in data["links"]}
    return Pair(
        data["child"], data["parent"], links, frozenset(map(tuple, data.get("disputed", [])))
    )


def _texts(source: Path, wanted: set[str]) -> dict[str, str]:
    if source.is_dir():
        return {doc: (source / f"{doc}.txt").read_text(encoding="utf-8") for doc in wanted}
    read = gzip.open if source.suffix == ".gz" else open
    with read(source, "rt", encoding="utf-8") as lines:
        rows = map(json.loads, lines)
        return {row["id"]: row["text"] for row in rows if row["id"] in wanted}
