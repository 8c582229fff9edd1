"""A row becomes a text and what the table says of it; nothing that a cell holds stops a table."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.reading.row import Row
from compare.reading.sheets import FULL_CELL
from compare.study.columns import NAMES, Columns
from compare.study.row_texts import as_text, row_text

ALL = Columns({field: field for field in NAMES}, ("栏目",))


def read(**cells: object):
    return row_text(Row("row 2", {"text": "一、甲。", **cells}), ALL)


@pytest.mark.parametrize(
    ("cells", "facts"),
    [
        ({"issue_date": 44153}, {"issue_date": "2020-11-18"}),
        ({"issue_date": 44153.0}, {"issue_date": "2020-11-18"}),
        ({"issue_date": "2020/11/18"}, {"issue_date": "2020-11-18"}),
        ({"issue_date": datetime(2020, 11, 18)}, {"issue_date": "2020-11-18"}),
        ({"issue_date": date(2020, 11, 18)}, {"issue_date": "2020-11-18"}),
        ({"issue_date": "二〇二〇年十一月十八日"}, {"issue_date": "2020-11-18"}),
        ({"doc_number": "國發[2018]32號"}, {"doc_number": "国发〔2018〕32号"}),
        ({"level": "省级"}, {"level": "provincial"}),
        ({"level": "City"}, {"level": "city"}),
        ({"title": " 甲市\n办法 "}, {"title": "甲市 办法"}),
        ({"title": "无", "issuer": float("nan"), "region": "--"}, {}),
    ],
)
def test_facts_take_the_form_of_documents_csv(cells: dict, facts: dict) -> None:
    """Days as spreadsheets and people write them, numbers, levels; cells that say nothing."""
    row = read(**cells)

    assert (dict(row.facts), row.doubts, row.fault) == (facts, (), "")


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"issue_date": "2020年底"}, "no issue_date"),
        ({"published": "昨天"}, "no day"),
        ({"level": "地方性法规"}, "no level"),
        ({"title": "=HYPERLINK(1)"}, "no title"),
        ({"text": "一" * FULL_CELL}, "was cut off"),
    ],
)
def test_what_has_not_that_form_is_in_doubt(cells: dict, told: str) -> None:
    """It is left out and said, never passed on."""
    row = read(**cells)

    assert told in " ".join(row.doubts)
    assert not row.facts


@pytest.mark.parametrize(
    ("received", "text"),
    [
        (
            "<div><p>一、甲。</p><p>二、乙&nbsp;丙。</p><script>x</script></div>",
            "一、甲。\n二、乙\xa0丙。\n",
        ),
        ("一、甲。<br/>二、乙。<br>三、丙。", "一、甲。\n二、乙。\n三、丙。\n"),
        ("一、甲&ldquo;乙&rdquo;。", "一、甲“乙”。"),
        (r"一、甲。\n二、乙。", "一、甲。\n二、乙。"),
        ("一、A&B公司 < 3家。", "一、A&B公司 < 3家。"),
        (["一、甲。", "二、乙。"], "一、甲。\n二、乙。"),
        ("  一、甲。\r\n", "  一、甲。\r\n"),
    ],
)
def test_markup_is_taken_out_and_nothing_else_changed(received: object, text: str) -> None:
    """HTML, entities, spelled-out line breaks and lists of paragraphs; plain text stays."""
    assert read(text=received).text == text


@pytest.mark.parametrize(
    ("received", "told"),
    [
        ("", "is empty"),
        (None, "is empty"),
        ("a\ud800", "half a character"),
        ("<p> </p><p></p>", ""),
    ],
)
def test_a_row_without_a_text_says_why(received: object, told: str) -> None:
    """The reason names the column."""
    row = read(text=received)
    assert row.fault
    assert told in row.fault


@pytest.mark.parametrize(("named", "identity"), [("none", "none"), (12.0, "12"), (None, "")])
def test_whatever_stands_there_is_an_id(named: object, identity: str) -> None:
    """A word that means nothing elsewhere names a document all the same."""
    assert read(id=named).identity == identity


def test_a_day_of_publication_is_no_day_of_issue() -> None:
    """It is kept apart: the text may name its own."""
    row = read(published="2020/11/20", url="https://www.example.gov.cn/1.html", 栏目="通知公告")

    assert (row.published, row.url) == ("2020-11-20", "https://www.example.gov.cn/1.html")
    assert dict(row.others) == {"栏目": "通知公告"}
    assert not row.facts


values = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.datetimes(), st.text(max_size=60),
    st.lists(st.text(max_size=5), max_size=3),
    st.dictionaries(st.text(max_size=3), st.integers(), max_size=2),
)  # fmt: skip


@given(st.dictionaries(st.sampled_from([*NAMES, "栏目"]), values, max_size=8))
def test_no_cell_stops_a_table(cells: dict) -> None:
    """Whatever the cells hold, a row is a text that can be written, or says why it is none."""
    row = row_text(Row("row 2", cells), ALL)

    assert bool(row.fault) != bool(row.text.strip())
    for value in (row.text, row.identity, *row.facts.values(), *row.others.values()):
        value.encode()


@pytest.mark.parametrize(
    ("value", "text"),
    [(12.0, "12"), (12.5, "12.5"), (True, "true"), (None, ""), (float("inf"), ""), ("N/A", "")],
)
def test_cells_are_shown_as_they_are_read(value: object, text: str) -> None:
    """Whole numbers without a point; nothing for what means nothing."""
    assert as_text(value) == text
