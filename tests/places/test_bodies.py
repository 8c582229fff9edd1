"""Level, region and province from the name of a body."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.places.bodies import province_of, seat_of
from compare.schema import LEVELS

with (Path(__file__).parent / "issuing_bodies.csv").open(encoding="utf-8", newline="") as source:
    BODIES = list(csv.DictReader(source))


@pytest.mark.parametrize("row", BODIES, ids=lambda row: row["name"])
def test_seat_of_a_body(row):
    """Each name of the table tells the level, region and province written beside it."""
    assert seat_of(row["name"]) == (row["level"], row["region"], row["province"])


def test_table_holds_every_kind():
    """The table is large enough to measure by, and names no body twice."""
    names = [row["name"] for row in BODIES]

    assert len(names) >= 250
    assert len(set(names)) == len(names)


@pytest.mark.parametrize(("year", "level"), [("1999", "county"), ("2005", "city"), ("", "city")])
def test_year_decides_between_ranks(year, level):
    """思茅市 was a county-level city until 2002 and a prefecture-level one from 2003."""
    assert seat_of("思茅市人民政府", year).level == level


def test_of_several_bodies_the_first_counts():
    """Bodies joined in one name have the seat of the first that tells one."""
    assert seat_of("某协会、东山省财政厅").region == "东山省"


@pytest.mark.parametrize(
    ("region", "province"), [("义乌市", "浙江省"), ("平安市", ""), ("朝阳区", ""), ("", "")]
)
def test_province_follows_from_the_place(region, province):
    """A place that one province alone has tells it; a name of several, or of none, tells
    nothing.
    """
    assert province_of(region) == province


@given(st.text(alphabet="省市县区州盟旗杭东山国家局委办（）、 a1新", max_size=24))
def test_any_text_gives_a_seat(name):
    """Whatever stands there, the level is one of the four or empty, and a region comes with a
    level.
    """
    seat = seat_of(name)

    assert seat.level in {*LEVELS, ""}
    assert seat.level or not (seat.region or seat.province)
