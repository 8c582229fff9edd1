"""Who is named together: the network of joint responsibility, all documents and each one alone."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from compare.agencies.kinds import kind_of
from compare.agencies.network import joint_responsibility, network_nodes
from compare.figures import theme
from compare.figures.parts import wrap
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

TOP = 12  # families on the circle: more cannot be told apart in a small panel
LABELLED = 3  # strongest families named in a small panel
MAX_PANELS = 6  # documents drawn alone: those with the most clauses
LEAST = 2  # clauses two families must share for a line


def network_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """One row a node or edge of a panel; the panel "" is all documents together.

    Columns
    -------
    panel, panel_zh, panel_en : doc_id, and what stands above the panel
    mark : node or edge
    family, family_zh, family_en : the node, or one end of the edge
    other : the other end of the edge; empty for nodes
    clauses : clauses that name the node; clauses that name both ends
    n : clauses of the panel that name anybody by name
    share : clauses / n
    strength : sum of the node's edges in this panel, families that are not drawn included; 0 for
    edges
    documents : documents that name anybody by name, drawn alone or not
    community : community of the node in all documents together, 1 = the largest; 0 for edges
    position : place of the node on the circle, from 0, neighbours of one community together; -1
    for edges
    """
    agencies = tables["agencies"]
    basis = kind_of(agencies)
    whole = joint_responsibility(agencies, where=basis)
    if whole.number_of_edges() == 0:
        return pd.DataFrame()
    top = network_nodes(whole).head(TOP)
    circle = list(
        top.sort_values(["community", "strength", "node"], ascending=[True, False, True])["node"]
    )
    community = dict(zip(top["node"], top["community"], strict=True))
    named = agencies[(agencies["where"] == basis) & ~agencies["generic"].astype(bool)]
    zh, en = theme.places(tables["documents"], "zh"), theme.places(tables["documents"], "en")
    rows: list[dict[str, Any]] = []
    bases = (
        named.groupby("doc_id")["clause_id"]
        .nunique()
        .sort_index()
        .sort_values(ascending=False, kind="stable")
    )
    panels = [
        doc_id
        for doc_id in dict.fromkeys(tables["clauses"]["doc_id"])
        if doc_id in set(bases.index[:MAX_PANELS])
    ]
    for panel in ["", *panels]:
        graph = whole if not panel else joint_responsibility(agencies, doc_id=panel, where=basis)
        n = (
            named["clause_id"].nunique()
            if not panel
            else named.loc[named["doc_id"] == panel, "clause_id"].nunique()
        )
        words = {
            "panel": panel,
            "panel_zh": zh.get(panel) or say("figure.agency-network.all", "zh"),
            "panel_en": en.get(panel) or say("figure.agency-network.all", "en"),
            "n": n,
            "documents": len(bases),
        }
        for place, family in enumerate(circle):
            node = graph.nodes[family] if family in graph else {"clauses": 0, "strength": 0}
            rows.append(
                {
                    **words,
                    "mark": "node",
                    "family": family,
                    "other": "",
                    "clauses": node["clauses"],
                    "share": node["clauses"] / n,
                    "strength": node["strength"],
                    "community": community[family],
                    "position": place,
                }
            )
        for i, a in enumerate(circle):
            for b in circle[i + 1 :]:
                if graph.has_edge(a, b) and graph.edges[a, b]["weight"] >= LEAST:
                    weight = graph.edges[a, b]["weight"]
                    rows.append(
                        {
                            **words,
                            "mark": "edge",
                            "family": a,
                            "other": b,
                            "clauses": weight,
                            "share": weight / n,
                            "strength": 0,
                            "community": 0,
                            "position": -1,
                        }
                    )
    data = pd.DataFrame(rows)
    data["family_zh"], data["family_en"] = (
        data["family"],
        data["family"].map(study.registry.english),
    )
    columns = [
        "panel", "panel_zh", "panel_en", "mark", "family", "family_zh", "family_en", "other",
        "clauses", "n", "documents", "share", "strength", "community", "position",
    ]  # fmt: skip
    return data[columns]


def plot_panel(
    data: pd.DataFrame,
    ax: Axes,
    *,
    lang: str = "zh",
    labelled: int | None = None,
    size: float = 1.0,
    name_columns: int = 18,
) -> Axes:
    """Draw one panel on a circle: node area = share of clauses naming the family, line width =
    share naming both.

    Parameters
    ----------
    data : DataFrame
        Rows of `network_data` of one panel.
    labelled : int, optional
        Name only so many of the strongest families; default all.
    size : float
        Scale of nodes and lines.
    name_columns : int
        Columns of type after which a name goes on in the next line.
    """
    nodes = data[data["mark"] == "node"].sort_values("position")
    edges = data[data["mark"] == "edge"].sort_values(["clauses", "family", "other"])
    k = len(nodes)
    # half a step off the top, so that no label stands upright above its node
    angles = np.pi / 2 - (np.arange(k) + 0.5) * 2 * np.pi / k
    at = {
        family: (np.cos(angle), np.sin(angle))
        for family, angle in zip(nodes["family"], angles, strict=True)
    }
    for edge in edges.to_dict("records"):
        (x0, y0), (x1, y1) = at[edge["family"]], at[edge["other"]]
        ax.plot(
            [x0, x1],
            [y0, y1],
            color="#444444",
            linewidth=size * (0.3 + 5 * edge["share"]),
            alpha=min(0.12 + edge["share"], 0.8),
            solid_capstyle="round",
            zorder=1,
        )
    strongest = set(
        nodes.sort_values(["strength", "family"], ascending=[False, True])["family"][
            : labelled if labelled is not None else k
        ]
    )
    for node in nodes.to_dict("records"):
        x, y = at[node["family"]]
        mark = theme.SERIES[(node["community"] - 1) % len(theme.SERIES)]
        there = node["clauses"] > 0
        ax.plot(
            x,
            y,
            marker=mark.marker,
            markersize=size * (2.5 + 11 * np.sqrt(node["share"])) if there else 2.5 * size,
            color=mark.color,
            markerfacecolor=mark.color if there else "white",
            markeredgecolor="white" if there else mark.color,
            linestyle="none",
            zorder=2,
        )
        if node["family"] in strongest and there:
            ax.text(
                1.2 * x,
                1.16 * y,
                wrap(node[f"family_{lang}"], name_columns),
                ha="left" if x > 0 else "right",
                va="center",
                size="small",
                zorder=3,
            )
    ax.set_xlim(-1.15, 1.15)
    ax.set_ylim(-1.2, 1.2)
    ax.set_aspect("equal")
    ax.axis("off")
    ax.set_title(
        say(
            "figure.agency-network.title_n",
            lang,
            name=data[f"panel_{lang}"].iloc[0],
            n=data["n"].iloc[0],
        ),
        loc="center",
        size="small",
    )
    return ax


def plot_network(data: pd.DataFrame, *, lang: str = "zh", width: str = "183mm") -> Figure:
    """All documents in one large panel, every document alone in a small one; a family keeps its
    place in all of them.
    """
    panels = list(dict.fromkeys(data["panel"]))
    single = panels[1:] if len(panels) > 2 else []
    columns = min(len(single), {"89mm": 3, "183mm": 3, "slide": 2}[width]) or 1
    lines = -(-len(single) // columns)
    large, small = {"89mm": (64, 33), "183mm": (84, 50), "slide": (0, 0)}[width]
    figure = theme.new_figure(width, large + small * lines + 12)
    with theme.use(width):
        if width == "slide":
            parts = figure.subfigures(1, 2, width_ratios=[1.15, 1], squeeze=False).flat
        else:
            parts = figure.subfigures(
                2, 1, height_ratios=[large, max(small * lines, 1)], squeeze=False
            ).flat
        big, rest = parts[0], parts[1]
        plot_panel(
            data[data["panel"] == ""],
            big.subplots(),
            lang=lang,
            size=0.8 if width == "89mm" else 1.2,
            name_columns=11 if width == "89mm" else 18,
        )
        if single:
            axes = rest.subplots(lines, columns, squeeze=False)
            for ax, panel in zip(axes.flat, single, strict=False):
                plot_panel(
                    data[data["panel"] == panel],
                    ax,
                    lang=lang,
                    labelled=LABELLED if width == "183mm" else 0,
                    size=0.55 if width == "89mm" else 0.75,
                )
            for ax in axes.flat[len(single) :]:
                ax.set_visible(False)
        shares = [(0.1, "10%"), (0.3, "30%"), (0.6, "60%")]
        handles = [
            Line2D([], [], color="#444444", linewidth=5 * share, alpha=0.6, label=words)
            for share, words in shares
        ]
        title = say("figure.network.line_share_clauses", lang)
        alone, documents = len(single), int(data["documents"].iloc[0])
        if single and alone < documents:
            some = say("figure.agency-network.alone", lang, drawn=alone, total=documents)
            title = f"{some}\n{title}"
        figure.legend(handles=handles, title=title, loc="outside lower center", ncols=3)
    return figure


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return plot_network(data, lang=lang, width=width)


def _caption(data: pd.DataFrame, study: Any, lang: str) -> str:
    whole = data[data["panel"] == ""]
    edge = (
        whole[whole["mark"] == "edge"]
        .sort_values(["clauses", "family"], ascending=[False, True])
        .iloc[0]
    )
    n, k = int(whole["n"].iloc[0]), int((whole["mark"] == "node").sum())
    name = dict(zip(data["family"], data[f"family_{lang}"], strict=True))
    return say(
        "figure.agency-network.caption",
        lang,
        k=k,
        n=n,
        least=LEAST,
        labelled=LABELLED,
        one=name[edge["family"]],
        other=name[edge["other"]],
        clauses=edge["clauses"],
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    hubs = []
    for _, part in data[data["mark"] == "node"].groupby("panel", sort=False):
        hub = part.sort_values(["strength", "family"], ascending=[False, True]).iloc[0]
        names = {"name": hub[f"panel_{lang}"], "value": hub[f"family_{lang}"]}
        hubs.append(say("figure.pair", lang, **names))
    return say("figure.agency-network.alt", lang, hubs=say("join.clauses", lang).join(hubs))


FIGURES = (
    figure(
        "agency-network",
        network_data,
        _draw,
        _caption,
        _alt,
        supplement=True,
    ),
)
