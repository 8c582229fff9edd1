"""What a paper that uses these results should cite: the methods behind the measures, and the
software.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from compare.paper.provenance import package_version

if TYPE_CHECKING:
    import pandas as pd

RELEASED = "2026"


@dataclass(frozen=True, slots=True)
class Reference:
    """One work. `tables`: cited when one of these tables of the run has rows; empty = always."""

    key: str
    kind: str  # of BibTeX: article, book, inproceedings, software
    authors: tuple[str, ...]  # "Family, Given"; a body of authors without a comma
    title: str
    year: str
    container: str = ""
    volume: str = ""
    number: str = ""
    pages: str = ""
    publisher: str = ""
    doi: str = ""
    url: str = ""
    version: str = ""
    tables: tuple[str, ...] = ()


def _software() -> Reference:
    return Reference(
        "policycompare",
        "software",
        ("The policy-compare authors",),
        (
            "policy-compare: which measures a city took over from national and provincial "
            "policy templates"
        ),
        RELEASED,
        version=package_version(),
    )


METHODS: tuple[Reference, ...] = (
    Reference(
        "daubler2012",
        "article",
        ("Däubler, Thomas", "Benoit, Kenneth", "Mikhaylov, Slava", "Laver, Michael"),
        "Natural sentences as valid units for coded political texts",
        "2012",
        "British Journal of Political Science",
        "42",
        "4",
        "937-951",
        doi="10.1017/S0007123412000105",
        tables=("clauses",),
    ),
    Reference(
        "salton1988",
        "article",
        ("Salton, Gerard", "Buckley, Christopher"),
        "Term-weighting approaches in automatic text retrieval",
        "1988",
        "Information Processing & Management",
        "24",
        "5",
        "513-523",
        doi="10.1016/0306-4573(88)90021-0",
        tables=("pairs",),
    ),
    Reference(
        "broder1997",
        "inproceedings",
        ("Broder, Andrei Z.",),
        "On the resemblance and containment of documents",
        "1997",
        "Proceedings. Compression and Complexity of SEQUENCES 1997",
        pages="21-29",
        publisher="IEEE",
        doi="10.1109/SEQUEN.1997.666900",
        tables=("pairs",),
    ),
    Reference(
        "wise1996",
        "article",
        ("Wise, Michael J.",),
        "YAP3: Improved detection of similarities in computer program and other texts",
        "1996",
        "ACM SIGCSE Bulletin",
        "28",
        "1",
        "130-134",
        doi="10.1145/236462.236525",
        tables=("spans",),
    ),
    Reference(
        "benjamini1995",
        "article",
        ("Benjamini, Yoav", "Hochberg, Yosef"),
        (
            "Controlling the false discovery rate: A practical and powerful approach to "
            "multiple testing"
        ),
        "1995",
        "Journal of the Royal Statistical Society: Series B",
        "57",
        "1",
        "289-300",
        doi="10.1111/j.2517-6161.1995.tb02031.x",
        tables=("pairs",),
    ),
    Reference(
        "rothwell1985",
        "book",
        ("Rothwell, Roy", "Zegveld, Walter"),
        "Reindustrialization and Technology",
        "1985",
        publisher="Longman",
        tables=("instruments",),
    ),
    Reference(
        "ruizestrada2011",
        "article",
        ("Ruiz Estrada, Mario Arturo",),
        "Policy modeling: Definition, classification and evaluation",
        "2011",
        container="Journal of Policy Modeling",
        volume="33",
        number="4",
        pages="523-536",
        doi="10.1016/j.jpolmod.2011.02.003",
        tables=("pmc",),
    ),
    Reference(
        "ang2024",
        "article",
        ("Ang, Yuen Yuen",),
        "Ambiguity and clarity in China's adaptive policy communication",
        "2024",
        "The China Quarterly",
        "257",
        pages="20-37",
        tables=("directives",),
    ),
    Reference(
        "hayes2007",
        "article",
        ("Hayes, Andrew F.", "Krippendorff, Klaus"),
        "Answering the call for a standard reliability measure for coding data",
        "2007",
        "Communication Methods and Measures",
        "1",
        "1",
        "77-89",
        doi="10.1080/19312450709336664",
        tables=("themes", "adoption"),
    ),
    Reference(
        "jieba",
        "software",
        ("Sun, Junyi",),
        "jieba: Chinese text segmentation",
        "2020",
        version="0.42.1",
        url="https://github.com/fxsjy/jieba",
        tables=("pairs",),
    ),
    Reference(
        "opencc",
        "software",
        ("OpenCC contributors",),
        "Open Chinese Convert: conversion between traditional and simplified Chinese",
        "2025",
        url="https://github.com/BYVoid/OpenCC",
        tables=("clauses",),
    ),
)


def short_cite(key: str, *, narrative: bool = False) -> str:
    """Author and year: ``Salton & Buckley, 1988`` for brackets, ``Salton & Buckley (1988)`` in a
    sentence.

    Raises
    ------
    KeyError
        If no method has this key.
    """
    work = {work.key: work for work in METHODS}[key]
    families = [name.split(",")[0] for name in work.authors]
    names = f"{families[0]} et al." if len(families) > 2 else " & ".join(families)
    return f"{names} ({work.year})" if narrative else f"{names}, {work.year}"


def references_for(tables: Mapping[str, pd.DataFrame]) -> tuple[Reference, ...]:
    """The software, and the methods whose tables have rows in this run."""
    filled = {name for name, table in tables.items() if len(table)}
    return (
        _software(),
        *(work for work in METHODS if not work.tables or filled & set(work.tables)),
    )


def cite_software() -> str:
    """One line naming the software and its version."""
    work = _software()
    return f"{work.authors[0]} ({work.year}). {work.title} (version {work.version}) [Software]."


def to_bibtex(works: Iterable[Reference]) -> str:
    """BibTeX entries (``@software`` is biblatex's; plain BibTeX treats it as ``@misc``)."""
    return "\n".join(_entry(work) for work in works)


def to_csl_json(works: Iterable[Reference]) -> str:
    """CSL-JSON, as Zotero and pandoc read it."""
    return json.dumps([_csl(work) for work in works], ensure_ascii=False, indent=2) + "\n"


def _entry(work: Reference) -> str:
    place = {"article": "journal", "inproceedings": "booktitle"}.get(work.kind, "series")
    authors = " and ".join(name if "," in name else f"{{{name}}}" for name in work.authors)
    fields = {
        "author": authors,
        "title": f"{{{work.title}}}",
        "year": work.year,
        place: work.container,
        "volume": work.volume,
        "number": work.number,
        "pages": work.pages.replace("-", "--"),
        "publisher": work.publisher,
        "version": work.version,
        "doi": work.doi,
        "url": work.url,
    }
    lines = [
        f"  {name} = {{{value.replace('&', chr(92) + '&')}}},"
        for name, value in fields.items()
        if value
    ]
    return "\n".join([f"@{work.kind}{{{work.key},", *lines, "}", ""])


def _csl(work: Reference) -> dict[str, Any]:
    kinds = {
        "article": "article-journal",
        "inproceedings": "paper-conference",
        "book": "book",
        "software": "software",
    }
    authors = [
        dict(zip(("family", "given"), name.split(", ", 1), strict=True))
        if ", " in name
        else {"literal": name}
        for name in work.authors
    ]
    entry: dict[str, Any] = {
        "id": work.key,
        "type": kinds[work.kind],
        "author": authors,
        "title": work.title,
        "issued": {"date-parts": [[int(work.year)]]},
        "container-title": work.container,
        "volume": work.volume,
        "issue": work.number,
        "page": work.pages,
        "publisher": work.publisher,
        "version": work.version,
        "DOI": work.doi,
        "URL": work.url,
    }
    return {name: value for name, value in entry.items() if value}
