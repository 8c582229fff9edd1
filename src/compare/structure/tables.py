"""What the tables of a document say: tasks, each a clause of its own, and indicators, which are
none.

A table of tasks names in its head who is in charge (责任单位, 牵头单位) or by when; each row is a
clause of form ``table``: its task is the body, its bodies and deadline stand in cells of their
own. A table of
indicators keeps its cells as printed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.structure.attribution import Found
from compare.structure.grid import Grid
from compare.structure.item_clauses import Unit
from compare.structure.lines import Stream
from compare.structure.node import Node
from compare.text.passage import Span

_CAPTION = re.compile(r"[^。；]{2,60}")
_YEAR = re.compile(r"(?:19|20)\d\d")
_NAMELESS = re.compile(r"[-—－/／无]*")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One row of a table of indicators, cells as printed."""

    name: str
    unit: str
    base: str
    base_year: str
    target: str
    target_year: str
    kind: str
    begin: int
    end: int

    def row(self, doc_id: str, number: int) -> dict[str, object]:
        """A row of `schema.INDICATORS`."""
        return {
            "doc_id": doc_id,
            "row": number,
            "name": self.name,
            "unit": self.unit,
            "base": self.base,
            "base_year": self.base_year,
            "target": self.target,
            "target_year": self.target_year,
            "kind": self.kind,
            "begin": self.begin,
            "end": self.end,
        }


def task_units(stream: Stream, grid: Grid, number: int, first_section: int) -> list[Unit]:
    """Clauses of a table of tasks, in order.

    Parameters
    ----------
    grid : Grid
        A table of kind ``tasks``.
    number : int
        Running number of the table in the document: paths begin with ``表`` and it.
    first_section : int
        Running number of the first section that the table makes.
    """
    caption = _caption(stream, grid)
    table = Node("表", number, *_point(stream, grid.span[0]), name=f"表{number}")
    groups = dict(grid.groups)
    section, section_no = stream.text[slice(*caption)], first_section
    units: list[Unit] = []
    filled: Span | None = None
    group_column = grid.columns.index("group") if "group" in grid.columns else -1
    for index, row in enumerate(grid.rows):
        if index in groups:
            section, section_no = (
                stream.text[slice(*stream.placed(groups[index]))],
                section_no + (index > 0),
            )
        cells = [stream.placed(cell) for cell in row]
        by_kind: dict[str, list[int]] = {}
        for column, kind in enumerate(grid.columns[: len(cells)]):
            by_kind.setdefault(kind, []).append(column)
        texts = [
            cells[c]
            for kind in ("group", "task", "content", "indicator")
            for c in by_kind.get(kind, ())
            if _says(stream, cells[c])
        ]
        told = [
            cells[c]
            for kind in ("task", "content", "indicator")
            for c in by_kind.get(kind, ())
            if _says(stream, cells[c])
        ] or texts
        if not told:
            continue
        told.sort()
        body = told[-1]
        heading = (
            told[-2] if len(told) > 1 and told[-2][1] - told[-2][0] <= 60 else (body[0], body[0])
        )
        if (
            len(told) > 2
            and heading[1] > heading[0]
            and stream.text[slice(*heading)] == stream.text[slice(*body)]
        ):
            heading = told[-3]
        if (
            0 <= group_column < len(cells)
            and _says(stream, cells[group_column])
            and cells[group_column] not in told
        ):
            name = stream.text[slice(*cells[group_column])]
            if name != section:
                section, section_no = name, section_no + (filled is not None)
            filled = cells[group_column]
        label = cells[by_kind["number"][0]] if "number" in by_kind else (body[0], body[0])
        node = Node(
            "表格",
            index + 1,
            *label,
            parent=table,
            name=stream.text[slice(*label)] or str(index + 1),
        )
        node.end = body[1]
        bodies = [c for c in by_kind.get("body", ()) if _says(stream, cells[c])]
        deadlines = [cells[c] for c in by_kind.get("deadline", ()) if _says(stream, cells[c])]
        units.append(
            Unit(
                node,
                heading,
                body,
                max([body[1], *(cells[c][1] for c in bodies)]),
                node.path(stream.text),
                [Found(*cells[c]) for c in bodies],
                section=section,
                section_no=section_no,
                form="table",
                columns={cells[c][0]: grid.names[c] for c in bodies},
                deadline=deadlines[0] if deadlines else None,
            )
        )
    return units


def indicators_of(stream: Stream, grid: Grid) -> list[Indicator]:
    """Rows of a table of indicators. The target is the latest year, the base the earliest."""
    columns, names = grid.columns, grid.names
    name_column = _first(columns, "indicator", "task", "content", "group")
    valued = [c for c, kind in enumerate(columns) if kind in ("base", "target", "year")]
    if name_column is None or not valued:
        return []
    years = {c: (_YEAR.findall(names[c]) or [""])[-1] for c in valued}
    targets = [c for c in valued if columns[c] == "target"] or [
        c for c in valued if columns[c] == "year"
    ][-1:]
    target = max(targets, key=lambda c: (years[c], c)) if targets else None
    bases = [c for c in valued if columns[c] == "base" and c != target] or [
        c for c in valued if c != target and (target is None or years[c] < years[target])
    ]
    base = min(bases, key=lambda c: (years[c] or "9999", c)) if bases else None
    unit, kind = _first(columns, "unit"), _first(columns, "kind")
    out = []
    for row in grid.rows:
        cell = {c: _printed(stream, span) for c, span in enumerate(row)}
        name = cell.get(name_column, "")
        if not name or _NAMELESS.fullmatch(name):
            continue
        bracket = re.search(r"[（(]([^（()）]{1,12})[）)]$", name)
        units = cell.get(unit, "") if unit is not None else bracket[1] if bracket else ""
        out.append(
            Indicator(
                name,
                units,
                cell.get(base, "") if base is not None else "",
                years.get(base, "") if base is not None else "",
                cell.get(target, "") if target is not None else "",
                years.get(target, "") if target is not None else "",
                cell.get(kind, "") if kind is not None else "",
                row[0][0],
                max(span[1] for span in row),
            )
        )
    return out


def _first(columns: tuple[str, ...], *kinds: str) -> int | None:
    return next((columns.index(kind) for kind in kinds if kind in columns), None)


def _printed(stream: Stream, span: Span) -> str:
    return re.sub(r"\s+", "", stream.source.text[slice(*span)])


def _says(stream: Stream, span: Span) -> bool:
    return span[1] > span[0] and not _NAMELESS.fullmatch(stream.text[slice(*span)])


def _point(stream: Stream, place: int) -> Span:
    at = stream.placed((place, place))[0]
    return at, at


def _caption(stream: Stream, grid: Grid) -> Span:
    """The line above a table that names it; an empty span where none does."""
    begin = stream.placed(grid.span)[0]
    if begin == 0:
        return begin, begin
    first = stream.line_begin(begin - 1)
    line = stream.text[first:begin]
    if not _CAPTION.fullmatch(line) or line.endswith(("：", ":", "，")) or len(line) > 60:
        return begin, begin
    lead = re.match(
        r"(?:附件|附表|附|表)\s?[\d一二三四五六七八九十]{0,2}(?:[-—－]\d)?[：:、.]?(?=.)", line
    )
    return first + (lead.end() if lead else 0), begin
