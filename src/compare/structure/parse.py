"""One text in, everything the parser understood out: header, clauses, attributions, parse
report.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

import pandas as pd

from compare import schema
from compare.base.collector import collector_paused
from compare.errors import SegmentationError
from compare.structure.attribution import Attribution
from compare.structure.deadlines import find_deadlines
from compare.structure.grid import Grid
from compare.structure.header import Header, read_header
from compare.structure.item_clauses import Unit
from compare.structure.labels import Labels, marked_nodes, read_labels, within
from compare.structure.lines import Stream, read_stream
from compare.structure.named import named_in_purpose, names_law_at_large
from compare.structure.node import Node
from compare.structure.parse_report import REPAIR_COLUMNS, parts_of, repairs_of
from compare.structure.quality import Quality, read_quality
from compare.structure.segment import find_units
from compare.structure.tables import Indicator, indicators_of, task_units
from compare.structure.tail import attachment_lists, signatures, speaking_spans
from compare.text.passage import Passage, Source, Span
from compare.words.notes import note


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


@collector_paused
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
            note("error.no_label", document=doc_id, n=len(text), begins=repr(begins))
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
                "deadline": _joined(deadlines) if deadlines else "",
            }
        )
    header = replace(
        header,
        named=tuple(dict.fromkeys([*header.named, *named_in_purpose(rows)])),
        at_large=names_law_at_large(rows),
    )
    parts = parts_of(stream, furniture, units, ids, sections, first, max(stop, 0), stops, own)
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
        repairs_of(stream, furniture, units, ids, labels.notes, quality),
        tuple(indicators),
        quality,
    )


def _joined(deadlines: list[str]) -> str:
    return "；".join(dict.fromkeys(part.strip("。；; ") for part in deadlines))


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
