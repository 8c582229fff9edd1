"""What must hold of what each reader gives for any input at all.

A reader may refuse an input with an error of ours; any other error, and a promise that is broken,
is a crash.
"""

from __future__ import annotations

import math
import re
import signal
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from compare.adoption.decisions import COLUMNS as DECIDED
from compare.adoption.relations import date_windows
from compare.adoption.templates import items_table, parse_template
from compare.agencies.mentions import find_mentions
from compare.agencies.registry_rows import parse_registry
from compare.agencies.split import split_attribution
from compare.base.display import format_frame, format_html
from compare.base.literals import literals_of
from compare.base.patterns import compile_pattern, matches_of
from compare.base.plain_yaml import load_yaml
from compare.base.undated import without_dates
from compare.content.codebooks import parse_codebook
from compare.content.cues import match_clause
from compare.content.quantities import find_quantities
from compare.errors import PolicyCompareError
from compare.exchange.akn_read import read_akn
from compare.places.titles import seat_of_document, seat_of_title
from compare.reading import read_bytes
from compare.reading.fields import hints_of, index_of
from compare.reading.sheets import read_rows
from compare.structure import parse_text
from compare.structure.attribution import find_attributions
from compare.structure.deadlines import find_deadlines
from compare.structure.doc_numbers import canonical_number, own_number
from compare.structure.named import named_in_head
from compare.structure.titles import Known, KnownIndex, is_template, resolve, whose_and_core
from compare.study.columns import find_columns, parse_map
from compare.study.files import read_register, read_sheet
from compare.study.memos import memo_fault, merge_memos, no_memos
from compare.study.read import package_registry
from compare.study.row_texts import row_texts
from compare.text.dates import iso_date
from compare.text.fold import fold, fold_slowly
from compare.text.numerals import NUMBER, half_width, number_of, number_value
from compare.text.script import script_of, simplify
from compare.trust.decided import (
    decided_agreement,
    faults,
    merge_decisions,
    read_coder_file,
    refusals,
)
from compare.trust.filled_sheets import coder_agreement, disagreements
from compare.trust.filled_sheets import read_sheet as read_filled
from compare.trust.sheets import Field
from hostile import packed
from make_files import numbered, pdf, saved, typeset, word

SCRATCH = Path(tempfile.mkdtemp(prefix="fuzz"))
REGISTRY = package_registry()


def written(data: str | bytes, name: str) -> Path:
    """An input as a file; always the same one."""
    path = SCRATCH / name
    if isinstance(data, str):
        data = data.encode("utf-8", "surrogatepass")
    path.write_bytes(data)
    return path


# --- text as it is parsed -----------------------------------------------------------------------


def parse(text: str) -> None:
    """The parts of a text that is parsed tile it, and clauses stand in order inside it."""
    parsed = parse_text("x", text)
    ends = [part["end"] for part in parsed.part_rows]
    assert [part["begin"] for part in parsed.part_rows] == [0, *ends[:-1]]
    assert ends[-1] == len(text)
    for row in parsed.rows:
        assert 0 <= row["begin"] < row["end"] <= len(text) and row["text"]


def attributed(text: str) -> None:
    """Attributions lie inside the text, one behind the other, and so do the bodies they name."""
    past = 0
    for found in find_attributions(text):
        assert past <= found.begin < found.end <= len(text)
        past = found.end
        piece = text[found.begin : found.end]
        for charge in split_attribution(piece, REGISTRY).charges:
            assert 0 <= charge.begin < charge.end <= len(piece)
    for charge in split_attribution(text, REGISTRY).charges:
        assert 0 <= charge.begin < charge.end <= len(text)


def charged(text: str) -> None:
    """Bodies in running text lie inside it."""
    for found in find_mentions(text, REGISTRY):
        assert 0 <= found.begin < found.end <= len(text)


def due(text: str) -> None:
    """Deadlines lie inside the text."""
    assert all(0 <= begin < end <= len(text) for begin, end in find_deadlines(text))


def counted(text: str) -> None:
    """A number has one value, whichever way it is read."""
    narrow = half_width(text)
    assert len(narrow) == len(text)
    if re.fullmatch(NUMBER, narrow):
        assert math.isfinite(number_value(narrow)) and number_value(narrow) >= 0
    assert number_of(text) >= 0


def measured(text: str) -> None:
    """Quantities lie inside the text, in order, and a range has its lower end below."""
    past = 0
    for found in find_quantities(text):
        assert past <= found.begin < found.end <= len(text)
        assert found.begin <= found.core[0] < found.core[1] <= found.end
        past = found.end
        assert found.low is None or math.isfinite(found.low)
        assert found.high is None or math.isfinite(found.high)


def dated(text: str) -> None:
    """A day is a day that exists, and reads as itself."""
    day = iso_date(text)
    assert not day or iso_date(day) == day


def numbered_as(text: str) -> None:
    """A document number reads as itself."""
    number = canonical_number(text)
    assert not number or canonical_number(number) == number or number.startswith("第"), number
    own_number(text.splitlines())


def titled(text: str) -> None:
    """Names of documents, and which of the known ones is meant."""
    for named in named_in_head(text):
        resolve(named, _known(), home="东山省样例市", own="a")
        whose_and_core(named.title)
        is_template(named.title, text[:40])
    seat_of_title(text[:60])
    seat_of_document(text[:20], text[20:80], "2021")


@cache
def _known() -> KnownIndex:
    return KnownIndex([
        Known("国发〔2018〕32号", "国务院关于支持小店的意见", "国发〔2018〕32号", level="national"),
        Known("a", "东山省小店条例", place="东山省", level="provincial"),
        Known("b", "样例市小店规划（试行）", doc_id="b", place="样例市", level="city"),
    ])  # fmt: skip


def folded(text: str) -> None:
    """Folding fast is folding slowly; simplifying keeps the length."""
    fast = fold(text)
    assert fast == fold_slowly(text)
    assert len(simplify(text)) == len(text) and script_of(text) is not None
    index_of(text.splitlines())
    hints_of(text.splitlines())


# --- what people bring: YAML, sheets, decisions -------------------------------------------------


def plain(text: str) -> None:
    """What is read is what PyYAML's own safe loader reads, dates left as text."""
    value = load_yaml(text, where="x.yaml")
    yaml.safe_dump(value, allow_unicode=True)


def coded(text: str) -> None:
    """A codebook from YAML, applied to a clause."""
    applied(load_yaml(text, where="x.yaml"))


def applied(data: Any) -> None:
    """A codebook applied to a clause."""
    book = parse_codebook(data, where="x.yaml")
    clause = {
        "section": "加强服务", "heading": "支持小店", "kind": "measure",
        "text": "对个体工商户减税，降低租金。落实税收优惠，补贴甲乙甲甲乙。",
    }  # fmt: skip
    for match in match_clause(clause, book):
        assert match.place == "kind" or match.begin < match.end
        assert math.isfinite(match.evidence)


def templated(text: str) -> None:
    """A codebook of a template from YAML."""
    itemised(load_yaml(text, where="x.yaml"))


def itemised(data: Any) -> None:
    """A codebook of a template, its items as a table, and when it can have been issued."""
    template = parse_template(data, where="x.yaml")
    items_table((template,))
    date_windows(pd.DataFrame(columns=["doc_id", "doc_number", "issue_date"]), (template,))


def patterned(given: tuple[str, str]) -> None:
    """A pattern of the form matches as Python's own `re` does, and not without what it needs."""
    pattern, text = given
    compiled = compile_pattern(pattern, "x.yaml")
    found = [hit.span() for hit in matches_of(compiled, text)]
    try:
        own = re.compile(pattern)
    except re.error:  # `regex` knows more than `re`
        return
    assert not found or any(run in text for run in literals_of(pattern) or ("",))
    # The two libraries call other characters words (circled digits, combining marks).
    if not re.search(r"\\[wWbB]", pattern):
        own_found = _in_time(lambda: [hit.span() for hit in own.finditer(text)])
        assert own_found is None or found == own_found


class _Late(BaseException):
    """Python's `re` found no end; no reader catches it."""


def _in_time(job: Callable[[], Any], seconds: float = 0.2) -> Any:
    """What a job gives, or None where it finds no end: `re` has no clock of its own."""

    def late(*_: object) -> None:
        raise _Late

    before = signal.signal(signal.SIGPROF, late)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        return job()
    except _Late:
        return None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def registered(rows: list[dict[str, Any]]) -> None:
    """A list of bodies that a study brings, and the names it makes known."""
    extra = [
        {str(key): str(value or "") for key, value in row.items()}
        for row in rows
        if isinstance(row, dict)
    ]
    registry = parse_registry([{"agency": "商务局", "family": "商务"}], extra)
    for name in ("小店局", "样例市小店促进局", "商务局"):
        registry.resolve(name)


def sheeted(data: bytes) -> None:
    """A sheet of a study: every row has every column, and its line."""
    sheet = read_sheet(written(data, "x.csv"))
    assert len(sheet.rows) == len(sheet.lines)
    read_register(written(data, "documents.csv").parent)


def rowed(name: str) -> Callable[[str | bytes], None]:
    """A file of rows: columns told, every row a text or a reason."""

    def run(data: str | bytes) -> None:
        rows = list(read_rows(written(data, name)))
        assert all(0 <= row.done <= 1 for row in rows)
        whole = [row.cells for row in rows if not row.fault]
        for text in row_texts(rows, find_columns(whole, where=name)):
            assert bool(text.fault) != bool(text.text.strip())
            text.text.encode()

    return run


def mapped(given: tuple[list[dict[str, Any]], str]) -> None:
    """Columns told from names and cells are columns of the table, each of one field."""
    rows, said = given
    columns = find_columns(rows, parse_map([said]))
    assert len(set(columns.of.values())) == len(columns.of) or said
    assert {*columns.of.values(), *columns.others} <= {name for row in rows for name in row}


def decided(data: str | bytes, name: str = "x.csv") -> None:
    """Decisions or memos of a coder, merged with what stands."""
    kind, given = read_coder_file(written(data, name))
    if kind == "memos":
        for row in given.itertuples(index=False):
            memo_fault(row, {"city-01"}, {("国发〔2018〕32号", 1, "city")})
        merge_memos(no_memos(), given[list(no_memos().columns)])
        return
    why = faults(given)
    refusals(given, why)
    good = given.drop(index=list(why))
    merge_decisions(pd.DataFrame(columns=list(DECIDED), dtype="str"), good, prefer=("AB",))
    decided_agreement(good)


FIELDS = (
    Field("theme", {"SHOP": "", "TAX": ""}, 2),
    Field("instrument", {"supply": "", "demand": ""}),
    Field("strength", {"1": "", "2": ""}),
)


def filled(data: str | bytes, name: str = "sheet-A.csv") -> None:
    """A filled coding sheet, and how far two coders agree."""
    sheets = {"A": read_filled(written(data, name), FIELDS)}
    sheets["B"] = sheets["A"].iloc[::-1]
    coder_agreement(sheets)
    disagreements(sheets)


def _whole(cell: Any) -> Any:
    """A cell that pandas can hold: half characters it cannot."""
    return cell.replace("\ud800", "") if isinstance(cell, str) else cell


def shown(rows: list[dict[str, Any]]) -> None:
    """A frame as text and as HTML: no cell ends a line of the table or opens a tag."""
    frame = pd.DataFrame(
        [{name: _whole(cell) for name, cell in row.items()} for row in rows], dtype="object"
    )
    text = format_frame(frame, rows=None)
    assert not len(frame.columns) or text.count("\n") == max(len(frame), 1)
    assert "<script" not in format_html(frame)


# --- files --------------------------------------------------------------------------------------


def read(kind: str) -> Callable[[bytes], None]:
    """A file of a kind becomes text that can be written, or is refused by name."""

    def run(data: bytes) -> None:
        try:
            read_bytes(data, f"x.{kind}").text.encode()
        except PolicyCompareError as error:
            assert str(error).startswith(f"x.{kind}")
            raise

    return run


def structured(data: bytes) -> None:
    """Akoma Ntoso."""
    read_akn(written(data, "x.xml")).text.encode()


@cache
def whole_docx() -> tuple[bytes, ...]:
    """Two Word files."""
    document = word(levels=[("chineseCounting", "%1、"), ("decimal", "%2.")])
    for text, level in (("甲", 0), ("乙", 1), ("丙", 0)):
        numbered(document, text, level)
    document.add_table(2, 2).cell(0, 0).text = "序号"
    plainer = word()
    plainer.add_paragraph("一、放宽准入。执行清单。")
    return without_dates(saved(document)), without_dates(saved(plainer))


@cache
def whole_pdf() -> tuple[bytes, ...]:
    """A PDF of two pages."""
    return (pdf(typeset(["一、加强基础设施建设", "（一）建设网络。到2023年建成基站1000个。" * 9])),)


@cache
def whole_epub() -> tuple[bytes, ...]:
    """An electronic book."""
    box = "urn:oasis:names:tc:opendocument:xmlns:container"
    return (
        packed(
            {
                "mimetype": "application/epub+zip",
                "META-INF/container.xml": f'<container xmlns="{box}"><rootfiles><rootfile '
                'full-path="c.opf"/></rootfiles></container>',
                "c.opf": '<package xmlns="http://www.idpf.org/2007/opf"><manifest><item id="a" '
                'href="a.xhtml" media-type="application/xhtml+xml"/></manifest><spine><itemref '
                'idref="a"/></spine></package>',
                "a.xhtml": '<html xmlns="http://www.w3.org/1999/xhtml"><body><p>一、甲。</p></body>'
                "</html>",
            }
        ),
    )


def _workbook(rows: Sequence[Sequence[Any]]) -> bytes:
    import io

    import openpyxl

    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return without_dates(out.getvalue())


@cache
def whole_rows() -> tuple[bytes, ...]:
    """A workbook of documents."""
    from datetime import datetime

    return (_workbook([["标题", "正文", "日期"], ["甲", "一、甲。", datetime(2021, 3, 5)]]),)


@cache
def whole_sheets() -> tuple[bytes, ...]:
    """A filled coding sheet and a file of decisions, as workbooks."""
    made = []
    for name in ("seed-sheet.csv", "seed-decisions.csv"):
        made.append(_workbook([line.split(",") for line in _lines(name)]))
    return tuple(made)


def _lines(name: str) -> list[str]:
    return (Path(__file__).parent / "corpus" / name).read_text(encoding="utf-8").splitlines()


def coder_book(data: bytes) -> None:
    """A workbook that a coder sends."""
    try:
        filled(data, "x.xlsx")
    except PolicyCompareError:
        decided(data, "x.xlsx")
