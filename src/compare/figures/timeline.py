"""Which documents are compared, when they were issued, what they carry out, and how many clauses
each has.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import date2num
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.figures import many, theme
from compare.figures.parts import first, say_left_out, year_axis
from compare.figures.spec import figure
from compare.schema import KINDS, LEVELS
from compare.structure.editions import first_day
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

ROW_MM = 5.0  # height of a row: one line of "small" type and its leading


def timeline_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document or template, families together, the upper level first.

    Columns
    -------
    document : doc_id, or number of a template
    level : level of the issuer
    label_zh, label_en : what the axis says
    begin, end : ISO dates; equal where the day is known, the first and last day of the year where
    only that is
    hand : what of it is in hand: text, codebook, part, none
    implements : documents of this table that it implements, joined with ;
    """
    documents = tables["documents"]
    own_numbers = dict(zip(documents["doc_number"], documents["doc_id"], strict=True))
    zh, en = theme.places(documents, "zh"), theme.places(documents, "en")
    rows: list[dict[str, Any]] = [
        {
            "document": doc["doc_id"],
            "level": doc["level"],
            "label_zh": zh[doc["doc_id"]],
            "label_en": en[doc["doc_id"]],
            "date": first_day(
                doc["issue_date"], doc.get("passed_date", ""), doc.get("amended_date", "")
            ),
            "hand": "text",
            "implements": [n for n in doc["implements"].split(";") if n],
        }
        for doc in documents.to_dict("records")
    ]
    for template in study.templates:
        if template.number not in own_numbers:
            hand = "codebook" if template.complete else "part" if template.items else "none"
            rows.append(
                {
                    "document": template.number,
                    "level": template.level,
                    "label_zh": template.number,
                    "label_en": theme.number_label(template.number, "en"),
                    "hand": hand,
                    "implements": list(template.implements),
                    "date": template.issue_date
                    or template.published_date
                    or template.number.partition("〔")[2][:4],
                }
            )
    rows = [row for row in rows if row["date"]]
    known = {row["document"] for row in rows}
    for row in rows:
        named = [own_numbers.get(number, number) for number in row["implements"]]
        row["implements"] = [name for name in named if name in known and name != row["document"]]
        whole_year = len(row["date"]) == 4
        row["begin"] = f"{row['date']}-01-01" if whole_year else row["date"]
        row["end"] = f"{row.pop('date')}-12-31" if whole_year else row.pop("date")
    ordered = _by_family(rows)
    frame = pd.DataFrame([{**row, "implements": ";".join(row["implements"])} for row in ordered])
    columns = ["document", "level", "label_zh", "label_en", "begin", "end", "hand", "implements"]
    return frame.reindex(columns=columns)


def plot_timeline(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Documents over time, a row each; a line leads from a template down to each document that
    implements it.

    A marker is a known day, a bar a year of which the day is not known. Filled: the text or a
    complete codebook is in hand; hollow: part of it or nothing. Of many documents the distribution
    of their days, a row a level of government.
    """
    width = theme.width_of(ax) if ax is not None else width
    total = len(data)
    room = theme.room_for(total, width, head_mm=30, row_mm=ROW_MM)
    if many.summed_up(total, room):
        return many.plot_spread(
            _days(data, lang), lang=lang, ax=ax, width=width, total=total, form=many.day,
            dates=True, words=theme.label("issue_date", lang),
        )  # fmt: skip
    data = data.head(room)
    ax = ax if ax is not None else theme.new_axes(width, 18 + ROW_MM * len(data))
    with theme.use(width):
        rows = {name: len(data) - 1 - position for position, name in enumerate(data["document"])}
        marks = data.to_dict("records")
        begins = {row["document"]: date2num(pd.Timestamp(row["begin"])) for row in marks}
        ends = {row["document"]: date2num(pd.Timestamp(row["end"])) for row in marks}
        ax.hlines(
            list(rows.values()),
            0,
            1,
            transform=ax.get_yaxis_transform(),
            color="#EEEEEE",
            linewidth=0.5,
            zorder=0,
        )
        for row in marks:
            for upper in row["implements"].split(";"):
                if upper in rows:  # down from the template, then along to the document
                    ax.plot(
                        [begins[upper], begins[upper], begins[row["document"]]],
                        [rows[upper], rows[row["document"]], rows[row["document"]]],
                        color="#9A9A9A",
                        linewidth=0.8,
                        zorder=1,
                    )
        for row in marks:
            mark = theme.ADMIN_LEVELS[row["level"]]
            whole = row["hand"] in ("text", "codebook")
            if row["begin"] != row["end"]:
                year = [begins[row["document"]], ends[row["document"]]]
                ax.plot(
                    year,
                    [rows[row["document"]]] * 2,
                    color=mark.color,
                    linewidth=2.2,
                    solid_capstyle="butt",
                    zorder=2,
                )
            ax.plot(
                (begins[row["document"]] + ends[row["document"]]) / 2,
                rows[row["document"]],
                marker=mark.marker,
                markeredgecolor=mark.color,
                markerfacecolor=mark.color if whole else "white",
                linestyle="none",
                zorder=3,
            )
        ax.set_yticks(
            list(rows.values()), data[f"label_{lang}"], fontsize=_row_size(ax, len(data), 18)
        )
        ax.set_ylim(-0.7, len(data) - 0.3)
        year_axis(ax, pd.Timestamp(data["begin"].min()), pd.Timestamp(data["end"].max()))
        ax.set_xlabel(theme.label("issue_date", lang))
        ax.tick_params(axis="y", length=0)
        ax.spines["left"].set_visible(False)
        _timeline_legend(ax, data, lang)
        say_left_out(theme.figure_of(ax), len(data), total, lang)
    return ax


def _days(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """Days of issue by level of government: of a year whose day is not known its middle."""
    begin, end = (date2num(pd.to_datetime(data[name])) for name in ("begin", "end"))
    days = pd.Series((begin + end) / 2, index=data[f"label_{lang}"])
    known = {code: theme.label(code, lang) for code in LEVELS if (data["level"] == code).any()}
    if (~data["level"].isin(known)).any():
        known[""] = say("figure.no_level", lang)
    return [
        many.Row(words, days[(data["level"] == code).to_numpy()]) for code, words in known.items()
    ]


def clauses_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and kind of clause: doc_id, place_zh, place_en, kind, clauses (count), of
    which 0.
    """
    counts = tables["clauses"].groupby(["doc_id", "kind"]).size()
    documents = tables["documents"]
    zh, en = theme.places(documents, "zh"), theme.places(documents, "en")
    return pd.DataFrame(
        [
            {"doc_id": doc_id, "place_zh": zh[doc_id], "place_en": en[doc_id], "kind": kind,
             "clauses": int(counts.get((doc_id, kind), 0))}
            for doc_id in documents["doc_id"] for kind in KINDS
        ],
        columns=["doc_id", "place_zh", "place_en", "kind", "clauses"],
    )  # fmt: skip


def plot_clauses(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Stacked bars: clauses of each document by kind; the number in a part, the total at the
    end. Of many documents the distribution of both.
    """
    width = theme.width_of(ax) if ax is not None else width
    every = data["doc_id"].nunique()
    room = theme.room_for(every, width, head_mm=32, row_mm=1.3 * ROW_MM)
    if many.summed_up(every, room):
        return many.plot_spread(
            _sizes(data, lang), lang=lang, ax=ax, width=width, total=every, form=many.whole,
            words=theme.label("clauses", lang),
        )  # fmt: skip
    data, shown, documents = first(data, "doc_id", room)
    wide = data.pivot(index="doc_id", columns="kind", values="clauses").reindex(
        data["doc_id"].unique()
    )
    names = data.drop_duplicates("doc_id").set_index("doc_id")[f"place_{lang}"]
    ax = ax if ax is not None else theme.new_axes(width, 24 + 1.3 * ROW_MM * len(wide))
    with theme.use(width):
        rows = list(range(len(wide)))[::-1]
        left = pd.Series(0, index=wide.index)
        for kind in KINDS:
            mark = theme.KINDS[kind]
            ax.barh(
                rows,
                wide[kind],
                left=left,
                color=mark.color,
                hatch=mark.hatch,
                edgecolor=mark.line,
                label=theme.label(kind, lang),
            )
            for row, count, start in zip(rows, wide[kind], left, strict=True):
                if count >= 0.06 * wide.sum(axis=1).max():
                    background = {"facecolor": mark.color, "edgecolor": "none", "pad": 1.0}
                    ax.text(
                        start + count / 2,
                        row,
                        str(count),
                        ha="center",
                        va="center",
                        color=mark.ink,
                        size="small",
                        bbox=background,
                    )
            left = left + wide[kind]
        for row, total in zip(rows, left, strict=True):
            ax.text(total + 0.01 * left.max(), row, str(total), va="center", size="small")
        ax.set_yticks(rows, names[wide.index], fontsize=_row_size(ax, len(wide), 24))
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0, 1.08 * max(left.max(), 1))
        ax.set_xlabel(theme.label("clauses", lang))
        theme.legend(
            ax, *ax.get_legend_handles_labels(), loc="outside upper center", ncols=len(KINDS)
        )
        say_left_out(theme.figure_of(ax), shown, documents, lang)
    return ax


def _sizes(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """Clauses of a document, all and by kind."""
    names = data.drop_duplicates("doc_id").set_index("doc_id")[f"place_{lang}"]
    every = data.groupby("doc_id", sort=False)["clauses"].sum().rename(names.to_dict())
    labels = {kind: theme.label(kind, lang) for kind in KINDS}
    by_kind = many.rows_of(data, "kind", "clauses", lang, labels=labels)
    return [many.Row(say("figure.every_clause", lang), every.astype(float)), *by_kind]


def _row_size(ax: Axes, rows: int, head_mm: float) -> float:
    height = theme.figure_of(ax).get_figheight() / theme.MM - head_mm
    return theme.row_size(rows, height, theme.width_of(ax))


def _by_family(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows so that each document stands below what it implements; families by the date of their
    oldest member.
    """
    lower: dict[str, list[str]] = {row["document"]: [] for row in rows}
    by_name = {row["document"]: row for row in rows}

    def order(name: str) -> tuple[int, str, str]:
        level = by_name[name]["level"]
        return (
            LEVELS.index(level) if level in LEVELS else len(LEVELS),
            by_name[name]["begin"],
            name,
        )

    for row in rows:
        if row[
            "implements"
        ]:  # the lowest of what it names, so that a city stands below its province
            parent = max(row["implements"], key=order)
            if order(parent) < order(row["document"]):
                lower[parent].append(row["document"])
    placed = {child for children in lower.values() for child in children}

    def walk(name: str) -> list[str]:
        return [name, *(found for child in sorted(lower[name], key=order) for found in walk(child))]

    roots = sorted(
        (name for name in lower if name not in placed),
        key=lambda name: (by_name[name]["begin"], order(name)),
    )
    return [by_name[name] for root in roots for name in walk(root)]


def _timeline_legend(ax: Axes, data: pd.DataFrame, lang: str) -> None:
    handles = [
        Line2D(
            [],
            [],
            linestyle="none",
            marker=theme.ADMIN_LEVELS[level].marker,
            color=theme.ADMIN_LEVELS[level].color,
            label=theme.label(level, lang),
        )
        for level in LEVELS
        if level in set(data["level"])
    ]
    if not data["hand"].isin(["text", "codebook"]).all():
        handles.append(
            Line2D(
                [],
                [],
                linestyle="none",
                marker="o",
                color="#666666",
                markerfacecolor="white",
                label=say("figure.timeline.hollow_text_not", lang),
            )
        )
    if (data["begin"] != data["end"]).any():
        handles.append(
            Line2D(
                [],
                [],
                color="#666666",
                linewidth=2.2,
                label=say("figure.timeline.bar_only_year", lang),
            )
        )
    columns = 2 if theme.width_of(ax) == "89mm" else len(handles)
    theme.legend(ax, handles=handles, loc="outside upper center", ncols=columns)


def _draw_timeline(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_timeline(data, lang=lang, width=width))


def _draw_clauses(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_clauses(data, lang=lang, width=width))


def _timeline_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    own, upper = int((data["hand"] == "text").sum()), int((data["hand"] != "text").sum())
    part = int(data["hand"].isin(["part", "none"]).sum())
    first, last = data["begin"].min()[:4], data["end"].max()[:4]
    return say(
        many.caption_key("corpus-timeline", len(data)),
        lang,
        own=own,
        upper=upper,
        first=first,
        last=last,
        part=part,
    )


def _timeline_alt(data: pd.DataFrame, lang: str) -> str:
    if many.summed_up(len(data)):
        return many.spread_alt(_days(data, lang), lang, len(data), many.day)
    between = say("join.items", lang)
    chains = [
        f"{row[f'label_{lang}']} ← {between.join(_names(data, row['implements'], lang))}"
        for _, row in data.iterrows()
        if row["implements"]
    ]
    return say(
        "figure.corpus-timeline.alt",
        lang,
        n=len(data),
        chains=say("join.clauses", lang).join(chains),
    )


def _names(data: pd.DataFrame, documents: str, lang: str) -> list[str]:
    names = data.set_index("document")[f"label_{lang}"]
    return [names[document] for document in documents.split(";") if document]


def _clauses_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    total, documents = int(data["clauses"].sum()), data["doc_id"].nunique()
    return say("figure.corpus-clauses.caption", lang, documents=documents, total=total)


def _clauses_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_sizes(data, lang), lang, documents, many.whole)
    totals = data.groupby([f"place_{lang}"], sort=False)["clauses"].sum()
    return say(
        "figure.corpus-clauses.alt",
        lang,
        parts=say("join.items", lang).join(f"{name} {n}" for name, n in totals.items()),
    )


FIGURES = (
    figure(
        "corpus-timeline",
        timeline_data,
        _draw_timeline,
        _timeline_caption,
        _timeline_alt,
        plot=plot_timeline,
    ),
    figure(
        "corpus-clauses",
        clauses_data,
        _draw_clauses,
        _clauses_caption,
        _clauses_alt,
        plot=plot_clauses,
    ),
)
