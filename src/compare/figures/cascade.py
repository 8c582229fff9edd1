"""When a passage went from its first user to other documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.adoption.cascade import first_users, passage_lines, template_lines, users_of
from compare.adoption.relations import date_windows, key_of
from compare.base.rows import rows_of
from compare.figures import theme
from compare.figures.parts import first, say_left_out, wrap, year_axis
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

ROW_MM = 5.0
NAMED = 7  # documents up to which each has a mark of its own
MOST = 30  # lines that a reader can follow; the table of data has all
LABEL = {"89mm": 22, "183mm": 44, "slide": 40}  # columns of display beside the axis
COLUMNS = (
    "first_clause", "label_zh", "label_en", "doc_id", "place_zh", "place_en", "begin", "end",
    "place_in_line", "documents",
)  # fmt: skip
MARKS = {
    "same_province": theme.SERIES[0],
    "other_province": theme.SERIES[1],
    "not_known": theme.SERIES[6],
}


def cascade_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a line and a document in it, the lines that went farthest first.

    Columns
    -------
    first_clause : names the line: a clause, or template and item
    label_zh, label_en : its heading; in English place and number where there is none
    doc_id, place_zh, place_en : the document, or the template that began the line
    begin, end : first and last day on which it can have been issued
    place_in_line : first, same_province (as the first), other_province, not_known
    documents : of the line, the first among them
    """
    documents, clauses, items = (tables[name] for name in ("documents", "clauses", "items"))
    templates = study.templates
    lines = pd.concat(
        [
            passage_lines(tables["sources"]),
            template_lines(documents, tables["adoption"], templates),
        ],
        ignore_index=True,
    )
    days = date_windows(documents, templates)
    days |= {row.doc_id: days[key_of(row)] for row in rows_of(documents) if key_of(row) in days}
    users = users_of(documents, templates)
    names = {lang: theme.places(documents, lang) for lang in ("zh", "en")}
    for template in templates:
        for lang in names:
            names[lang].setdefault(template.number, theme.number_label(template.number, lang))
    ranked = first_users(documents, clauses, lines, items, templates)
    english = _english_labels(items, clauses, names["en"])
    grouped = dict(iter(lines.groupby("first_clause", sort=False)))
    rows: list[dict[str, Any]] = []
    for line in rows_of(ranked):
        carriers = dict.fromkeys(grouped[line.first_clause]["doc_id"])
        dated = [doc_id for doc_id in carriers if doc_id in days]
        if len(dated) < 2 or line.first_doc not in days:
            continue
        for doc_id in sorted(dated, key=lambda doc_id: (doc_id != line.first_doc, days[doc_id])):
            rows.append(
                {
                    "first_clause": line.first_clause,
                    "label_zh": line.heading or line.text[: LABEL["183mm"]],
                    "label_en": english.get(line.first_clause, line.first_clause),
                    "doc_id": doc_id,
                    "place_zh": names["zh"][doc_id],
                    "place_en": names["en"][doc_id],
                    "begin": days[doc_id][0].isoformat(),
                    "end": days[doc_id][1].isoformat(),
                    "place_in_line": _place(line, doc_id, users[doc_id]["province"]),
                    "documents": line.documents,
                }
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _place(line: Any, doc_id: str, province: str) -> str:
    if doc_id == line.first_doc:
        return "first"
    if not province or not line.province:
        return "not_known"
    return "same_province" if province == line.province else "other_province"


def _english_labels(
    items: pd.DataFrame, clauses: pd.DataFrame, places: Mapping[str, str]
) -> dict[str, str]:
    """Headings are Chinese: an item has an English label, a clause its place and number."""
    labels = {
        clause_id: say("figure.diffusion-cascade.clause", "en", place=places[str(doc_id)], n=n)
        for doc_id, own in clauses.groupby("doc_id", sort=False)["clause_id"]
        for n, clause_id in enumerate(own, 1)
    }
    for row in items.to_dict("records"):
        number = theme.number_label(row["template"], "en")
        labels[f"{row['template']}#{row['item_no']}"] = row.get("heading_en") or say(
            "figure.diffusion-cascade.item", "en", template=number, n=row["item_no"]
        )
    return labels


def plot_cascade(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """A row a passage, a mark a document that has it at its day, the first user hollow; the number
    of documents at the end.

    Up to `NAMED` documents have marks of their own; of more the marks say whether a document is of
    the first user's province. A bar is a year of which the day is not known.
    """
    width = theme.width_of(ax) if ax is not None else width
    room = min(theme.room_for(MOST, width, head_mm=46, row_mm=ROW_MM), MOST)
    data, drawn, total = first(data, "first_clause", room)
    ax = ax if ax is not None else theme.new_axes(width, 40 + ROW_MM * drawn)
    heads = data.drop_duplicates("first_clause")
    marks = _marks(data, lang)
    with theme.use(width):
        rows = {line: drawn - 1 - k for k, line in enumerate(heads["first_clause"])}
        begin, end = pd.to_datetime(data["begin"]), pd.to_datetime(data["end"])
        middle = (date2num(begin) + date2num(end)) / 2
        placed = data.assign(x=middle, low=date2num(begin), high=date2num(end))
        for line, own in placed.groupby("first_clause", sort=False):
            ax.hlines(rows[line], own["x"].min(), own["x"].max(), color="#BBBBBB", lw=0.7, zorder=1)
        for cell in placed.to_dict("records"):
            mark, at = marks[_key(cell, marks)][0], rows[cell["first_clause"]]
            if cell["begin"] != cell["end"]:
                ax.hlines(at, cell["low"], cell["high"], color=mark.color, lw=2.0, zorder=2)
            hollow = cell["place_in_line"] == "first"
            ax.plot(
                cell["x"],
                at,
                linestyle="none",
                marker="D" if hollow else mark.marker,
                markersize=6.0 if hollow else 5.0,
                markerfacecolor="white" if hollow else mark.color,
                markeredgecolor="#222222" if hollow else "white",
                markeredgewidth=1.0 if hollow else 0.4,
                zorder=4 if hollow else 3,
            )
        labels = [wrap(text, LABEL[width], lines=1) for text in heads[f"label_{lang}"]]
        ax.set_yticks(list(rows.values()), labels)
        ax.tick_params(axis="y", length=0, labelsize="small")
        ax.set_ylim(-0.7, drawn - 0.3)
        year_axis(ax, begin.min(), end.max())
        for line, n in zip(heads["first_clause"], heads["documents"], strict=True):
            ax.text(
                1.01, rows[line], str(n), transform=ax.get_yaxis_transform(), va="center",
                size="small",
            )  # fmt: skip
        ax.set_xlabel(theme.label("issue_date", lang))
        ax.spines["left"].set_visible(False)
        handles = [_handle("D", "#222222", say("figure.diffusion-cascade.first", lang), True)]
        handles += [_handle(mark.marker, mark.color, told) for mark, told in marks.values()]
        theme.legend(
            ax, handles=handles, loc="outside upper center", ncols=2 if width == "89mm" else 4
        )
        say_left_out(theme.figure_of(ax), drawn, total, lang)
    return ax


def _key(cell: Mapping[Any, Any], marks: Mapping[str, Any]) -> str:
    if cell["place_in_line"] == "first" and cell["doc_id"] not in marks:
        return next(iter(marks))
    return cell["doc_id"] if cell["doc_id"] in marks else cell["place_in_line"]


def _marks(data: pd.DataFrame, lang: str) -> dict[str, tuple[theme.Mark, str]]:
    """Mark and word of each document that took something over, or of its place in the line."""
    took = data[data["place_in_line"] != "first"]
    names = dict(zip(took["doc_id"], took[f"place_{lang}"], strict=True))
    if len(names) <= NAMED:
        return {
            doc_id: (mark, names[doc_id])
            for doc_id, mark in zip(sorted(names), theme.SERIES, strict=False)
        }
    return {
        key: (mark, say(f"figure.diffusion-cascade.{key}", lang))
        for key, mark in MARKS.items()
        if (took["place_in_line"] == key).any()
    }


def _handle(marker: Any, color: str, text: str, hollow: bool = False) -> Line2D:
    return Line2D(
        [], [], linestyle="none", marker=marker, label=text, color=color,
        markerfacecolor="white" if hollow else color,
        markeredgecolor=color if hollow else "white", markersize=6.0 if hollow else 5.0,
    )  # fmt: skip


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_cascade(data, lang=lang, width=width))


def _counts(data: pd.DataFrame) -> dict[str, Any]:
    heads = data.drop_duplicates("first_clause")
    took = data[data["place_in_line"] != "first"]
    return {
        "lines": len(heads),
        "n": took["doc_id"].nunique(),
        "most": int(heads["documents"].max()),
        "items": int(heads["first_clause"].str.contains("#").sum()),
        "first": data["begin"].min()[:4],
        "last": data["end"].max()[:4],
    }


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    return say("figure.diffusion-cascade.caption", lang, **_counts(data))


def _alt(data: pd.DataFrame, lang: str) -> str:
    top = data.drop_duplicates("first_clause").iloc[0]
    told = _counts(data)
    return say("figure.diffusion-cascade.alt", lang, label=top[f"label_{lang}"], **told)


FIGURES = (figure("diffusion-cascade", cascade_data, _draw, _caption, _alt, plot=plot_cascade),)
