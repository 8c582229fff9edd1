"""The texts of a study read and parsed, each one or why it cannot be used."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from compare.base.cache import Cache, key_of
from compare.base.jobs import each
from compare.errors import PolicyCompareError, StudyError
from compare.reading import read_file
from compare.structure import Parsed, parse_text
from compare.study.files import Received, read_register
from compare.study.page_facts import page_fact
from compare.study.unusable import unexpected

if TYPE_CHECKING:
    pass

_Understood = tuple[Parsed, str, str, Mapping[str, str]]


def parsed_texts(
    received: Sequence[Received], cache: Cache, jobs: int
) -> Iterator[_Understood | Exception]:
    """Every text read and parsed, or as an earlier run parsed it; or why it cannot be used."""
    read: list[tuple[str, str, Mapping[str, str]] | Exception] = []
    held: dict[int, Parsed] = {}
    for one in received:
        try:
            read.append(one.read())
        except (PolicyCompareError, OSError) as error:
            read.append(error)
        except Exception as error:  # a fault of the program: named as one, and the others are read
            read.append(unexpected(error))
    keys = {
        number: key_of("parsed", one.row["doc_id"], text[0])
        for number, (one, text) in enumerate(zip(received, read, strict=True))
        if not isinstance(text, Exception) and cache.folder is not None
    }
    for number, key in keys.items():
        found, parsed = cache.find(key)
        if found:
            held[number] = parsed
    new = (
        (one.row["doc_id"], text[0])
        for number, (one, text) in enumerate(zip(received, read, strict=True))
        if not isinstance(text, Exception) and number not in held
    )
    made = each(_parse, None, new, jobs=jobs)
    for number, text in enumerate(read):
        if isinstance(text, Exception):
            yield text
            continue
        result = held[number] if number in held else next(made)
        if isinstance(result, Exception):
            yield result
            continue
        if number in keys and number not in held:
            cache.keep(keys[number], result)
        yield result, *text


def _parse(shared: None, text: tuple[str, str]) -> Parsed | Exception:
    try:
        return parse_text(*text)
    except PolicyCompareError as error:  # told with the others
        return error
    except Exception as error:  # a fault of the program: named as one
        return unexpected(error)


def document_rows(root: Path) -> list[dict[str, str]]:
    if not (root / "documents.csv").exists():
        raise StudyError(
            f"{root} holds no documents.csv. It needs the columns doc_id and file, one row a text."
        )
    register = read_register(root)
    if not register.rows:
        raise StudyError(f"{register.path} has no row. Add one row a text: doc_id,file.")
    return list(register.rows)


def read_text(root: Path, row: dict[str, str]) -> tuple[str, str, Mapping[str, str]]:
    """Text, sha256 of the file, and the title that a page gives beside its text."""
    folder = (root / "texts").resolve()
    if any(unicodedata.category(letter) in ("Cc", "Cs") for letter in row["file"]):
        raise StudyError(
            f"documents.csv, {row['doc_id']}: file {row['file']!r} holds a control character. "
            f"Rename the file."
        )
    path = (folder / row["file"]).resolve()
    if not path.is_relative_to(folder):
        raise StudyError(
            f"documents.csv, {row['doc_id']}: file {row['file']!r} leads out of texts/. "
            f"Put the text into texts/."
        )
    if not path.is_file():
        raise StudyError(
            f"documents.csv, {row['doc_id']}: texts/{row['file']} does not exist. Is the "
            f"name right?"
        )
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    recorded = row.get("sha256", "").lower()
    if recorded and recorded != digest:
        raise StudyError(
            f"texts/{row['file']} ({row['doc_id']}) has sha256 {digest[:12]}…, "
            f"documents.csv records {recorded[:12]}…. "
            "Texts are never edited: restore the file, or record the new file's sum in "
            "documents.csv."
        )
    reading = read_file(path)
    return reading.text, digest, {"title": page_fact("title", reading.hints.get("title", ""))}
