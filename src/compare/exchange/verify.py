"""Is a deposit what it says? Every file by its checksum, every table computed again and compared to
the digit.
"""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from compare.errors import PolicyCompareError
from compare.exchange.deposit import DIGESTS, MANIFEST
from compare.exchange.environment import locked, moved
from compare.exchange.zips import read_zip
from compare.paper.export import to_csv
from compare.study.read import read_study
from compare.tables import build_tables
from compare.words.notes import note


@dataclass(frozen=True, slots=True)
class Outcome:
    """A table computed again: rows then and now, and how many lines of its CSV differ; 0 = equal to
    the digit.
    """

    table: str
    rows: int
    rows_now: int
    equal: bool
    differing: int


@dataclass(frozen=True)
class Verified:
    """What `verify` found.

    Attributes
    ----------
    broken : tuple of str
        Files that are missing, changed or not in the manifest, a sentence each.
    moved : tuple of str
        Packages whose version differs from that of the deposit.
    outcomes : tuple of Outcome
        Empty where texts are missing.
    missing : tuple of str
        Documents whose text is neither in the archive nor given.
    """

    broken: tuple[str, ...]
    moved: tuple[str, ...]
    outcomes: tuple[Outcome, ...]
    missing: tuple[str, ...]

    @property
    def holds(self) -> bool:
        """Whether every file is whole and every table equal."""
        return (
            not self.broken
            and not self.missing
            and bool(self.outcomes)
            and all(one.equal for one in self.outcomes)
        )


def verify(archive: Path, *, texts: Path | None = None) -> Verified:
    """Check a deposit and compute its tables again.

    Parameters
    ----------
    archive : Path
        Made by `policy-compare archive`.
    texts : Path, optional
        Folder with the texts that the archive does not hold; they are told by their sha256.

    Raises
    ------
    PolicyCompareError
        If it is no deposit.
    """
    if not archive.is_file():
        raise PolicyCompareError(f"{archive}: there is no such file.")
    files = read_zip(archive)
    for name in (MANIFEST, DIGESTS, "study/documents.csv", "environment.json"):
        if name not in files:
            raise PolicyCompareError(
                f"{archive.name}: holds no {name}; it was not made by `policy-compare archive`."
            )
    broken = tuple(_broken(files))
    stored = json.loads(files["environment.json"]).get("packages", {})
    versions = tuple(moved(stored, locked()))
    with TemporaryDirectory() as folder:
        root = Path(folder) / "study"
        for name, content in files.items():
            if name.startswith("study/"):
                path = Path(folder) / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        missing = _supply(root, files, texts)
        if missing:
            return Verified(broken, versions, (), tuple(missing))
        tables = build_tables(read_study(root, strict=True))
    return Verified(
        broken,
        versions,
        tuple(_outcomes(files, {name: to_csv(table) for name, table in tables.items()})),
        (),
    )


def _broken(files: Mapping[str, bytes]) -> list[str]:
    lines = files[MANIFEST].decode("utf-8").splitlines()
    said = {name: digest for digest, _, name in (line.partition("  ") for line in lines)}
    out = [note("verify.missing", name=name) for name in sorted(said.keys() - files.keys())]
    out += [
        note("verify.unlisted", name=name)
        for name in sorted(files.keys() - said.keys() - {MANIFEST})
    ]
    return out + [
        note("verify.changed", name=name)
        for name in sorted(said.keys() & files.keys())
        if hashlib.sha256(files[name]).hexdigest() != said[name]
    ]


def _supply(root: Path, files: Mapping[str, bytes], texts: Path | None) -> list[str]:
    """Copy texts that the archive lacks from `texts`; the documents that remain without."""
    rows = list(csv.DictReader(files["study/documents.csv"].decode("utf-8-sig").splitlines()))
    digests = {
        row["doc_id"]: row["sha256"]
        for row in csv.DictReader(files["tables/documents.csv"].decode("utf-8").splitlines())
    }
    given = (
        {
            hashlib.sha256(path.read_bytes()).hexdigest(): path
            for path in sorted(texts.rglob("*"))
            if path.is_file()
        }
        if texts
        else {}
    )
    missing = []
    for row in rows:
        target = root / "texts" / row["file"]
        if target.is_file():
            continue
        source = given.get(digests.get(row["doc_id"], ""))
        if source is None:
            missing.append(row["doc_id"])
            continue
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())
    return missing


def _outcomes(files: Mapping[str, bytes], fresh: Mapping[str, bytes]) -> list[Outcome]:
    out = []
    for row in csv.DictReader(files[DIGESTS].decode("utf-8").splitlines()):
        name = row["table"]
        content = fresh.get(name, b"")
        equal = hashlib.sha256(content).hexdigest() == row["sha256"]
        now = max(
            sum(1 for _ in csv.reader(content.decode("utf-8").splitlines(keepends=True))) - 1, 0
        )
        then = files.get(f"tables/{name}.csv", b"").splitlines()
        lines = content.splitlines()
        differing = (
            0
            if equal
            else sum(a != b for a, b in zip(then, lines, strict=False))
            + abs(len(then) - len(lines))
        )
        out.append(Outcome(name, int(row["rows"]), now, equal, differing))
    return out
