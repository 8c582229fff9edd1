"""What a page was made from: the files of the study by their hashes, and the versions that made it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping

import pandas as pd

from compare.paper.export import to_csv
from compare.paper.provenance import versions
from compare.study.read import Study

_READ = ("documents.csv", "texts/*", "templates/*.y*ml", "codebooks/*.y*ml", "lexicon/*", "coding/decisions.csv")


def input_hashes(study: Study) -> list[dict[str, str]]:
    """The files that the study is read from, as ``{"file", "sha256"}``, paths relative to the study."""
    files = {path for pattern in _READ for path in study.root.glob(pattern) if path.is_file() and not path.name.startswith(".")}
    return [
        {"file": path.relative_to(study.root).as_posix(), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(files)
    ]


def result_hashes(tables: Mapping[str, pd.DataFrame]) -> list[dict[str, str]]:
    """The tables as ``NAME.csv`` of the contract, by hash: equal hashes, equal results."""
    return [{"file": f"tables/{name}.csv", "sha256": hashlib.sha256(to_csv(frame)).hexdigest()} for name, frame in tables.items()]


def made_with(study: Study) -> dict[str, str]:
    """Versions of the packages, the registry and the codebooks behind the numbers."""
    return versions() | {"agency registry": study.registry.version} | {f"{stem}.yaml": book.version for stem, book in sorted(study.codebooks.items())}
