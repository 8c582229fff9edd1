"""Any text is parsed or refused with a reason, and what is parsed adds up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings

sys.path.insert(0, str(Path(__file__).parent))
from inputs import policy_texts, texts

from compare.errors import SegmentationError
from compare.reading import read_bytes
from compare.structure import parse_text
from compare.structure.marks import read_marks
from compare.text.script import simplify

SLOW = settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=300)


def holds(text: str) -> None:
    """Every promise that `parse_text` makes about one text."""
    try:
        parsed = parse_text("x", text)
    except SegmentationError as error:
        assert str(error).startswith("x: ")
        return
    parts = parsed.parts
    assert list(parts["begin"]) == [0, *parts["end"][:-1]], "the parts tile the file"
    assert parts["end"].iloc[-1] == len(text)
    assert parsed.clauses["clause_id"].is_unique
    assert list(parsed.clauses["begin"]) == sorted(parsed.clauses["begin"]), (
        "clauses stand in text order"
    )
    for clause in parsed.clauses.itertuples():
        passage = parsed.passages[clause.clause_id]
        assert 0 <= clause.begin < clause.end <= len(text)
        assert clause.text == passage.text != ""
        assert all(
            text[at] in (printed, "&") or text[at].isspace()
            for at, printed in zip(passage.at, passage.raw, strict=True)
        ), "&quot; stands for one character"
        assert simplify(passage.raw) == passage.text or len(passage.raw) == len(passage.text)
    ids = set(parsed.clauses["clause_id"])
    for attribution in parsed.attributions:
        assert attribution.clause_id in ids
        assert 0 <= attribution.begin < attribution.end <= len(text)


@SLOW
@given(texts)
@example("一、\x00")
@example("①" * 50)
@example("（" * 3000 + "一、甲。")
@example("1.1" * 200)
@example("一、甲。" + "责任单位：市财政局、" * 300)
@example("人民政府" * 12 + "\n一、甲。")
def test_parser_keeps_its_promises(text):
    """Parts tile the file, clauses are ordered slices of it, attributions belong to a clause; else
    it is refused.
    """
    holds(text)


@SLOW
@given(policy_texts)
def test_parsing_is_a_function(text):
    """The same text gives the same clauses, and its id changes nothing but the ids."""
    try:
        one, other = parse_text("a", text), parse_text("b", text)
    except SegmentationError:
        return

    columns = [name for name in one.clauses.columns if name not in ("clause_id", "doc_id")]
    assert one.clauses[columns].equals(other.clauses[columns])


@given(texts)
def test_marks_take_up_nothing_but_themselves(text):
    """What a mark spans is white space and the mark."""
    marks, unknown = read_marks(text)
    for mark in marks:
        assert text[slice(*mark.span)].strip("\ufeff \t\u3000\r\n").startswith("@@")
    for begin, end in unknown:
        assert "@@" in text[begin:end]


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16"])
@settings(deadline=None)
@given(text=policy_texts)
def test_reading_gives_the_text_back(encoding, text):
    """A text that is accepted comes back as it was, or in the codec that the reading names."""
    from compare.errors import ReadingError

    data = text.encode(encoding)
    try:
        reading = read_bytes(data, "x.txt")
    except ReadingError as error:
        assert str(error).startswith("x.txt")
        return
    assert data.decode(reading.encoding) == reading.text
