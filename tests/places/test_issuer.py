"""Level and place from the name of a body."""

from __future__ import annotations

import pytest

from compare.places.issuer import level_and_region, province_of


@pytest.mark.parametrize(("issuer", "level", "region"), [
    ("国务院", "national", "全国"), ("国务院办公厅", "national", "全国"), ("工业和信息化部", "national", "全国"), ("东山省人民政府办公厅", "provincial", "东山省"),
    ("广西壮族自治区人民政府", "provincial", "广西壮族自治区"), ("重庆市人民政府办公厅", "provincial", "重庆市"), ("样例市人民政府", "city", "样例市"),
    ("楚雄彝族自治州人民政府", "city", "楚雄彝族自治州"), ("样例市青山区人民政府", "county", "青山区"), ("青山县人民政府", "county", "青山县"), ("", "", ""), ("某协会", "", ""),
])
def test_level_and_region(issuer, level, region):
    """The name of a government tells its level; a name that does not gives empty strings."""
    assert level_and_region(issuer) == (level, region)


def test_province_stands_in_the_name_or_is_unknown():
    """Only a name that begins with a province tells one."""
    assert province_of("东山省样例市人民政府") == "东山省"
    assert province_of("样例市人民政府") == ""
