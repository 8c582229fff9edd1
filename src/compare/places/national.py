"""Whether a name is that of a body of the centre, and where that name ends.

A central body may have branches (国家税务总局某省税务局): what follows the end of its name tells.
"""

from __future__ import annotations

import re

# Ministries since 1980, long and short; 某部 alone is no ministry (组织部, 宣传部 exist at all levels).
_MINISTRIES = (
    "外交|国防|教育|科学技术|科技|工业和信息化|工信|国家安全|公安|民政|司法|监察|财政|人事|劳动|劳动和社会保障|劳动保障|"
    "人力资源和社会保障|人力资源社会保障|人社|自然资源|国土资源|地质矿产|生态环境|环境保护|环保|住房和城乡建设|住房城乡建设|住建|"
    "建设|城乡建设环境保护|交通运输|交通|铁道|水利|水利电力|电力工业|煤炭工业|石油工业|化学工业|冶金工业|机械工业|电子工业|"
    "机械电子工业|航空工业|航天工业|航空航天工业|核工业|兵器工业|纺织工业|轻工业|能源|邮电|信息产业|农业农村|农业|农牧渔业|林业|商务|"
    "商业|物资|国内贸易|对外经济贸易|对外贸易经济合作|对外贸易|外经贸|文化和旅游|文旅|文化|卫生|退役军人事务|退役军人|应急管理|应急"
)
# Commissions, administrations and institutions that carry no 国家 or 中国 when named in short.
_SHORT = (
    "发展和改革委员会|发展改革委|国有资产监督管理委员会|国资委|卫生健康委|卫生计生委|人口计生委|国防科工委|国防科工局|"
    "证监会|银保监会|银监会|保监会|电监会|证券监督管理委员会|银行保险监督管理委员会|金融监督管理总局|人民银行|央行|外汇局|自然科学基金委|"
    "国管局|国务院[一-鿿]{0,24}?(?:委员会|领导小组|办公厅|办公室|指挥部|联席会议|局|办|委|组)|国务院|"
    "中央和国家机关工委|中央军委|中央军事委员会|中央[一-鿿]{0,20}?(?:委员会|领导小组|办公厅|办公室|部|委|办|局|院|组)|"
    "军委|国务委员|新华社|人民日报社|社科院|中科院|工程院|供销总社|红十字总会|总工会|团中央"
)
_HEAD = re.compile(
    r"(?:中华人民共和国)?(?:"
    rf"(?:{_MINISTRIES})部(?!门|分|队|落)"
    r"|国家(?!级|公园|高新)[一-鿿]{1,18}?(?:总局|总署|管理委员会|监督管理局|管理局|监察局|委员会|领导小组|办公室|局|署|委|院|办|中心|行)"
    r"|(?:(?!省|自治区|州|县|市(?!场))[一-鿿]){2,12}?(?:总局|总署)"
    r"|审计署|国家密码管理局"
    rf"|(?:中国)?(?:{_SHORT})"
    r"|最高人民(?:法院|检察院)|最高法|最高检"
    r"|(?:中国)?民用航空局?|民航局?|中国(?:科协|残联|文联|作协|侨联|贸促会|记协|计生协)|中国[一-鿿]{1,16}?(?:监督管理委员会|委员会|监会|总公司|管理局|银行|科学院|工程院|联合会|学会|协会|总会|总社|局|会|院|社)"
    r"|(?:中华)?全国[一-鿿]{1,24}?(?:常务委员会|常委会|委员会|代表大会|领导小组|总工会|联合会|总社|办公室|办|人大|政协|联|会|委)"
    r"|[一-鿿]{0,20}部际联席会议)"
)
_FORMS = re.compile(
    r"^(?:中共中央|中国共产党中央|党中央|中央|共青团中央|国务院|中华人民共和国|全国|中华全国|最高人民|中国人民政治协商会议全国|中国人民解放军|国家(?!级|公园|高新)|部际)"
)


def head_of(name: str) -> str:
    """The central body that `name` begins with; empty where it begins with none.

    >>> head_of("国家税务总局东山省税务局"), head_of("财政部税政司"), head_of("市场监管总局"), head_of("宣传部")
    ('国家税务总局', '财政部', '市场监管总局', '')
    """
    hit = _HEAD.match(name)
    return hit[0] if hit and not name.endswith(("公司", "集团")) else ""  # a firm is no body


def is_national(name: str) -> bool:
    """Whether `name`, taken whole, is a body of the centre or an office of one."""
    return bool(_FORMS.match(name) or head_of(name))
