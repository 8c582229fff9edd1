"""Running text that charges public bodies: who they are, what is printed, in which role."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.agencies.mentions import find_mentions
from compare.study.own_lexicon import package_registry

REGISTRY = package_registry()


def mentions(text):
    return [(text[m.begin : m.end], m.role) for m in find_mentions(text, REGISTRY)]


def names(text):
    return [name for name, _ in mentions(text)]


def test_lead_with_support():
    """由…牵头，会同… gives one lead and its supporters."""
    text = "由市科技局牵头，会同市发展改革委、市财政局等成员单位开展督导检查。"

    assert mentions(text) == [
        ("市科技局", "lead"),
        ("市发展改革委", "support"),
        ("市财政局", "support"),
    ]


def test_responsible():
    """A predicate behind a body, or 由 before it, charges it."""
    assert mentions("市商务局负责组织展会。由市教育局制定办法。") == [
        ("市商务局", "responsible"),
        ("市教育局", "responsible"),
    ]


@pytest.mark.parametrize("word", ["会同", "会商", "联合", "协同"])
def test_together(word):
    """X会同Y: X leads and Y supports, whatever word joins them."""
    assert mentions(f"市商务局{word}市教育局制定办法。") == [
        ("市商务局", "lead"),
        ("市教育局", "support"),
    ]
    assert mentions(f"展会由市商务局{word}市教育局负责落实。") == [
        ("市商务局", "lead"),
        ("市教育局", "support"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("公安、民政、司法行政部门应当共享数据。", ["公安", "民政", "司法行政部门"]),
        ("县级以上人民政府发展改革、财政等部门应当支持养老。", ["发展改革", "财政"]),
        ("市、县（市、区）人民政府应当编制规划。", ["市、县（市、区）人民政府"]),
        ("省、设区的市人民政府及其有关部门应当公开信息。", ["省、设区的市人民政府", "有关部门"]),
        (
            "街道办事处、镇人民政府和居民委员会应当上门走访。",
            ["街道办事处", "镇人民政府", "居民委员会"],
        ),
        ("卫生健康部门和残疾人联合会应当开展筛查。", ["卫生健康部门", "残疾人联合会"]),
        ("自然资源和规划部门应当公示。", ["自然资源和规划部门"]),
        ("教育和公安部门应当公示。", ["教育", "公安部门"]),
        (
            "消防工作由县级以上人民政府应急管理部门会同住房城乡建设、商务等部门检查。",
            ["县级以上人民政府应急管理部门", "住房城乡建设", "商务"],
        ),
        ("公安机关交通管理部门应当疏导车流。", ["公安机关交通管理部门"]),
        ("有关部门、金融机构应当给予优惠。", ["有关部门"]),
        ("省市政工程管理处或者区、县水务部门应当抢修。", ["省市政工程管理处", "区、县水务部门"]),
        ("中等职业学校和特殊教育学校应当备案。", ["中等职业学校", "特殊教育学校"]),
        ("生态环境和交通运输主管部门应当执法。", ["生态环境", "交通运输主管部门"]),
        ("工业和信息化主管部门应当执法。", ["工业和信息化主管部门"]),
    ],
)
def test_names_as_printed(text, expected):
    """Lists share the head noun behind and the government before them; private members are passed
    over.
    """
    assert names(text) == expected


@pytest.mark.parametrize(("text", "full"), [
    ("市人民政府民政、财政等部门应当补贴。", ["民政部门", "财政部门"]),
    ("农业、林业行政主管部门应当防治虫害。", ["农业行政主管部门", "林业行政主管部门"]),
])  # fmt: skip
def test_names_completed(text, full):
    """A member of a list is completed with the head noun that it shares."""
    assert [m.full for m in find_mentions(text, REGISTRY)] == full


@pytest.mark.parametrize(("text", "role"), [
    ("医疗机构应当予以配合。", "support"), ("村民委员会协助做好登记工作。", "support"),
    ("区教育部门主管本区幼儿教育。", "lead"), ("市人民政府统筹协调全市绿化。", "responsible"),
])  # fmt: skip
def test_roles(text, role):
    """主管 leads, 配合 and 协助 support, all else is responsible."""
    assert [m.role for m in find_mentions(text, REGISTRY)] == [role]


def test_one_row_a_body():
    """A second mention adds no row, but makes a lead of a body that leads there."""
    text = "民政部门应当公布名单。民政部门会同财政部门制定办法。市人民政府、区人民政府应当支持。"

    assert mentions(text) == [
        ("民政部门", "lead"),
        ("财政部门", "support"),
        ("市人民政府", "responsible"),
        ("区人民政府", "responsible"),
    ]


def test_a_subject_carries_over():
    """A sentence without a subject goes on with the last one; one with a private subject does
    not.
    """
    assert mentions("交通运输部门应当编制规划。必要时，应当会同公安部门设置标志。")[0][1] == "lead"
    assert (
        mentions("交通运输部门应当编制规划。施工单位应当会同公安部门设置标志。")[0][1]
        == "responsible"
    )


@pytest.mark.parametrize(
    ("text", "generic", "kind"),
    [
        ("有关部门应当答复。", True, ""),
        ("行政机关应当答复。", True, ""),
        ("负责药品监督管理的部门应当抽检。", True, ""),
        ("市人民政府有关部门应当答复。", True, ""),
        ("税务机关应当答复。", False, ""),
        ("幼儿园应当备案。", False, "institution"),
        ("工会应当参加。", False, "organisation"),
        ("村民委员会应当公示。", False, "committee"),
        ("人民法院应当受理。", False, "court"),
        ("市人民代表大会常务委员会应当视察。", False, "congress"),
    ],
)
def test_generic_and_kind(text, generic, kind):
    """Names without a field are generic; what is no government or department says what it is."""
    assert [(m.generic, m.kind) for m in find_mentions(text, REGISTRY)] == [(generic, kind)]


@pytest.mark.parametrize(
    "text",
    [
        "市科技局会同市财政局负责本政策的解释工作。",
        "配合省财政厅完成平台建设。",
        "经市财政局备案后拨付。",
        "由市科技局负责人签字。",
        "由市财政局负责解释。",
        "企业负责人由董事会任命。",
        "经营者应当向市场监督管理部门报告。",
        ("省人民政府规定的标准高于国家标准的，从其规定。"),
        "教育行政部门未按规定公示的；",
        "市人民政府主要负责人是第一责任人。",
        "建设单位应当接受有关部门检查。",
        "企业和个人不得阻挠。",
        "物业服务企业应当在街道办事处指导下制定预案。",
        "公安机关因办案需要调取录像的，商户应当提供。",
        "学校周边禁止摆摊。",
        "引进国内高校建立分院。",
        "业务主管部门是指受委托的机关。",
        "市人民政府秘书长出席会议。",
        "坚持市场运作，政府引导。",
        "市教育局关于印发计划的通知",
    ],
)
def test_mere_mentions_stay_out(text):
    """Recipients, owners, conditions, wrongdoers, persons, private parties and interpretation are
    no rows.
    """
    assert names(text) == []


def test_conditions_before_the_duty():
    """A condition between subject and predicate does not hide the charge."""
    assert names("卫生行政部门接到报告后，应当立即调查。") == ["卫生行政部门"]


def test_places_end_where_the_verb_does():
    """由 and 会同 before a body are no part of its name; branches with a place in their name are
    found whole.
    """
    text = "由样例银保监分局牵头，会同人行样例市中心支行、市发展改革委推进。"

    assert names(text) == ["样例银保监分局", "人行样例市中心支行", "市发展改革委"]


@given(
    st.text(
        alphabet=(
            "市县区人民政府公安教育部门机关和及其有的由会同应当不得负责牵头配合，。"
            "；、（）《》“”一二学校"
        ),
        max_size=80,
    )
)
def test_any_text(text):
    """Whatever the text, rows lie inside it, in order, none twice, none empty."""
    rows = find_mentions(text, REGISTRY)

    assert all(0 <= m.begin < m.end <= len(text) for m in rows)
    assert [m.begin for m in rows] == sorted({m.begin for m in rows})
