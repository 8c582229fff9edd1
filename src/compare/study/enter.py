"""Writing texts into a study so that nothing is lost, doubled, or half there.

``documents.csv`` is replaced last and in one step: until then the study is what it was, and a run
that was stopped can simply be run again.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from glob import escape
from pathlib import Path

from compare.base.atomic import sweep, write_bytes
from compare.base.lock import held
from compare.study.files import Sheet, read_register
from compare.study.ids import free_id
from compare.study.take_in import Candidate, is_address, rank, sources_in, understand
from compare.words.notes import note

ENTERED = ("texts", "originals", "templates", "codebooks", "lexicon", "coding")
"""Folders of a study into which commands put files."""


@contextmanager
def entering(study: Path, what: str = "add") -> Iterator[None]:
    """Nobody else enters texts, codebooks or decisions into the study as long as the block runs;
    what a run that was killed left in it is removed.

    Parameters
    ----------
    study : Path
    what : str
        The command, for whoever has to wait.
    """
    with held(study / ".policy-compare.lock", what):
        for folder in (study, *(study / name for name in ENTERED)):
            sweep(folder)
        yield


def candidates(
    study: Path,
    arguments: Iterable[str],
    *,
    doc_id: str = "",
    facts: Mapping[str, str] | None = None,
    allow_local: bool = False,
) -> list[Candidate]:
    """Understand every file that the arguments stand for, in the light of what the study holds
    already.

    Returns
    -------
    list of Candidate
        Higher levels first, then earlier dates: the order in which they enter ``documents.csv``.
    """
    register = read_register(study)
    known = _sums(study, register)
    taken = list(register.ids)
    found: list[Candidate] = []
    for argument in arguments:
        for origin in sources_in(argument):
            candidate = understand(
                origin,
                taken=taken,
                doc_id=doc_id,
                facts=facts,
                allow_local=allow_local,
                in_folder=origin != argument,
            )
            sums = {
                candidate.sha256,
                *(
                    [hashlib.sha256(candidate.original[1]).hexdigest()]
                    if candidate.original
                    else []
                ),
            }
            same = next(
                (known[digest] for digest in sorted(sums) if candidate.stored and digest in known),
                "",
            )
            if same:
                candidate = replace(candidate, known_as=same)
            elif candidate.stored:
                if candidate.doc_id in taken:
                    candidate = replace(
                        candidate,
                        refused=note("take.other_id", origin=origin, id=candidate.doc_id),
                    )
                taken.append(candidate.doc_id)
                known |= dict.fromkeys(sums, candidate.doc_id)
            found.append(candidate)
    return sorted(found, key=rank)


def _sums(study: Path, register: Sheet) -> dict[str, str]:
    """sha256 of every file that the study's documents came from, and whose it is."""
    sums: dict[str, str] = {}
    for row in register.rows:
        originals = (
            sorted((study / "originals").glob(f"{escape(row['doc_id'])}.*"))
            if (study / "originals").is_dir()
            else []
        )
        for path in (study / "texts" / row["file"], *originals):
            if path.is_file():
                sums[hashlib.sha256(path.read_bytes()).hexdigest()] = row["doc_id"]
    return sums


def enter(
    study: Path, chosen: Iterable[Candidate], *, extra: Mapping[str, str] | None = None
) -> list[str]:
    """Write the chosen candidates into a study; return the ids that are new.

    Texts and originals are written first, each whole or not at all; ``documents.csv`` follows in
    one step. Candidates that are refused or known already are passed over, so running twice adds
    nothing. Where anything fails, the files that were written are taken away again.

    Parameters
    ----------
    extra : mapping, optional
        Further columns for every new row.

    Raises
    ------
    OSError
        If a file cannot be written; the study is then as it was.
    """
    register = read_register(study)
    rows = list(register.rows)
    new: list[str] = []
    written: list[Path] = []
    stems = {Path(row["file"]).stem.lower() for row in rows}
    try:
        for candidate in chosen:
            if candidate.refused or candidate.known_as or candidate.reading is None:
                continue
            file = _place(study, candidate, stems, written)
            stems.add(Path(file).stem.lower())
            if candidate.original:
                _store(study / "originals" / candidate.original[0], candidate.original[1], written)
            address = candidate.origin if is_address(candidate.origin) else ""
            rows.append(
                {
                    "doc_id": candidate.doc_id,
                    "file": file,
                    **candidate.given,
                    "sha256": candidate.sha256,
                    **({"source": address} if address else {}),
                    **candidate.beside,
                    **(extra or {}),
                }
            )
            new.append(candidate.doc_id)
        if new:
            wanted = [name for row in rows for name in row]
            columns = list(dict.fromkeys([*register.columns, *wanted]))
            sheet = io.StringIO(newline="")
            writer = csv.DictWriter(sheet, columns, restval="", lineterminator=register.newline)
            writer.writeheader()
            writer.writerows(rows)
            write_bytes(register.path, (register.mark + sheet.getvalue()).encode("utf-8"))
    except BaseException:
        for path in written:
            with suppress(OSError):
                path.unlink()
        raise
    return new


def _store(path: Path, data: bytes, written: list[Path]) -> None:
    """Write a file, and remember it where it was not there before."""
    if not path.exists():
        written.append(path)
    write_bytes(path, data)


def _place(study: Path, candidate: Candidate, used: set[str], written: list[Path]) -> str:
    """Store the text under ``texts/`` and return its place there; a file that lies there already
    stays where it is.
    """
    texts = study / "texts"
    origin = Path(candidate.origin)
    if (
        candidate.original is None
        and origin.is_file()
        and origin.resolve().is_relative_to(texts.resolve())
    ):
        return origin.resolve().relative_to(texts.resolve()).as_posix()
    name, others = free_id(candidate.doc_id, used), set(used)
    while _is_other(texts / f"{name}.txt", candidate.stored):
        others.add(name)
        name = free_id(candidate.doc_id, others)
    _store(texts / f"{name}.txt", candidate.stored, written)
    return f"{name}.txt"


def _is_other(path: Path, data: bytes) -> bool:
    """Whether a file lies there that holds something else."""
    return path.is_file() and path.read_bytes() != data
