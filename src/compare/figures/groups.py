"""Many documents as columns of a heat map: all of them, each province, and controls."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colorbar import Colorbar

from compare.figures import theme
from compare.figures.parts import FOOT_COLUMNS, foot, heat_map, wrap
from compare.words.names import province_name
from compare.words.strings import LANGUAGES, say

MOST = {"89mm": 10, "183mm": 22, "slide": 18}  # columns that stand beside each other
NUMBERED = {"89mm": 7, "183mm": 22, "slide": 14}  # columns up to which a cell has its number


@dataclass(frozen=True, slots=True)
class Group:
    """A column: its name and its documents."""

    label: str
    documents: frozenset[str]


def provinces_of(documents: pd.DataFrame) -> dict[str, str]:
    """doc_id to province; empty where the study does not say."""
    if "province" not in documents:
        return dict.fromkeys(documents["doc_id"], "")
    return dict(zip(documents["doc_id"], documents["province"], strict=True))


def with_provinces(frame: pd.DataFrame, documents: pd.DataFrame) -> pd.DataFrame:
    """`frame` with the columns ``province_zh`` and ``province_en`` of its ``doc_id``; empty where
    the study does not say.
    """
    home = provinces_of(documents)
    names = {
        f"province_{lang}": [
            province_name(home[doc], lang) if home.get(doc) else "" for doc in frame["doc_id"]
        ]
        for lang in LANGUAGES
    }
    return frame.assign(**names)


def groups_of(
    heads: pd.DataFrame, lang: str, width: str, controls: Iterable[str] = ()
) -> list[Group]:
    """Columns for the documents `heads` (``doc_id``, ``province_zh``, ``province_en``): all, the
    provinces with the most documents first, what has no room or no province together, controls
    last. Empty where the study does not tell two provinces apart.
    """
    beside = frozenset(controls)
    own = heads[~heads["doc_id"].isin(beside)]
    named = own[own[f"province_{lang}"] != ""]
    sizes = named[f"province_{lang}"].value_counts(sort=False).sort_values(
        ascending=False, kind="stable"
    )  # fmt: skip
    if len(sizes) < 2:
        return []
    room = MOST[width] - 2 - bool(beside)
    kept = list(sizes.index if len(sizes) <= room else sizes.index[: room - 1])
    out = [Group(say("figure.group.all", lang), frozenset(own["doc_id"]))]
    for name in kept:
        out.append(Group(str(name), frozenset(own.loc[own[f"province_{lang}"] == name, "doc_id"])))
    for key, rest in (
        ("others", named.loc[~named[f"province_{lang}"].isin(kept), "doc_id"]),
        ("no_province", own.loc[own[f"province_{lang}"] == "", "doc_id"]),
    ):
        if len(rest):
            out.append(Group(say(f"figure.group.{key}", lang), frozenset(rest)))
    if beside:
        out.append(Group(say("figure.group.controls", lang), beside))
    return out


def plot_groups(
    values: pd.DataFrame,
    numbers: pd.DataFrame,
    columns: Sequence[Group],
    *,
    rows: Sequence[str],
    lang: str,
    ax: Axes,
    words: str,
    top: float = 1.0,
    total: int,
) -> Axes:
    """Cells shaded by a share, `numbers` in them where there is room; below the name of a group how
    many documents it has. A row without any value is a heading.
    """
    width = theme.width_of(ax)
    with theme.use(width):
        headings = values.isna().all(axis=1).to_numpy()
        heat_map(
            ax, values.where(~pd.Series(headings, index=values.index), 0.0),
            rows=rows, columns=[f"{group.label} ({len(group.documents)})" for group in columns],
            top=top, columns_above=True,
        )  # fmt: skip
        image = ax.images[0]
        size = theme.row_size(len(rows), _height(ax), width)
        if len(columns) <= NUMBERED[width]:
            words += say("figure.group.numbers", lang)
            cells = values.to_numpy(dtype=float)
            for (row, column), value in np.ndenumerate(cells):
                number = numbers.iat[row, column]
                if np.isfinite(value) and number:
                    ax.text(
                        column, row, str(number), ha="center", va="center", fontsize=size,
                        color=theme.ink(image.cmap(image.norm(value))),
                    )  # fmt: skip
        ax.tick_params(axis="x", rotation=90, labelsize="small")
        ax.tick_params(axis="y", labelsize=size)
        for label, heading in zip(ax.get_yticklabels(), headings, strict=True):
            if heading:
                label.set_color("#666666")
        bar: Colorbar = theme.figure_of(ax).colorbar(
            image, ax=ax, fraction=0.03, pad=0.02, location="bottom",
            format=lambda value, _: f"{value:.0%}",
        )  # fmt: skip
        bar.set_label(wrap(words, FOOT_COLUMNS[width] // 2))
        bar.outline.set_visible(False)  # type: ignore[operator]
        foot(theme.figure_of(ax), say("figure.group.foot", lang, n=total))
    return ax


def _height(ax: Axes) -> float:
    return theme.figure_of(ax).get_figheight() / theme.MM - 46
