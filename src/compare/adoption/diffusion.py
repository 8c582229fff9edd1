"""Who took over from whom: for every clause its likely sources, for every document its earlier
ones.

A source is an earlier clause whose wording was taken over, or one that the later document carries
out; what two documents both have from a template in hand is no evidence that one copied from the
other.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd

from compare import schema
from compare.adoption.ledger_rows import IMPLEMENTS, REST
from compare.adoption.origins import levels_of
from compare.adoption.relations import ancestors, date_windows, key_of, named_by
from compare.adoption.rules import RULES
from compare.adoption.templates import Template
from compare.base.rows import rows_of

SPREAD, TIE = RULES.sources.spread, RULES.sources.tie
WORDED, PASSAGE = RULES.sources.worded, RULES.sources.passage


def trace_diffusion(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    pairs: pd.DataFrame,
    adoption: pd.DataFrame,
    templates: Iterable[Template] = (),
    *,
    sources: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every later document with every earlier one that shares counterpart clauses with it.

    Parameters
    ----------
    documents, clauses, pairs, adoption : DataFrame
        Tables of the study.
    templates : iterable of Template
        Their `implements` and dates complete the chain.
    sources : DataFrame, optional
        From `clause_sources`; computed where it is not given.

    Returns
    -------
    DataFrame
        A `schema.DIFFUSION` table, by later document in the order of `documents`, then by rank.

    Notes
    -----
    Pairs whose order is undecidable, or of the same day, have no row. Only measures of the later
    document count.
    """
    templates = tuple(templates)
    if sources is None:
        sources = clause_sources(documents, clauses, pairs, adoption, templates)
    if sources.empty:
        return schema.DIFFUSION.frame()
    first = (sources["rank"] == 1) & (sources["source_weight"] > 0)
    by = ["doc_id", "source_doc"]
    ids = sources["clause_id"]
    found = sources.groupby(by, sort=False)
    table = pd.DataFrame(
        {
            "relation": found["relation"].first(),
            "clauses": ids.where(first).groupby([sources[name] for name in by]).nunique(),
            "n_shared": found["clause_id"].nunique(),
            "n_common": ids.where(sources["common"].astype(bool))
            .groupby([sources[name] for name in by])
            .nunique(),
        }
    ).reset_index()
    table = table.rename(columns={"doc_id": "later", "source_doc": "earlier"})
    measures = clauses.loc[clauses["kind"] == "measure"].groupby("doc_id").size()
    table["share"] = table["clauses"] / table["later"].map(measures)
    lags = _ordered(documents, table, templates)[["later", "earlier", "lag_min", "lag_max"]]
    table = table.merge(lags, on=["later", "earlier"])
    place = {doc_id: n for n, doc_id in enumerate(documents["doc_id"])}
    table = table.assign(_later=table["later"].map(place), _earlier=table["earlier"].map(place))
    table = table.sort_values(
        ["_later", "clauses", "n_shared", "_earlier"], ascending=[True, False, False, True]
    )
    table["rank"] = table.groupby("later", sort=False).cumcount() + 1
    return schema.DIFFUSION.check(table[list(schema.DIFFUSION.columns)].reset_index(drop=True))


def clause_sources(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    pairs: pd.DataFrame,
    adoption: pd.DataFrame,
    templates: Iterable[Template] = (),
) -> pd.DataFrame:
    """The candidate sources of every measure: counterparts in documents known to be earlier, most
    probable first.

    Parameters
    ----------
    documents, clauses, pairs, adoption : DataFrame
        Tables of the study.
    templates : iterable of Template
        Their `implements` and dates complete the chain.

    Returns
    -------
    DataFrame
        A `schema.SOURCES` table. What both clauses have from a common template comes last, with
        weight 0, unless the candidate's document stands above; so does whatever beside the clause
        is less near than that, because the template is the likelier source, and a counterpart that
        shares the subject only (``worded`` false) unless its document is carried out.

    Notes
    -----
    Nearest wording first; of equally near ones (`TIE` decimals) the same province or above, then
    the higher level, then the longest passage, then the first user. ``source_weight`` is
    exp((score - best) / `SPREAD`), made to sum to 1 over the candidates of a clause: it orders and
    shows ties, and is no calibrated probability. Wording is taken over where the pair is verbatim
    or its cosine reaches `WORDED` and a passage of `PASSAGE` characters is the same.
    """
    templates = tuple(templates)
    counted = schema.counterparts(pairs)
    counted = counted[["a", "b", "cosine_char", "longest_run", "level"]]
    if counted.empty:
        return schema.SOURCES.frame()
    owner = clauses.set_index("clause_id")["doc_id"]
    turned = counted.rename(columns={"a": "b", "b": "a"})
    both = pd.concat([counted, turned], ignore_index=True)
    both = both.rename(columns={"a": "clause_id", "b": "source_clause"})
    both["doc_id"], both["source_doc"] = (
        both["clause_id"].map(owner),
        both["source_clause"].map(owner),
    )
    couples = both[["doc_id", "source_doc"]].drop_duplicates()
    couples = couples.rename(columns={"doc_id": "later", "source_doc": "earlier"})
    ordered = _ordered(documents, couples, templates)
    found = both.merge(
        ordered.rename(columns={"later": "doc_id", "earlier": "source_doc"}),
        on=["doc_id", "source_doc"],
    )
    taken = _taken(adoption, found)
    measures = clauses.loc[clauses["kind"] == "measure", "clause_id"]
    found = found[found["clause_id"].isin(measures)].reset_index(drop=True)
    if found.empty:
        return schema.SOURCES.frame()
    shared = (
        found[["clause_id", "source_clause"]]
        .merge(taken, on="clause_id")
        .merge(taken.rename(columns={"clause_id": "source_clause"}), on=["source_clause", "item"])
    )
    keys = pd.MultiIndex.from_frame(found[["clause_id", "source_clause"]])
    found["common"] = keys.isin(pd.MultiIndex.from_frame(shared[["clause_id", "source_clause"]]))
    found["score"] = found["cosine_char"].astype(float)
    found["worded"] = (found["level"] == "verbatim") | (
        (found["score"] >= WORDED) & (found["longest_run"] >= PASSAGE)
    )
    found["_near"] = found["score"].round(TIE)
    beside = found["relation"] != "vertical"
    template = found["_near"].where(beside & found["common"]).groupby(found["clause_id"])
    found["discounted"] = ~(found["worded"] | found["above"].astype(bool)) | beside & (
        found["common"] | (found["_near"] < template.transform("max").fillna(0.0))
    )
    place = {clause_id: n for n, clause_id in enumerate(clauses["clause_id"])}
    found["_place"], found["_source"] = (
        found["clause_id"].map(place),
        found["source_clause"].map(place),
    )
    found["_above"] = found["relation"] == "vertical"
    found = found.sort_values(
        ["_place", "discounted", "_near", "near", "_above", "longest_run", "lag_max", "_source"],
        ascending=[True, True, False, False, False, False, False, True],
    )
    found["rank"] = found.groupby("clause_id", sort=False).cumcount() + 1
    open_ = found["score"].where(~found["discounted"])
    best = open_.groupby(found["clause_id"]).transform("max")
    raw = np.exp((open_ - best) / SPREAD).fillna(0.0)
    total = raw.groupby(found["clause_id"]).transform("sum")
    found["source_weight"] = (raw / total.where(total > 0)).fillna(0.0)
    return schema.SOURCES.check(found[list(schema.SOURCES.columns)].reset_index(drop=True))


def _ordered(
    documents: pd.DataFrame, couples: pd.DataFrame, templates: tuple[Template, ...]
) -> pd.DataFrame:
    """Of the couples (later, earlier) those in that order, with relation, lag and nearness."""
    names = named_by(documents, templates)
    windows = date_windows(documents, templates)
    levels = levels_of(documents, templates)
    keys = {row.doc_id: key_of(row) for row in rows_of(documents)}
    lines = {doc_id: ancestors(key, names) for doc_id, key in keys.items()}
    province = dict(zip(documents["doc_id"], documents["province"], strict=True))
    bodies = _bodies(documents, levels, keys)
    steps = {level: n for n, level in enumerate(schema.LEVELS)}
    rows = []
    for later, earlier in zip(couples["later"], couples["earlier"], strict=True):
        above = keys[earlier] in lines[later]
        if keys[later] in lines[earlier]:
            continue
        new, old = windows.get(keys[later]), windows.get(keys[earlier])
        low = high = float("nan")
        if new is not None and old is not None:
            low, high = float((new[0] - old[1]).days), float((new[1] - old[0]).days)
        if above:  # what is implemented was there first, unless the dates say that it was not:
            if high < 0:  # then an older edition is meant, which is not in hand
                continue
            low = max(low, 0.0)
        elif not low > 0:
            continue
        mine, theirs = levels.get(keys[later], ""), levels.get(keys[earlier], "")
        higher = bool(mine and theirs) and steps[theirs] < steps[mine]
        same = bool(province[later]) and province[later] == province[earlier]
        apart = bool(province[later] and province[earlier]) and not same
        own = bool(bodies[later]) and bodies[later] == bodies[earlier]
        rows.append(
            {
                "later": later,
                "earlier": earlier,
                "relation": "vertical"
                if above or (higher and not apart)
                else "own_earlier"
                if own
                else "horizontal",
                "lag_min": low,
                "lag_max": high,
                "near": above or same or own or (higher and theirs == "national"),
            }
        )
    columns = ["later", "earlier", "relation", "lag_min", "lag_max", "near", "above"]
    return pd.DataFrame(
        [row | {"above": keys[row["earlier"]] in lines[row["later"]]} for row in rows],
        columns=columns,
    )


def _bodies(
    documents: pd.DataFrame, levels: dict[str, str], keys: dict[str, str]
) -> dict[str, tuple[str, ...]]:
    """Whose document each is: the government of a place and level, else the body that issued it;
    empty where neither is known.
    """
    bodies: dict[str, tuple[str, ...]] = {}
    for row in documents.to_dict("records"):
        level, region = levels.get(keys[row["doc_id"]], ""), row.get("region", "")
        issuer = row.get("issuer", "")
        place = (level, region) if level and region and level != "national" else ()
        bodies[row["doc_id"]] = place or ((issuer,) if issuer else ())
    return bodies


def _taken(adoption: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """What each clause has from above: items of templates, and clauses of documents that its own
    carries out.
    """
    rows = adoption[
        adoption["level"].isin(schema.ADOPTED)
        & adoption["relation"].isin(IMPLEMENTS)
        & (adoption["item_no"] != REST)
    ]
    items = pd.DataFrame(
        {
            "clause_id": rows["clause_ids"].str.split(";"),
            "item": rows["template"] + "#" + rows["item_no"].astype(str),
        }
    ).explode("clause_id")
    above = found.loc[found["above"].astype(bool), ["clause_id", "source_clause"]]
    above = above.rename(columns={"source_clause": "item"})
    taken = pd.concat([items[items["clause_id"] != ""], above], ignore_index=True)
    return taken.astype("str").drop_duplicates()
