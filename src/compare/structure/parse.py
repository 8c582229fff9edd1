"""One text in, everything the parser understood out: header, clauses, attributions, parse
report.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import pairwise

import pandas as pd

from compare import schema
from compare.errors import SegmentationError
from compare.structure.attribution import Attribution, find_deadlines
from compare.structure.grids import Grid
from compare.structure.header import Header, read_header
from compare.structure.label_walk import Node
from compare.structure.labels import Labels, marked_nodes, read_labels, within
from compare.structure.lines import Furniture, Stream, read_stream
from compare.structure.named import named_in_purpose, names_law_at_large
from compare.structure.quality import Quality, read_quality
from compare.structure.segment import Unit, find_units
from compare.structure.tables import Indicator, indicators_of, task_units
from compare.structure.tail import attachment_lists, signatures, speaking_spans
from compare.text.passage import Passage, Source, Span

REPAIR_COLUMNS = ["doc_id", "repair", "begin", "end", "found"]
PARTS = (
    "head", "section heading", "label", "heading", "body", "attribution", "table", "furniture",
    "tail",
)  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """What was understood of one text.

    Attributes
    ----------
    header : Header
        What the text says of itself.
    rows, part_rows, repair_rows : list of dict
        The tables below before they become frames: a corpus builds one frame of many texts.
    passages, headings : dict of str to Passage
        Body and heading of each clause, with offsets.
    attributions : tuple of Attribution
        In text order.
    indicator_rows : tuple of Indicator
        Rows of tables of indicators, which are no clauses.
    quality : Quality
        How well the text was read, and where that is in doubt.
    """

    header: Header
    source: Source
    rows: list[dict]
    passages: dict[str, Passage]
    headings: dict[str, Passage]
    attributions: tuple[Attribution, ...]
    part_rows: list[dict]
    repair_rows: list[dict]
    indicator_rows: tuple[Indicator, ...] = ()
    quality: Quality = field(default_factory=Quality)

    @property
    def clauses(self) -> pd.DataFrame:
        """The `schema.CLAUSES` table."""
        return schema.CLAUSES.frame(self.rows)

    @property
    def parts(self) -> pd.DataFrame:
        """``doc_id, part, clause_id, begin, end``: every character of the file in exactly one
        row.
        """
        return pd.DataFrame(self.part_rows)

    @property
    def indicators(self) -> pd.DataFrame:
        """The `schema.INDICATORS` table."""
        return schema.INDICATORS.frame(
            [row.row(self.source.doc_id, n) for n, row in enumerate(self.indicator_rows, 1)]
        )

    @property
    def repairs(self) -> pd.DataFrame:
        """``doc_id, repair, begin, end, found``: what was repaired, passed over or not
        understood.
        """
        return pd.DataFrame(self.repair_rows, columns=REPAIR_COLUMNS)


def parse_text(doc_id: str, text: str) -> Parsed:
    """Parse one text as received (newlines kept).

    Raises
    ------
    SegmentationError
        If no clause is found; the message shows how the text begins.
    """
    stream, furniture = read_stream(doc_id, text)
    signed = [] if stream.marks else signatures(stream)
    stops = [span[0] for span in signed]
    grids = [
        (grid, span) for grid in stream.grids if (span := stream.placed(grid.span))[0] < span[1]
    ]
    own = [span for grid, span in grids if grid.kind]
    if stream.marks:
        nodes, end = marked_nodes(stream)
        spans, labels = [(0, end)], Labels(nodes, [], [])
    else:
        labels = read_labels(stream, stops, attachment_lists(stream))
        stream = _with_items_on_lines(stream, labels)
        spans = speaking_spans(stream, labels.nodes, signed)
        nodes = _pruned(labels.nodes, spans)
    units, sections = find_units(stream, nodes, spans, stops, own)
    units, indicators = _with_tables(stream, grids, units)
    if not units:
        begins = stream.text[:60]
        raise SegmentationError(
            f"{doc_id}: no clause label such as （一） or 1. found in {len(text)} "
            f"characters; the text starts {begins!r}. "
            "Is it the body of the document? Clauses can be marked by hand (docs: own-study)."
        )
    first = min([node.begin for node in nodes[:1]] + [units[0].node.begin, units[0].body[0]])
    told = [unit.stop for unit in units if unit.form != "table"]
    stop = max(told or [unit.stop for unit in units])
    header = read_header(stream, first, stop, _articles(stream, units))
    width = 2 if len(units) < 100 else 3 if len(units) < 1000 else 4
    ids = [f"{doc_id}-{number:0{width}d}" for number in range(1, len(units) + 1)]
    rows, passages, headings, attributions = [], {}, {}, []
    for clause_id, unit in zip(ids, units, strict=True):
        begin, last = stream.passage.cut(*unit.body)
        inside = [
            stream.passage.cut(f.begin, f.end)
            for f in unit.attributions
            if unit.body[0] <= f.begin and f.end <= unit.body[1]
        ]
        inside += [stream.passage.cut(*hole) for hole in unit.holes]
        passages[clause_id] = stream.source.passage(begin, last, without=inside)
        headings[clause_id] = stream.passage.part(*unit.heading)
        deadlines = [] if unit.deadline is None else [stream.passage.raw[slice(*unit.deadline)]]
        for found in unit.attributions:
            printed = stream.passage.part(found.begin, found.end)
            if unit.form != "table":
                deadlines += [printed.raw[a:b] for a, b in find_deadlines(printed.text)]
            if not found.deadline:
                at = stream.passage.cut(found.begin, found.end)
                attributions.append(
                    Attribution(clause_id, doc_id, *at, printed, unit.columns.get(found.begin, ""))
                )
        rows.append(
            {
                "clause_id": clause_id,
                "doc_id": doc_id,
                "path": unit.path,
                "section_no": unit.section_no,
                "section": unit.section,
                "label": stream.passage.raw[unit.node.begin : unit.node.after],
                "heading": headings[clause_id].text,
                "kind": unit.kind,
                "begin": begin,
                "end": last,
                "text": passages[clause_id].text,
                "form": unit.form,
                "deadline": "；".join(dict.fromkeys(part.strip("。；; ") for part in deadlines)),
            }
        )
    header = replace(
        header,
        named=tuple(dict.fromkeys([*header.named, *named_in_purpose(rows)])),
        at_large=names_law_at_large(rows),
    )
    parts = _parts(stream, furniture, units, ids, sections, first, max(stop, 0), stops, own)
    quality = read_quality(
        stream, header, rows, parts, labels.ignored, len(furniture) + len(labels.notes), grids
    )
    return Parsed(
        header,
        stream.source,
        rows,
        passages,
        headings,
        tuple(attributions),
        parts,
        _repairs(stream, furniture, units, ids, labels.notes, quality),
        tuple(indicators),
        quality,
    )


def _with_items_on_lines(stream: Stream, labels: Labels) -> Stream:
    """The stream with a line beginning at every label that runs in behind a sentence: its item
    reads as one on a line.
    """
    if labels.unbroken:
        return stream
    starts = sorted({*stream.starts, *(node.begin for node in labels.nodes)})
    return stream if len(starts) == len(stream.starts) else replace(stream, starts=tuple(starts))


def _articles(stream: Stream, units: list[Unit]) -> list[str]:
    """Texts that speak of the document itself: its first articles, and its last clauses."""
    told = [stream.text[slice(*unit.body)] for unit in units if unit.form == "text"]
    return [
        *(text[:600] for text in told[:2]),
        *(text[:300] for text in told[-6:] if text not in told[:2]),
    ]


def _with_tables(
    stream: Stream, grids: list[tuple[Grid, Span]], units: list[Unit]
) -> tuple[list[Unit], list[Indicator]]:
    """The clauses with those that stand in tables, in text order, and the indicators of tables."""
    indicators: list[Indicator] = []
    out = list(units)
    tables = 0
    sections = max((unit.section_no for unit in units), default=0)
    for grid, _ in grids:
        if grid.kind == "tasks":
            tables += 1
            found = task_units(stream, grid, tables, sections + 1)
            sections = max([sections, *(unit.section_no for unit in found)])
            out += found
        elif grid.kind == "indicators":
            indicators += indicators_of(stream, grid)
    return sorted(out, key=lambda unit: unit.body[0]), indicators


def _pruned(nodes: list[Node], spans: list[Span]) -> list[Node]:
    """The labels where a document speaks; links to the others are cut."""
    kept = [node for node in nodes if within(node.begin, spans)]
    living = {id(node) for node in kept}
    for node in kept:
        node.children = [child for child in node.children if id(child) in living]
        node.boxes = [box for box in node.boxes if id(box) in living]
    return kept


def _parts(
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


def _repairs(
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
