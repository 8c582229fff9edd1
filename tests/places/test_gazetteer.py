"""The gazetteer holds places of every rank since 1980, under all their names."""

from __future__ import annotations

import subprocess
import sys

import pytest

from compare.places.gazetteer import above, longest_at, named, within


@pytest.mark.parametrize(
    ("name", "rank", "province"),
    [
        ("义乌市", "county", "浙江省"),
        ("东莞市", "city", "广东省"),
        ("三沙市", "city", "海南省"),
        ("儋州市", "city", "海南省"),
        ("嘉峪关市", "city", "甘肃省"),
        ("锡林郭勒盟", "city", "内蒙古自治区"),
        ("大兴安岭地区", "city", "黑龙江省"),
        ("莫力达瓦达斡尔族自治旗", "county", "内蒙古自治区"),
        ("浦东新区", "county", "上海市"),
        ("雄安新区", "city", "河北省"),
        ("香港特别行政区", "province", "香港特别行政区"),
        ("台湾省", "province", "台湾省"),
        ("胡杨河市", "county", "新疆维吾尔自治区"),
        ("新疆生产建设兵团", "province", "新疆维吾尔自治区"),
        ("楚雄州", "city", "云南省"),
        ("神农架林区", "county", "湖北省"),
    ],
)
def test_kinds_of_places(name, rank, province):
    """A name of each kind gives its rank and province, places in use first."""
    assert (named(name)[0].rank, named(name)[0].province) == (rank, province)


def test_former_names_are_names_of_the_same_place():
    """What was renamed, or turned from county into district, keeps one code."""
    assert {named(name)[0].code for name in ("襄樊市", "襄阳市")} == {"420600"}
    assert {named(name)[-1].code for name in ("余杭县", "余杭市", "余杭区")} == {"330110"}
    assert named("襄樊市")[0].until == "2009"


def test_districts_of_one_name_are_told_by_what_contains_them():
    """Several cities have a 鼓楼区; one of them lies in Nanjing."""
    (nanjing,) = (place for place in named("南京市") if not place.until)
    inside = [place for place in named("鼓楼区") if within(place, nanjing)]

    assert len(named("鼓楼区")) > 1
    assert [place.code for place in inside] == ["320106"]


def test_every_parent_is_a_place():
    """No place hangs in the air: each code named as parent has a row."""
    from compare.places.gazetteer import everything

    assert [place.name for place in everything() if place.parent and not above(place)] == []
    assert {place.rank for place in everything()} == {"province", "city", "county"}


def test_longest_name_counts():
    """津市市 begins with 津市, which is no place of its own kind."""
    assert longest_at("津市市人民政府") == "津市市"
    assert longest_at("某某人民政府") == ""


def test_lists_are_read_when_first_asked_for():
    """Importing the library reads no list of places."""
    code = (
        "import compare.places.titles as t, compare.places.gazetteer as g; "
        "assert g._index.cache_info().currsize == 0; t.seat_of_title('东山省条例'); "
        "assert g._index.cache_info().currsize == 1"
    )

    subprocess.run([sys.executable, "-c", code], check=True)
