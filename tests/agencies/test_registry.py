"""The registry reads a body's name: function from the end, level from the beginning."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.agencies.entries import Match
from compare.agencies.names import key, level_of
from compare.agencies.registry_rows import parse_registry
from compare.errors import CodebookError
from compare.study.own_lexicon import package_registry

REGISTRY = package_registry()
ROWS = [
    {"agency": "科学技术局", "family": "科技", "aliases": "科技局;科委"},
    {
        "agency": "工商行政管理局",
        "family": "市场监管",
        "aliases": "工商局",
        "until": "2018",
        "successor": "市场监督管理局",
    },
    {"agency": "市场监督管理局", "family": "市场监管", "since": "2018"},
    {
        "agency": "中国人民银行中心支行",
        "family": "人民银行",
        "level": "city",
        "aliases": "人行*中心支行",
    },
]


@pytest.mark.parametrize(
    ("name", "agency", "family", "level"),
    [
        ("市科技局", "科学技术局", "科技", "city"),
        ("州科学技术局", "科学技术局", "科技", "city"),
        ("样例县科委", "科学技术局", "科技", "county"),
        ("科技局", "科学技术局", "科技", ""),
        ("市市场监管局", "市场监督管理局", "市场监管", "city"),
        ("人行样例市中心支行", "中国人民银行中心支行", "人民银行", "city"),
        ("人行某地中心支行", "中国人民银行中心支行", "人民银行", "city"),
    ],
)
def test_name_tells_function_and_level(name, agency, family, level):
    """An alias behind any level or place is the same body; the place fills the star."""
    match = parse_registry(ROWS).resolve(name)

    assert (match.agency, match.family, match.level, match.known, match.repair) == (
        agency,
        family,
        level,
        True,
        "",
    )


@pytest.mark.parametrize(
    ("name", "family", "level"),
    [
        ("市发展改革委", "发展改革", "city"),
        ("省发展和改革委员会", "发展改革", "provincial"),
        ("国家发展改革委", "发展改革", "national"),
        ("财政部", "财政", "national"),
        ("省财政厅", "财政", "provincial"),
        ("自治区党委网络安全和信息化委员会办公室", "网信", "provincial"),
        ("市经信委", "工业和信息化", "city"),
        ("市人力资源和社会保障局", "人力资源社会保障", "city"),
        ("市人力社保局", "人力资源社会保障", "city"),
        ("市规划和自然资源局", "自然资源规划", "city"),
        ("市国土局", "自然资源规划", "city"),
        ("市农牧局", "农业农村", "city"),
        ("市商务和投促局", "商务", "city"),
        ("市文广新旅局", "文化旅游", "city"),
        ("市行政审批服务局", "政务服务", "city"),
        ("市工商局", "市场监管", "city"),
        ("市质监局", "市场监管", "city"),
        ("市知识产权局", "知识产权", "city"),
        ("市国税局", "税务", "city"),
        ("国家税务总局样例市税务局", "税务", "city"),
        ("样例银保监分局", "银保监", "city"),
        ("中国银保监会样例监管分局", "银保监", "city"),
        ("中国人民银行样例市中心支行", "人民银行", "city"),
        ("市大数据服务管理局", "大数据", "city"),
        ("市委统战部", "统战", "city"),
        ("市委台办", "台办", "city"),
        ("市军民融合办", "军民融合", "city"),
        ("样例市小微企业发展服务中心", "中小企业服务", "city"),
        ("市民宗委", "民族宗教", "city"),
        ("团市委", "共青团", "city"),
        ("州团委", "共青团", "city"),
        ("市政府目督办", "目督办", "city"),
        ("市社会信用体系领导小组成员单位", "信用体系小组", "city"),
        ("省级“双创”示范基地", "双创示范基地", "provincial"),
        ("各县、市、区人民政府", "县区政府", "county"),
        ("各县（市）区人民政府", "县区政府", "county"),
        ("各县市人民政府", "县区政府", "county"),
        ("样例区政府", "县区政府", "county"),
        ("各设区市人民政府", "市州政府", "city"),
        ("各省级人民政府", "省级政府", "provincial"),
        ("开发（度假）园区管委会", "开发区管委会", "county"),
        ("样例经济技术开发区各园区管委会", "开发区管委会", "county"),
        ("市税务部门", "税务", "city"),
        ("财政", "财政", ""),
        ("教育行政主管部门", "教育", ""),
        ("市直有关部门", "有关部门", "city"),
        ("各有关部门", "有关部门", ""),
        ("市级各职能部门", "有关部门", "city"),
        ("有关部门和单位", "有关部门", ""),
    ],
)
def test_package_registry_knows_the_field(name, family, level):
    """The registry of the package covers ministries, provincial and municipal organs, branches,
    territories.
    """
    match = REGISTRY.resolve(name)

    assert (match.family, match.level, match.known) == (family, level, True)


def test_unknown_body_is_kept_and_flagged():
    """A body no row knows has family 其他, its own name without the place, and known = False."""
    assert REGISTRY.resolve("市月球探索协作署") == Match(
        "月球探索协作署", "其他", "city", False, place="市"
    )


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("市发展改场革委", "市发展改革委"),
        ("市自然资和规划局", "市自然资源和规划局"),
        ("市人力资源社会障保局", "市人力资源和社会保障局"),
    ],
)
def test_long_misprints_are_repaired_on_record(printed, read):
    """One error in a long name is repaired to the registry's name, and the repair says so."""
    match = REGISTRY.resolve(printed)

    assert match.known
    assert match.family == REGISTRY.resolve(read).family
    assert match.repair.startswith(f"{printed}→市")


def test_short_misprints_need_a_witness():
    """市国姿委 is 市国资委 only where the document prints 市国资委 elsewhere."""
    witness = {"市国资委": REGISTRY.resolve("市国资委")}

    assert not REGISTRY.resolve("市国姿委").known
    assert REGISTRY.resolve("市国姿委", witness).family == "国资"
    assert REGISTRY.resolve("市国姿委", witness).repair == "市国姿委→市国资委"


def test_reforms_lead_to_the_body_of_today():
    """The chain of successors ends at the body that holds the function now; a body without one is
    its own.
    """
    registry = parse_registry(ROWS)

    assert registry.today("工商行政管理局") == "市场监督管理局"
    assert registry.today("科学技术局") == "科学技术局"
    assert registry.entries["工商行政管理局"].until == "2018"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("工商行政管理局", "市场监督管理局"),
        ("质量技术监督局", "市场监督管理局"),
        ("国土资源局", "自然资源和规划局"),
        ("工业和信息化委员会", "工业和信息化局"),
        ("国家税务局", "税务局"),
        ("地方税务局", "税务局"),
    ],
)
def test_package_records_the_reform_of_2018(before, after):
    """Bodies of before and after a reform share their family and are linked, with a date."""
    entries = REGISTRY.entries

    assert (entries[before].successor, entries[before].until) == (after, "2018")
    assert entries[before].family == entries[after].family


def test_study_rows_extend_and_override():
    """A study's row adds aliases to a known body, takes an alias over, or adds a body; the rest
    stays.
    """
    extra = [
        {"agency": "科学技术局", "aliases": "科创办"},
        {"agency": "口岸署", "family": "口岸", "aliases": "工商局"},
    ]
    registry = parse_registry(ROWS, extra)

    assert registry.resolve("市科创办").agency == "科学技术局"
    assert registry.resolve("市科委").agency == "科学技术局"
    assert registry.resolve("市工商局").agency == "口岸署"
    assert registry.resolve("市工商行政管理局").family == "市场监管"
    assert registry.version != parse_registry(ROWS).version


@pytest.mark.parametrize(
    ("row", "message"),
    [
        ({"agency": "", "family": "科技"}, "line 2: agency and family must not be empty"),
        ({"agency": "甲局", "family": "甲", "level": "municipal"}, "level 'municipal' is none of"),
        ({"agency": "甲局", "family": "甲", "since": "later"}, "since 'later' is no year"),
        ({"agency": "甲局", "family": "甲", "pattern": "("}, "a group that it does not close"),
        ({"agency": "甲局", "family": "甲", "successor": "乙局"}, "successor '乙局' has no row"),
    ],
)
def test_faulty_rows_are_refused(row, message):
    """Each error names file, line and cell."""
    with pytest.raises(CodebookError, match=re.escape(message)):
        parse_registry([row])


def test_alias_in_two_rows_is_refused():
    """A name that two bodies claim would make the family depend on the order of rows."""
    with pytest.raises(CodebookError, match="'科技局' names both"):
        parse_registry(
            [*ROWS, {"agency": "科技园管理处", "family": "开发区管委会", "aliases": "科技局"}]
        )


def test_key_levels_spelling():
    """和, quotation marks and long forms do not make another name."""
    assert key("人力资源和社会保障局") == key("人力资源社会保障局")
    assert key("国有资产监督管理委员会") == key("国有资产监管委")
    assert key("“双创”示范基地") == key("双创示范基地")


def test_level_of_prefix():
    """The last mark counts; a two-character place in 州 is no autonomous prefecture."""
    assert [level_of(p) for p in ("样例市", "样例市高新区", "自治区", "自治州", "某州", "")] == [
        "city",
        "county",
        "provincial",
        "city",
        "",
        "",
    ]


def test_words_hold_agencies_with_their_level():
    """The segmenter gets each name bare and with 市, 省, 州 before it, generic names left out."""
    words = REGISTRY.words()

    assert {"市科技局", "科技局", "省科技厅", "市发展改革委", "发展和改革委员会"} <= set(words)
    assert not {"有关部门", "市企业", "市园区", "市高校"} & set(words)
    assert len(words) == len(set(words))


@given(st.text(alphabet="市省县区科技局委办（）、各人民政府和", max_size=14))
def test_any_name_resolves(name):
    """Whatever stands in a bracket, the answer has an agency and a family, the same each time."""
    match = REGISTRY.resolve(name)

    assert match == REGISTRY.resolve(name)
    assert match.family
    assert match.agency or not name


def test_package_registry_is_sound():
    """One English name a family, reforms that end somewhere, years in order, no name shorter than
    two characters.
    """
    english: dict[str, set[str]] = {}
    for entry in REGISTRY.entries.values():
        english.setdefault(entry.family, set()).add(entry.family_en)
        assert not entry.since or not entry.until or entry.since <= entry.until, entry
        assert REGISTRY.entries[REGISTRY.today(entry.agency)].successor == "", entry
        assert all(len(alias) > 1 for alias in entry.aliases), entry

    assert {
        family: names for family, names in english.items() if len(names) != 1 or "" in names
    } == {}
    assert len(set(map(frozenset, english.values()))) == len(english)


@pytest.mark.parametrize(
    ("name", "family", "level"),
    [
        ("义乌市人民政府", "县区政府", "county"),
        ("北京市人民政府", "省级政府", "provincial"),
        ("杭州市余杭区人民政府", "县区政府", "county"),
        ("楚雄彝族自治州人民政府", "市州政府", "city"),
        ("上海市市场监督管理局", "市场监管", "provincial"),
        ("中共义乌市委", "党委办公室", "county"),
        ("中共浙江省委办公厅", "党委办公室", "provincial"),
        ("新疆生产建设兵团办公厅", "兵团", "provincial"),
        ("新疆生产建设兵团教育局", "教育", "provincial"),
        ("工业和信息化部办公厅", "工业和信息化", "national"),
        ("财政部税政司", "财政", "national"),
        ("铁道部", "铁路", "national"),
        ("市场监管总局", "市场监管", "national"),
        ("中国证监会", "证券监管", "national"),
    ],
)
def test_level_is_that_of_the_place(name, family, level):
    """A place that the gazetteer knows tells the level; an office of a central body is that
    body.
    """
    match = REGISTRY.resolve(name)

    assert (match.family, match.level, match.known) == (family, level, True)
