"""Running text that charges a named body with work."""

import pytest

from compare.agencies.mentions import find_mentions
from compare.study.read import package_registry

REGISTRY = package_registry()


def mentions(text):
    return [(text[b:e], role) for b, e, role in find_mentions(text, REGISTRY)]


def test_lead_with_support():
    """由…牵头，会同… gives one lead and its supporters."""
    text = "由市科技局牵头，会同市发展改革委、市财政局等成员单位开展督导检查。"

    assert mentions(text) == [("市科技局", "lead"), ("市发展改革委", "support"), ("市财政局", "support")]


def test_responsible():
    """负责 behind a named body, or 由 before it, charges it."""
    assert mentions("市商务局负责组织展会。由市教育局制定办法。") == [("市商务局", "responsible"), ("市教育局", "responsible")]


def test_together():
    """X会同Y: X carries it out and Y supports; where the sentence ends in 牵头, X leads."""
    assert mentions("市商务局会同市教育局制定办法。") == [("市商务局", "responsible"), ("市教育局", "support")]
    assert mentions("由市商务局会同市教育局等部门牵头落实。") == [("市商务局", "lead"), ("市教育局", "support")]


@pytest.mark.parametrize("text", [
    "市科技局会同市财政局负责本政策的解释工作。", "配合省财政厅完成平台建设。", "经市财政局备案后拨付。", "各有关部门负责落实。", "由市科技局负责人签字。", "由市财政局负责解释。",
    "本市教育部门牵头。", "企业负责人由董事会任命。", "由市政府统一部署。",
])
def test_mere_mentions_stay_out(text):
    """Mentions without a charge, generic names, persons and interpretation are no rows."""
    assert mentions(text) == []


def test_places_end_where_the_verb_does():
    """由 and 会同 before a body are no part of its name; branches with a place in their name are found whole."""
    text = "由样例银保监分局牵头，会同人行样例市中心支行、市发展改革委推进。"

    assert [name for name, _ in mentions(text)] == ["样例银保监分局", "人行样例市中心支行", "市发展改革委"]
