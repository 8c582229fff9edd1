"""Which departments carry the policy: how often each place names them, and in which role."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.agencies.kinds import ROLES, kind_of, select
from compare.agencies.measures import family_frequency
from compare.base.intervals import FEWEST
from compare.figures import groups, many, theme
from compare.figures.parts import first, heat_map, say_left_out, wrap
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

TOP = 18  # families drawn: what a slide has room for
_COLUMNS = {"89mm": 12, "183mm": 28, "slide": 28}  # documents a heat map has room for
_LABEL_WIDTH = {"89mm": 18, "183mm": 34, "slide": 34}


def frequency_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document and family, of the families named most over all documents.

    Columns
    -------
    family, family_zh, family_en, doc_id, place_zh, place_en : what the axes say; most named family
    first
    province_zh, province_en : of the document; empty where the study does not say
    clauses, n : clauses that name the family; clauses of the document that name anybody
    share, low, high : clauses / n, with its 95 % bootstrap interval over clauses (none below ten
        clauses); low = high = 0
    where never named
    mentions, lead, support, responsible, fractional : see
    `compare.agencies.measures.family_frequency`
    families : number of families named in the study, drawn or not
    basis : what the numbers rest on: attributions; tables or running text where the study has none
    """
    basis = kind_of(tables["agencies"])
    table = family_frequency(tables["agencies"], tables["clauses"], where=basis)
    if table.empty:
        return pd.DataFrame()
    mean = (
        table.groupby("family")["share"]
        .sum()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    order = list(mean.index[:TOP])
    bases = table.drop_duplicates("doc_id").set_index("doc_id")["n"]
    grid = pd.MultiIndex.from_product([bases.index, order], names=["doc_id", "family"])
    whole = table.set_index(["doc_id", "family"]).reindex(grid).reset_index()
    whole["n"] = whole["doc_id"].map(bases)
    numbers = ["mentions", "clauses", "share", "low", "high", "fractional", *ROLES]
    whole[numbers] = whole[numbers].fillna(0)
    whole.loc[whole["n"] < FEWEST, ["low", "high"]] = np.nan
    whole[["mentions", "clauses", *ROLES]] = whole[["mentions", "clauses", *ROLES]].astype(int)
    whole["families"], whole["basis"] = len(mean), basis
    rank = {family: position for position, family in enumerate(order)}
    whole = whole.sort_values("family", key=lambda names: names.map(rank), kind="stable")
    columns = [
        "family", "family_zh", "family_en", "doc_id", "place_zh", "place_en", "province_zh",
        "province_en", "clauses", "n",
        "share", "low", "high", "mentions", *ROLES, "fractional", "families", "basis",
    ]  # fmt: skip
    return _named(whole, study, tables["documents"])[columns].reset_index(drop=True)


def plot_frequency(data: pd.DataFrame, *, lang: str = "zh", width: str = "183mm") -> Figure:
    """Dot plot, a panel each document: share of its clauses that name a family, the whisker its
    bootstrap interval. Of many documents the distribution of each family's share.
    """
    beside = {"89mm": 3, "183mm": 6, "slide": 6}[width]
    documents = data["doc_id"].nunique()
    if many.summed_up(documents, beside if width == "slide" else 2 * beside):
        return theme.figure_of(
            many.plot_spread(
                _named_shares(data, lang),
                lang=lang,
                width=width,
                total=documents,
                words=say("figure.agencies.share_clauses_name", lang),
            )
        )
    data, shown, total = first(data, "doc_id", beside if width == "slide" else 2 * beside)
    places = data.drop_duplicates("doc_id").set_index("doc_id")[["place_zh", "place_en", "n"]]
    lines = -(-len(places) // beside)
    columns = -(-len(places) // lines)
    row_mm, head_mm = 4.0 if width == "89mm" else 4.2, 22 + 10 * lines
    room = theme.room_for(len(data), width, head_mm=head_mm, row_mm=row_mm) // lines
    data, _, _ = first(data, "family", room)
    families = data.drop_duplicates("family").set_index("family")[f"family_{lang}"]
    figure = theme.new_figure(width, head_mm - 4 + lines * row_mm * len(families))
    with theme.use(width):
        axes = figure.subplots(lines, columns, sharex=True, sharey=True, squeeze=False)
        rows = np.arange(len(families))
        for number, (ax, doc_id) in enumerate(zip(axes.flat, places.index, strict=False)):
            part = data[data["doc_id"] == doc_id].set_index("family").reindex(families.index)
            mark = theme.SERIES[number % len(theme.SERIES)]
            ax.hlines(rows, part["low"], part["high"], color=mark.color, linewidth=0.9, alpha=0.6)
            named = part["clauses"].to_numpy() > 0
            for drawn, face in ((named, mark.color), (~named, "white")):
                if not drawn.any():  # an empty line that is not clipped would stretch the layout
                    continue
                ax.plot(
                    part["share"].to_numpy()[drawn],
                    rows[drawn],
                    linestyle="none",
                    marker=mark.marker,
                    color=mark.color,
                    markerfacecolor=face,
                    clip_on=False,
                )
            ax.set_title(
                f"{places.loc[doc_id, f'place_{lang}']}\nn = {places.loc[doc_id, 'n']}",
                loc="center",
                size="small",
            )
            ax.set_xlim(0, 1)
            ax.set_xticks(
                [0, 0.5, 1], ["0", "50%", "100%"] if width != "89mm" else ["0", ".5", "1"]
            )
            ax.grid(axis="x")
            ax.set_ylim(len(families) - 0.4, -0.6)
            ax.hlines(rows, 0, 1, color="#EEEEEE", linewidth=0.5, zorder=0)
            ax.tick_params(axis="y", length=0)
            ax.spines["left"].set_visible(False)
        for ax in axes.flat[len(places) :]:
            ax.set_visible(False)
        for line in axes:  # shared axes hide the labels of all but the lowest row
            line[0].set_yticks(
                rows, [wrap(name, _LABEL_WIDTH[width], lines=1) for name in families]
            )
            for ax in line:
                ax.tick_params(axis="x", labelbottom=True)
        figure.supxlabel(
            say("figure.agencies.share_clauses_name", lang),
            size="medium",
        )
        say_left_out(figure, shown, total, lang)
    return figure


def _named_shares(data: pd.DataFrame, lang: str) -> list[many.Row]:
    return many.rows_of(data, "family", "share", lang)


def plot_families(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Heat map families × documents: shade = share of the document's clauses, number = clauses. Of
    many documents a column each province, or the distribution where provinces are not known.
    """
    width = theme.width_of(ax) if ax is not None else width
    documents = data["doc_id"].nunique()
    if many.summed_up(documents, _COLUMNS[width]):
        return _by_province(data, lang, ax, width, documents)
    data, drawn, total = first(data, "doc_id", _COLUMNS[width])
    families = data.drop_duplicates("family").set_index("family")[f"family_{lang}"]
    places = data.drop_duplicates("doc_id").set_index("doc_id")[f"place_{lang}"]
    ax = ax if ax is not None else theme.new_axes(width, 30 + 4.6 * len(families))
    with theme.use(theme.width_of(ax)):
        values = data.pivot(index="family", columns="doc_id", values="share").reindex(
            index=families.index, columns=places.index
        )
        counts = data.pivot(index="family", columns="doc_id", values="clauses").reindex(
            index=families.index, columns=places.index
        )
        image = heat_map(
            ax,
            values,
            rows=[wrap(name, _LABEL_WIDTH[theme.width_of(ax)], lines=1) for name in families],
            columns=[wrap(name, 10) for name in places],
            top=1.0,
            columns_above=True,
        )
        if len(places) > 7:
            ax.tick_params(axis="x", rotation=90)
        if len(places) <= 12:
            cells = values.to_numpy(dtype=float)
            for (row, column), count in np.ndenumerate(counts.to_numpy(dtype=int)):
                shade = image.cmap(image.norm(cells[row, column]))
                ax.text(
                    column,
                    row,
                    str(count) if count else "·",
                    ha="center",
                    va="center",
                    size="small",
                    color=theme.ink(shade),
                )
        bar = ax.figure.colorbar(
            image,
            ax=ax,
            fraction=0.03,
            pad=0.02,
            location="bottom",
            format=lambda value, _: f"{value:.0%}",
        )
        bar.set_label(say("figure.agencies.share_clauses_name_2", lang))
        bar.outline.set_visible(False)  # type: ignore[operator]
        say_left_out(theme.figure_of(ax), drawn, total, lang)
    return ax


def _by_province(data: pd.DataFrame, lang: str, ax: Axes | None, width: str, total: int) -> Axes:
    """Of the clauses of a province's documents that name anybody the share that names a family."""
    heads = data.drop_duplicates("doc_id")
    columns = groups.groups_of(heads, lang, width)
    words = say("figure.agencies.share_clauses_name_2", lang)
    if not columns:
        counts = many.rows_of(data, "family", "clauses", lang)
        return many.plot_spread(
            counts, lang=lang, ax=ax, width=width, total=total, form=many.whole,
            words=say("figure.agency_kinds.clauses_name_family", lang),
        )  # fmt: skip
    families = data.drop_duplicates("family").set_index("family")[f"family_{lang}"]
    clauses, shares = pd.DataFrame(index=families.index), pd.DataFrame(index=families.index)
    for at, group in enumerate(columns):
        own = data[data["doc_id"].isin(group.documents)]
        clauses[at] = own.groupby("family")["clauses"].sum().reindex(families.index).fillna(0)
        shares[at] = clauses[at] / max(own.drop_duplicates("doc_id")["n"].sum(), 1)
    ax = ax if ax is not None else theme.new_axes(width, 50 + 4.6 * len(families))
    return groups.plot_groups(
        shares, clauses.astype(int), columns, lang=lang, ax=ax, words=words, total=total,
        top=float(shares.max().max()),
        rows=[wrap(name, _LABEL_WIDTH[width], lines=1) for name in families],
    )  # fmt: skip


def roles_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a document, family and role: ``mentions``, in attributions (``basis``: in tables or
    running text where there are none); families by lead, then by mentions.

    ``position`` is the number of the document in the study, from 0.
    """
    basis = kind_of(tables["agencies"])
    rows = select(tables["agencies"], where=basis)
    if rows.empty:
        return pd.DataFrame()
    table = (
        rows.groupby(["doc_id", "family", "role"], as_index=False)
        .size()
        .rename(columns={"size": "mentions"})
    )
    led = rows[rows["role"] == "lead"].groupby("family").size()
    all_ = rows.groupby("family").size()
    documents = list(dict.fromkeys(tables["clauses"]["doc_id"]))
    table["position"] = table["doc_id"].map(documents.index)
    table["_key"] = [
        (-int(led.get(family, 0)), -int(all_[family]), family, documents.index(doc))
        for doc, family in zip(table["doc_id"], table["family"], strict=True)
    ]
    table = table.sort_values(["_key", "role"], kind="stable").drop(columns="_key")
    columns = [
        "position", "doc_id", "place_zh", "place_en", "family", "family_zh", "family_en", "role",
        "mentions", "basis",
    ]  # fmt: skip
    return _named(table.assign(basis=basis), study, tables["documents"])[columns].reset_index(
        drop=True
    )


def plot_roles(data: pd.DataFrame, *, lang: str = "zh", width: str = "183mm") -> Figure:
    """Two panels of stacked bars: bodies of each document by role, and the families that lead most
    often by role.
    """
    places = (
        data.sort_values("position", kind="stable")
        .drop_duplicates("doc_id")
        .set_index("doc_id")[f"place_{lang}"]
    )
    families = data.drop_duplicates("family").set_index("family")[f"family_{lang}"].iloc[:10]
    beside = width != "89mm"
    total = len(places)
    head = 28 if beside else 94
    room = theme.room_for(total, width, head_mm=head, row_mm=5 if beside else 6)
    if many.summed_up(total, room):
        return _role_spread(data, lang, width, list(families.index), total)
    places = places.iloc[:room]
    data = data[data["doc_id"].isin(places.index)]
    figure = theme.new_figure(
        width, max(78, 20 + 5 * len(places)) if beside else 88 + 6 * len(places)
    )
    with theme.use(width):
        left, right = (
            figure.subplots(1, 2)
            if beside
            else figure.subplots(2, 1, height_ratios=[max(len(places), 2), len(families)])
        )
        by_document = data.pivot_table(
            index="doc_id", columns="role", values="mentions", aggfunc="sum", fill_value=0
        ).reindex(places.index)
        by_family = data.pivot_table(
            index="family", columns="role", values="mentions", aggfunc="sum", fill_value=0
        ).reindex(families.index)
        _stacked(
            left,
            by_document.div(by_document.sum(axis=1), axis=0),
            list(places),
            lang,
            numbers=by_document,
        )
        left.set_xlim(0, 1)
        left.set_xticks([0, 0.5, 1], ["0", "50%", "100%"])
        left.set_xlabel(say("figure.agencies.share_bodies_named", lang))
        _stacked(right, by_family, [wrap(name, 22, lines=2) for name in families], lang)
        right.set_xlabel(say("figure.agencies.mentions_ordered_leads", lang))
        handles, labels = right.get_legend_handles_labels()
        figure.legend(handles, labels, loc="outside upper center", ncols=len(ROLES))
        say_left_out(figure, len(places), total, lang)
    return figure


def _role_shares(data: pd.DataFrame, lang: str) -> list[many.Row]:
    """The share of each role among the bodies of a document."""
    names = data.drop_duplicates("doc_id").set_index("doc_id")[f"place_{lang}"]
    wide = data.pivot_table(
        index="doc_id", columns="role", values="mentions", aggfunc="sum", fill_value=0
    ).reindex(names.index)
    part = wide.div(wide.sum(axis=1), axis=0).rename(index=names.to_dict())
    return [many.Row(theme.label(role, lang), part[role]) for role in ROLES if role in part]


def _role_spread(
    data: pd.DataFrame, lang: str, width: str, families: list[str], total: int
) -> Figure:
    """The distribution of each role's share above, the families that lead most often below."""
    figure = theme.new_figure(width, 76 + 5 * len(families))
    with theme.use(width):
        roles = _role_shares(data, lang)
        heights = [16 + 6 * len(roles), 14 + 5 * len(families)]
        above, below = figure.subplots(2, 1, height_ratios=heights)
        many.plot_spread(
            roles, lang=lang, ax=above, total=total, span=(0, 1),
            words=say("figure.agencies.share_bodies", lang),
        )  # fmt: skip
        wide = data.pivot_table(
            index="family", columns="role", values="mentions", aggfunc="sum", fill_value=0
        ).reindex(families)
        names = data.drop_duplicates("family").set_index("family")[f"family_{lang}"]
        _stacked(below, wide, [wrap(names[name], 22, lines=2) for name in families], lang)
        below.set_xlabel(say("figure.agencies.mentions_ordered_leads", lang))
        figure.legend(
            *below.get_legend_handles_labels(), loc="outside upper center", ncols=len(ROLES)
        )
    return figure


def _stacked(
    ax: Axes, wide: pd.DataFrame, names: list[str], lang: str, numbers: pd.DataFrame | None = None
) -> None:
    rows = np.arange(len(wide))
    left = np.zeros(len(wide))
    for role in ROLES:
        values = wide[role].to_numpy(dtype=float) if role in wide else np.zeros(len(wide))
        mark = theme.ROLES[role]
        ax.barh(
            rows,
            values,
            left=left,
            color=mark.color,
            hatch=mark.hatch,
            edgecolor=mark.line,
            label=theme.label(role, lang),
        )
        if numbers is not None and role in numbers:
            for row, (value, count) in enumerate(zip(values, numbers[role], strict=True)):
                if value >= 0.12:
                    box = {"facecolor": mark.color, "edgecolor": "none", "pad": 1.0}
                    ax.text(
                        float(left[row] + value / 2),
                        row,
                        str(count),
                        ha="center",
                        va="center",
                        color=mark.ink,
                        size="small",
                        bbox=box,
                    )
        left += values
    ax.set_yticks(rows, names)
    ax.set_ylim(len(wide) - 0.4, -0.6)
    ax.tick_params(axis="y", length=0)


def _named(table: pd.DataFrame, study: Study, documents: pd.DataFrame) -> pd.DataFrame:
    out = table.copy()
    out["family_zh"], out["family_en"] = out["family"], out["family"].map(study.registry.english)
    for lang in ("zh", "en"):
        out[f"place_{lang}"] = out["doc_id"].map(theme.places(documents, lang))
    return groups.with_provinces(out, documents)


def _draw_frequency(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return plot_frequency(data, lang=lang, width=width)


def _draw_families(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_families(data, lang=lang, width=width))


def _draw_roles(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return plot_roles(data, lang=lang, width=width)


def _bases(data: pd.DataFrame, lang: str) -> str:
    rows = data.drop_duplicates("doc_id")
    if many.summed_up(len(rows)):
        sizes = pd.Series(rows["n"].to_numpy(dtype=float), index=rows[f"place_{lang}"])
        middle, low, high = many.ends(many.Row("", sizes), many.whole, lang)
        label = many.say_total(lang, len(rows))
        return say("print.spread.row", lang, label=label, median=middle, low=low, high=high)
    return say("join.items", lang).join(
        f"{name} {n}" for name, n in zip(rows[f"place_{lang}"], rows["n"], strict=True)
    )


def basis_words(data: pd.DataFrame, lang: str) -> str:
    """What the rows of `data` rest on, in words."""
    return say(f"figure.basis.{data['basis'].iloc[0]}", lang)


def _frequency_caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    drawn, total, basis = (
        data["family"].nunique(),
        int(data["families"].iloc[0]),
        basis_words(data, lang),
    )
    return say(
        many.caption_key("agency-frequency", data["doc_id"].nunique()),
        lang,
        basis=basis,
        bases=_bases(data, lang),
        total=total,
        drawn=drawn,
    )


def _families_caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    drawn, total, basis = (
        data["family"].nunique(),
        int(data["families"].iloc[0]),
        basis_words(data, lang),
    )
    return say(
        "figure.agency-families.caption",
        lang,
        basis=basis,
        bases=_bases(data, lang),
        total=total,
        drawn=drawn,
    )


def _frequency_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_named_shares(data, lang), lang, documents)
    tops = []
    for _, part in data.groupby("doc_id", sort=False):
        row = part.sort_values(["share", "family"], ascending=[False, True]).iloc[0]
        tops.append(f"{row[f'place_{lang}']} {row[f'family_{lang}']} {row['share']:.0%}")
    return say("figure.agencies.frequency_alt", lang, tops=say("join.clauses", lang).join(tops))


def _families_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        rows = many.rows_of(data, "family", "clauses", lang)
        return many.spread_alt(rows, lang, documents, many.whole)
    return _frequency_alt(data, lang)


def _roles_caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    counts = data.groupby("role")["mentions"].sum().reindex(list(ROLES)).fillna(0).astype(int)
    total = int(counts.sum())
    return say(
        "figure.agency-roles.caption",
        lang,
        basis_words=basis_words(data, lang),
        total=total,
        lead=counts["lead"],
        support=counts["support"],
        responsible=counts["responsible"],
    )


def _roles_alt(data: pd.DataFrame, lang: str) -> str:
    documents = data["doc_id"].nunique()
    if many.summed_up(documents):
        return many.spread_alt(_role_shares(data, lang), lang, documents)
    led = data[data["role"] == "lead"].groupby(f"place_{lang}")["mentions"].sum()
    counts = say("join.items", lang).join(
        say("figure.agency-roles.count", lang, name=name, n=n) for name, n in led.items()
    )
    return say("figure.agency-roles.alt", lang, parts=counts or say("figure.none", lang))


FIGURES = (
    figure(
        "agency-frequency",
        frequency_data,
        _draw_frequency,
        _frequency_caption,
        _frequency_alt,
    ),
    figure(
        "agency-families",
        frequency_data,
        _draw_families,
        _families_caption,
        _families_alt,
        plot=plot_families,
    ),
    figure(
        "agency-roles",
        roles_data,
        _draw_roles,
        _roles_caption,
        _roles_alt,
    ),
)
