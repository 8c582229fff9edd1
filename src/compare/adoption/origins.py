"""Where each clause comes from: a template above, a sibling, or the place itself.

"Local" is a strong claim: it is made only where every template above the document is in hand and
none has the clause. Else the clause is undetermined: not in what is in hand. What two documents
share that name the same template is probably
the wording of the part that is not in hand; it is reported as ``sibling``, an estimate, never as
the template's.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np
import pandas as pd

from compare import schema
from compare.adoption.in_hand import templates_in_use
from compare.adoption.ledger_rows import IMPLEMENTS, REST
from compare.adoption.relations import (
    ancestors,
    edition_of,
    key_of,
    later_editions,
    named_by,
    relate,
)
from compare.adoption.templates import Template
from compare.base.rows import rows_of
from compare.places.titles import seat_of_title
from compare.structure.closings import is_closing
from compare.words.reasons import because


def trace_origins(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    adoption: pd.DataFrame,
    pairs: pd.DataFrame,
    templates: Iterable[Template] = (),
) -> pd.DataFrame:
    """Say for every clause of every document where it comes from.

    Parameters
    ----------
    documents, clauses, adoption, pairs : DataFrame
        Tables of the study.
    templates : iterable of Template
        Codebooks: their level tells national from provincial.

    Returns
    -------
    DataFrame
        A `schema.ORIGIN_ROWS` table in the order of `clauses`, with ``kind`` of the clause,
        ``counted``, ``missing`` (templates above that are not in hand, or not wholly) and ``why``
        after the declared columns.

    Notes
    -----
    Only templates that the document implements, and that are not known to be younger, are sources.
    An official text that the document names is one whatever its date says: the wording was
    compared, and what is named was there. What of a template above is known to be younger counts
    as not in hand.
    """
    used = templates_in_use(documents, clauses, templates)
    books = {template.number: template for template in used}
    related = relate(documents, used)
    younger = {(row.template, row.doc_id) for row in rows_of(related) if row.order == "before"}
    sources = _sources(adoption, younger)
    siblings = _siblings(documents, clauses, pairs, used)
    names = named_by(documents, used)
    above = {row.doc_id: sorted(ancestors(key_of(row), names)) for row in rows_of(documents)}
    levels = levels_of(documents, used)
    top = {
        row.doc_id
        for row in rows_of(documents)
        if levels.get(key_of(row)) == "national" and not above[row.doc_id]
    }
    editions = later_editions(documents)
    later = {
        row.doc_id: [
            f"{key} ({editions[key]})"
            for key in above[row.doc_id]
            if key in editions and "" < edition_of(row) < editions[key]
        ]
        for row in rows_of(documents)
    }
    rows = []
    for clause in rows_of(clauses):
        missing = [
            number
            for number in above.get(clause.doc_id, [])
            if number not in books
            or not books[number].complete
            or (number, clause.doc_id) in younger
        ]
        found = sources.get(clause.clause_id, [])
        row = {
            "clause_id": clause.clause_id,
            "doc_id": clause.doc_id,
            "kind": clause.kind,
            "counted": clause.kind != "preamble" and not is_closing(clause.text),
            "missing": ";".join(missing),
        }
        rows.append(
            row
            | _origin(
                found,
                siblings.get(clause.clause_id, []),
                above.get(clause.doc_id, []),
                missing,
                levels,
                clause.doc_id in top,
                later.get(clause.doc_id, []),
            )
        )
    return schema.ORIGIN_ROWS.frame(rows)


def local_candidates(origins: pd.DataFrame, clauses: pd.DataFrame) -> pd.DataFrame:
    """Clauses that no template in hand has, with their text: what a reader should look at for
    policy innovation.

    Returns
    -------
    DataFrame
        ``doc_id, clause_id, origin`` (local, sibling or undetermined), ``missing, heading, text``;
        measures only.
    """
    open_ = origins[
        origins["origin"].isin(["local", "sibling", "undetermined"])
        & (origins["kind"] == "measure")
    ]
    return open_[["doc_id", "clause_id", "origin", "missing"]].merge(
        clauses[["clause_id", "heading", "text"]], on="clause_id"
    )


def counted_origins(origins: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """Clauses whose origin is counted: neither preamble nor closing, and of documents that say
    what they implement.

    The one place that says so; page, findings and figures all ask here.
    """
    named = set(documents.loc[documents["implements"] != "", "doc_id"])
    counted = origins[origins["doc_id"].isin(named)]
    return _counting(counted)


def _counting(origins: pd.DataFrame) -> pd.DataFrame:
    """Rows of clauses that command something."""
    if "counted" in origins:
        return origins[origins["counted"].astype(bool)]
    return origins[origins["kind"] != "preamble"] if "kind" in origins else origins


def control_shares(
    tables: Mapping[str, pd.DataFrame], dependent: Collection[tuple[str, str]] = frozenset()
) -> dict[str, float]:
    """Share of each document's clauses (`counted_origins`) that have a match in a template of
    which the document is an independent control; documents that are none of any are left out.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        ``adoption`` and ``origins``.
    dependent : collection of (template, document)
        Controls that do not count (`compare.adoption.rates.dependent`).
    """
    controls = tables["adoption"][tables["adoption"]["relation"] == "control"]
    keys = zip(controls["template"], controls["doc_id"], strict=True)
    controls = controls[np.array([key not in dependent for key in keys], dtype=bool)]
    alike = controls[controls["level"] == "alike"]
    matched: dict[str, set[str]] = {
        str(doc_id): {k for cell in group["clause_ids"] for k in cell.split(";") if k}
        for doc_id, group in alike.groupby("doc_id")
    }
    own = tables["origins"]
    own = _counting(own)
    clauses = {str(doc_id): set(group["clause_id"]) for doc_id, group in own.groupby("doc_id")}
    tested = set(controls.loc[controls["level"] != "not_in_hand", "doc_id"])
    return {
        doc_id: len(ids & matched.get(doc_id, set())) / len(ids)
        for doc_id, ids in clauses.items()
        if doc_id in tested
    }


def between(shares: Iterable[float]) -> str:
    """The lowest and the highest share as a sentence has them; empty where there is none.

    >>> between([0.8, 0.44, 0.5]), between([0.16]), between([])
    ('44%–80%', '16%', '')
    """
    told = sorted(shares)
    return "–".join(dict.fromkeys(f"{share:.0%}" for share in told[:1] + told[-1:]))


def origin_counts(origins: pd.DataFrame) -> pd.DataFrame:
    """Clauses by document and origin, preambles and closings left out: ``doc_id, origin, n,
    total``.
    """
    counted = _counting(origins)
    total = counted.groupby("doc_id", sort=False).size()
    rows = [
        {
            "doc_id": doc_id,
            "origin": origin,
            "n": int(((counted["doc_id"] == doc_id) & (counted["origin"] == origin)).sum()),
            "total": int(n),
        }
        for doc_id, n in total.items()
        for origin in schema.ORIGINS
    ]
    return pd.DataFrame(rows, columns=["doc_id", "origin", "n", "total"])


def levels_of(documents: pd.DataFrame, templates: Iterable[Template]) -> dict[str, str]:
    """Administrative level of each document and template by its key.

    Where neither issuer nor title tells it, the chain does: what a provincial document carries out
    is national.
    """
    templates = tuple(templates)
    titles = {template.number: template.title for template in templates} | {
        key_of(row): str(getattr(row, "title", "")) for row in rows_of(documents)
    }
    levels = {template.number: template.level for template in templates}
    levels |= {key_of(row): str(row.level) for row in rows_of(documents) if row.level}
    levels = {
        key: level or seat_of_title(titles.get(key, "")).level for key, level in levels.items()
    }
    levels |= {
        key: seat_of_title(title).level for key, title in titles.items() if key not in levels
    }
    for below, aboves in named_by(documents, templates).items():
        if levels.get(below) == "provincial":
            levels |= {
                above: "national" for above in aboves if above in titles and not levels.get(above)
            }
    return {key: level for key, level in levels.items() if level}


def _sources(
    adoption: pd.DataFrame, younger: set[tuple[str, str]]
) -> dict[str, list[tuple[str, int, float]]]:
    """Items that each clause takes over, strongest first: template, item_no, score of the item in
    the document.
    """
    taken = adoption[
        adoption["level"].isin(schema.ADOPTED)
        & adoption["relation"].isin(IMPLEMENTS)
        & (adoption["item_no"] != REST)
    ]
    sources: dict[str, list[tuple[str, int, float]]] = {}
    for row in rows_of(taken):
        compared = row.relation == "direct" and row.basis == "official_text"
        if (row.template, row.doc_id) in younger and not compared:
            continue
        for clause_id in filter(None, row.clause_ids.split(";")):
            sources.setdefault(clause_id, []).append(
                (row.template, int(row.item_no), float(row.score))
            )
    return {
        clause_id: sorted(found, key=lambda item: (-item[2], item[0], item[1]))
        for clause_id, found in sources.items()
    }


def _siblings(
    documents: pd.DataFrame, clauses: pd.DataFrame, pairs: pd.DataFrame, used: tuple[Template, ...]
) -> dict[str, list[tuple[str, str, float]]]:
    """Counterparts in documents that implement a common template: document, clause, cosine;
    strongest first.
    """
    names = named_by(documents, used)
    keys = {row.doc_id: key_of(row) for row in rows_of(documents)}
    lines = {doc_id: ancestors(key, names) for doc_id, key in keys.items()}
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    out: dict[str, list[tuple[str, str, float]]] = {}
    for pair in rows_of(schema.counterparts(pairs)):
        for one, other in ((pair.a, pair.b), (pair.b, pair.a)):
            mine, theirs = owner[one], owner[other]
            if (
                lines[mine] & lines[theirs]
                and keys[theirs] not in lines[mine]
                and keys[mine] not in lines[theirs]
            ):
                out.setdefault(one, []).append((theirs, other, float(pair.cosine_char)))
    return {
        clause_id: sorted(found, key=lambda item: (-item[2], item[1]))
        for clause_id, found in out.items()
    }


def _origin(
    found: list[tuple[str, int, float]],
    siblings: list[tuple[str, str, float]],
    above: list[str],
    missing: list[str],
    levels: dict[str, str],
    top: bool,
    later: list[str],
) -> dict:
    if found:
        found_at = {levels.get(template, "national") for template, _, _ in found}
        below = (
            "provincial"
            if "provincial" in found_at
            else "city"
            if found_at & {"city", "county"}
            else ""
        )
        origin = (
            "both"
            if "national" in found_at and below == "provincial"
            else below
            if below and "national" not in found_at
            else "national"
        )
        names = ", ".join(
            because("an_item", template=template, item=item_no) for template, item_no, _ in found
        )
        return {
            "origin": origin,
            "template": ";".join(template for template, _, _ in found),
            "item_no": ";".join(str(item_no) for _, item_no, _ in found),
            "score": found[0][2],
            "why": because("takes_over_later", items=names, later=", ".join(mine))
            if (
                mine := [one for one in later if any(one.startswith(t + " (") for t, _, _ in found)]
            )
            else because("takes_over", items=names),
        }
    if siblings and (missing or not above):
        names = ", ".join(clause_id for _, clause_id, _ in siblings)
        return {
            "origin": "sibling",
            "template": ";".join(dict.fromkeys(doc_id for doc_id, _, _ in siblings)),
            "item_no": "",
            "score": siblings[0][2],
            "why": because("shared_wording", clauses=names),
        }
    if top:
        return {
            "origin": "local",
            "template": "",
            "item_no": "",
            "score": 0.0,
            "why": because("own_national"),
        }
    if above and not missing:
        shared = ", ".join(clause_id for _, clause_id, _ in siblings)
        return {
            "origin": "local",
            "template": "",
            "item_no": "",
            "score": 0.0,
            "why": because("own_shared", clauses=shared)
            if shared
            else because("own_later", later=", ".join(later))
            if later
            else because("own"),
        }
    return {
        "origin": "undetermined",
        "template": "",
        "item_no": "",
        "score": 0.0,
        "why": because("not_wholly", numbers=", ".join(missing))
        if missing
        else because("names_none"),
    }
