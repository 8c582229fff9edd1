"""One text in, everything the parser understood out: header, clauses, attributions, parse report."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from itertools import pairwise

import pandas as pd

from compare import schema
from compare.errors import SegmentationError
from compare.structure.attribution import Attribution
from compare.structure.header import Header, read_header
from compare.structure.labels import Node, marked_nodes, read_labels
from compare.structure.lines import Furniture, Stream, read_stream
from compare.structure.named import named_in_purpose
from compare.structure.segment import Unit, find_units
from compare.structure.tail import attachment_lists, signatures, speaking_spans
from compare.text.passage import Passage, Source, Span

REPAIR_COLUMNS = ["doc_id", "repair", "begin", "end", "found"]
PARTS = ("head", "section heading", "label", "heading", "body", "attribution", "furniture", "tail")


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
    """

    header: Header
    source: Source
    rows: list[dict]
    passages: dict[str, Passage]
    headings: dict[str, Passage]
    attributions: tuple[Attribution, ...]
    part_rows: list[dict]
    repair_rows: list[dict]

    @property
    def clauses(self) -> pd.DataFrame:
        """The `schema.CLAUSES` table."""
        return schema.CLAUSES.frame(self.rows)

    @property
    def parts(self) -> pd.DataFrame:
        """``doc_id, part, clause_id, begin, end``: every character of the file in exactly one row."""
        return pd.DataFrame(self.part_rows)

    @property
    def repairs(self) -> pd.DataFrame:
        """``doc_id, repair, begin, end, found``: what was repaired, passed over or not understood."""
        return pd.DataFrame(self.repair_rows, columns=REPAIR_COLUMNS)


def parse_text(doc_id: str, text: str) -> Parsed:
    """Parse one text as received (newlines kept).

    Raises
    ------
    SegmentationError
        If no clause is found; the message shows how the text begins.
    """
    stream, furniture = read_stream(doc_id, text)
    if stream.marks:
        nodes, end = marked_nodes(stream)
        spans, notes = [(0, end)], list[str]()
    else:
        nodes, notes = read_labels(stream, [span[0] for span in signatures(stream)])
        spans = speaking_spans(stream, nodes)
        nodes = _pruned(nodes, spans, attachment_lists(stream))
    units, sections = find_units(stream, nodes, spans)
    if not units:
        begins = stream.text[:60]
        raise SegmentationError(
            f"{doc_id}: no clause label such as （一） or 1. found in {len(text)} characters; the text starts {begins!r}. "
            "Is it the body of the document? Clauses can be marked by hand (docs: own-study)."
        )
    first = min(nodes[0].begin, units[0].node.begin)
    stop = max(unit.stop for unit in units)
    header = read_header(stream, first, stop)
    width = 2 if len(units) < 100 else 3 if len(units) < 1000 else 4
    ids = [f"{doc_id}-{number:0{width}d}" for number in range(1, len(units) + 1)]
    rows, passages, headings, attributions = [], {}, {}, []
    for clause_id, unit in zip(ids, units, strict=True):
        begin, last = stream.passage.cut(*unit.body)
        inside = [stream.passage.cut(f.begin, f.end) for f in unit.attributions if f.end <= unit.body[1]]
        passages[clause_id] = stream.source.passage(begin, last, without=inside)
        headings[clause_id] = stream.passage.part(*unit.heading)
        for found in unit.attributions:
            at = stream.passage.cut(found.begin, found.end)
            attributions.append(Attribution(clause_id, doc_id, *at, stream.passage.part(found.begin, found.end)))
        rows.append({
            "clause_id": clause_id, "doc_id": doc_id, "path": unit.path, "section_no": unit.section_no, "section": unit.section,
            "label": stream.passage.raw[unit.node.begin : unit.node.after], "heading": headings[clause_id].text, "kind": unit.kind,
            "begin": begin, "end": last, "text": passages[clause_id].text,
        })
    header = replace(header, named=tuple(dict.fromkeys([*header.named, *named_in_purpose(rows)])))
    return Parsed(
        header, stream.source, rows, passages, headings, tuple(attributions),
        _parts(stream, furniture, units, ids, sections, first, stop), _repairs(stream, furniture, units, ids, notes),
    )


def _pruned(nodes: list[Node], spans: list[Span], lists: list[Span]) -> list[Node]:
    """The labels where a document speaks and outside lists of attachments; links to the others are cut."""
    kept = [node for node in nodes if any(a <= node.begin < b for a, b in spans) and not any(a <= node.begin < b for a, b in lists)]
    living = {id(node) for node in kept}
    for node in kept:
        node.children = [child for child in node.children if id(child) in living]
    return kept


def _parts(
    stream: Stream, furniture: list[Furniture], units: list[Unit], ids: list[str], sections: list[tuple[Node, Span]], first: int, stop: int
) -> list[dict]:
    """Tile the file: each part reaches to where the next begins, furniture is cut out."""
    cuts: dict[int, tuple[str, str]] = {0: ("head", ""), first: ("section heading", "")}
    for node, _ in sections:
        cuts[node.begin] = ("section heading", "")
    seen: set[int] = set()
    signed = {span[0] for span in signatures(stream)}
    for clause_id, unit in zip(ids, units, strict=True):
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
    for node, _ in sections:
        cuts[node.begin] = ("section heading", "")
    if stop < len(stream.text):
        cuts[stop] = ("tail", "")
    at = stream.passage.at
    marks = sorted((at[position] if position else 0, owner) for position, owner in cuts.items() if position < len(at))
    starts = [mark[0] for mark in marks]
    edges = sorted({*starts, len(stream.source.text), *(edge for item in furniture for edge in item.span)})
    holes = sorted(item.span for item in furniture)
    rows: list[dict] = []
    for begin, end in pairwise(edges):
        hole = bisect_right(holes, (begin, len(stream.source.text))) - 1
        inside = hole >= 0 and begin < holes[hole][1]
        part, clause_id = ("furniture", "") if inside else marks[bisect_right(starts, begin) - 1][1]
        if rows and (rows[-1]["part"], rows[-1]["clause_id"]) == (part, clause_id):
            rows[-1]["end"] = end
        else:
            rows.append({"doc_id": stream.source.doc_id, "part": part, "clause_id": clause_id, "begin": begin, "end": end})
    return rows


def _repairs(stream: Stream, furniture: list[Furniture], units: list[Unit], ids: list[str], notes: list[str]) -> list[dict]:
    doc_id, text = stream.source.doc_id, stream.source.text
    rows = [
        {"doc_id": doc_id, "repair": item.what, "begin": item.span[0], "end": item.span[1], "found": text[slice(*item.span)].strip()}
        for item in furniture
    ]
    for clause_id, unit in zip(ids, units, strict=True):
        for found in unit.attributions:
            if found.repair:
                begin, end = stream.passage.cut(found.begin, found.end)
                rows.append({"doc_id": doc_id, "repair": f"{found.repair} ({clause_id})", "begin": begin, "end": end, "found": stream.passage.raw[found.begin : found.end]})
    if stream.wrapped:
        rows.append({"doc_id": doc_id, "repair": "hard-wrapped lines joined", "begin": 0, "end": len(text), "found": ""})
    return rows + [{"doc_id": doc_id, "repair": "numbering", "begin": 0, "end": 0, "found": note} for note in notes]
