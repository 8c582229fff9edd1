"""Two documents beside each other as columns of clauses, counterparts linked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from compare import schema
from compare.figures import theme
from compare.figures.parts import wrap
from compare.figures.spec import figure
from compare.words.strings import say

if TYPE_CHECKING:
    from compare.study.read import Study

HEADING_COLUMNS = {"89mm": 22, "183mm": 44, "slide": 44}  # of display, beside a box
COLUMNS = (
    "side", "position", "clause_id", "number", "heading", "doc_id", "place_zh", "place_en",
    "partner", "partner_position", "level", "evidence", "longest_run", "heading_en",
)  # fmt: skip


def linked_data(study: Study, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """`link_documents` for the two documents whose counterparts carry most evidence in all; empty
    where no two have one.
    """
    clauses, pairs = tables["clauses"], tables["pairs"]
    owner = dict(zip(clauses["clause_id"], clauses["doc_id"], strict=True))
    same = schema.counterparts(pairs)
    if same.empty:
        return pd.DataFrame(columns=list(COLUMNS))
    total: dict[tuple[str, str], float] = {}
    for a, b, evidence in zip(
        same["a"].map(owner), same["b"].map(owner), same["evidence"], strict=True
    ):
        total[a, b] = total.get((a, b), 0.0) + float(evidence)
    first, second = min(total, key=lambda pair: (-round(total[pair], 6), pair))
    linked = link_documents(tables["documents"], clauses, pairs, first, second)
    # Headings have no English of their own: the most central theme says what a clause is about.
    themes, book = tables["themes"], study.codebooks.get("themes")
    names = book.names("en") if book is not None else {}
    central = themes[themes["rank"] == 1]
    about = dict(zip(central["clause_id"], central["theme"], strict=True))
    return linked.assign(
        heading_en=[names.get(about.get(clause, ""), "") for clause in linked["clause_id"]]
    )


def link_documents(
    documents: pd.DataFrame, clauses: pd.DataFrame, pairs: pd.DataFrame, left: str, right: str
) -> pd.DataFrame:
    """The clauses of two documents, a row for each counterpart that a clause has, one row for a
    clause without.

    Columns
    -------
    side : left or right
    position : running number of the clause in its document, from 0
    clause_id, number (from 1, as drawn), heading, doc_id, place_zh, place_en
    partner, partner_position : its counterpart, empty and -1 where it has none
    level, evidence, longest_run : of the pair
    """
    rows: list[dict[str, Any]] = []
    names = {lang: theme.places(documents, lang) for lang in ("zh", "en")}
    sides = {"left": left, "right": right}
    place = {
        side: {
            clause: k
            for k, clause in enumerate(clauses.loc[clauses["doc_id"] == doc_id, "clause_id"])
        }
        for side, doc_id in sides.items()
    }
    heading = dict(zip(clauses["clause_id"], clauses["heading"], strict=True))
    links: dict[str, list[tuple[str, pd.Series]]] = {}
    both = {*place["left"], *place["right"]}
    same = schema.counterparts(pairs)
    for _, pair in same[same["a"].isin(both) & same["b"].isin(both)].iterrows():
        a, b = (pair["a"], pair["b"]) if pair["a"] in place["left"] else (pair["b"], pair["a"])
        if a in place["left"] and b in place["right"]:
            links.setdefault(a, []).append((b, pair))
            links.setdefault(b, []).append((a, pair))
    for side, other in (("left", "right"), ("right", "left")):
        for clause, position in place[side].items():
            for partner, pair in links.get(
                clause, [("", pd.Series({"level": "", "evidence": np.nan, "longest_run": 0}))]
            ):
                rows.append(
                    {
                        "side": side,
                        "position": position,
                        "clause_id": clause,
                        "number": position + 1,
                        "heading": heading[clause],
                        "doc_id": sides[side],
                        "place_zh": names["zh"][sides[side]],
                        "place_en": names["en"][sides[side]],
                        "partner": partner,
                        "partner_position": place[other].get(partner, -1),
                        "level": pair["level"],
                        "evidence": pair["evidence"],
                        "longest_run": int(pair["longest_run"]),
                        "heading_en": "",
                    }
                )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def plot_linked(
    data: pd.DataFrame, *, lang: str = "zh", ax: Axes | None = None, width: str = "183mm"
) -> Axes:
    """Columns of clauses, top to bottom in the order of each document; a line links counterparts,
    by level.

    A box is as dark as the clause's strongest level; a white box has no counterpart. Headings
    stand beside the boxes up to 45 clauses, in English the most central theme.
    """
    clauses = data.drop_duplicates("clause_id")
    count = clauses.groupby("side").size().to_dict()
    longest = max(count.values())
    mm = 3.6 if longest <= 60 else 220 / longest
    ax = ax if ax is not None else theme.new_axes(width, 24 + mm * longest)
    with theme.use(theme.width_of(ax)):
        words = {"zh": "heading", "en": "heading_en"}[lang]
        headings = longest <= 45 and (clauses[words] != "").any()
        x = {"left": 0.0, "right": 1.0}
        narrow = theme.width_of(ax) == "89mm"
        box = (0.11 if narrow else 0.05) if headings else 0.1
        scale = {side: longest / n for side, n in count.items()}
        best = (
            data.assign(rank=data["level"].map({"verbatim": 2, "adapted": 1, "": 0}))
            .sort_values("rank", kind="stable")
            .drop_duplicates("clause_id", keep="last")
        )
        level_of = dict(zip(best["clause_id"], best["level"], strict=True))
        for clause in clauses.to_dict("records"):
            side, height = clause["side"], scale[clause["side"]]
            top = clause["position"] * height
            mark = theme.LEVELS.get(level_of[clause["clause_id"]])
            sign = -1 if side == "left" else 1
            start = x[side] - box if side == "left" else x[side]
            ax.add_patch(
                Rectangle(
                    (start, top + 0.08 * height),
                    box,
                    0.84 * height,
                    facecolor=mark.color if mark else "white",
                    edgecolor="#777777",
                    linewidth=0.5,
                )
            )
            if longest <= 60:
                ax.text(
                    start + box / 2,
                    top + height / 2,
                    str(clause["number"]),
                    ha="center",
                    va="center",
                    size="small",
                    color=mark.ink if mark else "black",
                )
            if headings:
                text = wrap(clause[words], HEADING_COLUMNS[theme.width_of(ax)], lines=1)
                ax.text(
                    x[side] + sign * (box + 0.012),
                    top + height / 2,
                    text,
                    ha="right" if side == "left" else "left",
                    va="center",
                    size="small",
                )
        curve = np.linspace(0, 1, 40)
        ease = curve**2 * (3 - 2 * curve)
        links = data[(data["side"] == "left") & (data["partner"] != "")]
        for level in ("adapted", "verbatim"):
            for link in links[links["level"] == level].to_dict("records"):
                begin, end = (
                    (link[key] + 0.5) * scale[side]
                    for key, side in (("position", "left"), ("partner_position", "right"))
                )
                ax.plot(
                    curve,
                    begin + (end - begin) * ease,
                    color=theme.LEVELS[level].color,
                    linewidth=1.4 if level == "verbatim" else 1.0,
                    linestyle="-" if level == "verbatim" else "--",
                    zorder=2,
                )
        spare = (1.6 if narrow else 0.95) if headings else 0.12
        ax.set_xlim(-spare, 1 + spare)
        ax.set_ylim(longest + 0.2, -5.8 / mm)
        for side, align, at in (("left", "right", 0.0), ("right", "left", 1.0)):
            name = clauses.loc[clauses["side"] == side, f"place_{lang}"].iloc[0]
            ax.text(
                at,
                -2.6 / mm,
                say("figure.linked-clauses.head", lang, name=name, n=count[side]),
                ha=align if headings else "center",
                va="center",
            )
        ax.axis("off")
        handles = [
            Line2D(
                [],
                [],
                color=theme.LEVELS[level].color,
                linestyle="-" if level == "verbatim" else "--",
                linewidth=1.4,
                label=say(f"figure.linked-clauses.{level}", lang)
                + f" ({(links['level'] == level).sum()})",
            )
            for level in ("verbatim", "adapted")
        ]
        theme.legend(ax, handles=handles, loc="outside upper center", ncols=2)
    return ax


def _draw(data: pd.DataFrame, lang: str, width: str) -> Figure:
    return theme.figure_of(plot_linked(data, lang=lang, width=width))


def _counts(data: pd.DataFrame, lang: str) -> tuple[str, str, int, int, int, int]:
    left, right = (
        data.loc[data["side"] == side, f"place_{lang}"].iloc[0] for side in ("left", "right")
    )
    links = data[(data["side"] == "left") & (data["partner"] != "")]
    n = data.drop_duplicates("clause_id").groupby("side").size()
    return (
        left,
        right,
        int(n["left"]),
        int(n["right"]),
        int((links["level"] == "verbatim").sum()),
        int((links["level"] == "adapted").sum()),
    )


def _caption(data: pd.DataFrame, study: Study, lang: str) -> str:
    left, right, n, m, verbatim, adapted = _counts(data, lang)
    return say(
        "figure.linked-clauses.caption",
        lang,
        left=left,
        n=n,
        right=right,
        m=m,
        verbatim=verbatim,
        adapted=adapted,
    )


def _alt(data: pd.DataFrame, lang: str) -> str:
    left, right, _, _, verbatim, adapted = _counts(data, lang)
    alone = data[data["partner"] == ""].groupby("side").size()
    return say(
        "figure.linked-clauses.alt",
        lang,
        left=left,
        right=right,
        verbatim=verbatim,
        adapted=adapted,
        left_alone=alone.get("left", 0),
        right_alone=alone.get("right", 0),
    )


FIGURES = (
    figure(
        "linked-clauses",
        linked_data,
        _draw,
        _caption,
        _alt,
        plot=plot_linked,
    ),
)
