"""Tables ready for a regression: one row per city and item, and one per pair of documents.

Column names are plain ASCII so that R and Stata read them as they are. Nothing is filled in: what
is not known is empty.
"""

from __future__ import annotations

from itertools import permutations

import pandas as pd

from compare import schema
from compare.adoption.rates import countable
from compare.adoption.relations import date_windows, key_of, relate
from compare.adoption.templates import Template
from compare.base.rows import rows_of


def city_items(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    adoption: pd.DataFrame,
    templates: tuple[Template, ...],
    *,
    agencies: pd.DataFrame | None = None,
    amounts: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """One row a document and item, controls among them.

    Parameters
    ----------
    documents, clauses, adoption : DataFrame
        Tables of the study.
    templates : tuple of Template
        As used in the ledger (`compare.adoption.ledger.Ledger.templates`).
    agencies, amounts : DataFrame, optional
        Counted over the clauses that prove the item.

    Returns
    -------
    DataFrame
        ``template, item_no, doc_id, region, province, doc_level, relation, control`` (0, 1),
        ``basis, evidence, level, adopted`` (0, 1), ``score, actions_found, actions_total,
        action_share, kind, section, position`` (of the item in the template, 0–1),
        ``item_length`` (characters of the official text or of our description), ``clause_length``
        (characters of the proving clauses), ``n_clauses, n_agencies, n_amounts, issue_date,
        template_date, order, lag_min, lag_max`` (days),
        ``document_length`` (characters in clauses).
    """
    related = relate(documents, templates)
    lengths = clauses.assign(size=clauses["text"].str.len()).set_index("clause_id")["size"]
    whole = clauses.groupby("doc_id")["text"].agg(lambda texts: int(texts.str.len().sum()))
    named = (
        agencies.groupby("clause_id").size() if agencies is not None else pd.Series(dtype="int64")
    )
    numbers = (
        amounts.groupby("clause_id").size() if amounts is not None else pd.Series(dtype="int64")
    )
    items = pd.DataFrame(
        [
            {
                "template": t.number,
                "item_no": i.item_no,
                "section": i.section,
                "position": k / max(len(t.items) - 1, 1),
                "item_length": len(i.content),
                "template_date": t.issue_date,
            }
            for t in templates
            for k, i in enumerate(t.items)
        ],
        columns=["template", "item_no", "section", "position", "item_length", "template_date"],
    )
    rows = countable(adoption)
    proofs = [cell.split(";") if cell else [] for cell in rows["clause_ids"]]
    rows = rows.assign(
        present=rows["present"].astype(int),
        adopted=rows["adopted"].astype(int),
        control=(rows["relation"] == "control").astype(int),
        n_clauses=[len(ids) for ids in proofs],
        clause_length=[int(lengths.reindex(ids).sum()) for ids in proofs],
        n_agencies=[int(named.reindex(ids).sum()) for ids in proofs],
        n_amounts=[int(numbers.reindex(ids).sum()) for ids in proofs],
    )
    heads = documents[["doc_id", "region", "province", "level", "issue_date"]].rename(
        columns={"level": "doc_level"}
    )
    out = rows.merge(items, on=["template", "item_no"], how="left").merge(
        heads, on="doc_id", how="left"
    )
    out = out.merge(
        related[["template", "doc_id", "order", "lag_min", "lag_max"]],
        on=["template", "doc_id"],
        how="left",
    )
    out["document_length"] = out["doc_id"].map(whole)
    return out[list(schema.CITY_ITEMS.columns)].reset_index(drop=True)


def city_pairs(
    documents: pd.DataFrame,
    clauses: pd.DataFrame,
    adoption: pd.DataFrame,
    pairs: pd.DataFrame,
    templates: tuple[Template, ...],
) -> pd.DataFrame:
    """One row an ordered pair of documents: how alike they are, in wording and in what they
    adopted.

    Dyads share documents and are not independent: cluster errors by document, or permute (QAP).

    Returns
    -------
    DataFrame
        ``doc_a, doc_b, same_province, same_level`` (0, 1; NaN where one is unknown),
        ``share_template`` (implement a common document), ``lag_min, lag_max``
        (days from a to b), ``n_counterparts, n_verbatim, share_of_a, share_of_b`` (clauses with a
        counterpart, 0–1), ``mean_cosine`` (of counterparts), ``both_adopted, either_adopted,
        jaccard_items`` (items of templates scored for both).
    """
    windows = date_windows(documents, templates)
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    same = schema.counterparts(pairs)
    same = same.assign(doc_a=[owner[a] for a in same["a"]], doc_b=[owner[b] for b in same["b"]])
    taken = countable(adoption).pivot(
        index=["template", "item_no"], columns="doc_id", values="present"
    )
    implementing = (
        adoption[adoption["relation"] != "control"].groupby("doc_id")["template"].agg(set).to_dict()
    )
    size = clauses.groupby("doc_id").size()
    heads = {row.doc_id: row for row in rows_of(documents)}
    rows = []
    for a, b in permutations(documents["doc_id"], 2):
        one, two = heads[a], heads[b]
        found = same[
            ((same["doc_a"] == a) & (same["doc_b"] == b))
            | ((same["doc_a"] == b) & (same["doc_b"] == a))
        ]
        in_a = {x if owner[x] == a else y for x, y in zip(found["a"], found["b"], strict=True)}
        in_b = {x if owner[x] == b else y for x, y in zip(found["a"], found["b"], strict=True)}
        low, high = _between(windows.get(key_of(one)), windows.get(key_of(two)))
        both = (
            taken[[a, b]].dropna().astype(bool)
            if a in taken and b in taken
            else pd.DataFrame(columns=[a, b], dtype=bool)
        )
        shared, either = int((both[a] & both[b]).sum()), int((both[a] | both[b]).sum())
        rows.append(
            {
                "doc_a": a,
                "doc_b": b,
                "same_province": _same(one.province, two.province),
                "same_level": _same(one.level, two.level),
                "share_template": int(
                    bool(implementing.get(a, set()) & implementing.get(b, set()))
                ),
                "lag_min": low,
                "lag_max": high,
                "n_counterparts": len(found),
                "n_verbatim": int((found["level"] == "verbatim").sum()),
                "share_of_a": len(in_a) / max(int(size.get(a, 0)), 1),
                "share_of_b": len(in_b) / max(int(size.get(b, 0)), 1),
                "mean_cosine": found["cosine_char"].mean() if len(found) else float("nan"),
                "both_adopted": shared,
                "either_adopted": either,
                "jaccard_items": shared / either if either else float("nan"),
            }
        )
    return schema.CITY_PAIRS.check(pd.DataFrame(rows, columns=list(schema.CITY_PAIRS.columns)))


def _same(one: str, other: str) -> float:
    """1 or 0; NaN where one of the two is not known: unknown is not different."""
    return float(one == other) if one and other else float("nan")


def _between(a, b) -> tuple[float, float]:
    if a is None or b is None:
        return float("nan"), float("nan")
    return float((b[0] - a[1]).days), float((b[1] - a[0]).days)
