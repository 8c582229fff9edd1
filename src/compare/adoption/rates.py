"""How much two policies resemble each other anyway: the overlap that must be taken off every
adoption rate.

Each template is scored against documents that do not implement it, without any gate of date or
reference. Only the difference between documents that implement it and those that do not is
evidence of adoption.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from compare import schema
from compare.base.intervals import CONFIDENCE, DRAWS, FEWEST, SEED, mean_interval, wilson

HALF = 0.5  # of the scored actions of an item: the second number of the headline


def countable(adoption: pd.DataFrame) -> pd.DataFrame:
    """Rows that rates are counted over: measures and implementation of what is in hand, no
    preamble and nothing that only closes the template (``counted``).

    The one place that says which cells count; page, methods text, findings and figures all ask
    here.

    Returns
    -------
    DataFrame
        `adoption` with ``present`` (bool: the item is there, in a control too) and
        ``action_share`` (actions found over scored actions; NaN without any).
    """
    measures = (
        adoption["counted"].astype(bool)
        if "counted" in adoption
        else adoption["kind"] != "preamble"
        if "kind" in adoption
        else pd.Series(True, index=adoption.index)
    )
    rows = adoption[measures & (adoption["level"] != "not_in_hand")]
    share = rows["actions_found"] / rows["actions_total"].where(rows["actions_total"] > 0)
    return rows.assign(present=rows["level"].isin(schema.PRESENT), action_share=share.astype(float))


def adoption_rates(
    adoption: pd.DataFrame, *, draws: int = DRAWS, seed: int = SEED, confidence: float = CONFIDENCE
) -> pd.DataFrame:
    """Share of a template's items that each document takes over, with a bootstrap interval over
    items.

    Parameters
    ----------
    adoption : DataFrame
        From `compare.adoption.ledger.trace_adoption`.
    draws : int
        Resamples of the items.
    seed : int
    confidence : float
        Of the percentile interval.

    Returns
    -------
    DataFrame
        ``template, doc_id, relation, basis, adopted`` (items present; of a control: alike),
        ``items``, ``rate, low, high`` (0–1; no interval below `FEWEST` items), ``share, share_low,
        share_high``
        (mean over items of the share of actions found: every item weighs the same; NaN where no
        action is scored).

    Notes
    -----
    Percentile bootstrap [1]_. Items are the units drawn, so the interval says how far the rate
    hangs on which items the template happens to have; it says nothing about other cities.

    References
    ----------
    .. [1] B. Efron and R. Tibshirani (1993), An Introduction to the Bootstrap, ch. 13.
    """
    rows = []
    for (template, doc_id), group in countable(adoption).groupby(
        ["template", "doc_id"], sort=False
    ):
        taken, share = (
            group["present"].to_numpy(float),
            group["action_share"].dropna().to_numpy(float),
        )
        low, high = _interval(taken, draws, seed, confidence)
        share_low, share_high = _interval(share, draws, seed, confidence)
        rows.append(
            {
                "template": template,
                "doc_id": doc_id,
                "relation": group["relation"].iloc[0],
                "basis": group["basis"].iloc[0],
                "adopted": int(taken.sum()),
                "items": len(taken),
                "rate": taken.mean(),
                "low": low,
                "high": high,
                "share": share.mean() if len(share) else np.nan,
                "share_low": share_low,
                "share_high": share_high,
            }
        )
    return pd.DataFrame(rows, columns=_RATES)


_RATES = [
    "template", "doc_id", "relation", "basis", "adopted", "items", "rate", "low", "high", "share",
    "share_low", "share_high",
]  # fmt: skip


def control_overlap(
    adoption: pd.DataFrame,
    relations: pd.DataFrame,
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    confidence: float = CONFIDENCE,
) -> pd.DataFrame:
    """Each document's adoption rate beside the rate of documents that do not implement the
    template.

    Parameters
    ----------
    adoption : DataFrame
    relations : DataFrame
        From `compare.adoption.relations.relate`: controls that share a template with the one
        tested are not independent of it and are left out.
    draws, seed, confidence
        As in `adoption_rates`.

    Returns
    -------
    DataFrame
        One row a template and implementing document: ``template, doc_id, relation, items, rate,
        controls`` (documents, joined with ;),
        ``control_rate`` (mean over them), ``control_max, difference, low, high`` (interval of the
        difference, items drawn in pairs), ``earlier`` (controls issued before the template: they
        cannot have followed it). Without
        controls the last columns are empty.
    """
    counted = countable(adoption)
    usable = relations[(relations["relation"] == "control") & ~relations["shares"]]
    rows = []
    for template, group in counted.groupby("template", sort=False):
        wide = group.pivot(index="item_no", columns="doc_id", values="present").astype(float)
        mine = usable[usable["template"] == template]
        controls = [doc_id for doc_id in mine["doc_id"] if doc_id in wide]
        earlier = [
            doc_id
            for doc_id, order in zip(mine["doc_id"], mine["order"], strict=True)
            if order == "before" and doc_id in wide
        ]
        for doc_id in group.loc[group["relation"] != "control", "doc_id"].drop_duplicates():
            row = {
                "template": template,
                "doc_id": doc_id,
                "relation": group.loc[group["doc_id"] == doc_id, "relation"].iloc[0],
                "items": len(wide),
                "rate": wide[doc_id].mean(),
                "controls": ";".join(controls),
                "earlier": ";".join(earlier),
            }
            if controls:
                gap = (wide[doc_id] - wide[controls].mean(axis=1)).to_numpy()
                low, high = _interval(gap, draws, seed, confidence)
                row |= {
                    "control_rate": wide[controls].mean(axis=1).mean(),
                    "control_max": wide[controls].mean().max(),
                    "difference": gap.mean(),
                    "low": low,
                    "high": high,
                }
            rows.append(row)
    return pd.DataFrame(rows, columns=_OVERLAP)


def control_pool(adoption: pd.DataFrame, relations: pd.DataFrame, template: str) -> tuple[int, int]:
    """Cells of the independent controls of `template` that are alike, and how many count: what a
    rate is printed beside.

    Parameters
    ----------
    adoption, relations
        As in `control_overlap`.
    """
    counted = countable(adoption[adoption["template"] == template])
    beside = independent(counted[counted["relation"] == "control"], relations)
    return int(beside["present"].sum()), len(beside)


def independent(cells: pd.DataFrame, relations: pd.DataFrame) -> pd.DataFrame:
    """`cells` without those of `dependent` controls: wherever a rate stands beside controls, these
    do not count.
    """
    left_out = dependent(relations)
    keys = zip(cells["template"], cells["doc_id"], strict=True)
    return cells[np.array([key not in left_out for key in keys], dtype=bool)]


def dependent(relations: pd.DataFrame) -> frozenset[tuple[str, str]]:
    """Template and document of the controls that carry out a document which the template carries
    out too.
    """
    shared = relations[relations["shares"].astype(bool)]
    return frozenset(zip(shared["template"], shared["doc_id"], strict=True))


def half_done(adoption: pd.DataFrame) -> dict[tuple[str, str], tuple[int, int]]:
    """Template and document to the items that are there with at least half of their scored
    actions, and to the items with scored actions.
    """
    scored = countable(adoption)
    scored = scored[scored["action_share"].notna()]
    scored = scored.assign(half=scored["present"] & (scored["action_share"] >= HALF))
    sums = scored.groupby(["template", "doc_id"])["half"].agg(["sum", "size"])
    return {
        (str(template), str(doc_id)): (int(n), int(of))
        for (template, doc_id), (n, of) in zip(sums.index, sums.to_numpy(), strict=True)
    }


def _interval(values: np.ndarray, draws: int, seed: int, confidence: float) -> tuple[float, float]:
    """Bootstrap interval of a mean over items; NaN where there are fewer than `FEWEST`."""
    return mean_interval(values, draws=draws, seed=seed, confidence=confidence)


_OVERLAP = [
    "template", "doc_id", "relation", "items", "rate", "controls", "control_rate", "control_max",
    "difference", "low", "high", "earlier",
]  # fmt: skip


def section_rates(adoption: pd.DataFrame, items: pd.DataFrame) -> pd.DataFrame:
    """Adoption rate by section of the template.

    Returns
    -------
    DataFrame
        ``template, section_no`` (order of the section in the template), ``section, doc_id,
        relation, adopted, items, rate, low, high, share`` (mean share of actions found, items
        weighing the same). Low and high are Wilson's [1]_, NaN for a section of
        fewer than `FEWEST` items.

    References
    ----------
    .. [1] E. B. Wilson (1927), Probable inference, the law of succession, and statistical
       inference. Journal of the American Statistical Association 22, 209-212.
    """
    sections = items[["template", "item_no", "section"]]
    place = sections.drop_duplicates(["template", "section"]).assign(
        section_no=lambda frame: frame.groupby("template", sort=False).cumcount() + 1
    )
    joined = (
        countable(adoption)
        .merge(sections, on=["template", "item_no"])
        .merge(place[["template", "section", "section_no"]], on=["template", "section"])
    )
    rows = []
    for keys, group in joined.groupby(["template", "section_no", "section", "doc_id"], sort=False):
        low, high = (
            wilson(int(group["present"].sum()), len(group))
            if len(group) >= FEWEST
            else (np.nan, np.nan)
        )
        rows.append(
            (
                *keys,
                group["relation"].iloc[0],
                int(group["present"].sum()),
                len(group),
                group["present"].mean(),
                low,
                high,
                group["action_share"].mean(),
            )
        )
    columns = [
        "template", "section_no", "section", "doc_id", "relation", "adopted", "items", "rate",
        "low", "high", "share",
    ]  # fmt: skip
    return (
        pd.DataFrame(rows, columns=columns)
        .sort_values(["template", "section_no"], kind="stable")
        .reset_index(drop=True)
    )


def main_template(adoption: pd.DataFrame) -> str:
    """The template that most documents implement; of several, the one with most items known."""
    known = adoption[(adoption["item_no"] > 0) & (adoption["relation"] != "control")]
    if not len(known):
        return ""
    size = (
        known.groupby("template")
        .agg(documents=("doc_id", "nunique"), items=("item_no", "nunique"))
        .reset_index()
    )
    return str(
        size.sort_values(
            ["documents", "items", "template"], ascending=[False, False, True], kind="stable"
        )["template"].iloc[0]
    )
