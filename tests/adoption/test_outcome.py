"""Level, degree and change of an item: controls never adopt, and the opposite of a measure is no
adoption of it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from compare import build_tables, read_study
from compare.adoption.outcome import degree_of, kept_sentences
from compare.adoption.rules import RULES

UPPER = """东山省人民政府关于支持夜读的意见
东政发〔2022〕6号
各市人民政府：
为支持夜读，提出以下意见。
（一）资金补助。对通宵书店给予一次性补助20万元，允许书店在门前摆放书架。
（二）减免费用。对书店免收垃圾清运费，水价按照居民用水标准执行。
（三）卫生检查。对书店附设茶座每季度至少检查一次，检查结果向读者公开。
（四）宣传推广。利用公交站牌宣传夜读品牌，每年举办夜读节，评选十佳书店并授牌。
东山省人民政府
2022年3月1日
"""
LOWER = """{place}人民政府关于夜读的实施意见
{number}
各县（区）人民政府：
{why}提出以下意见。
（一）资金补助。对通宵书店不再给予一次性补助20万元，禁止书店在门前摆放书架。
（二）减免费用。对书店免收垃圾清运费，水价按照居民用水标准执行。
（三）卫生检查。对书店附设茶座每年至少检查一次，检查结果向读者公开。
{place}人民政府
2022年6月1日
"""


@pytest.fixture(scope="module")
def adoption(tmp_path_factory: pytest.TempPathFactory):
    """A province, a city that carries its document out, and a city that does not."""
    root: Path = tmp_path_factory.mktemp("study")
    (root / "texts").mkdir()
    why = "为落实《东山省人民政府关于支持夜读的意见》（东政发〔2022〕6号），"
    (root / "texts" / "upper.txt").write_text(UPPER, encoding="utf-8")
    (root / "texts" / "lower.txt").write_text(
        LOWER.format(place="平安市", number="平政发〔2022〕9号", why=why), encoding="utf-8"
    )
    (root / "texts" / "other.txt").write_text(
        LOWER.format(place="安宁市", number="安政发〔2022〕3号", why="为支持夜读，"),
        encoding="utf-8",
    )
    (root / "documents.csv").write_text(
        "doc_id,file\nupper,upper.txt\nlower,lower.txt\nother,other.txt\n", encoding="utf-8"
    )
    return build_tables(read_study(root))["adoption"].set_index(["doc_id", "item_no"])


def test_the_opposite_is_reversed_and_never_adopted(adoption):
    """不再给予 and 禁止, with the two passages."""
    row = adoption.loc[("lower", 1)]

    assert (row["level"], bool(row["adopted"]), row["degree"], row["matched"]) == (
        "reversed",
        False,
        "",
        "",
    )
    assert "reversed" in row["change"].split(";")
    assert row["change_from"].startswith("对通宵书店给予")
    assert row["change_to"].startswith("对通宵书店不再给予")


def test_a_control_is_alike_and_never_adopts(adoption):
    """The same words in a document that does not implement the template."""
    lower, other = adoption.loc[("lower", 2)], adoption.loc[("other", 2)]

    assert (lower["level"], bool(lower["adopted"])) == ("verbatim", True)
    assert (other["level"], other["matched"], bool(other["adopted"])) == (
        "alike",
        "verbatim",
        False,
    )
    assert lower["share"] == pytest.approx(1.0)


def test_a_changed_measure_is_adopted_with_its_change(adoption):
    """Once a year instead of once a quarter."""
    row = adoption.loc[("lower", 3)]

    assert bool(row["adopted"])
    assert row["change"] == "frequency"
    assert row["degree"] == "most"


def test_what_is_not_there_is_absent(adoption):
    """No level, no degree, no change."""
    row = adoption.loc[("lower", 4)]

    assert (row["level"], bool(row["adopted"]), row["degree"], row["change"]) == (
        "absent",
        False,
        "",
        "",
    )


@pytest.mark.parametrize(
    ("share", "step"),
    [
        (0.0, "theme_only"),
        (1 / 3, "some"),
        (0.34, "half"),
        (2 / 3, "half"),
        (0.7, "most"),
        (1.0, "most"),
        (float("nan"), ""),
    ],
)
def test_steps_of_the_degree(share: float, step: str):
    """A third and two thirds belong to the lower step."""
    assert degree_of(share) == step


def test_sentences_kept_are_counted_with_words_put_in():
    """One of two sentences, with a word exchanged."""
    item = "对书店附设茶座每季度检查一次。评选十佳书店并在夜读节授牌。"

    assert kept_sentences(item, ["对书店附设的茶座每半年检查一次。"], RULES) == 0.5
