"""Names of public bodies as running text prints them: governments, departments, people's
organisations, courts.

A name is read forwards from a place where one may begin: places and levels, a government, a field,
a head noun
(市、县（区）人民政府 + 市场监管 + 部门). What kind of body it is, and whether it names one at all
(有关部门), follow from field and head. Words that no name contains (应当, 由, 建立 …) are masked
beforehand, so that no name runs over
a verb. Who is charged is decided in `compare.agencies.mentions`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from compare.agencies.wording import JOINED

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

MASK = "\x01"
# Words that stand in no name of a body. Guards keep the names that do hold such a character
# (机构编制, 应急, 对外); what they ask of the text before a word stands behind it, so that every
# alternative begins with a character and `re` skips to where one may begin.
# What a verb may open all the same: 优化营商环境工作主管部门, 促进就业工作领导小组.
_NAMED = r"[一-鿿]{1,12}(?:工作(?:主管|牵头|综合|协调|行政)|委员会|领导小组|联席会议)"
_FOREIGN = re.compile(
    rf"《[^》]{{0,80}}》|“[^”]{{0,60}}”|应当|应该|应(?![急用对战诉])|必须|须|不(?!动产|"
    rf"设区)|可以|需|有权|有责任|有义务|负责|负有|由(?!贸)|{JOINED}|牵头|配合|协助|协同"
    rf"|将|把|被|在(?<!所在)|对(?![外台口])|向|经(?![济信营贸办开委发管])|的(?<!设区的)|是|为|"
    rf"使|以(?![上下内外])|按|根据|依照|依据|依法|依托|依(?=本|照|法)|并|等(?<![高中初]等)|"
    rf"其(?!他)|该|若|如|因"
    rf"|与(?=本)|加强(?!{_NAMED})|建立|制定|统筹(?!城)(?!{_NAMED})|推动(?!{_NAMED})|"
    rf"推进(?!{_NAMED})|推行|推广(?=应用)|促进(?![委局中会部机])(?!{_NAMED})|"
    rf"支持(?!{_NAMED})|鼓励|引导|采取|给予|提供|开展|落实|履行|督促|指导(?![委中机])|批准|"
    rf"决定"
    rf"|确定|报告|报送|报(?<![公情举预申]报)(?![社刊])|通过|或|通知|告知|公布|违反|"
    rf"未(?!成年)|进行|实行|实施|委托|授权|设立|设置|成立|组建|发现|接到|收到|认为|要求|"
    rf"责令|查处|予以|结合|围绕"
    rf"|完善(?!{_NAMED})|健全|提高(?!{_NAMED})|优化(?!{_NAMED})|强化(?!{_NAMED})|明确|承担|"
    rf"编制(?<!机构编制)(?!办|部|委)|组织(?=[一-鿿])(?![部人机编委应按根在可不必要])|"
    rf"受(?![理援])|到|从|让|请|非(?=法)|任何|但|除|统一(?!战)|共同|分别|定期|及时|立即"
    rf"|做好|抓好|引进|实现|打造|搭建|培育|探索|争取|扩大|壮大|畅通|放宽|放开|降低|减少|"
    rf"取消|整合|利用|选派|聘请|召开|举办|跨|吸引|集聚|带动|帮助|激发|营造|形成|坚持|全面|"
    rf"大力|着力|深入"
    rf"|发挥|充分|积极|切实|进一步|严格|认真|加快|加大|深化|参与|拨付|安排|发布|出台|"
    rf"保障(?=[^部机局和、等行])(?!{_NAMED})|要(?<!机要)|严禁|禁止|接受|行使|"
    rf"主管(?![部单机行])|具体(?=负|承|组|实)"
)
_MARK = (
    r"(?:设区的市级?|不设区的市|地级以上市|地级市|省辖市|较大的市|自治区|直辖市|市辖区|"
    r"自治州|自治县|自治旗|特别行政区|民族乡|开发区|新区|林区|功能区|园区"
    r"|省级|市级|州级|县级|区级|乡级|乡镇|区县|县区|县市区|市县|区市县|街道|省|州|盟|市|"
    r"县|旗|区|乡|镇)"
)
_TIER = rf"{_MARK}(?:[（(](?:{_MARK}|[、和])+[）)])?"
# Levels, each with its alternatives: 市、县（市、区）; 省和地级以上市; 县级以上地方各级.
_RANK = (
    rf"(?:(?:各级|上级|下级|上一级|下一级|本级|同级|县级以上|以上|以下|地方|当地|"
    rf"所在地|属地|有关|相关|各|本|全|及|{_TIER})(?:(?:、|和|与|或者|或)(?:各|其他|"
    rf"有关)?(?={_MARK}))?)"
)
_HERE = (
    r"(?:[一-鿿]{0,8}?(?:所在地|[生发在行为籍]地)|[一-鿿]{1,6}?(?:省|市|自治区|自治州|"
    r"自治县|州|盟|县|旗|区|乡|镇))"
)
_HAN = (
    r"(?:(?!和(?:有关|相关|其他|各)|(?<=政府|部门|机关|机构|公署|国务|委员|法院|"
    r"单位)[和与])[一-鿿·])"
)
_PLACE = rf"(?:{_HERE}(?={_MARK}|人民|政府))?(?:{_RANK}){{0,6}}"
_GOVERNMENT = (
    r"(?:人民政府|政府(?!股权|资源|补助|资助|奖励|扶持|支出|收入|预算|决算|机构|"
    r"信用|诚信|形象|效能|行为|合同|职责|信誉|失信|采购|投资|购买|性|引导|网站|"
    r"信息|主导|定价|指导价|规章|储备|财政|补贴|公报|产业|服务|工作|数据|"
    r"职能转变|治理|债|间|负债|出资|资金|网|热线|文件|令|常务))"
)
_FIELD = rf"(?:{_HAN}|[（(][一-鿿、]{{2,10}}[）)]){{0,20}}?"
HEAD = (
    r"(?:(?:行政|业务|综合)?(?:主管|管理|监管|监督管理|监督|执法|登记|审批|"
    r"许可)?(?:部门|机关(?![事报刊党工单大])))"
)
_OFFICE = (
    r"(?:办公厅|办公室|管理局|监督局|委员会|管委会|领导小组|工作专班|联席会议|"
    r"指挥部|总局|总署|派出机关|派出所|司法所|"
    r"(?<![布格结全当出邮供])局(?![长面部限势])|(?<![客大餐歌舞展])厅(?![长级局])|"
    r"署(?![名长])|支队|总队|大队|管理处|监督处|监理处|管理所|监督所|监督站|管理站|"
    r"检查站|管理中心|服务中心)"
)
_AGENCY = (
    r"(?:管理|保护|防治|水文|监测|推广|监督|执法|经办|征收|派出|办事|督导|工作|救助|"
    r"仲裁|统计|气象|海事|救援|指挥|审计|检疫|保密|登记|监察|议事协调|协调|交易监管|"
    r"应急)机构"
)
_CLASSES: tuple[tuple[str, str], ...] = (
    # kind, names; read from a place where a name may begin, with place and level before them
    (
        "court",
        r"(?:最高|高级|中级|基层|专门|海事|互联网|知识产权)?人民(?:法院|检察院)|(?:审判|检察)机关",
    ),
    (
        "congress",
        (
            r"人民代表大会(?:及其常务委员会|常务委员会)?|人大常委会|人大及其常委会|"
            r"(?:中国)?人民政治协商会议[一-鿿、（）]{0,10}?委员会|政协(?:委员会)?(?!委员)"
        ),
    ),
    (
        "committee",
        (
            r"(?:(?:社区)?(?:居民|村民|居（村）民|村（居）民|居\(村\)民|村\(居\)民)委员会|"
            r"居委会|村委会|村（居）委会|居（村）委会|基层群众性自治组织)"
        ),
    ),
    (
        "organisation",
        r"(?:总工会|工会(?:组织)?|共产主义青年团|共青团(?:组织|委)?|团委|妇女联合会|"
        r"妇联(?:组织)?|残疾人联合会|残联|工商业联合会|工商联|科学技术协会|科协|"
        r"归国华侨联合会|侨联"
        r"|红十字会|文学艺术界联合会|文联|社会科学界联合会|社科联|计划生育协会|"
        r"贸易促进委员会|贸促会|法学会|消费者权益保护委员会|消费者协会|消费者委员会|"
        r"人民团体|群团组织|群众团体|关心下一代工作委员会)",
    ),
    (
        "institution",
        r"(?:(?:公办|公立|普惠性|中等|高等|职业|普通|特殊教育|义务教育|中小|技工|专门|"
        r"医学)*(?:学校|院校)|(?:公办|公立|普惠性|中|小)*(?:幼儿园|小学|初中|高中|中学|"
        r"高校|托儿所)|(?:公立)?医院|[一-鿿]{0,8}?(?:医疗卫生|医疗|卫生服务|健康服务|"
        r"妇幼保健|急救|采供血)机构"
        r"|[一-鿿]{0,6}?疾病预防控制(?:机构|中心)|(?:公共)?(?:图书馆|博物馆|文化馆|美术馆|"
        r"科技馆|档案馆)|法律援助机构|(?:[一-鿿]{0,6}公共[一-鿿]{0,6})服务机构|公证机构|"
        r"救助管理站|政务服务(?:大厅|中心)|公共资源交易(?:中心|机构)"
        r"|(?:住房公积金管理中心)|气象台站?|科研院所|乡镇卫生院|卫生院|社区卫生服务(?:中心|站))",
    ),
    (
        "party",
        (
            r"(?:各级)?(?:党委|党组|党工委|党支部|基层党组织|党组织|组织部门?|宣传部门?|"
            r"政法委员会|纪律检查委员会)(?![书成委员])"
        ),
    ),
)
NOT_BODIES = re.compile(
    r"(?:业主|家长|评标|专家|业主委|董事|理事|监事|职工代表|伦理|学术|评审|物业管理|"
    r"债权人|股东)(?:委员会|大会|会)?"
)
_VAGUE = re.compile(
    r"^(?:有关|相关|其他|政府|人民|行政|主管|职能|监督|管理|执法|审批|许可|监管|国家|司法|"
    r"登记|受理|行业|业务|责任|牵头|各级|各|上级|下级|本级|同级|地方|审查|决定|实施|承办|"
    r"起草|处罚|发证|具体|专门|相应|指定|综合"
    r"|实施|办事|工作|派出|公共|权力|执行|协调|议事|及|和|、)*(?:部门|机关|机构|单位)(?:和单位)?$"
)
_VAGUE_UNIT = (
    r"(?:各|各级|有关|相关|其他|受理|承办|成员|主管|责任|牵头)+(?:部门和单位|"
    r"地区|单位(?!和个人|或者个人|或个人|、个人))"
)
_VAGUE_ALL = (
    r"各级各部门|各地区?(?:各有关部门|各部门)?(?![方块])|各(?:有关)?县（市、区）|"
    r"各区县|各县区|各县市区|各市县|各部门各单位|各地各部门"
)

_PREFIX = re.compile(rf"{_PLACE}{_GOVERNMENT}(?!$)|国务院|(?:{_RANK}){{1,6}}")
_GOV = re.compile(
    rf"国务院(?:办公厅)?|{_PLACE}{_GOVERNMENT}(?:办公厅|办公室)?|"
    rf"(?:[一-鿿]{{0,6}}街道办事处|[一-鿿]{{0,4}}街道办)|(?:{_RANK}){{0,3}}(?:开发区|新区|"
    rf"园区|度假区|产业集聚区|功能区|自由贸易试验区)?(?:管理委员会|管委会)"
)
_DEPARTMENT = re.compile(rf"{_PLACE}(?:{_GOVERNMENT})?{_FIELD}(?:{_AGENCY}|{HEAD})")
_MORE = re.compile(rf"{_HAN}{{2,10}}?{HEAD}")  # 公安机关交通管理部门
_OFFICES = re.compile(rf"(?:{_PLACE}(?:{_GOVERNMENT})?){_HAN}{{1,18}}?{_OFFICE}")
_VAGUES = re.compile(rf"{_VAGUE_ALL}|{_VAGUE_UNIT}|机关(?=、)|事业单位")
_CLASSED = tuple((kind, re.compile(rf"{_PLACE}(?:{names})")) for kind, names in _CLASSES)
_BARE_CLASSED = tuple((kind, re.compile(rf".*(?:{names})$")) for kind, names in _CLASSES)
_WHOLE_PREFIX = re.compile("政府$|国务院$|级$|[）)、]")
_DESCRIBED = re.compile("(?:负责|承担|行使|履行).+的")
_GENERIC = re.compile(rf"{_VAGUE_ALL}|{_VAGUE_UNIT}|机关|事业单位")
_GOVERNED = re.compile(rf"{_PLACE}(?:{_GOVERNMENT}|国务院)?")
_NO_START = frozenset("和与及同（(他")
ENDS = frozenset("门关构院厅室府处办会地区位县）团织委联协体校园学中所心馆站台组部班议署局队社行")
"""Last characters of names that `noun_at` reads."""
# Two of three places where a name may begin hold none: a look for its last character, as far as
# a name can reach, is many times as quick as reading it.
_POSSIBLE = re.compile(rf"[^{MASK}，。；：][^{MASK}，。；：]*?[{''.join(sorted(ENDS))}]")
_HEAD = re.compile(rf"{HEAD}$")
_BARE = frozenset(("部门", "机关"))
_NAMES = 10_000  # kept, since a text says the same names over and over
_PERSON = re.compile(r"(?:的)?(?:主要|直接|分管|法定)?(?:负责人|负责同志|领导|代表人)|[长员]")
ORGAN = re.compile(r"(?:[局委办厅部署院会处所站心社]|(?<!银)行)$")


@dataclass(frozen=True, slots=True)
class Noun:
    """A name: ``text[begin:end]``; `head` is the noun it shares with members of a list before it
    (部门).
    """

    begin: int
    end: int
    head: str = ""


def masked(text: str) -> str:
    """`text` with every word masked that stands in no name; same length."""
    return _FOREIGN.sub(lambda hit: MASK * len(hit[0]), text)


def noun_at(flat: str, begin: int, registry: Registry) -> Noun | None:
    """The longest name that begins at `begin` of a masked text; None where none does."""
    if flat[begin : begin + 1] in _NO_START or not _POSSIBLE.match(flat, begin):
        return None
    ends: list[tuple[int, str]] = []
    if hit := _DEPARTMENT.match(flat, begin):
        end = hit.end()
        if hit[0].endswith("机关") and (more := _MORE.match(flat, end)):
            end = more.end()
        ends.append((end, _head(flat[begin:end])))
    for pattern in (_GOV, _VAGUES):
        if hit := pattern.match(flat, begin):
            ends.append((hit.end(), ""))
    for _, pattern in _CLASSED:
        if hit := pattern.match(flat, begin):
            ends.append((hit.end(), ""))
    if (
        (hit := _OFFICES.match(flat, begin))
        and not NOT_BODIES.search(hit[0])
        and (_PREFIX.match(hit[0]) or registry.knows(hit[0]))
    ):
        ends.append((hit.end(), ""))
    if (hit := registry.named.match(flat, begin)) and ORGAN.search(hit[0]):
        inner = registry.named.match(flat, hit.end())  # 教育部网信办: an office inside a body
        ends.append(
            (inner.end() if inner and inner[0].endswith(("办", "局", "司")) else hit.end(), "")
        )
    ends = [
        (end, head)
        for end, head in ends
        if end > begin and flat[begin:end] not in _BARE and not _PERSON.match(flat, end)
    ]
    if not ends:
        return None
    end, head = max(ends)
    return Noun(begin, end, head)


@lru_cache(_NAMES)
def without_place(name: str, registry: Registry) -> str:
    """What is left of a name when level, place and government before it are taken away; the name
    itself where nothing is.

    >>> from compare.study.read import package_registry
    >>> without_place("市、县（区）人民政府市场监管部门", package_registry())
    '市场监管部门'
    """
    hit = _PREFIX.match(name)
    if hit is None or len(name) - hit.end() < 2:
        return name
    rest = name[hit.end() :]
    if _WHOLE_PREFIX.search(hit[0]):
        return rest
    # 市 alone may open the field: 市场监管, 市政工程
    match = registry.resolve(name)
    return (
        name[len(match.place) :]
        if match.known and match.place and len(name) - len(match.place) > 1
        else rest
        if registry.knows(rest) and not registry.knows(name)
        else name
    )


@lru_cache(_NAMES)
def is_generic(name: str) -> bool:
    """Whether a name tells no field: 有关部门, 行政机关, 市人民政府有关部门."""
    if _DESCRIBED.search(name) or _GENERIC.fullmatch(name):
        return True
    hit = _GOVERNED.match(name)
    return bool(_VAGUE.match(name[hit.end() if hit else 0 :] or name) or _VAGUE.match(name))


@lru_cache(_NAMES)
def class_of(name: str) -> str:
    """What kind of body a name names; empty for governments and departments.

    >>> class_of("村民委员会"), class_of("市中级人民法院"), class_of("市教育局")
    ('committee', 'court', '')
    """
    return next(
        (kind for kind, pattern in _BARE_CLASSED if pattern.match(name)),
        "institution" if name == "事业单位" else "",
    )


def _head(name: str) -> str:
    hit = _HEAD.search(name)
    return hit[0] if hit else ""
