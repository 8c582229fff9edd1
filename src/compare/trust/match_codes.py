"""What is said of each unit: bodies in charge, themes, instrument, amounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare.trust.agreement import cohen_kappa
from compare.trust.match_clauses import documents_of
from compare.trust.match_rows import scores_row, share_row, total

if TYPE_CHECKING:
    from compare.trust.hand_coding import HandCoding

_SECOND_NAME = re.compile(
    r"^(.+?)[（(〈]([^（()）〈〉]{2,}(?:局|委|办|院|中心|会|厅|部|所|队|公司|厂|站))[）)〉]$"
)


def agency_rows(
    hand: HandCoding, agencies: pd.DataFrame, to_unit: pd.Series
) -> list[dict[str, Any]]:
    """Bodies of attributions; units whose bodies are charged in running text were not coded
    everywhere and are left out.
    """
    named = agencies[agencies["where"] == "attribution"]
    named = named.assign(unit=named["clause_id"].map(to_unit)).dropna(subset="unit")
    found_by, wanted_by = _by_unit(named), _by_unit(hand.agencies)
    in_text = set(agencies.loc[agencies["where"] == "text", "clause_id"].map(to_unit)) - set(
        found_by
    )
    rows, family, role, hits = [], 0, 0, 0
    for doc, units in documents_of(hand, to_unit).items():
        right = found = by_hand = 0
        for unit in units:
            if unit in in_text:
                continue
            mine, wanted = list(found_by.get(unit, [])), wanted_by.get(unit, [])
            found, by_hand = found + len(mine), by_hand + len(wanted)
            for body, own_family, own_role in wanted:
                match = next((row for row in mine if row[0] == body), None)
                if match:
                    mine.remove(match)
                    right += 1
                    family += match[1] == own_family
                    role += match[2] == own_role
        hits += right
        rows.append(scores_row("agencies", "f1", doc, by_hand, found, right))
    shares = [
        share_row("agencies", "family", "all", family, hits),
        share_row("agencies", "role", "all", role, hits),
    ]
    return [*rows, *total(rows), *(shares if hits else [])]


def _by_unit(agencies: pd.DataFrame) -> dict[str, list[tuple[str, str, str]]]:
    out: dict[str, list[tuple[str, str, str]]] = {}
    for unit, raw, family, role in agencies[["unit", "raw", "family", "role"]].itertuples(
        index=False
    ):
        out.setdefault(unit, []).extend((body, family, role) for body in bodies(raw))
    return out


def bodies(raw: str) -> list[str]:
    """A body with a second name in brackets is two bodies, however it was written down."""
    raw = re.sub(r"\s", "", raw)
    hit = _SECOND_NAME.match(raw)
    return [hit[1], hit[2]] if hit else [raw]


def theme_rows(hand: HandCoding, themes: pd.DataFrame, to_unit: pd.Series) -> list[dict[str, Any]]:
    """Sets of themes (precision: given by either pass; recall: given by both) and the most central
    one.
    """
    given = themes.assign(unit=themes["clause_id"].map(to_unit)).dropna(subset="unit")
    found = set(zip(given["unit"], given["theme"], strict=True))
    first = set(
        zip(
            given.loc[given["rank"] == 1, "unit"],
            given.loc[given["rank"] == 1, "theme"],
            strict=True,
        )
    )
    either = set(zip(hand.themes["unit"], hand.themes["code"], strict=True))
    both = hand.themes[hand.themes["agreed"]]
    agreed = set(zip(both["unit"], both["code"], strict=True))
    rows, central, units_in_all = [], 0, 0
    for doc, units in documents_of(hand, to_unit).items():
        own = set(units)
        mine, wanted = ({pair for pair in pairs if pair[0] in own} for pairs in (found, agreed))
        rows.append(
            scores_row(
                "themes", "f1", doc, len(wanted), len(mine), len(mine & either), len(wanted & mine)
            )
        )
        central += len({pair for pair in first & either if pair[0] in own})
        units_in_all += len(units)
    return [
        *rows,
        *total(rows),
        *([share_row("themes", "primary", "all", central, units_in_all)] if rows else []),
    ]


def instrument_rows(
    hand: HandCoding, instruments: pd.DataFrame, to_unit: pd.Series
) -> list[dict[str, Any]]:
    """Share of units with the side by hand, and kappa."""
    own = instruments.assign(unit=instruments["clause_id"].map(to_unit)).merge(
        hand.instruments, on="unit"
    )
    rows = []
    for doc, group in [*own.groupby("doc_id", sort=False), *([("all", own)] if len(own) else [])]:
        right = int((group["instrument"] == group["code"]).sum())
        rows.append(share_row("instruments", "share", str(doc), right, len(group)))
    if rows:
        kappa = cohen_kappa(list(own["instrument"]), list(own["code"]))
        rows.append(share_row("instruments", "kappa", "all", 0, len(own)) | {"value": kappa})
    return rows


def amount_rows(
    hand: HandCoding, amounts: pd.DataFrame, to_unit: pd.Series
) -> list[dict[str, Any]]:
    """An amount is right with unit and both bounds; where the passes differ on the open side,
    either will do.
    """
    given = amounts.assign(coded=amounts["clause_id"].map(to_unit)).dropna(subset="coded")
    rows = []
    for doc, units in documents_of(hand, to_unit).items():
        right = found = by_hand = 0
        for unit in units:
            mine = list(
                given.loc[given["coded"] == unit, ["low", "high", "unit"]].itertuples(index=False)
            )
            found += len(mine)
            coded = hand.amounts.loc[
                hand.amounts["unit"] == unit, ["low", "high", "measure", "bounds_agreed"]
            ]
            for low, high, measure, sure in coded.itertuples(index=False):
                by_hand += 1
                match = next(
                    (
                        row
                        for row in mine
                        if row[2] == measure and _same(row[:2], (low, high), sure)
                    ),
                    None,
                )
                if match is not None:
                    mine.remove(match)
                    right += 1
        rows.append(scores_row("amounts", "f1", doc, by_hand, found, right))
    return rows + total(rows)


def _same(one: tuple[float, float], other: tuple[float, float], sure: bool) -> bool:
    if sure:
        return all((pd.isna(a) and pd.isna(b)) or a == b for a, b in zip(one, other, strict=True))
    return {value for value in one if not pd.isna(value)} == {
        value for value in other if not pd.isna(value)
    }
