"""Another body is in charge only where the same duty is another office's; a local equivalent, an
older name or a body that nobody knows is no change.
"""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.adoption.leads import Charge, bodies_charged, charges_both, other_lead
from compare.agencies.mentions import find_mentions
from compare.likeness.altered import Change, compare_wordings
from compare.likeness.charged import families, same_office
from compare.study.own_lexicon import package_registry

REGISTRY = package_registry()


def charges(text: str):
    """Bodies that a text charges, as the product finds them."""
    rows = [
        {
            "clause_id": "c",
            "raw": text[hit.begin : hit.end],
            "agency": REGISTRY.resolve(hit.full).agency,
            "family": REGISTRY.resolve(hit.full).family,
            "role": hit.role,
            "where": "text",
            "generic": hit.generic,
        }
        for hit in find_mentions(text, REGISTRY)
    ]
    return bodies_charged(pd.DataFrame(rows)).get("c", ())


def told(item: str, clause: str):
    """What is told of two texts."""
    return other_lead(item, clause, charges(item), charges(clause))


@pytest.mark.parametrize(
    ("item", "clause", "bodies"),
    [
        (
            "县级以上人民政府林业主管部门应当每年编制露营地防火方案，并向社会公布。",
            "市应急管理局应当每年编制露营地的防火方案。",
            ("县级以上人民政府林业主管部门", "市应急管理局"),
        ),
        (
            "民政部门应当按照属地管理的原则，对独居老人每月上门探访一次。",
            "卫生健康部门应当按照国家有关规定，对独居老人每月上门探访。",
            ("民政部门", "卫生健康部门"),
        ),
        (
            "由教育局牵头组织露营地安全检查，教育局负责登记露营地。",
            "由公安局牵头组织露营地安全检查，公安局负责登记露营地。",
            ("教育局", "公安局"),
        ),
    ],
)
def test_another_office_has_the_duty(item: str, clause: str, bodies: tuple[str, str]):
    """The same duty, another function; the manner before the comma is no duty."""
    assert told(item, clause) == bodies


@pytest.mark.parametrize(
    ("item", "clause"),
    [
        # the local equivalent, an older name, a shorter name
        (
            "国务院交通运输主管部门应当每年检查渡船救生设备。",
            "市交通运输局应当每年检查渡船救生设备。",
        ),
        ("环境保护行政主管部门应当每周公布水质数据。", "市生态环境局应当每周公布水质数据。"),
        (
            "省人民政府应当每年公布渡口名录和开放时间。",
            "市人民政府应当每年公布渡口名录和开放时间。",
        ),
        # another duty of another body
        (
            "体育主管部门免费提供健身器材，并定期检查。",
            "城乡规划主管部门在办理许可时，应当审查小区健身场地的面积。",
        ),
        # both are charged on one side, so neither is gone
        (
            "林业主管部门和气象主管机构应当建设露营地火险预报台站。",
            "气象部门应当建设露营地火险预报台站。",
        ),
        # who is meant is not said
        (
            "国务院管理节能工作的部门应当每年公布节能灯具目录。",
            "市发展改革部门应当每年公布节能灯具目录。",
        ),
        ("有关部门应当每年公布节能灯具目录。", "市发展改革部门应当每年公布节能灯具目录。"),
    ],
)
def test_no_other_body(item: str, clause: str):
    """Nothing is told where nobody could."""
    assert told(item, clause) is None


def test_brackets_are_compared_as_wholes():
    """A bracket is in charge of its clause; a body both have is no other."""

    def bracket(clause_id: str, *names: str) -> pd.DataFrame:
        return pd.DataFrame(
            [
                {
                    "clause_id": clause_id, "raw": name, "agency": REGISTRY.resolve(name).agency,
                    "family": REGISTRY.resolve(name).family, "role": role, "where": "attribution",
                    "generic": False,
                }
                for name, role in zip(names, ("lead", "support", "support"), strict=False)
            ]
        )  # fmt: skip

    found = bodies_charged(
        pd.concat(
            [
                bracket("upper", "教育部", "财政部"),
                bracket("same", "市教育局", "市民政局"),
                bracket("other", "市民政局", "市教育局"),
            ]
        )
    )

    assert other_lead("开放操场。", "开放操场。", found["upper"], found["same"]) is None
    assert other_lead("开放操场。", "开放操场。", found["upper"], found["other"]) == (
        "教育部",
        "市民政局",
    )


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (
            "由劳动行政部门责令停止开办并退还押金。",
            "由人力资源社会保障部门责令停止开办并退还押金。",
        ),
        ("由管理节能工作的部门责令停止使用旧灯具。", "由发展改革部门责令停止使用旧灯具。"),
        ("由原发证机关收回夜市摊位证。", "由市商务局收回夜市摊位证。"),
        ("经本机关负责人批准，可以延长开放时间。", "经街道办事处负责人批准，可以延长开放时间。"),
    ],
)
def test_wording_alone_tells_no_other_body(first: str, second: str):
    """An older name, a described body, whoever issued it, a person: no change."""
    assert "body" not in compare_wordings(first, second).codes


def test_wording_tells_another_body():
    """由…负责, with other offices."""
    found = compare_wordings("渡口巡查由公安机关负责组织。", "渡口巡查由水行政主管部门负责组织。")

    assert "body" in found.codes


def test_a_body_of_the_other_clause_is_not_gone():
    """A part of a list of bodies was set beside another part."""
    change = Change("body", "建设部门负责清扫", "市容环境卫生部门负责清扫")
    one = charges("建设部门主管清扫工作。市容环境卫生主管部门负责清扫。")

    assert charges_both(change, one, charges("市容环境卫生部门负责清扫。"))


def test_offices_of_one_family():
    """The registry knows older names; governments and generic bodies have no family."""
    assert same_office("工商行政管理部门", "市市场监督管理局")
    assert not same_office("民政局", "教育局")
    assert families("市人民政府") == families("有关部门") == frozenset()


@given(st.text(alphabet="市教育局民政部门应当由、，。负责检查", max_size=60))
def test_a_text_beside_itself_has_no_other_body(text: str):
    """Whatever it says."""
    assert told(text, text) is None


@given(
    *[
        st.lists(
            st.builds(
                Charge,
                st.sampled_from(["教育", "公安", ""]),
                st.sampled_from(["教育局", "市教育局", "公安局"]),
                *[st.booleans()] * 3,
                st.just(False),
            ),
            max_size=5,
        ).map(tuple)
    ]
    * 2
)
def test_a_body_in_two_roles_or_within_a_longer_name(mine, theirs):
    """Whatever roles a text gives one body, and wherever its name stands, an answer is given: two
    names, or none.
    """
    one = "由市教育局牵头组织露营地安全检查，教育局负责登记露营地。"
    other = "由公安局牵头组织露营地安全检查，市教育局配合公安局登记露营地。"

    told = other_lead(one, other, mine, theirs)

    assert told is None or len(told) == 2
