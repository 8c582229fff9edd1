"""Level, region and province from the name of a body, and from the title of a regulation."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from compare.places.bodies import province_of, seat_of
from compare.places.titles import seat_of_document

ROWS = list(csv.DictReader((Path(__file__).parent / "issuing_bodies.csv").read_text(encoding="utf-8").splitlines()))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["name"])
def test_seat_of_bodies_of_every_kind(row):
    """Governments, ministries, Party bodies, people's congresses, branches of central bodies, zones, made-up places."""
    seat = seat_of(row["name"])

    assert (seat.level, seat.region, seat.province) == (row["level"], row["region"], row["province"])


@pytest.mark.parametrize(("issuer", "level", "region"), [
    ("东山省人民政府办公厅", "provincial", "东山省"), ("样例市人民政府", "city", "样例市"),
    ("样例市青山区人民政府", "county", "青山区"), ("青山县人民政府", "county", "青山县"), ("", "", ""), ("某协会", "", ""),
])  # fmt: skip
def test_places_that_no_gazetteer_has_are_read_by_their_form(issuer, level, region):
    """Made-up provinces and cities of examples, and places founded tomorrow."""
    assert seat_of(issuer)[:2] == (level, region)


def test_province_follows_from_a_known_city():
    """义乌 lies in 浙江; of a city nobody knows the province stays empty."""
    assert seat_of("义乌市人民政府").province == "浙江省"
    assert province_of("东山省样例市人民政府") == "东山省"
    assert province_of("样例市人民政府") == ""


def test_a_regulation_without_issuer_has_the_seat_of_its_title():
    """A local regulation names its place in the title."""
    assert seat_of_document("", "东山省夜市管理条例", "")[:2] == ("provincial", "东山省")
