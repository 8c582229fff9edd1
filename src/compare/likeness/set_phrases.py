"""Formula wording (套话): what any document of the genre might say, whatever its subject.

Two sources, never mixed. The lexicon of the package is a list of set phrases, each with its kind,
that can be cited and switched off. `recurring_phrases` finds, in a corpus at hand, the phrases
that documents of unrelated families share; in a corpus on one subject these hold names of
programmes as well, so they are shown, not discounted.

References
----------
D. A. Smith, R. Cordell and E. M. Dillon (2013), Infectious texts: modeling text reuse in
nineteenth-century newspapers. IEEE Big Data Workshop (boilerplate told by how many unrelated
sources repeat it).
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import pandas as pd

from compare.base.longest import longest_of
from compare.text.fold import Folded, fold, ngrams

KINDS = (
    "guiding", "opening", "duty", "organisation", "supervision", "publicity", "manner", "closing",
    "cited",
)  # fmt: skip
CITED = re.compile(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》|〔[0-9]{4}〕\d+号")


@dataclass(frozen=True, slots=True, order=True)
class FormulaSpan:
    """One phrase in a text: ``text[begin:end]``, and its kind (`KINDS`)."""

    begin: int
    end: int
    phrase: str
    kind: str


@dataclass(frozen=True)
class Formulas:
    """Set phrases by their folded form."""

    kind: Mapping[str, str]
    pattern: re.Pattern[str]


def parse_formulas(rows: Iterable[Mapping[str, str]]) -> Formulas:
    """Formulas from rows of ``phrase`` and ``kind``; a phrase that comes twice keeps its last
    kind.
    """
    kind = {fold(row["phrase"]).text: row["kind"] for row in rows if row["phrase"]}
    return Formulas(kind, re.compile(longest_of(kind) or r"(?!)"))


@lru_cache(maxsize=1)
def package_formulas() -> Formulas:
    """The phrases that the package brings (``lexicon/formula.csv``)."""
    text = (files("compare") / "lexicon" / "formula.csv").read_text(encoding="utf-8")
    return parse_formulas(csv.DictReader(text.splitlines()))


def formula_spans(
    text: str, formulas: Formulas | None = None, folded: Folded | None = None
) -> list[FormulaSpan]:
    """Formula wording of a text, in order and without overlap, longest phrase first at each place.

    Titles in 《》 and document numbers are found too (kind ``cited``): they are names, not wording.
    `folded` is ``fold(text)``, where it is at hand.
    """
    formulas = formulas or package_formulas()
    body = folded or fold(text)
    found = [
        FormulaSpan(hit.start(), hit.end(), hit.group(), "cited") for hit in CITED.finditer(text)
    ]
    cited = [(span.begin, span.end) for span in found]
    for hit in formulas.pattern.finditer(body.text):
        begin, end = body.cut(hit.start(), hit.end())
        if not any(begin < stop and start < end for start, stop in cited):
            found.append(FormulaSpan(begin, end, text[begin:end], formulas.kind[hit.group()]))
    return sorted(found)


def set_apart(
    text: str, formulas: Formulas | None = None, folded: Folded | None = None
) -> tuple[tuple[int, int], ...]:
    """Begin and end of what is nobody's own measure: set phrases and cited titles, in order.

    Verbs of manner (深入推进) are formula, but a measure's own words all the same: they stay.
    """
    return tuple(
        (span.begin, span.end)
        for span in formula_spans(text, formulas, folded)
        if span.kind != "manner"
    )


def formula_table(clauses: pd.DataFrame, formulas: Formulas | None = None) -> pd.DataFrame:
    """Every set phrase of every clause.

    Returns
    -------
    DataFrame
        ``clause_id``, ``doc_id``, ``kind``, ``phrase``, ``begin`` and ``end`` (characters of
        ``clauses.text``); titles and numbers (``cited``) included.
    """
    rows = [
        {
            "clause_id": clause.clause_id,
            "doc_id": clause.doc_id,
            "kind": span.kind,
            "phrase": span.phrase,
            "begin": span.begin,
            "end": span.end,
        }
        for clause in clauses.itertuples()
        for span in formula_spans(str(clause.text), formulas)
    ]
    return pd.DataFrame(rows, columns=["clause_id", "doc_id", "kind", "phrase", "begin", "end"])


def formula_share(clauses: pd.DataFrame, formulas: Formulas | None = None) -> pd.DataFrame:
    """How much of each document is formula.

    Returns
    -------
    DataFrame
        ``doc_id``, ``kind``, ``n_chars`` (folded characters of that kind), ``total`` (folded
        characters of all clauses) and ``share`` (0–1), a row for every kind but ``cited``, in the
        order of the documents and of `KINDS`.
    """
    total: dict[str, int] = {}
    held: dict[tuple[str, str], int] = defaultdict(int)
    for clause in clauses.itertuples():
        doc_id, text = str(clause.doc_id), str(clause.text)
        total[doc_id] = total.get(doc_id, 0) + len(fold(text).text)
        for span in formula_spans(text, formulas):
            held[doc_id, span.kind] += len(fold(span.phrase).text)
    rows = [
        {
            "doc_id": doc_id,
            "kind": kind,
            "n_chars": held[doc_id, kind],
            "total": n,
            "share": held[doc_id, kind] / max(n, 1),
        }
        for doc_id, n in total.items()
        for kind in KINDS[:-1]
    ]
    return pd.DataFrame(rows, columns=["doc_id", "kind", "n_chars", "total", "share"])


def recurring_phrases(
    clauses: pd.DataFrame, family: Mapping[str, str], *, min_families: int = 3, min_size: int = 6
) -> pd.DataFrame:
    """Phrases that documents of several unrelated families share, longest form of each.

    Parameters
    ----------
    clauses : DataFrame
        Columns ``doc_id`` and ``text``.
    family : mapping of doc_id to family
        Documents that may have copied from each other or from one template belong to one family
        (`compare.adoption.siblings.families`). A document that is not named is a family of its own.
    min_families : int
        Families that must have the phrase.
    min_size : int
        Characters a phrase must have, folded.

    Returns
    -------
    DataFrame
        ``phrase`` (folded), ``n_families``, ``n_documents``; most families first, then longest,
        then by its characters.
    """
    homes: dict[str, set[str]] = defaultdict(set)
    texts = [(str(c.doc_id), fold(str(c.text)).text) for c in clauses.itertuples()]
    for doc_id, text in texts:
        for gram in ngrams(text, min_size):
            homes[gram].add(doc_id)

    def enough(documents: set[str]) -> bool:
        return len({family.get(d, d) for d in documents}) >= min_families

    phrases = {
        phrase for _, text in texts for phrase in _widest_runs(text, homes, enough, min_size)
    }
    rows = []
    for phrase in sorted(phrases):
        documents = {doc_id for doc_id, text in texts if phrase in text}
        if enough(documents):
            rows.append(
                {
                    "phrase": phrase,
                    "n_families": len({family.get(d, d) for d in documents}),
                    "n_documents": len(documents),
                }
            )
    frame = pd.DataFrame(rows, columns=["phrase", "n_families", "n_documents"])
    order = frame.assign(size=frame["phrase"].str.len()).sort_values(
        ["n_families", "size", "phrase"], ascending=[False, False, True]
    )
    return order.drop(columns="size").reset_index(drop=True)


def _widest_runs(
    text: str, homes: Mapping[str, set[str]], enough: Callable[[set[str]], bool], min_size: int
) -> list[str]:
    """Runs of `text` that a sufficient set of documents holds, none part of a longer one further
    left.
    """
    out, last_end = [], 0
    for begin in range(len(text) - min_size + 1):
        documents, end = homes[text[begin : begin + min_size]], begin + min_size
        if not enough(documents):
            continue
        while end < len(text) and enough(documents & homes[text[end - min_size + 1 : end + 1]]):
            documents = documents & homes[text[end - min_size + 1 : end + 1]]
            end += 1
        if end > last_end:
            out.append(text[begin:end])
            last_end = end
    return out
