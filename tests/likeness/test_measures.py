"""compare.likeness.measures: measures of a pair of clauses."""

import pandas as pd
import pytest

from compare.likeness.measures import profile, score_pairs


def clauses(*rows):
    return pd.DataFrame(rows, columns=["clause_id", "doc_id", "heading", "text"])


TWO = clauses(
    ("x-1", "x", "落实税收优惠", "落实税收优惠政策。"),
    ("x-2", "x", "支持返乡创业", "建设返乡创业园。"),
    ("y-1", "y", "落实税收优惠", "全面落实税收优惠政策。"),
    ("y-2", "y", "加强知识产权保护", "严惩侵权行为。"),
)


def test_set_measures_by_hand():
    """Six trigrams in eight of the longer clause: resemblance 6/8, all of a in b, six eighths of b
    in a.
    """
    pair = score_pairs(profile(TWO), ["x-1"], ["y-1"]).iloc[0]

    assert pair["jaccard"] == pytest.approx(6 / 8)
    assert pair["containment_ab"] == 1
    assert pair["containment_ba"] == pytest.approx(6 / 8)
    assert pair["longest_run"] == 8


def test_all_pairs_in_order_and_range():
    """Every clause meets every other, left first; cosines and shares lie in 0 to 1."""
    pairs = score_pairs(profile(TWO), ["x-1", "x-2"], ["y-1", "y-2"])

    assert list(zip(pairs["a"], pairs["b"], strict=True)) == [
        ("x-1", "y-1"),
        ("x-1", "y-2"),
        ("x-2", "y-1"),
        ("x-2", "y-2"),
    ]
    for name in ("cosine_word", "cosine_char", "jaccard", "heading", "share", "place"):
        assert pairs[name].between(0, 1).all()
    assert pairs.loc[0, "heading"] == pytest.approx(1)
    assert pairs.loc[0, "share"] == pytest.approx(1)


def test_nothing_shared_is_zero():
    """Clauses without a common character have no likeness and no run."""
    pair = score_pairs(profile(TWO), ["x-2"], ["y-2"]).iloc[0]

    assert pair[["cosine_word", "cosine_char", "jaccard", "longest_run"]].tolist() == [0, 0, 0, 0]


def test_formula_is_no_substance():
    """A run of set phrases and cited titles is long, but holds nothing of a measure."""
    text = "以习近平新时代中国特色社会主义思想为指导，落实《东山省推动创新创业高质量发展若干措施》"
    both = clauses(("x-1", "x", "", text), ("y-1", "y", "", text))

    pair = score_pairs(profile(both), ["x-1"], ["y-1"]).iloc[0]

    assert pair["longest_run"] > 30
    assert pair["substance_run"] < 5
    assert not pair["whole_sentence"]


def test_heading_over_many_paragraphs_says_less():
    """A heading that stands over four paragraphs counts half in each."""
    rows = [("x-1", "x", "优化服务环境", "减税。")] + [
        (f"y-{k}", "y", "优化服务环境", f"第{k}项。") for k in range(4)
    ]

    pairs = score_pairs(profile(clauses(*rows)), ["x-1"], ["y-0", "y-1"])

    assert pairs["heading"].tolist() == pytest.approx([0.5, 0.5])


def test_subject_finds_what_was_merged():
    """One clause treats veterans and returning migrants; the other document has a clause for each,
    and one on taxes.
    """
    merged = clauses(
        ("x-1", "x", "推动更多群体创业", "鼓励退役军人、返乡农民工创业。"),
        ("x-2", "x", "落实税收优惠", "减免税费。"),
        ("y-1", "y", "扶持退役军人", "开展培训。"),
        ("y-2", "y", "支持返乡农民工", "提供场地。"),
        ("y-3", "y", "降低成本", "减免税费。"),
    )

    subject = score_pairs(profile(merged), ["x-1", "x-2"], ["y-1", "y-2", "y-3"]).set_index(
        ["a", "b"]
    )["subject"]

    assert subject["x-1", "y-1"] > 0.3 and subject["x-1", "y-2"] > 0.3
    assert subject["x-2", "y-1"] == subject["x-2", "y-2"] == subject["x-1", "y-3"] == 0


def test_order_tells_parallel_documents():
    """Ten measures in the same order run parallel; in reversed order they do not; five say less
    than ten.
    """
    measures = [
        "减免房租补贴", "建设孵化基地", "发放科技券", "表彰创业典型", "开放仪器设备", "培养技师",
        "吸引侨商", "保护专利", "简化登记", "采购首台套",
    ]  # fmt: skip
    left = [(f"x-{k}", "x", "", m) for k, m in enumerate(measures)]
    same = [(f"y-{k}", "y", "", m) for k, m in enumerate(measures)]
    back = [(f"z-{k}", "z", "", m) for k, m in enumerate(reversed(measures))]
    profiles = profile(clauses(*left, *same, *back))
    x, y, z = ([f"{d}-{k}" for k in range(10)] for d in "xyz")

    assert score_pairs(profiles, x, y)["order"].iloc[0] == pytest.approx(1)
    assert score_pairs(profiles, x, z)["order"].iloc[0] == 0
    assert score_pairs(profiles, x[:5], y[:5])["order"].iloc[0] == pytest.approx(3 / 8)


def test_empty_side_gives_no_pairs():
    """A document without clauses gives an empty table with all columns."""
    pairs = score_pairs(profile(TWO), [], ["y-1"])

    assert len(pairs) == 0
    assert "share" in pairs
