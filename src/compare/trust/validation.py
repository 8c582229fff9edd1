"""Every automatic table against the hand coding: how many were right, how many were found."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from compare.content.coverage import item_of
from compare.trust.match_clauses import match_units, unit_rows, unitizing_agreement
from compare.trust.match_codes import agency_rows, amount_rows, instrument_rows, theme_rows
from compare.trust.match_links import action_rows, counterpart_rows, item_rows
from compare.trust.match_rows import COLUMNS
from compare.trust.reliability import code_scores

if TYPE_CHECKING:
    from compare.text.passage import Passage
    from compare.trust.hand_coding import HandCoding

__all__ = [
    "central_themes",
    "instruments_of",
    "match_units",
    "theme_errors",
    "theme_scores",
    "unitizing_agreement",
    "validate",
]


def validate(
    hand: HandCoding,
    clauses: pd.DataFrame,
    passages: Mapping[str, Passage],
    tables: Mapping[str, pd.DataFrame],
) -> pd.DataFrame:
    """One row a question, measure and document (``all`` sums over documents).

    Parameters
    ----------
    hand : HandCoding
        See `compare.trust.hand_coding.read_hand_coding`.
    clauses, passages, tables
        Of the same study.

    Returns
    -------
    DataFrame
        ``question``, ``measure``, ``document``, ``by_hand`` and ``found`` (counts), ``precision``,
        ``recall``,
        ``value`` (F1, share or kappa as the measure says), ``ceiling`` (agreement of the passes,
        NaN where it is not known). What the passes dispute is not held against the automatic
        coding.
    """
    units = match_units(hand, clauses, passages)
    to_unit = units[units["clause_id"] != ""].set_index("clause_id")["unit"]
    rows = [
        *unit_rows(units, clauses),
        *agency_rows(hand, tables["agencies"], to_unit),
        *theme_rows(hand, tables["themes"], to_unit),
        *instrument_rows(hand, tables["instruments"], to_unit),
        *amount_rows(hand, tables["amounts"], to_unit),
        *counterpart_rows(hand, tables["pairs"], to_unit),
        *item_rows(hand, tables["adoption"], to_unit),
        *action_rows(hand, tables["actions"]),
    ]
    out = pd.DataFrame(rows, columns=COLUMNS)
    keys = hand.ceilings.set_index(["question", "measure"])["ceiling"].to_dict()
    out["ceiling"] = [
        keys.get(pair, float("nan")) for pair in zip(out["question"], out["measure"], strict=True)
    ]
    return out


def theme_scores(
    hand: HandCoding, clauses: pd.DataFrame, passages: Mapping[str, Passage], themes: pd.DataFrame
) -> pd.DataFrame:
    """Scores of every theme (`reliability.code_scores`), items drawn again for the intervals.

    With fewer than a handful of coded documents whole documents cannot be drawn; paragraphs of one
    item stay together instead.
    """
    units = match_units(hand, clauses, passages).query("clause_id != ''")
    found = themes.merge(units[["unit", "clause_id"]], on="clause_id").rename(
        columns={"theme": "code"}
    )
    agreed = hand.themes[hand.themes["agreed"]]
    item = pd.Series(item_of(clauses).to_numpy(), index=clauses["clause_id"])
    return code_scores(
        found[["unit", "code"]], agreed[["unit", "code"]], hand.themes[["unit", "code"]],
        units=units["unit"], clusters=units["clause_id"].map(item),
    )  # fmt: skip


def central_themes(
    hand: HandCoding, clauses: pd.DataFrame, passages: Mapping[str, Passage], themes: pd.DataFrame
) -> tuple[pd.Series, pd.Series]:
    """Most central theme of each unit, automatic and by hand (where the passes agree on one), for
    `reliability.confusion`.
    """
    to_unit = match_units(hand, clauses, passages).set_index("clause_id")["unit"]
    found = (
        themes[themes["rank"] == 1]
        .assign(unit=lambda table: table["clause_id"].map(to_unit))
        .dropna(subset="unit")
    )
    wanted = hand.themes[hand.themes["agreed"]].drop_duplicates("unit")
    return found.set_index("unit")["theme"], wanted.set_index("unit")["code"]


def instruments_of(
    hand: HandCoding,
    clauses: pd.DataFrame,
    passages: Mapping[str, Passage],
    instruments: pd.DataFrame,
) -> tuple[pd.Series, pd.Series]:
    """Instrument of each unit, automatic and by hand, for `reliability.confusion`."""
    to_unit = match_units(hand, clauses, passages).set_index("clause_id")["unit"]
    found = instruments.assign(unit=instruments["clause_id"].map(to_unit)).dropna(subset="unit")
    return found.set_index("unit")["instrument"], hand.instruments.set_index("unit")["code"]


def theme_errors(
    hand: HandCoding, clauses: pd.DataFrame, passages: Mapping[str, Passage], themes: pd.DataFrame
) -> pd.DataFrame:
    """Themes that neither pass gave (``extra``) and themes that both gave and were not found
    (``missed``).

    Returns
    -------
    DataFrame
        ``unit``, ``error``, ``theme``, ``cues`` (of an extra theme), in the order of the coding.
    """
    to_unit = (
        match_units(hand, clauses, passages).query("clause_id != ''").set_index("clause_id")["unit"]
    )
    given = themes.assign(unit=themes["clause_id"].map(to_unit)).dropna(subset="unit")
    either = set(zip(hand.themes["unit"], hand.themes["code"], strict=True))
    found = set(zip(given["unit"], given["theme"], strict=True))
    rows = [
        (unit, "extra", theme, cues)
        for unit, theme, cues in zip(given["unit"], given["theme"], given["cues"], strict=True)
        if (unit, theme) not in either
    ]
    both = hand.themes[hand.themes["agreed"] & hand.themes["unit"].isin(to_unit)]
    rows += [
        (unit, "missed", code, "")
        for unit, code in zip(both["unit"], both["code"], strict=True)
        if (unit, code) not in found
    ]
    order = {unit: number for number, unit in enumerate(hand.units["unit"])}
    rows.sort(key=lambda row: (order[row[0]], row[1], row[2]))
    return pd.DataFrame(rows, columns=["unit", "error", "theme", "cues"])
