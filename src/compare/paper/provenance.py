"""What a run was made of: versions, and a digest of what went in."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from typing import TYPE_CHECKING

from compare.adoption.rules import RULES
from compare.paper.export import to_csv

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study

# Those whose version can move a number; the rest only draws or prints.
COUNTED = (
    "policy-compare", "jieba", "rjieba", "opencc", "scikit-learn", "numpy", "scipy", "pandas",
    "rapidfuzz",
)  # fmt: skip
PACKAGES = (*COUNTED[1:], "matplotlib")
_READ = (
    "documents.csv",
    "texts/*",
    "templates/*.y*ml",
    "codebooks/*.y*ml",
    "lexicon/*",
    "coding/decisions.csv",
    "coding/memos.csv",
)
DIGEST_LENGTH = 12  # of a sha256: short enough for a caption, long enough never to meet by chance


def package_version() -> str:
    """Version of policy-compare; ``0`` where it runs without being installed."""
    return _version("policy-compare") or "0"


def versions() -> dict[str, str]:
    """Python and the packages that the numbers depend on, those installed, in a fixed order."""
    found = {"policy-compare": package_version(), "Python": platform.python_version()}
    return found | {name: number for name in PACKAGES if (number := _version(name))}


def input_digest(study: Study) -> str:
    """Twelve hexadecimal digits over everything that can change a result.

    Texts, what documents.csv says, templates, codebooks, decisions, the study's words, set phrases
    and equivalents, the registry, the ladder, the PMC variables, the package's own lexicon
    (`lexicon_digest`), the adoption rules, and the versions of `COUNTED`: another
    digit anywhere, another digest; the same digest, the same tables.
    """
    parts = [study.documents.to_csv(index=False)]
    parts += [repr(template) for template in study.templates]
    parts += [f"{name}={book!r}" for name, book in sorted(study.codebooks.items())]
    parts += [repr(study.words), repr(study.formulas), repr(study.equivalents)]
    parts += [study.decisions.to_csv(index=False)]
    parts += [
        study.registry.version if study.registry else "",
        repr(study.ladder),
        repr(study.pmc),
        repr(RULES),
        lexicon_digest(),
    ]
    parts += [f"{name}={_version(name)}" for name in COUNTED]
    return _digest("\n".join(parts).encode("utf-8"))


@cache
def lexicon_digest() -> str:
    """Twelve hexadecimal digits over the files of the package's lexicon: registry, ladder, set
    phrases, equivalents.
    """
    shipped = sorted((files("compare") / "lexicon").iterdir(), key=lambda file: file.name)
    return _digest(
        b"\n".join(
            file.name.encode() + b"\0" + file.read_bytes() for file in shipped if file.is_file()
        )
    )


def table_digests(tables: Mapping[str, pd.DataFrame]) -> dict[str, str]:
    """Twelve hexadecimal digits of each table's contract CSV: equal digits, equal results."""
    return {name: _digest(to_csv(table)) for name, table in tables.items()}


def input_files(study: Study) -> list[dict[str, str]]:
    """The files that the study is read from, as ``{"file", "sha256"}``, paths relative to the
    study.
    """
    found = {
        path
        for pattern in _READ
        for path in study.root.glob(pattern)
        if path.is_file() and not path.name.startswith(".")
    }
    return [
        {
            "file": path.relative_to(study.root).as_posix(),
            "sha256": hashlib.sha256(path.read_bytes()).hexdigest(),
        }
        for path in sorted(found)
    ]


def made_with(study: Study) -> dict[str, str]:
    """Versions of the packages, the rules, the registry and the codebooks behind the numbers."""
    own = {f"{stem}.yaml": book.version for stem, book in sorted(study.codebooks.items())}
    return (
        versions()
        | {
            "adoption rules": RULES.version,
            "agency registry": study.registry.version,
            "lexicon": lexicon_digest(),
            "PMC variables": study.pmc.version,
        }
        | own
    )


def issue_years(documents: pd.DataFrame) -> str:
    """First and last year of issue, ``2018–2021``; one year alone; empty where no date is known."""
    years = sorted({date[:4] for date in documents["issue_date"] if date[:4].isdigit()})
    return "–".join(dict.fromkeys([years[0], years[-1]])) if years else ""


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:DIGEST_LENGTH]


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
