"""Rows of a table on their way into a study: each is read, parsed and held against the texts that
are there and against the other rows.

As in `compare.study.take_in` nothing is written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from compare.base.progress import Progress
from compare.errors import PolicyCompareError
from compare.reading import Reading, read_file
from compare.structure import parse_text
from compare.study.copies import Kin, Text, kin, squeezed
from compare.study.files import Sheet, read_register
from compare.study.ids import free_id, id_of
from compare.study.row_texts import RowText
from compare.study.take_in import Candidate, interpret, rank
from compare.words.notes import note


def row_candidates(
    study: Path,
    rows: Iterable[RowText],
    source: str,
    *,
    facts: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> list[Candidate]:
    """Understand every row in the light of the other rows and of what the study holds.

    Parameters
    ----------
    study : Path
    rows : iterable of RowText
    source : str
        The file, for messages and for the column ``taken_from``.
    facts : mapping, optional
        What holds for every row that says nothing else (``issuer``, ``level``, ``province``).

    Returns
    -------
    list of Candidate
        One a row, higher levels first, then earlier days. A copy has `Candidate.known_as`, another
        version `Candidate.version_of`, a row that cannot be used `Candidate.refused`.
    """
    progress = progress or Progress()
    register = read_register(study)
    taken, named = set(register.ids), dict[str, str]()
    found: list[Candidate] = []
    texts: list[Text] = []
    progress.step("rows")
    for number, row in enumerate(rows, 1):
        candidate = _understood(row, source, taken, named, facts or {})
        found.append(candidate)
        if not candidate.refused:
            taken.add(candidate.doc_id)
            texts.append(_text(candidate, row))
        progress.advance(0.0, number, "rows")
    progress.end(len(found))
    related = kin([*_held(study, register), *texts])
    return sorted((_placed(candidate, related) for candidate in found), key=lambda c: rank(c)[:2])


def _understood(
    row: RowText,
    source: str,
    taken: Iterable[str],
    named: dict[str, str],
    facts: Mapping[str, str],
) -> Candidate:
    origin = f"{source}, {row.place}"
    number = "".join(filter(str.isdecimal, row.place))
    stem = id_of(Path(source).name.split(".")[0])[:30]
    wanted = id_of(row.identity) if row.identity else f"{stem}-{number}"
    if row.fault:
        return Candidate(origin, wanted, refused=row.fault)
    if row.identity and row.identity in named:
        told = note("take.same_id", id=row.identity, place=place_note(named[row.identity]))
        return Candidate(origin, wanted, refused=told)
    named[row.identity] = row.place
    identity = free_id(wanted, taken)
    hints = {"issue_date": row.published} if row.published else {}
    kind = "html" if row.page else "txt"
    candidate = Candidate(
        origin,
        identity,
        Reading(row.text, kind, "utf-8", hints=hints),
        stored=row.text.encode("utf-8"),
        original=(f"{identity}.html", row.page.encode("utf-8")) if row.page else None,
        doubts=row.doubts,
        notes=row.notes,
        beside={
            **({"source": row.url} if row.url else {}),
            "taken_from": f"{Path(source).name} {row.place}",
        },
    )
    try:
        candidate = interpret(candidate, {**facts, **row.facts})
    except Exception as error:  # whatever is wrong with one row, the others are read
        told = note("take.fault", error=f"{type(error).__name__}: {error}")
        return Candidate(origin, identity, refused=told)
    # A corpus of thousands is not kept in pieces: only the number of clauses is shown.
    return replace(candidate, parsed=None, counted=candidate.n_clauses)


def place_note(place: str) -> str:
    """Where in its file a row stands (``row 3``, ``line 3``), able to be said in words."""
    kind, _, number = place.partition(" ")
    return note(f"take.{kind}", n=number) if kind in ("row", "line") else place


def _text(candidate: Candidate, row: RowText) -> Text:
    facts = candidate.facts
    return Text(
        candidate.origin, squeezed(row.text), facts.get("title", ""), facts.get("issuer", ""),
        facts.get("issue_date", ""), facts.get("doc_number", ""),
    )  # fmt: skip


def _held(study: Path, register: Sheet) -> list[Text]:
    """The texts of the study; one that cannot be read is passed over (`check` names it)."""
    out = []
    for row in register.rows:
        try:
            reading = read_file(study / "texts" / row["file"])
            said = {name: row.get(name, "") for name in ("title", "issuer", "issue_date")}
            if not said["title"]:
                header = parse_text(row["doc_id"], reading.text).header
                said = {name: value or getattr(header, name) for name, value in said.items()}
        except PolicyCompareError:
            continue
        number = row.get("doc_number", "")
        out.append(Text(row["doc_id"], squeezed(reading.text), **said, doc_number=number))
    return out


def _placed(candidate: Candidate, related: Mapping[str, Kin]) -> Candidate:
    """What a candidate is a copy or a version of: a copy is known, near copies are in doubt."""
    known = related.get(candidate.origin)
    if known is None:
        return candidate
    other = place_note(known.other.rpartition(", ")[2]) if ", " in known.other else known.other
    if known.kind == "same":
        return replace(candidate, known_as=other)
    if known.kind == "near":
        told = note("take.near", share=known.share, other=other)
        return replace(candidate, version_of=other, doubts=(*candidate.doubts, told))
    told = (
        note("take.version_share", other=other, share=known.share)
        if known.share
        else note("take.version", other=other)
    )
    return replace(candidate, version_of=other, notes=(*candidate.notes, told))
