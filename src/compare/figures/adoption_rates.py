"""How much of each template was taken over: by section with intervals, and beside documents that
do not implement it.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.adoption.in_hand import templates_in_use
from compare.adoption.origins import between
from compare.adoption.rates import (
    adoption_rates,
    control_overlap,
    independent,
    main_template,
    section_rates,
)
from compare.adoption.relations import relate
from compare.base.intervals import FEWEST
from compare.figures import many, theme
from compare.figures.parts import first, say_left_out, wrap
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

LINE_MM = 3.6


def sections_data(
    study: Study, tables: Mapping[str, pd.DataFrame], template: str = ""
) -> pd.DataFrame:
    """One row a section of the template and implementing document: adopted of items, rate with
    Wilson's 95 % interval.

    Columns
    -------
    section_no, section_zh, section_en, doc_id, place_zh, place_en, adopted, items, rate, low,
    high, share (of actions), control (mean rate of the independent controls in this section),
    controls (how many)
    """
    template = template or main_template(tables["adoption"])
    rates = section_rates(tables["adoption"], tables["items"])
    rates = rates[rates["template"] == template]
    used = templates_in_use(tables["documents"], tables["clauses"], study.templates)
    beside = independent(
        rates[rates["relation"] == "control"], relate(tables["documents"], used)
    ).groupby("section_no")["rate"]
    rates = rates[rates["relation"] != "control"]
    zh, en = theme.places(tables["documents"], "zh"), theme.places(tables["documents"], "en")
    items = tables["items"]
    english = (
        dict(zip(items["section"], items["section_en"], strict=True))
        if "section_en" in items
        else {}
    )
    out = rates.assign(
        section_zh=rates["section"],
        section_en=[
            english.get(section) or say("figure.section", "en", n=n)
            for section, n in zip(rates["section"], rates["section_no"], strict=True)
        ],
        place_zh=rates["doc_id"].map(zh),
        place_en=rates["doc_id"].map(en),
        control=rates["section_no"].map(beside.mean()).astype(float),
        controls=rates["section_no"].map(beside.size()).fillna(0).astype(int),
    )
    return out[
        [
            "template",
            "section_no",
            "section_zh",
            "section_en",
            "doc_id",
            "place_zh",
            "place_en",
            "adopted",
            "items",
            "rate",
            "low",
            "high",
            "share",
            "control",
            "controls",
        ]
    ].reset_index(drop=True)


def plot_sections(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Dots with intervals, sections from top to bottom, one marker a document; at the right
    adopted of items. A line across each section is the mean of the independent controls. Of many
    documents the distribution of their rates.
    """
    width = theme.width_of(ax) if ax is not None else width
    rows = data["section_no"].nunique() * (data["doc_id"].nunique() + 1)
    fitting = theme.room_for(rows, width, head_mm=24 if width == "slide" else 36, row_mm=LINE_MM)
    most = max(1, fitting // data["section_no"].nunique() - 1)
    every = data["doc_id"].nunique()
    if many.summed_up(every, min(most, len(theme.SERIES))):
        return many.plot_spread(
            _section_rates(data, lang), lang=lang, ax=ax, width=width, total=every, span=(0, 1),
            words=say("figure.adoption_rates.share_items_taken", lang),
        )  # fmt: skip
    data, drawn, total = first(data, "doc_id", min(most, len(theme.SERIES)))
    documents = list(data["doc_id"].unique())
    sections = data.drop_duplicates("section_no")
    ax = (
        ax
        if ax is not None
        else theme.new_axes(width, 26 + LINE_MM * len(sections) * (len(documents) + 1))
    )
    width = theme.width_of(ax)
    with theme.use(width):
        step = 0.8 / max(len(documents), 1)
        place = {number: len(sections) - 1 - k for k, number in enumerate(sections["section_no"])}
        handles = []
        for k, doc_id in enumerate(documents):
            mark = theme.SERIES[k % len(theme.SERIES)]
            rows = data[data["doc_id"] == doc_id]
            y = np.array([place[number] for number in rows["section_no"]]) + 0.4 - step * (k + 0.5)
            ax.hlines(y, rows["low"], rows["high"], color=mark.color, linewidth=1.0, zorder=2)
            ax.plot(
                rows["rate"],
                y,
                linestyle="none",
                marker=mark.marker,
                color=mark.color,
                zorder=3,
                clip_on=False,
            )
            for value, adopted, items in zip(y, rows["adopted"], rows["items"], strict=True):
                ax.text(
                    1.04,
                    value,
                    f"{adopted}/{items}",
                    va="center",
                    size="small",
                    color=theme.TEXT_ON_WHITE,
                )
            handles.append(
                Line2D(
                    [],
                    [],
                    linestyle="-",
                    marker=mark.marker,
                    color=mark.color,
                    label=rows[f"place_{lang}"].iloc[0],
                )
            )
        beside = sections.dropna(subset="control")
        for number, share in zip(beside["section_no"], beside["control"], strict=True):
            across = [share, share], [place[number] - 0.42, place[number] + 0.42]
            ax.plot(*across, color="white", linewidth=3.2, clip_on=False, zorder=3.5)
            ax.plot(*across, color="black", linewidth=1.4, clip_on=False, zorder=3.6)
        if len(beside):
            words = say("figure.adoption_rates.controls_mean", lang)
            handles.append(Line2D([], [], color="black", linewidth=1.4, label=words))
        for edge in range(len(sections) - 1):
            ax.axhline(edge + 0.5, color="#E4E4E4", linewidth=0.5)
        room = {"89mm": 18, "183mm": 34, "slide": 34}[width]
        ax.set_yticks(
            list(place.values()), [wrap(text, room) for text in sections[f"section_{lang}"]]
        )
        ax.tick_params(axis="y", length=0)
        ax.set_xlim(0, 1.14)
        ax.set_xticks([0, 0.25, 0.5, 0.75, 1], ["0", "25%", "50%", "75%", "100%"])
        ax.set_ylim(-0.5, len(sections) - 0.5)
        ax.set_xlabel(say("figure.adoption_rates.share_items_taken", lang))
        theme.legend(
            ax,
            handles=handles,
            loc="outside upper center",
            ncols=min(len(handles), 3 if width == "89mm" else 6),
        )
        say_left_out(theme.figure_of(ax), drawn, total, lang)
    return ax


def _section_rates(data: pd.DataFrame, lang: str) -> list[many.Row]:
    labels = data.drop_duplicates("section_no").set_index("section_no")[f"section_{lang}"]
    return many.rows_of(data, "section_no", "rate", lang, labels=labels.to_dict())


def controls_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a template and document, controls among them.

    Columns
    -------
    template, label_zh, label_en, doc_id, place_zh, place_en, relation, adopted, items, rate, low,
    high (bootstrap over items), difference, difference_low, difference_high (to the mean of
    independent controls; only where the document implements the template), shares
    (a control with a common template)
    """
    documents, adoption = tables["documents"], tables["adoption"]
    related = relate(documents, templates_in_use(documents, tables["clauses"], study.templates))
    rates = adoption_rates(adoption)
    overlap = control_overlap(adoption, related).rename(
        columns={"low": "difference_low", "high": "difference_high"}
    )
    out = rates.merge(
        overlap[["template", "doc_id", "difference", "difference_low", "difference_high"]],
        on=["template", "doc_id"],
        how="left",
    )
    out = out.merge(
        related[["template", "doc_id", "shares"]], on=["template", "doc_id"], how="left"
    )
    zh, en = theme.places(documents, "zh"), theme.places(documents, "en")
    out = out[out["template"].isin(out.loc[out["relation"] != "control", "template"])]
    out = out.assign(
        label_zh=[theme.template_name(documents, n, "zh") for n in out["template"]],
        label_en=[theme.template_name(documents, n, "en") for n in out["template"]],
        place_zh=out["doc_id"].map(zh),
        place_en=out["doc_id"].map(en),
    )
    names = [
        "template", "label_zh", "label_en", "doc_id", "place_zh", "place_en", "relation", "shares",
        "adopted", "items", "rate", "low", "high", "difference", "difference_low",
        "difference_high",
    ]  # fmt: skip
    # What most documents implement first, then what has most items: of three or four items a rate
    # tells little.
    own = out[out["relation"] != "control"].groupby("template")["doc_id"].nunique()
    out = out.assign(
        _few=out.groupby("template")["items"].transform("max") < FEWEST,
        _own=-out["template"].map(own).astype("float64"),  # no row: map gives no numbers
        _size=-out.groupby("template")["items"].transform("max"),
        _control=out["relation"] == "control",
    )
    order = ["_few", "_own", "_size", "template", "_control"]
    return out.sort_values(order, kind="stable")[names].reset_index(drop=True)


def plot_controls(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Rates by template: filled where the document implements it, hollow where it does not; beside
    it the difference. Of many documents the distribution of both, and of the difference.
    """
    width = theme.width_of(ax) if ax is not None else width
    total, every = len(data), data["doc_id"].nunique()
    if many.summed_up(every):
        return many.plot_spread(
            _rates(data, lang), lang=lang, ax=ax, width=width, total=every,
            words=say("figure.adoption_rates.share_items_alike", lang),
        )  # fmt: skip
    data = _some_of_each(data, width)
    lines = len(data) + data["template"].nunique()
    ax = ax if ax is not None else theme.new_axes(width, 30 + LINE_MM * lines)
    with theme.use(width):
        y = 0.0
        ticks: list[float] = []
        labels: list[str] = []
        for _, group in data.groupby("template", sort=False):
            ax.text(
                0.015, y, group[f"label_{lang}"].iloc[0], va="center", size="small", color="#666666"
            )
            ax.axhline(y - 0.5, color="#DDDDDD", linewidth=0.5)
            y += 1
            for row in group.to_dict("records"):
                control = row["relation"] == "control"
                color = "#8A6D2F" if control else theme.LEVELS["taken_over"].color
                if not pd.isna(row["low"]):
                    ax.hlines(y, row["low"], row["high"], color=color, linewidth=1.0)
                left_out = control and bool(
                    row["shares"]
                )  # carries out what the template carries out: no independent control
                ax.plot(
                    row["rate"],
                    y,
                    marker="x" if left_out else "o" if control else "s",
                    color=color,
                    markerfacecolor=theme.CONTROL.color if control else color,
                )
                text = f"{row['adopted']}/{row['items']}" + (
                    say("figure.adoption_rates.left_out", lang) if left_out else ""
                )
                if not pd.isna(row["difference"]):
                    text += f"  {row['difference']:+.2f}".replace("-", "−")
                if not pd.isna(row["difference_low"]):
                    text += (
                        f" [{row['difference_low']:+.2f}, {row['difference_high']:+.2f}]".replace(
                            "-", "−"
                        )
                    )
                ax.text(1.05, y, text, va="center", size="small")
                ticks.append(y)
                labels.append(row[f"place_{lang}"])
                y += 1
        ax.set_yticks(ticks, labels)
        ax.tick_params(axis="y", length=0)
        ax.set_ylim(y - 0.5, -0.6)
        ax.set_xlim(0, {"89mm": 2.15, "183mm": 1.55, "slide": 1.75}[width])
        ax.set_xticks([0, 0.5, 1], ["0", "50%", "100%"])
        ax.spines["bottom"].set_bounds(0, 1)
        ax.set_xlabel(
            say("figure.adoption_rates.share_items_alike", lang), x=0.5 / ax.get_xlim()[1]
        )
        handles = [
            Line2D(
                [],
                [],
                linestyle="-",
                marker="s",
                color=theme.LEVELS["taken_over"].color,
                label=say("figure.adoption_rates.implements_it", lang),
            ),
            Line2D(
                [],
                [],
                linestyle="-",
                marker="o",
                color="#8A6D2F",
                markerfacecolor=theme.CONTROL.color,
                label=say("figure.adoption_rates.control_does_not", lang),
            ),
            Line2D(
                [],
                [],
                linestyle="none",
                label=say("figure.adoption_rates.right_difference_controls", lang),
            ),
        ]
        if (data["shares"].fillna(False).astype(bool) & (data["relation"] == "control")).any():
            handles.insert(
                2,
                Line2D(
                    [],
                    [],
                    linestyle="none",
                    marker="x",
                    color="#8A6D2F",
                    label=say("print.excluded", lang),
                ),
            )
        theme.legend(
            ax, handles=handles, loc="outside upper center", ncols=2 if width == "89mm" else 3
        )
        say_left_out(theme.figure_of(ax), len(data), total, lang)
    return ax


def _rates(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """Of each template the rates of documents that implement it, of independent controls and of
    the others, and the differences.
    """
    rows = []
    control = data["relation"] == "control"
    shared = data["shares"].fillna(False).astype(bool)
    for _, own in data.groupby("template", sort=False):
        head = str(own[f"label_{lang}"].iloc[0])
        for key, part, color in (
            ("implements_it", ~control, many.OWN),
            ("control_does_not", control & ~shared, many.CONTROL),
            ("control_shares", control & shared, many.CONTROL),
        ):
            told = own[part[own.index]]
            values = pd.Series(told["rate"].to_numpy(dtype=float), index=told[f"place_{lang}"])
            if len(values):
                words = say(f"figure.adoption_rates.{key}", lang)
                rows.append(many.Row(f"{words} ({len(values)})", values.dropna(), color, head))
                head = ""
        difference = own.set_index(f"place_{lang}")["difference"].dropna().astype(float)
        if len(difference):
            words = say("figure.adoption_rates.difference", lang)
            rows.append(many.Row(words, difference, form=partial(many.signed, digits=2)))
    return rows


def _some_of_each(data: pd.DataFrame, width: str) -> pd.DataFrame:
    """As many rows as the figure has room for: of each template the same number, in the order of
    `data`, a third of them controls.
    """
    templates = data["template"].nunique()
    fitting = theme.room_for(len(data) + templates, width, head_mm=40, row_mm=LINE_MM)
    each = max(3, fitting // templates - 1)
    if len(data) + templates <= fitting:
        return data
    control = data["relation"] == "control"
    place = data.groupby(["template", control], sort=False).cumcount()
    own = data[~control].groupby("template").size().reindex(data["template"].unique()).fillna(0)
    beside = np.maximum(each // 3, each - own.to_numpy())
    quota = dict(zip(own.index, beside, strict=True))
    most = data["template"].map(quota).to_numpy()
    return data[np.where(control, place < most, place < each - most)]


def _draw_sections(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_sections(data, lang=lang, width=width))


def _draw_controls(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_controls(data, lang=lang, width=width))


def _sections_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    number = data["template"].iloc[0]
    items = int(data.drop_duplicates("section_no")["items"].sum())
    return say(
        many.caption_key("adoption-sections", data["doc_id"].nunique()),
        lang,
        number_label=theme.template_name(study.documents, number, lang),
        items=items,
        beside=_sections_beside(data, lang),
    )


def _sections_beside(data: pd.DataFrame, lang: str) -> str:
    """What independent controls have of the sections, or that there is none."""
    sections = data.drop_duplicates("section_no").dropna(subset="control")
    if sections.empty:
        return say("figure.adoption-sections.alone", lang)
    return say(
        "figure.adoption-sections.beside",
        lang,
        n=int(sections["controls"].max()),
        between=between(sections["control"]),
    )


def _sections_alt(data: pd.DataFrame, lang: str) -> str:
    means = data.groupby("section_no", sort=True).agg(
        rate=("rate", "mean"), zh=("section_zh", "first"), en=("section_en", "first")
    )
    low, high = (
        means.sort_values("rate", kind="stable").iloc[0],
        means.sort_values("rate", ascending=False, kind="stable").iloc[0],
    )
    return say(
        "figure.adoption-sections.alt",
        lang,
        high=high[lang],
        rate=high["rate"],
        high2=low[lang],
        rate2=low["rate"],
        beside=_sections_beside(data, lang),
    )


def _controls_caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    own, controls = (
        int((data["relation"] != "control").sum()),
        int((data["relation"] == "control").sum()),
    )
    return say(
        many.caption_key("adoption-controls", data["doc_id"].nunique()),
        lang,
        own=own,
        controls=controls,
        beside="" if data["difference"].notna().any() else _alone(lang),
    ).strip()


def _alone(lang: str) -> str:
    return say("figure.adoption-controls.alone", lang)


def _controls_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_rates(data, lang), lang, documents)
    rows = data[data["difference"].notna()]
    told = (
        say(
            "figure.adoption-controls.difference",
            lang,
            template=row[f"label_{lang}"],
            place=row[f"place_{lang}"],
            difference=row["difference"],
        )
        for row in rows.to_dict("records")
    )
    if rows.empty:
        return say("figure.adoption-controls.alt_none", lang, beside=_alone(lang))
    return say("figure.adoption-controls.alt", lang, parts=say("join.clauses", lang).join(told))


FIGURES = (
    figure(
        "adoption-sections",
        sections_data,
        _draw_sections,
        _sections_caption,
        _sections_alt,
        plot=plot_sections,
    ),
    figure(
        "adoption-controls",
        controls_data,
        _draw_controls,
        _controls_caption,
        _controls_alt,
        plot=plot_controls,
    ),
)
