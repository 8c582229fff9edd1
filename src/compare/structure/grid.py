"""A table of a text as received: its cells and where each stands."""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.structure.grid_columns import Row
from compare.text.passage import Span

LABEL_CELL = re.compile(
    r"第[一二三四五六七八九十百零〇\d]+[编章节条]|[一二三四五六七八九十]+、|"
    r"[（(][一二三四五六七八九十\d]+[）)]|\d+(?:[.．]\d+)*[.．、]|[①-⑳]|[-*•●]"
)
NUMBER_CELL = re.compile(r"[（(]?(\d{1,3})[）).．、]?")


@dataclass(frozen=True)
class Grid:
    """One table; spans count in the file as received.

    Attributes
    ----------
    span : (int, int)
        From the first to the last cell, caption left out.
    columns : tuple of str
        What each column holds (number, task, body …); empty where the head was not understood.
    names : tuple of str
        Names of the columns as printed, without white space.
    rows : tuple of tuple of (int, int)
        Cells of every row but the head; an empty cell has an empty span.
    groups : tuple of (int, (int, int))
        Rows that only name what follows: number of the row they stand before, and where.
    sure : bool
        False for a flattened table whose rows could not be told apart.
    """

    span: Span
    columns: tuple[str, ...]
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    groups: tuple[tuple[int, Span], ...] = ()
    sure: bool = True

    @property
    def kind(self) -> str:
        """``tasks``, ``indicators``, or empty for any other table."""
        has = set(self.columns) if self.rows else set()
        if "body" in has and has & {"task", "content", "group", "indicator"}:
            return "tasks"
        if "deadline" in has and has & {"task", "content"}:
            return "tasks"
        if (
            has & {"indicator", "group", "task"}
            and has & {"target", "year", "base"}
            and ("indicator" in has or "target" in has)
        ):
            return "indicators"
        return ""
