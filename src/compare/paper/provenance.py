"""What a run was made of: versions, and a digest of what went in."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import PackageNotFoundError, version
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study

# Those whose version can move a number; the rest only draws or prints.
PACKAGES = ("jieba", "rjieba", "opencc", "scikit-learn", "numpy", "scipy", "pandas", "rapidfuzz", "krippendorff", "matplotlib")
DIGEST_LENGTH = 12  # of a sha256: short enough for a caption, long enough never to meet by chance


def package_version() -> str:
    """Version of policy-compare; ``0`` where it runs without being installed."""
    return _version("policy-compare") or "0"


def versions() -> dict[str, str]:
    """Python and the packages that the numbers depend on, those installed, in a fixed order."""
    found = {"policy-compare": package_version(), "Python": platform.python_version()}
    return found | {name: number for name in PACKAGES if (number := _version(name))}


def input_digest(study: Study) -> str:
    """Twelve hexadecimal digits that change when a text, a codebook or a decision of the study changes."""
    parts = [f"{row['doc_id']}={row['sha256']}" for row in study.documents[["doc_id", "sha256"]].to_dict("records")]
    parts += [repr(template) for template in study.templates]
    parts += [f"{name}={book!r}" for name, book in sorted(study.codebooks.items())]
    parts += [repr(study.words), study.decisions.to_csv(index=False)]
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:DIGEST_LENGTH]


def issue_years(documents: pd.DataFrame) -> str:
    """First and last year of issue, ``2018–2021``; one year alone; empty where no date is known."""
    years = sorted({date[:4] for date in documents["issue_date"] if date[:4].isdigit()})
    return "–".join(dict.fromkeys([years[0], years[-1]])) if years else ""


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
