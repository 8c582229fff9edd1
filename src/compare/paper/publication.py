"""The three tables of a paper: items by document, rates beside controls, reliability.

A table of the contract has a row a thing and a column a property; a page has room for neither.
These are what a reader of a paper needs, as cells of text, for Word, LaTeX and Markdown alike.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare.adoption.rates import countable, half_done, main_template
from compare.figures import theme
from compare.figures.adoption import cell_symbol
from compare.figures.adoption_cells import matrix_data
from compare.figures.adoption_rates import controls_data
from compare.figures.reliability import tables_data
from compare.words.strings import check_language, say

if TYPE_CHECKING:
    from compare.study.read import Study

Tables = Mapping[str, pd.DataFrame]
NAMES = ("table-items", "table-rates", "table-reliability")
BESIDE = 7  # documents that stand as columns beside each other on a page


@dataclass(frozen=True, slots=True)
class PrintTable:
    """One table as it is printed.

    Attributes
    ----------
    name : str
        Names the file and the label; one of `NAMES`.
    title, note : str
        Above and below the table.
    head : tuple of str
    rows : tuple of tuples of str
    shares : tuple of float
        Width of each column, summing to 1.
    align : str
        ``l``, ``c`` or ``r`` for each column.
    sections : frozenset of int
        Rows that head a section: their first cell runs over the whole width.
    """

    name: str
    title: str
    note: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    shares: tuple[float, ...]
    align: str
    sections: frozenset[int] = frozenset()


def publication_tables(study: Study, tables: Tables, lang: str) -> list[PrintTable]:
    """The tables that this study has data for, of the three, in `lang`.

    Raises
    ------
    ValueError
        If `lang` is not a language there is.
    """
    check_language(lang)
    found = [writer(study, tables, lang) for writer in (items_table, rates_table, scores_table)]
    return [table for table in found if table is not None]


def items_table(study: Study, tables: Tables, lang: str) -> PrintTable | None:
    """Items of the main template by document, with degree and actions; of more documents than
    stand beside each other, how many have each item to which degree.
    """
    template = main_template(tables["adoption"])
    cells = matrix_data(study, tables, template) if template else pd.DataFrame()
    if cells.empty:
        return None
    cells = cells[cells["template"].eq(template) | cells["row_kind"].eq("section")]
    rest = cells.loc[cells["row_kind"] == "rest", "row"]
    last = cells.loc[cells["row_kind"] == "item", "row"].max()
    cells = cells[(cells["row"] <= last) & ~cells["row"].isin(rest)]
    documents = cells[cells["doc_id"] != ""].drop_duplicates("doc_id").sort_values("column")
    beside = len(documents) <= BESIDE
    write = _by_document if beside else _by_degree
    head, rows, sections = write(cells, documents, lang)
    label = theme.template_name(study.documents, template, lang)
    first = 0.34 if beside else 0.4
    shares = (first, *[(1 - first) / (len(head) - 1)] * (len(head) - 1))
    symbols = say(
        "print.items.symbols", lang,
        **{code: theme.DEGREES[code].symbol for code in theme.DEGREES},
        absent=theme.LEVELS["absent"].symbol, alike=theme.CONTROL.symbol,
    )  # fmt: skip
    note = say("print.items.note", lang) if beside else say("print.items.note_many", lang)
    if beside:
        note = f"{symbols}{'' if lang == 'zh' else ' '}{note}"
    return PrintTable(
        NAMES[0], say("print.items.title", lang, template=label), note, head, rows, shares,
        "l" + "c" * (len(head) - 1), sections,
    )  # fmt: skip


Body = tuple[tuple[str, ...], tuple[tuple[str, ...], ...], frozenset[int]]


def _by_document(cells: pd.DataFrame, documents: pd.DataFrame, lang: str) -> Body:
    names = [
        say("print.control_name", lang, name=row[f"place_{lang}"])
        if row["relation"] == "control"
        else row[f"place_{lang}"]
        for row in documents.to_dict("records")
    ]
    rows: list[tuple[str, ...]] = []
    sections = set()
    for _, line in cells.groupby("row", sort=True):
        first = line.iloc[0]
        if first["row_kind"] == "section":
            sections.add(len(rows))
            rows.append((first[f"label_{lang}"], *[""] * len(names)))
            continue
        by_document = {cell["doc_id"]: cell for cell in line.to_dict("records")}
        rows.append(
            (
                first[f"label_{lang}"],
                *(_cell(by_document[doc_id]) for doc_id in documents["doc_id"]),
            )
        )
    return (say("print.items.item", lang), *names), tuple(rows), frozenset(sections)


def _cell(cell: Mapping[Any, Any]) -> str:
    total = cell["actions_total"]
    counted = not pd.isna(total) and int(total) > 0
    symbol = cell_symbol(cell)
    return f"{symbol} {int(cell['actions_found'])}/{int(total)}" if counted else symbol


def _by_degree(cells: pd.DataFrame, documents: pd.DataFrame, lang: str) -> Body:
    head = (
        say("print.items.item", lang), say("print.items.touched", lang),
        *(f"{mark.symbol} {theme.label(code, lang)}" for code, mark in theme.DEGREES.items()),
        say("print.items.controls", lang),
    )  # fmt: skip
    rows: list[tuple[str, ...]] = []
    sections = set()
    for _, line in cells.groupby("row", sort=True):
        label = line[f"label_{lang}"].iloc[0]
        if line["row_kind"].iloc[0] == "section":
            sections.add(len(rows))
            rows.append((label, *[""] * (len(head) - 1)))
            continue
        judged = line[line["level"] != "not_in_hand"]
        judged = judged.assign(present=countable(judged.assign(counted=True))["present"])
        due, beside = (
            judged[judged["relation"] != "control"], judged[judged["beside"].eq(True)]
        )  # fmt: skip
        degrees = due.loc[due["present"], "degree"].value_counts()
        rows.append(
            (
                label, f"{int(due['present'].sum())}/{len(due)}",
                *(str(int(degrees.get(code, 0))) for code in theme.DEGREES),
                f"{int(beside['present'].sum())}/{len(beside)}" if len(beside) else "–",
            )
        )  # fmt: skip
    return head, tuple(rows), frozenset(sections)


def rates_table(study: Study, tables: Tables, lang: str) -> PrintTable | None:
    """Each document's adoption of each template it implements, beside its controls."""
    if tables["adoption"].empty:
        return None
    data = controls_data(study, tables)
    if data.empty:
        return None
    halves = half_done(tables["adoption"])
    head = tuple(
        say(f"print.rates.{key}", lang)
        for key in ("document", "adopted", "interval", "half", "controls", "difference")
    )
    rows: list[tuple[str, ...]] = []
    sections = set()
    for template, group in data.groupby("template", sort=False):
        sections.add(len(rows))
        name = theme.template_name(study.documents, str(template), lang)
        rows.append((name, *[""] * (len(head) - 1)))
        usable = group[(group["relation"] == "control") & ~group["shares"].astype(bool)]
        beside = _of(int(usable["adopted"].sum()), int(usable["items"].sum()))
        for row in group.to_dict("records"):
            control = row["relation"] == "control"
            key = "excluded_name" if control and row["shares"] else "control_name"
            name = row[f"place_{lang}"]
            rows.append(
                (
                    say(f"print.{key}", lang, name=name) if control else name,
                    _of(row["adopted"], row["items"]),
                    _interval(row["low"], row["high"]),
                    _of(*halves.get((str(template), row["doc_id"]), (0, 0))),
                    "" if control else beside,
                    "" if control else _difference(row),
                )
            )
    return PrintTable(
        NAMES[1], say("print.rates.title", lang), say("print.rates.note", lang), head,
        tuple(rows), (0.22, 0.14, 0.11, 0.15, 0.15, 0.23), "lccccc", frozenset(sections),
    )  # fmt: skip


def _of(n: int, total: int) -> str:
    return f"{n}/{total} ({100 * n / total:.0f}%)" if total else "–"


def _interval(low: float, high: float) -> str:
    return "–" if pd.isna(low) else f"{100 * low:.0f}–{100 * high:.0f}%"


def _difference(row: Mapping[Any, Any]) -> str:
    if pd.isna(row["difference"]):
        return "–"
    text = f"{row['difference']:+.2f}"
    if not pd.isna(row["difference_low"]):
        text += f" [{row['difference_low']:+.2f}, {row['difference_high']:+.2f}]"
    return text.replace("-", "−")


def scores_table(study: Study, tables: Tables, lang: str) -> PrintTable | None:
    """Agreement of every automatic table with the coding of the study; None without coding."""
    data = tables_data(study, tables) if study.root is not None else pd.DataFrame()
    if data.empty:
        return None
    head = tuple(
        say(f"print.scores.{key}", lang)
        for key in ("question", "by_hand", "found", "precision", "recall", "value", "ceiling")
    )
    rows = tuple(
        (
            row[f"label_{lang}"], str(int(row["by_hand"])), _count(row["found"]),
            *(_two(row[name]) for name in ("precision", "recall", "value", "ceiling")),
        )
        for row in data.to_dict("records")
    )  # fmt: skip
    return PrintTable(
        NAMES[2], say("print.scores.title", lang), say("print.scores.note", lang), head, rows,
        (0.31, 0.1, 0.1, 0.12, 0.1, 0.15, 0.12), "lrrrrrr",
    )  # fmt: skip


def _two(value: float) -> str:
    return "–" if pd.isna(value) else f"{value:.2f}"


def _count(value: float) -> str:
    return "–" if pd.isna(value) else str(int(value))
