"""The list of references as it is printed: GB/T 7714-2015 in a Chinese paper, author and year in an
English one.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from compare.paper.references import Reference
from compare.words.strings import check_language, say

if TYPE_CHECKING:
    from compare.study.read import Study

# GB/T 7714-2015, table B.1: kinds of document.
_KINDS = {"article": "J", "book": "M", "inproceedings": "C", "software": "CP", "policy": "Z"}
NAMED = 3  # authors printed; the others are et al.


def document_references(
    study: Study, tables: Mapping[str, pd.DataFrame], lang: str
) -> list[Reference]:
    """The policy documents that are compared and the documents above them, by date of issue."""
    rows = [
        _policy(
            doc["doc_id"], doc["issuer"], doc["title"], doc["doc_number"], doc["issue_date"],
            str(doc.get("title_en") or "") if lang == "en" else "",
        )
        for doc in tables["documents"].to_dict("records")
    ]  # fmt: skip
    numbers = {row.number for row in rows}
    rows += [
        _policy(book.number, book.issuer, book.title, book.number, book.issue_date, "")
        for book in study.templates
        if book.number not in numbers and book.title
    ]
    return sorted(rows, key=lambda row: (row.year or "9999", row.key))


def _policy(key: str, issuer: str, title: str, number: str, date: str, english: str) -> Reference:
    shown = f"{english} [{title}]" if english else title
    return Reference(key, "policy", (issuer,) if issuer else (), shown, date, number=number)


def printed(work: Reference, lang: str) -> str:
    """`work` as one line of a list of references.

    Examples
    --------
    >>> from compare.paper.references import METHODS
    >>> printed(METHODS[1], "zh")[:44]
    'SALTON G, BUCKLEY C. Term-weighting approach'
    """
    check_language(lang)
    return _gbt(work) if lang == "zh" else _author_year(work)


def _gbt(work: Reference) -> str:
    names = [_capitals(name) for name in work.authors[:NAMED]]
    authors = ", ".join(names) + (", et al" if len(work.authors) > NAMED else "")
    kind = _KINDS[work.kind] + ("/OL" if work.url else "")
    if work.kind == "policy":
        number = f"：{work.number}" if work.number else ""
        date = f" {work.year}." if work.year else ""
        return f"{f'{authors}. ' if authors else ''}{work.title}{number}[{kind}].{date}"
    head = f"{authors}. {work.title}[{kind}]"
    pages = work.pages
    if work.kind == "article":
        volume = f", {work.volume}" if work.volume else ""
        issue = f"({work.number})" if work.number else ""
        where = f"{work.container}, {work.year}{volume}{issue}: {pages}"
    elif work.kind == "inproceedings":
        where = f"{work.container}. {work.publisher}, {work.year}: {pages}"
        return _ended(f"{head}//{where}", work)
    elif work.kind == "book":
        where = f"{work.publisher}, {work.year}"
    else:
        version = say("print.references.version", "zh", number=work.version) if work.version else ""
        where = f"{version}{work.year}"
    return _ended(f"{head}. {where}", work)


def _ended(text: str, work: Reference) -> str:
    text = text.rstrip(": ")
    doi = f" DOI:{work.doi}." if work.doi else ""
    url = f" {work.url}." if work.url and not work.doi else ""
    return f"{text}.{doi}{url}"


def _capitals(name: str) -> str:
    """``SALTON G``: the family name in capitals, given names as initials without stops."""
    family, comma, given = name.partition(", ")
    if not comma:
        return name
    initials = " ".join(part[0] for part in given.replace(".", " ").split())
    return f"{family.upper()} {initials}"


def _author_year(work: Reference) -> str:
    names = [_initials(name) for name in work.authors]
    joined = ", ".join(names[:-1]) + f" & {names[-1]}" if len(names) > 1 else "".join(names)
    if work.kind == "policy":
        number = f", {work.number}" if work.number else ""
        return f"{joined or work.title} ({work.year or 'n.d.'}). {work.title}{number}."
    text = f"{joined} ({work.year}). {work.title}"
    if work.kind == "article":
        volume = f", {work.volume}" if work.volume else ""
        issue = f"({work.number})" if work.number else ""
        text += f". {work.container}{volume}{issue}, {work.pages.replace('-', '–')}"
    elif work.kind == "inproceedings":
        text += f". In {work.container} (pp. {work.pages.replace('-', '–')}). {work.publisher}"
    elif work.kind == "book":
        text += f". {work.publisher}"
    else:
        text += f" (version {work.version}) [Software]" if work.version else " [Software]"
    end = f" https://doi.org/{work.doi}" if work.doi else f" {work.url}" if work.url else ""
    return f"{text}.{end}"


def _initials(name: str) -> str:
    family, comma, given = name.partition(", ")
    if not comma:
        return name
    return f"{family}, {' '.join(f'{part[0]}.' for part in given.replace('.', ' ').split())}"
