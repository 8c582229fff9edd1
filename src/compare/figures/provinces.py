"""Whose earlier documents the documents of each province carry clauses of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from compare.adoption.cascade import template_lines, users_of
from compare.adoption.origins import levels_of
from compare.adoption.relations import ancestors, date_windows, key_of, named_by
from compare.base.rows import rows_of
from compare.figures import theme
from compare.figures.parts import foot, heat_map
from compare.figures.spec import figure
from compare.words.names import province_name
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

NATIONAL = "national"
MOST = {"89mm": 22, "183mm": 34, "slide": 30}  # provinces whose names stand beside each other
NUMBERED = {"89mm": 10, "183mm": 24, "slide": 20}  # columns up to which a cell has its number
COLUMNS = (
    "province", "province_zh", "province_en", "source", "source_zh", "source_en", "n", "total",
    "documents", "compared",
)  # fmt: skip


def provinces_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a province and a province whose documents may have been its sources. Empty where no
    document has a province.

    Columns
    -------
    province, province_zh, province_en : of the later documents; the most documents first
    source, source_zh, source_en : of the earlier documents and templates, national ones first
    n : measures of the province's documents whose most probable source, not discounted, stands
        there; where there is none, those that take over an item of a template from there
    total : measures of the province's documents
    documents : documents of the province
    compared : whether a document of the one is known to be later than a document of the other, or
        carries one out
    """
    documents, clauses = tables["documents"], tables["clauses"]
    known = documents.loc[documents["province"] != "", ["doc_id", "province"]]
    home = dict(zip(known["doc_id"], known["province"], strict=True))
    if not home:
        return pd.DataFrame(columns=list(COLUMNS))
    templates = study.templates
    levels = levels_of(documents, templates)
    users = users_of(documents, templates)
    keys = {row.doc_id: key_of(row) for row in rows_of(documents)}
    seat = {
        name: NATIONAL if levels.get(keys.get(name, name)) == "national" else told["province"]
        for name, told in users.items()
    }
    lines = template_lines(documents, tables["adoption"], templates)
    nearest = lines["first_doc"].map(seat).eq(NATIONAL).sort_values(kind="stable").index
    took = _took(tables, lines.loc[nearest])  # of two templates the one of the province
    took = took.assign(province=took["doc_id"].map(home), source=took["from"].map(seat))
    took = took[took["province"].notna() & (took["source"].fillna("") != "")]
    measures = clauses[clauses["kind"] == "measure"]
    total = measures["doc_id"].map(home).value_counts()
    size = known["province"].value_counts()
    count = took.groupby(["province", "source"]).size()
    windows = date_windows(documents, templates)
    span = _spans({name: windows.get(keys.get(name, name)) for name in users}, seat)
    chain = named_by(documents, templates)
    users_of_key = {keys.get(name, name): name for name in users}
    carried = {
        (home[doc_id], seat[users_of_key[above]])
        for doc_id in home
        for above in ancestors(keys[doc_id], chain)
        if above in users_of_key
    }
    takers = [name for name in size.index if total.get(name, 0)]
    givers = [NATIONAL, *size.index]
    givers += sorted({name for name in seat.values() if name} - set(givers))
    givers = [name for name in givers if any(seat[user] == name for user in users)]
    rows = [
        {
            "province": province,
            "province_zh": province_name(province, "zh"),
            "province_en": province_name(province, "en"),
            "source": source,
            "source_zh": _name(source, "zh"),
            "source_en": _name(source, "en"),
            "n": int(count.get((province, source), 0)),
            "total": int(total[province]),
            "documents": int(size[province]),
            "compared": (province, source) in carried or _later(span, province, source),
        }
        for province in takers
        for source in givers
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _name(source: str, lang: str) -> str:
    return theme.label(NATIONAL, lang) if source == NATIONAL else province_name(source, lang)


def _took(tables: Mapping[str, pd.DataFrame], lines: pd.DataFrame) -> pd.DataFrame:
    """One row a measure with a source: clause_id, doc_id, from (document, or template)."""
    sources = tables["sources"]
    top = sources[(sources["rank"] == 1) & (sources["source_weight"] > 0)]
    beside = top[["clause_id", "doc_id", "source_doc"]].rename(columns={"source_doc": "from"})
    above = lines[lines["step"] > 0].drop_duplicates("clause_id")
    above = above[["clause_id", "doc_id", "first_doc"]].rename(columns={"first_doc": "from"})
    measures = tables["clauses"].loc[tables["clauses"]["kind"] == "measure", "clause_id"]
    above = above[above["clause_id"].isin(set(measures) - set(beside["clause_id"]))]
    return pd.concat([beside, above], ignore_index=True)


def _spans(days: Mapping[str, Any], seat: Mapping[str, str]) -> dict[str, tuple[Any, Any]]:
    """Day by which a province's first document was certainly there, and the first day on which its
    last one can have been issued.
    """
    out: dict[str, tuple[Any, Any]] = {}
    for name, window in days.items():
        if window is not None and seat[name]:
            first, last = out.get(seat[name], (window[1], window[0]))
            out[seat[name]] = min(first, window[1]), max(last, window[0])
    return out


def _later(span: Mapping[str, tuple[Any, Any]], later: str, earlier: str) -> bool:
    return later in span and earlier in span and span[later][1] > span[earlier][0]


def plot_provinces(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Tiles: provinces of the later documents by provinces of the earlier ones, shaded by the
    share of measures, with their number.

    Hatched: no document of the column is known to be earlier than one of the row. Provinces with
    fewest documents are left out where there is no room.
    """
    width = theme.width_of(ax) if ax is not None else width
    rows, columns = (list(dict.fromkeys(data[name])) for name in ("province", "source"))
    every = len(set(rows) | set(columns) - {NATIONAL})
    kept, shown = rows[: MOST[width]], columns[: MOST[width]]
    data = data[data["province"].isin(kept) & data["source"].isin(shown)]
    share = (data["n"] / data["total"]).where(data["compared"])
    grid, numbers = (
        data.assign(value=value)
        .pivot(index="province", columns="source", values="value")
        .reindex(index=kept, columns=shown)
        for value in (share, data["n"])
    )
    mm = 6.5 if len(kept) <= NUMBERED[width] else 4.4
    ax = ax if ax is not None else theme.new_axes(width, 42 + mm * len(kept))
    with theme.use(width):
        names = [dict(zip(data[a], data[f"{a}_{lang}"], strict=True)) for a in _SIDES]
        top = float(grid.max().max())
        image = heat_map(
            ax,
            grid,
            rows=[names[0][name] for name in kept],
            columns=[names[1][name] for name in shown],
            top=top if top > 0 else 1.0,
            columns_above=True,
        )
        if len(shown) <= NUMBERED[width]:
            _write(ax, grid, numbers, image)
        ax.tick_params(axis="both", labelsize="small")
        ax.tick_params(axis="x", labelrotation=90 if len(shown) > _FLAT[width] else 0)
        ax.xaxis.set_label_position("top")
        ax.set_xlabel(say("figure.diffusion-provinces.earlier", lang))
        ax.set_ylabel(say("figure.diffusion-provinces.later", lang))
        bar = theme.figure_of(ax).colorbar(
            image, ax=ax, fraction=0.04, pad=0.02, format=lambda value, _: f"{value:.0%}"
        )
        bar.set_label(theme.label("share_of_measures", lang), size="small")
        bar.outline.set_visible(False)  # type: ignore[operator]
        drawn = len(set(kept) | set(shown) - {NATIONAL})
        if drawn < every:
            foot(
                theme.figure_of(ax),
                say("figure.diffusion-provinces.left_out", lang, drawn=drawn, total=every),
            )
    return ax


_SIDES = ("province", "source")
_FLAT = {"89mm": 5, "183mm": 12, "slide": 12}  # columns whose names fit without being turned


def _write(ax: Axes, grid: pd.DataFrame, numbers: pd.DataFrame, image: Any) -> None:
    """The number of measures in each cell that was compared and has any."""
    for row, name in enumerate(grid.index):
        for column, source in enumerate(grid.columns):
            value, n = grid.loc[name, source], numbers.loc[name, source]
            if value == value and n:
                shade = image.cmap(image.norm(value))
                ax.text(
                    column, row, str(int(n)), ha="center", va="center", size="small",
                    color=theme.ink(shade),
                )  # fmt: skip


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_provinces(data, lang=lang, width=width))


def _counts(data: pd.DataFrame, lang: str) -> dict[str, Any]:
    heads = data.drop_duplicates("province")
    own = data["province"] == data["source"]
    nation = data["source"] == NATIONAL
    beside = data[~own & ~nation].sort_values("n", ascending=False, kind="stable")
    best = beside.iloc[0] if len(beside) and beside["n"].iloc[0] else None
    return {
        "provinces": len(heads),
        "documents": int(heads["documents"].sum()),
        "total": int(heads["total"].sum()),
        "own": int(data.loc[own, "n"].sum()),
        "nation": int(data.loc[nation, "n"].sum()),
        "beside": int(beside["n"].sum()),
        "most": ""
        if best is None
        else say(
            "figure.diffusion-provinces.most",
            lang,
            later=best[f"province_{lang}"],
            earlier=best[f"source_{lang}"],
            n=int(best["n"]),
        ),
    }


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    return say("figure.diffusion-provinces.caption", lang, **_counts(data, lang))


def _alt(data: pd.DataFrame, lang: str) -> str:
    return say("figure.diffusion-provinces.alt", lang, **_counts(data, lang))


FIGURES = (
    figure("diffusion-provinces", provinces_data, _draw, _caption, _alt, plot=plot_provinces),
)
