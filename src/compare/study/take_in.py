"""Taking a new text in: read it, say what was understood of it, and how sure that is.

Nothing is written here; `compare.study.enter` does that, once a person or ``--yes`` has agreed.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from compare.errors import PolicyCompareError, ReadingError
from compare.places.bodies import province_of
from compare.places.titles import seat_of_issuers
from compare.reading import Reading, read_bytes, read_file
from compare.reading.formats import ENDINGS
from compare.reading.url import fetch, file_name
from compare.schema import LEVELS
from compare.structure import Parsed, parse_text
from compare.structure.doc_numbers import with_issuer
from compare.structure.own_level import own_level
from compare.study.doubts import doubt_note
from compare.study.ids import free_id, id_of
from compare.study.page_facts import page_fact
from compare.text.script import simplify
from compare.words.notes import key_of, note

FIELDS = (
    "title", "doc_number", "issuer", "issue_date", "level", "region", "province", "implements",
)  # fmt: skip
BESIDE = ("in_force_date", "title_en")  # further columns that a table may fill
_NOT_UNDERSTOOD = 0.5  # share of a text outside clauses above which the parse is doubted
_WORTH_A_LOOK = 800  # characters; the head of a short notice easily is half of it
_TOLD = {
    "few_clauses",
    "title_unknown",
    "issuer_unknown",
    "characters_lost",
}  # said below in other words


@dataclass(frozen=True)
class Candidate:
    """One text on its way into a study, and everything that was understood of it.

    Attributes
    ----------
    origin : str
        Path or address it came from.
    doc_id : str
        Short name it will have.
    reading : Reading or None
        None where the file was refused.
    stored : bytes
        Bytes that go into ``texts/``: the file itself where it is plain text, else the extracted
        text as UTF-8.
    original : tuple of (str, bytes) or None
        Name and bytes of the file as received, where that is not plain text.
    facts : mapping
        `FIELDS` as understood; empty strings where unknown.
    given : mapping
        The part of `facts` that the text itself does not state: it is recorded in documents.csv.
    parsed : Parsed or None
    doubts : tuple of str
        Why a person should look before it is added.
    notes : tuple of str
        What was repaired or left out.
    refused : str
        Why it cannot be added at all; empty where it can.
    known_as : str
        Document of the study that holds the same file already.
    version_of : str
        Document of which it is another version, or nearly a copy.
    beside : mapping
        Further columns of documents.csv: the address, and the row that it was taken from.
    counted : int
        Clauses found, where `parsed` is not kept.
    """

    origin: str
    doc_id: str
    reading: Reading | None = None
    stored: bytes = b""
    original: tuple[str, bytes] | None = None
    facts: Mapping[str, str] = field(default_factory=dict)
    given: Mapping[str, str] = field(default_factory=dict)
    parsed: Parsed | None = None
    doubts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    refused: str = ""
    known_as: str = ""
    version_of: str = ""
    beside: Mapping[str, str] = field(default_factory=dict)
    counted: int = 0

    @property
    def sha256(self) -> str:
        """Sum of the bytes that go into ``texts/``."""
        return hashlib.sha256(self.stored).hexdigest()

    @property
    def n_clauses(self) -> int:
        """Clauses found; 0 where none."""
        return self.counted if self.parsed is None else len(self.parsed.rows)


def sources_in(argument: str) -> Iterator[str]:
    """Files that an argument of ``policy-compare add`` stands for: itself, or those of a folder,
    in order of name.

    Hidden files are passed over in a folder; every other one is named, read or not.
    """
    path = Path(argument)
    if is_address(argument) or not path.is_dir():
        yield argument
        return
    for found in sorted(path.rglob("*")):
        hidden = any(part.startswith((".", "~$")) for part in found.relative_to(path).parts)
        if found.is_file() and not hidden:
            yield str(found)


def is_address(argument: str) -> bool:
    """Whether an argument is a web address rather than a path."""
    return bool(re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", argument))


def understand(
    origin: str,
    *,
    taken: Iterable[str] = (),
    doc_id: str = "",
    facts: Mapping[str, str] | None = None,
    allow_local: bool = False,
    in_folder: bool = False,
) -> Candidate:
    """Read one file or address and say what it is.

    Parameters
    ----------
    origin : str
        Path or http(s) address.
    taken : iterable of str
        Ids that other documents have.
    doc_id : str
        Id to use; empty: made from the file's name.
    facts : mapping, optional
        What the user knows and the text does not say, or says wrongly (`FIELDS`).
    allow_local : bool
        Whether addresses of the local network may be fetched.
    in_folder : bool
        The file was not named but found: one with an ending that no reader knows is refused even
        where it holds text.

    Returns
    -------
    Candidate
        Never raises for a bad file: `Candidate.refused` says why.
    """
    name = file_name(origin) if is_address(origin) else Path(origin).name
    identity = doc_id or free_id(id_of(name), taken)
    try:
        data, reading = _read(origin, allow_local=allow_local)
    except ReadingError as error:
        return Candidate(origin, identity, refused=str(error))
    if in_folder and Path(origin).suffix.lower() not in (
        *ENDINGS,
        ".doc",
    ):  # sites serve RTF and web pages as .doc
        known = ", ".join(ENDINGS)
        return Candidate(
            origin,
            identity,
            refused=note("take.ending", origin=origin, known=known),
        )
    plain = reading.format == "txt"
    candidate = Candidate(
        origin,
        identity,
        reading,
        stored=data if plain else reading.text.encode("utf-8"),
        original=None if plain else (f"{identity}.{reading.format}", data),
        notes=reading.notes,
    )
    return interpret(candidate, facts)


def interpret(candidate: Candidate, facts: Mapping[str, str] | None = None) -> Candidate:
    """A candidate that was read, with its clauses, what is known of it, and what is in doubt."""
    assert candidate.reading is not None
    try:
        parsed = parse_text(candidate.doc_id, candidate.reading.text)
    except PolicyCompareError as error:
        doubts = (*candidate.doubts, str(error))
        return _with_facts(replace(candidate, doubts=doubts), facts or {})
    return _with_facts(replace(candidate, parsed=parsed), facts or {})


def _read(origin: str, *, allow_local: bool) -> tuple[bytes, Reading]:
    if is_address(origin):
        download = fetch(origin, allow_local=allow_local)
        return download.data, read_bytes(download.data, download.url, charset=download.charset)
    reading = read_file(Path(origin))
    return Path(origin).read_bytes(), reading


def _with_facts(candidate: Candidate, user: Mapping[str, str]) -> Candidate:
    """Put together what the user says, the text states, and the page around it tells, in this
    order of trust.
    """
    assert candidate.reading is not None
    said: dict[str, str] = {}
    if candidate.parsed is not None:
        header = candidate.parsed.header
        said = {
            "title": header.title,
            "doc_number": header.doc_number,
            "issuer": header.issuer,
            "issue_date": header.issue_date,
            "implements": ";".join(header.implements),
        }
    hints = {key: page_fact(key, value) for key, value in candidate.reading.hints.items()}
    given = {key: user[key] for key in (*FIELDS, *BESIDE) if user.get(key)}
    given |= {
        key: value
        for key, value in hints.items()
        if value and not said.get(key) and key not in given
    }
    facts = {key: given.get(key) or said.get(key, "") for key in FIELDS}
    issuer, title = facts["issuer"], facts["title"]
    facts["doc_number"] = with_issuer(facts["doc_number"], issuer, title)
    seat = seat_of_issuers(issuer, title, facts["issue_date"][:4])
    facts["level"] = facts["level"] or seat.level or own_level(simplify(candidate.reading.text))
    facts["province"] = facts["province"] or seat.province or province_of(facts["region"])
    facts["region"] = facts["region"] or seat.region
    doubts = [*candidate.doubts, *_doubts(candidate, facts)]
    return replace(
        candidate,
        facts=facts,
        given=given,
        doubts=tuple(doubts),
        notes=(*candidate.notes, *_repairs(candidate.parsed)),
    )


def _doubts(candidate: Candidate, facts: Mapping[str, str]) -> Iterator[str]:
    if not facts["title"]:
        yield note("take.no_title")
    if not facts["level"]:
        yield (
            note("take.level_of", issuer=facts["issuer"]) if facts["issuer"] else note("take.level")
        )
    if candidate.parsed is None or candidate.reading is None:
        return
    if candidate.n_clauses < 3:
        yield note("check.few_clauses", n=candidate.n_clauses)
    places = candidate.parsed.quality.places
    for code in dict.fromkeys(doubt.code for doubt in places if doubt.code not in _TOLD):
        same = [doubt for doubt in places if doubt.code == code]
        yield note("take.doubt", doubt=doubt_note(same[0], len(same)), why=note(f"doubt.{code}"))
    parts = candidate.parsed.parts
    sizes = (parts["end"] - parts["begin"]).groupby(parts["part"]).sum()
    for part, where in (
        ("head", note("take.head")),
        ("tail", note("take.tail")),
        ("furniture", note("take.furniture")),
    ):
        share = sizes.get(part, 0) / max(len(candidate.reading.text), 1)
        if share > _NOT_UNDERSTOOD and sizes[part] > _WORTH_A_LOOK:
            yield note("take.much_aside", share=share, where=where)
    if any(key_of(told) == "reading.replacement" for told in candidate.reading.notes):
        yield note("take.characters_lost")


def _repairs(parsed: Parsed | None) -> Iterator[str]:
    if parsed is None or not len(parsed.repairs):
        return
    # Doubts are told as doubts.
    repaired = parsed.repairs[~parsed.repairs["repair"].str.startswith("doubt: ")]
    kinds = repaired["repair"].str.replace(r" \([^()]*\)$", "", regex=True)
    for repair, rows in repaired.groupby(kinds, sort=True):
        first = str(rows["found"].iloc[0])
        told = note("take.repaired", repair=repair, n=len(rows))
        found = first if repair == "numbering" else repr(first[:40])
        yield note("take.example", what=told, found=found) if first else told


def rank(candidate: Candidate) -> tuple[int, str, str]:
    """Key of the order in which texts enter a study: higher levels first, then earlier days."""
    level = candidate.facts.get("level", "")
    return (
        LEVELS.index(level) if level in LEVELS else len(LEVELS),
        candidate.facts.get("issue_date", "") or "9999",
        candidate.doc_id,
    )
