"""The adoption matrix of many documents: of each item the share of documents that have it, all
together and by province, or by degree where provinces are not known.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes

from compare.figures import many, theme
from compare.figures.groups import Group, groups_of, plot_groups
from compare.figures.parts import first, say_left_out, wrap
from compare.schema import PRESENT
from compare.words.strings import say

ROW_MM = 3.7
HEAD_MM = 46.0  # names of provinces stand upright
ROOM = {"89mm": 26, "183mm": 46, "slide": 30}  # columns of display for the label of a row
UNGRADED = "taken_over"  # present, and nothing is known of how many actions


def plot_sums(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Heat map: items by groups of documents, shaded by the share of the documents that have the
    item, their number in each cell; controls last, where they are alike.

    Parameters
    ----------
    data : DataFrame
        `compare.figures.adoption_cells.matrix_data`; documents of which an item cannot be told are
        not counted.
    """
    width = theme.width_of(ax) if ax is not None else width
    documents = data.loc[data["doc_id"] != "", "doc_id"].nunique()
    data = data[data["row_kind"] != "rest"]
    last = data.drop_duplicates("row").iloc[-1]
    if last["row_kind"] == "section":  # the heading of what is not in hand
        data = data[data["row"] != last["row"]]
    room = theme.room_for(data["row"].nunique(), width, head_mm=HEAD_MM, row_mm=ROW_MM)
    data, drawn, rows = first(data, "row", room)
    lines = data.drop_duplicates("row").set_index("row")
    ax = ax if ax is not None else theme.new_axes(width, HEAD_MM + ROW_MM * len(lines))
    cells = data[(data["doc_id"] != "") & (data["level"] != "not_in_hand")]
    cells = cells.assign(present=cells["level"].isin([*PRESENT, "alike"]))
    columns = _columns(cells, lang, width)
    shares, numbers = _sums(cells, columns, lines.index)
    plot_groups(
        shares, numbers, [group for group, _ in columns], lang=lang, ax=ax, total=documents,
        rows=[wrap(text, ROOM[width], lines=1) for text in lines[f"label_{lang}"]],
        words=say("figure.adoption.share_documents", lang),
    )  # fmt: skip
    say_left_out(theme.figure_of(ax), drawn, rows, lang)
    return ax


def _columns(cells: pd.DataFrame, lang: str, width: str) -> list[tuple[Group, str]]:
    """Groups of documents, each with the degree that is counted in it ("" = any)."""
    heads = cells.drop_duplicates("doc_id")
    controls = heads.loc[heads["relation"] == "control", "doc_id"]
    found = groups_of(heads, lang, width, controls)
    if found:
        return [(group, "") for group in found]
    own = frozenset(heads["doc_id"]) - frozenset(controls)
    out = [(Group(say("figure.group.all", lang), own), "")]
    for degree in [*reversed(list(theme.DEGREES)), UNGRADED]:
        if (_degrees(cells) == degree).any():
            out.append((Group(theme.label(degree, lang), own), degree))
    if len(controls):
        out.append((Group(say("figure.group.controls", lang), frozenset(controls)), ""))
    return out


def _degrees(cells: pd.DataFrame) -> pd.Series:
    told = cells["degree"].where(cells["degree"] != "", UNGRADED)
    return told.where(cells["present"] & (cells["relation"] != "control"), "")


def _sums(
    cells: pd.DataFrame, columns: Sequence[tuple[Group, str]], rows: pd.Index
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Share and number of documents, a row an item, a column a group; no share where none of its
    documents can be told.
    """
    degrees = _degrees(cells)
    shares, numbers = pd.DataFrame(index=rows), pd.DataFrame(index=rows)
    for at, (group, degree) in enumerate(columns):
        own = cells["doc_id"].isin(group.documents)
        meant = cells["present"] if not degree else degrees == degree
        found = meant[own].groupby(cells.loc[own, "row"]).agg(["sum", "size"]).reindex(rows)
        shares[at] = (found["sum"] / found["size"]).astype(float)
        numbers[at] = found["sum"].fillna(0).astype(int)
    return shares, numbers


def item_rates(rows: Sequence[tuple[str, int, int]], lang: str) -> many.Row:
    """Of every document (name, items taken over, of how many) the share, as one row."""
    values = pd.Series([n / of for _, n, of in rows], index=[name for name, _, _ in rows])
    return many.Row(say("figure.adoption_rates.share_items_taken", lang), values)
