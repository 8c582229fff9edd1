"""The parse report: what every character of a file was read as, and what was repaired."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

from compare.structure.item_clauses import Unit
from compare.structure.lines import Furniture, Stream
from compare.structure.node import Node
from compare.structure.quality import Quality
from compare.text.passage import Span

REPAIR_COLUMNS = ["doc_id", "repair", "begin", "end", "found"]
PARTS = (
    "head", "section heading", "label", "heading", "body", "attribution", "table", "furniture",
    "tail",
)  # fmt: skip


def parts_of(
    stream: Stream,
    furniture: list[Furniture],
    units: list[Unit],
    ids: list[str],
    sections: list[tuple[Node, Span]],
    first: int,
    stop: int,
    stops: list[int],
    tables: list[Span],
) -> list[dict]:
    """Tile the file: each part reaches to where the next begins, furniture is cut out."""
    cuts: dict[int, tuple[str, str]] = {0: ("head", ""), first: ("section heading", "")}
    for node, _ in sections:
        cuts[node.begin] = ("section heading", "")
    seen: set[int] = set()
    signed = set(stops)
    for clause_id, unit in zip(ids, units, strict=True):
        if unit.form == "table":
            continue
        if id(unit.node) not in seen:
            seen.add(id(unit.node))
            cuts[unit.node.begin] = ("label", clause_id)
            if unit.heading[1] > unit.heading[0]:
                cuts[unit.heading[0]] = ("heading", clause_id)
        cuts[unit.body[0]] = ("body", clause_id)
        for found in unit.attributions:
            cuts[found.begin] = ("attribution", clause_id)
            if found.end < unit.body[1]:
                cuts[found.end] = ("body", clause_id)
        if unit.stop < stop and unit.stop not in cuts:
            cuts[unit.stop] = ("tail" if unit.stop in signed else "section heading", "")
        for hole in unit.holes:
            cuts[hole[1]] = ("body", clause_id)
    for node, _ in sections:
        cuts[node.begin] = ("section heading", "")
    if stop < len(stream.text):
        cuts[stop] = ("tail", "")
    _cut_tables(cuts, units, ids, tables, stop, len(stream.text))
    at = stream.passage.at
    marks = sorted(
        (at[position] if position else 0, owner)
        for position, owner in cuts.items()
        if position < len(at)
    )
    starts = [mark[0] for mark in marks]
    edges = sorted(
        {*starts, len(stream.source.text), *(edge for item in furniture for edge in item.span)}
    )
    holes = sorted(item.span for item in furniture)
    rows: list[dict] = []
    for begin, end in pairwise(edges):
        before = bisect_right(holes, (begin, len(stream.source.text))) - 1
        inside = before >= 0 and begin < holes[before][1]
        part, clause_id = ("furniture", "") if inside else marks[bisect_right(starts, begin) - 1][1]
        if rows and (rows[-1]["part"], rows[-1]["clause_id"]) == (part, clause_id):
            rows[-1]["end"] = end
        else:
            rows.append(
                {
                    "doc_id": stream.source.doc_id,
                    "part": part,
                    "clause_id": clause_id,
                    "begin": begin,
                    "end": end,
                }
            )
    return rows


def _cut_tables(
    cuts: dict[int, tuple[str, str]],
    units: list[Unit],
    ids: list[str],
    tables: list[Span],
    stop: int,
    end: int,
) -> None:
    """Tables between, behind or before the clauses of the text: their rows, and what stands around
    the cells.
    """
    for begin, after in tables:
        cuts[begin] = ("table", "")
        if after not in cuts and after < end:
            cuts[after] = ("tail" if after >= stop else "section heading", "")
    for clause_id, unit in zip(ids, units, strict=True):
        if unit.form != "table":
            continue
        cells = [
            ((unit.node.begin, unit.node.after), "label"),
            (unit.heading, "heading"),
            (unit.body, "body"),
        ]
        cells += [((found.begin, found.end), "attribution") for found in unit.attributions]
        cells += [(unit.deadline, "attribution")] if unit.deadline else []
        cells = sorted((span, part) for span, part in cells if span[1] > span[0])
        for (begin, _), part in cells:
            cuts[begin] = (part, clause_id)
        for (_, after), _ in cells:
            if after < end:
                cuts.setdefault(after, ("table", ""))


def repairs_of(
    stream: Stream,
    furniture: list[Furniture],
    units: list[Unit],
    ids: list[str],
    notes: list[tuple[int, str]],
    quality: Quality,
) -> list[dict]:
    doc_id, text = stream.source.doc_id, stream.source.text
    rows = [
        {
            "doc_id": doc_id,
            "repair": item.what,
            "begin": item.span[0],
            "end": item.span[1],
            "found": text[slice(*item.span)].strip(),
        }
        for item in furniture
    ]
    for clause_id, unit in zip(ids, units, strict=True):
        for found in unit.attributions:
            if found.repair:
                begin, end = stream.passage.cut(found.begin, found.end)
                rows.append(
                    {
                        "doc_id": doc_id,
                        "repair": f"{found.repair} ({clause_id})",
                        "begin": begin,
                        "end": end,
                        "found": stream.passage.raw[found.begin : found.end],
                    }
                )
    if stream.wrapped:
        rows.append(
            {
                "doc_id": doc_id,
                "repair": "hard-wrapped lines joined",
                "begin": 0,
                "end": len(text),
                "found": "",
            }
        )
    at = stream.passage.at
    for place, note in notes:
        rows.append(
            {
                "doc_id": doc_id,
                "repair": "numbering",
                "begin": at[place],
                "end": at[place] + 1,
                "found": note,
            }
        )
    for doubt in quality.places:
        rows.append(
            {
                "doc_id": doc_id,
                "repair": f"doubt: {doubt.code}",
                "begin": doubt.begin,
                "end": doubt.end,
                "found": doubt.found,
            }
        )
    return rows
