"""Which provision a clause takes over: the right one, how surely, and how much of its wording."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.adoption.links import certainty, link, passages, sentence_kept, shared
from compare.likeness.links import MEASURES, measure
from compare.likeness.provisions import prepare
from compare.text.fold import fold

NATION = [
    "县级以上人民政府应当将养老服务经费列入本级财政预算，并按照老年人口增长逐步增加投入。",
    "国家鼓励养老机构为居家老年人提供上门照护、短期托养等服务。",
    "养老机构应当与老年人签订服务协议，明确双方的权利和义务，收费标准在醒目位置公示。",
    "国务院民政部门负责全国养老服务的监督管理；其他有关部门在各自职责范围内做好养老服务工作。",
    (
        "违反本条例规定，养老机构未与老年人签订服务协议的，由民政部门责令改正，给予警告；"
        "情节严重的，处一万元以上三万元以下罚款。"
    ),
]
CITY = [
    "市、县（区）人民政府应当将养老服务经费列入本级财政预算，按照老年人口增长逐步增加投入。",
    "支持社区食堂开展老年助餐，对吃饭不便的老人送餐到家。",
    "养老机构要同入住老人订立服务协议，把收费标准公示在大厅。",
    "违反本办法规定，养老机构不与老年人签订服务协议的，由区民政部门责令改正，处五千元罚款。",
]


def table(documents: dict[str, list[str]]) -> pd.DataFrame:
    return pd.DataFrame(
        [
            {"clause_id": f"{doc}-{k}", "doc_id": doc, "heading": "", "text": text}
            for doc, texts in documents.items()
            for k, text in enumerate(texts, 1)
        ]
    )


def linked(documents: dict[str, list[str]]) -> pd.DataFrame:
    clauses = table(documents)
    mine = [list(clauses.loc[clauses["doc_id"] == doc, "clause_id"]) for doc in ("city", "nation")]
    return link(
        prepare(clauses),
        dict(zip(clauses["clause_id"], clauses["text"], strict=True)),
        mine[1],
        mine[0],
    )


FOUND = linked({"nation": NATION, "city": CITY})


def test_each_clause_goes_to_the_provision_it_takes_over():
    """Budget to budget, agreement to agreement, sanction to sanction; the canteen is the city's
    own.
    """
    links = FOUND[FOUND["level"] != ""]

    assert set(zip(links["clause_id"], links["item_id"], strict=True)) == {
        ("city-1", "nation-1"),
        ("city-3", "nation-3"),
        ("city-4", "nation-5"),
    }


def test_a_duty_is_not_its_sanction():
    """The same words order in one clause and punish in another: the sanction is not linked with
    the duty.
    """
    sure = FOUND.set_index(["clause_id", "item_id"])["certainty"]

    assert sure.get(("city-4", "nation-3"), 0.0) < sure[("city-4", "nation-5")]


def test_verbatim_and_adapted():
    """A sentence with one word left out is verbatim, the same provision in other words adapted."""
    level = FOUND.set_index(["clause_id", "item_id"])["level"]

    assert (level[("city-1", "nation-1")], level[("city-3", "nation-3")]) == ("verbatim", "adapted")


def test_share_is_known_for_links_only():
    """How much of the shorter body stands in shared passages; nothing is said of what is not
    linked.
    """
    assert FOUND.loc[FOUND["level"] != "", "share"].between(0, 1).all()
    assert FOUND.loc[FOUND["level"] == "", "share"].isna().all()


def test_share_by_hand():
    """Ten characters of the shorter body's ten stand in both; of another eight characters none."""
    assert shared(fold("推行简易注销登记改革"), fold("全面推行简易注销登记改革。")) == 1
    assert shared(fold("发放创业担保贷款"), fold("全面推行简易注销登记改革。")) == 0
    assert shared(fold(""), fold("")) == 0


def test_every_clause_and_item_has_its_best_row():
    """What comes nearest is told even where nothing is taken over."""
    assert set(FOUND["clause_id"]) == {f"city-{k}" for k in range(1, 5)}
    assert set(FOUND["item_id"]) == {f"nation-{k}" for k in range(1, 6)}


def test_documents_of_another_field_do_not_move_a_link():
    """The field's own words stay common, however large the collection: the same links, nothing
    added.
    """
    other = [
        "露天堆放煤炭的单位应当设置围挡并洒水抑尘。",
        "施工工地出口应当冲洗车辆，车身带泥不得上路。",
    ] * 20
    wider = linked({"nation": NATION, "city": CITY, "dust": other})
    columns = ["clause_id", "item_id", "level"]

    pd.testing.assert_frame_equal(FOUND[columns], wider[columns])


def test_nothing_on_one_side_is_no_link():
    """A document without clauses, or a text without items, has no rows."""
    clauses = table({"nation": NATION})
    assert len(link(prepare(clauses), {}, list(clauses["clause_id"]), [])) == 0


def test_certainty_by_hand():
    """The logistic function of the intercept and the weighted measures."""
    measured = {name: np.zeros((1, 1)) for name in MEASURES}

    assert certainty(measured)[0, 0] == pytest.approx(1 / (1 + np.exp(-0.44)))
    assert certainty(measured | {"lead": np.ones((1, 1))})[0, 0] == pytest.approx(
        1 / (1 + np.exp(-0.44 - 6.64))
    )


def test_a_kept_sentence_by_hand():
    """14 characters of 14 stand in 18: 2·14 / 32; a sentence under 10 characters is not looked
    at.
    """
    assert sentence_kept(
        ["加强先进经验和典型做法的推广"], ["加强本市先进经验和典型做法的宣传推广"]
    ) == pytest.approx(0.875)
    assert sentence_kept(["落实政策"], ["落实政策"]) == 0


def test_passages_are_cut_from_both_texts():
    """Punctuation inside a passage is each text's own."""
    assert passages("全面推行简易注销登记改革。", "推行企业简易注销登记、改革。") == [
        ("简易注销登记改革", "简易注销登记、改革")
    ]
    assert passages("发放贷款。", "收回贷款。") == []


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text("县市政府应当建立养老服务制度。；（一）罚款", max_size=30), min_size=1, max_size=4
    )
)
def test_any_text_has_finite_measures(texts):
    """Empty, short or repeated: every measure is finite, every certainty a probability."""
    clauses = table({"nation": texts, "city": texts[::-1]})
    rows = np.arange(len(texts))
    measured = measure(prepare(clauses), rows, rows + len(texts))

    assert all(np.isfinite(values).all() for values in measured.values())
    assert ((certainty(measured) >= 0) & (certainty(measured) <= 1)).all()
