"""What a page was made from: the files of the study by their hashes, and the versions that made it."""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version

from compare.study import Study

# Packages whose version can move a number.
PACKAGES = ("policy-compare", "jieba", "rjieba", "opencc", "numpy", "scipy", "scikit-learn", "rapidfuzz", "pandas", "matplotlib")
_READ = ("documents.csv", "texts/*", "templates/*.y*ml", "codebooks/*.y*ml", "lexicon/*", "coding/decisions.csv")


def input_hashes(study: Study) -> list[dict[str, str]]:
    """The files that the study is read from, as ``{"file", "sha256"}``, paths relative to the study."""
    files = {path for pattern in _READ for path in study.root.glob(pattern) if path.is_file() and not path.name.startswith(".")}
    return [
        {"file": path.relative_to(study.root).as_posix(), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
        for path in sorted(files)
    ]


def versions(study: Study) -> dict[str, str]:
    """Versions of the packages and codebooks behind the numbers."""
    found = {}
    for name in PACKAGES:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found | {f"{stem}.yaml": book.version for stem, book in sorted(study.codebooks.items())}
