"""Level and place of a text that names no issuing body, from its title."""

from __future__ import annotations

import pytest

from compare.places.titles import seat_of_document, seat_of_title


@pytest.mark.parametrize(
    ("title", "level", "region", "province"),
    [
        ("东山省夜市管理条例", "provincial", "东山省", "东山省"),
        ("平安市夜市管理条例", "city", "平安市", ""),
        ("杭州市夜市管理办法", "city", "杭州市", "浙江省"),
        ("深圳经济特区夜市管理条例", "city", "深圳市", "广东省"),
        ("海南自由贸易港夜市管理条例", "provincial", "海南省", "海南省"),
        ("中国（上海）自由贸易试验区夜市条例", "provincial", "上海市", "上海市"),
        ("景宁畲族自治县夜市管理条例", "county", "景宁畲族自治县", "浙江省"),
        ("杭州市余杭区夜市管理条例", "city", "杭州市", "浙江省"),
        ("中关村国家自主创新示范区夜市条例", "provincial", "北京市", "北京市"),
        ("杭州市余杭区人民政府关于夜市的通知", "county", "余杭区", "浙江省"),
        ("中华人民共和国夜市法", "national", "全国", ""),
        ("夜市法", "national", "全国", ""),
        ("夜市管理条例", "", "", ""),
        ("城市夜市管理条例", "", "", ""),
        ("专属经济区夜市条例", "", "", ""),
        ("关于城市夜市的意见", "", "", ""),
        ("", "", "", ""),
    ],
)
def test_seat_of_title(title, level, region, province):
    """A title tells its maker: the body it names, or the place it begins with; a zone or a
    district is its subject.
    """
    assert seat_of_title(title) == (level, region, province)


def test_issuer_counts_before_the_title():
    """A document's seat is that of its issuing body, whatever place its title speaks of."""
    assert seat_of_document("东山省人民政府", "平安市夜市管理办法").region == "东山省"


def test_title_completes_a_body_without_place():
    """市人民政府 tells the level alone: the title gives the place where it is of that level, and
    nothing where it is not.
    """
    assert seat_of_document("市人民政府", "平安市夜市管理办法").region == "平安市"
    assert seat_of_document("县人民政府", "平安市夜市管理办法") == ("county", "", "")
