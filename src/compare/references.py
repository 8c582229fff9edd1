"""What a paper that uses these results should cite: the methods behind the measures, and the software."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from compare.runfacts import package_version

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
        "policycompare", "software", ("The policy-compare authors",),
        "policy-compare: which measures a city took over from national and provincial policy templates",
        RELEASED, version=package_version(),
    )  # fmt: skip


METHODS: tuple[Reference, ...] = (
    Reference("salton1988", "article", ("Salton, Gerard", "Buckley, Christopher"), "Term-weighting approaches in automatic text retrieval",
              "1988", "Information Processing & Management", "24", "5", "513-523", doi="10.1016/0306-4573(88)90021-0", tables=("pairs",)),
    Reference("broder1997", "inproceedings", ("Broder, Andrei Z.",), "On the resemblance and containment of documents", "1997",
              "Proceedings. Compression and Complexity of SEQUENCES 1997", pages="21-29", publisher="IEEE",
              doi="10.1109/SEQUEN.1997.666900", tables=("pairs",)),
    Reference("wise1993", "inproceedings", ("Wise, Michael J.",), "String similarity via greedy string tiling and running Karp-Rabin matching",
              "1993", "Technical report, Department of Computer Science, University of Sydney", tables=("spans",)),
    Reference("pedregosa2011", "article", ("Pedregosa, Fabian", "Varoquaux, Gaël", "Gramfort, Alexandre", "others"),
              "Scikit-learn: Machine learning in Python", "2011", "Journal of Machine Learning Research", "12", pages="2825-2830", tables=("pairs",)),
    Reference("rothwell1985", "book", ("Rothwell, Roy", "Zegveld, Walter"), "Reindustrialization and Technology", "1985",
              publisher="Longman", tables=("instruments",)),
    Reference("hayes2007", "article", ("Hayes, Andrew F.", "Krippendorff, Klaus"),
              "Answering the call for a standard reliability measure for coding data", "2007", "Communication Methods and Measures",
              "1", "1", "77-89", doi="10.1080/19312450709336664", tables=("themes", "adoption")),
    Reference("daubler2012", "article", ("Däubler, Thomas", "Benoit, Kenneth", "Mikhaylov, Slava", "Laver, Michael"),
              "Natural sentences as valid units for coded political texts", "2012", "British Journal of Political Science", "42", "4",
              "937-951", doi="10.1017/S0007123412000105", tables=("clauses",)),
)  # fmt: skip


def references_for(tables: Mapping[str, pd.DataFrame]) -> tuple[Reference, ...]:
    """The software, and the methods whose tables have rows in this run."""
    filled = {name for name, table in tables.items() if len(table)}
    return (_software(), *(work for work in METHODS if not work.tables or filled & set(work.tables)))


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
    authors = " and ".join(name if "," in name or name == "others" else f"{{{name}}}" for name in work.authors)
    fields = {
        "author": authors, "title": f"{{{work.title}}}", "year": work.year, place: work.container, "volume": work.volume,
        "number": work.number, "pages": work.pages.replace("-", "--"), "publisher": work.publisher, "version": work.version,
        "doi": work.doi, "url": work.url,
    }  # fmt: skip
    lines = [f"  {name} = {{{value.replace('&', chr(92) + '&')}}}," for name, value in fields.items() if value]
    return "\n".join([f"@{work.kind}{{{work.key},", *lines, "}", ""])


def _csl(work: Reference) -> dict[str, Any]:
    kinds = {"article": "article-journal", "inproceedings": "paper-conference", "book": "book", "software": "software"}
    authors = [
        dict(zip(("family", "given"), name.split(", ", 1), strict=True)) if ", " in name else {"literal": name}
        for name in work.authors if name != "others"
    ]  # fmt: skip
    entry: dict[str, Any] = {
        "id": work.key, "type": kinds[work.kind], "author": authors, "title": work.title, "issued": {"date-parts": [[int(work.year)]]},
        "container-title": work.container, "volume": work.volume, "issue": work.number, "page": work.pages,
        "publisher": work.publisher, "version": work.version, "DOI": work.doi, "URL": work.url,
    }  # fmt: skip
    return {name: value for name, value in entry.items() if value}
