"""The wording of duty: verbs of leading, joining, helping and carrying out, labels, rule
sentences, dates.

One vocabulary for attributions (found by `compare.structure.attribution`, split by
`compare.agencies.split`) and for running text (`compare.agencies.mentions`). 牵头 makes a lead,
配合 makes support, everything else (责任单位, 负责, a bare
list) makes a body responsible; in X会同Y, X leads and Y supports. Nothing is inferred from order
unless the text itself says so (列第一位者为牵头单位).
"""

from __future__ import annotations

import re

LEAD, SUPPORT, RESPONSIBLE = "lead", "support", "responsible"

LEADING = r"牵头|主办|主责|主牵"
HELPING = r"配合|协办|协助|协同|协作|参与|参加|支持"
DOING = r"责任|负责|承办|落实|实施|执行|推进|完成"
# X会同Y: the words that join a second body to the first. 联合 and 协同 are also parts of names and
# of compounds.
JOINED = (
    r"会同|会商|联合(?!会|社|体|国|党|工会|大学|学院|公司|集团|总|惩戒|执法|实验|办公|"
    r"创新|调度|检查|审)"
    r"|协同(?!创新|办公|发展|监管|治理|推进|机制|联动)"
)
JOINING = f"(?:{JOINED})"
LABEL = re.compile(
    rf"(?:(?:以下)?(?:各项)?(?:任务|工作|内容))?(?:省级|市级|州级|县级|区级|主要|具体|第一|"
    rf"共同|联合)?"
    rf"(?P<kind>(?:{LEADING}|{HELPING}|{DOING}|主管)(?:[、和及与/]?(?:{LEADING}|{HELPING}|"
    rf"{DOING}))*)"
    r"(?:责任)?(?:单位|部门|主体|机构|处室|科室|股室|地区|市县|分工|方|"
    r"落实)?(?:及(?:责任)?(?:单位|部门|分工))?(?:[（(][^（()）]{0,8}[）)])?[：:]"
)
# The label that opens an attribution: narrower than LABEL, which is read inside one that has been
# found.
OPENING = re.compile(
    rf"(?:(?:主要|具体|第一)?(?:{LEADING}|{HELPING}|{DOING}|主管|主体责任)"
    r"(?:责任|落实)?(?:单位|部门|主体|机构|处室|科室|领导|市领导|人|地区|"
    r"市县)(?:及(?:责任)?(?:人|单位|部门))?"
    r"|责任分工|职责分工|分工负责|牵头落实|牵头|配合|完成时限|完成时间)[：:]"
)
# How an attribution without a label ends.
ENDING = re.compile(
    r"(?:负责|牵头|配合|落实|参与|参加|协助|组织实施|承担|推进|支持|主办|协办|抓落实|实施|"
    r"会同|下同|分工|牵头部门)"
    r"(?:落实|推进|实施|执行|等?工作)?(?:[，。；,;]?(?:以下同|下同|下略))?[。；]?$"
)
# Verbs that end an attribution only where it also says by whom (由…) or with whom (会同…): alone
# they end any remark.
CARRIED_OUT = re.compile(
    rf"(?:^由.+|{JOINING}.+)(?:办理|承办|执行|完成|协调|审核|组织|落实|实施|负责|管理|监督|"
    rf"指导)[。；]?$"
)
# Labels of what is no body: who is accountable as a person, and by when.
ASIDE = re.compile(
    r"(?:完成时[限间]|时限|时间|进度|适用范围|(?:[市省州县区]级?)?(?:责任|牵头|分管|包保|"
    r"联系|主管)?(?:领导|人|同志|县级领导|市领导)|联系(?:人|电话|方式)|备注|序号)[^：:，、"
    r"；]{0,6}[：:]"
)
# Labels printed without a colon, at the start only: （责任单位市科技局）.
BARE_LABEL = re.compile(
    r"(?P<kind>牵头|配合|责任|协办|主办|参加|参与|落实|实施)(?:责任)?(?:单位|"
    r"部门)(?=[市省州县区各有团人中自])"
)

_HOW = (
    r"(?:(?:按照|按|依据|依照|依|根据|结合|对照|在)++(?:各自|本|自身)?[^，、；。"
    r"]{0,18}?(?:职责|职能|分工|权限|范围|要求|规定|任务|原则)(?:范围|权限|分工|职责|任务|"
    r"职能|要求|内|以内)*+|"
    r"共同|分别|联合|具体|各自|统一|主要|一并|全力|积极|密切|依法|协同|分头|统筹|按)"
)
_VERB = (
    r"(?:牵头|配合|协助|协同|参与|参加|支持|负责|落实|实施|组织|承担|主办|承办|协办|抓好|"
    r"抓落实|推进|推动|完成|办理|审核|审批|执行|协调|分工|开展|做好|指导|监督|管理|主管|"
    r"为(?:主要)?(?:牵头|配合|责任|协办|主办|第一责任)?(?:单位|部门)|(?:牵头|配合|责任|"
    r"协办)(?:单位|部门)$|(?:相关|有关|具体|各项)?(?:工作|任务))"
)
# atomic, so that no bracket however odd makes the search slow
DUTY = re.compile(rf"(?>{_HOW}|{_VERB})++$")
WITH = re.compile(rf"(?:并|要|应)?(?:{JOINING}|配合)(?=.)")
RULE = re.compile(
    r"(?:其中|以上|以下|各项任务)?[，,]?(?:排|列|位|居)?(?:列|名|序)?(?:在|于|"
    r"为)?(?:责任单位|责任部门|名单|括号内)?(?:中|的)?(?:排名|排序|排)?(?:在)?"
    r"(?:第一|首|第1|最前)(?:位|个|名|列|家)?(?:的|者)?(?:责任)?(?:单位|部门|者|的)?(?:均|"
    r"即)?(?:为|是)(?:[^，。；、]{0,4})?"
    r"(?:牵头|主要?责任|主办|主责|第一责任)(?:负责)?(?:责任)?(?:单位|部门|的)?"
    r"(?P<others>[，,、；](?:其他|其余|其它|排名靠后的|后续)(?:责任)?(?:单位|部门|者|"
    r"的)?(?:均)?(?:为|是)(?:配合|协办|协助|参与|参加)(?:责任)?(?:单位|部门))?(?:[，,。；"
    r"]?(?:以?下同|下略|以下同))?"
)
NOTE = re.compile(
    r"^(?:以?下同|以下(?:同|略|简称.*)|下略|下称.*|简称.*|不再(?:列出|重复|一一列出).*|"
    r"长期(?:坚持|执行|实施|推进|任务)?.*|持续(?:推进|实施|开展|坚持).*|立即.*|全年.*|"
    r"每年.*|即日起.*|常态化.*|"
    r"(?:20)?\d{2}年.*|\d{1,2}月.*|[一二三四五六七八九十]+月.*|第[一二三四]季度.*|(?:年|"
    r"月|季度)?底?前(?:完成)?|.*(?:月底|年底|月|年|日)前(?:完成|落实|出台)?|含.*|包括.*|"
    r"已完成|完成|等|其中)$"
)
START = re.compile(
    r"^(?:并?由|请|主要由|具体由|其中由?|以下内容(?:负责|责任)单位均?含|以[上下](?:各项|"
    r"各条)?(?:内容|任务|措施|工作|政策)?(?:均|都)?(?:需|由)?|(?:负责|责任)单位均?含|均需|"
    r"以及|[和及与或](?=各|有关|相关|其他|[市省州][^区县])|，|、)+(?=..)"
)
ETC = re.compile(
    r"(?:等)(?:部门和单位|部门（单位）|单位和部门|部门及单位|部门、单位|多部门|多个部门|"
    r"部门|单位|机构|(?:\d+|[一二三四五六七八九十]+)(?:个|家)?(?:[市省州县区]直)?(?:部门|"
    r"单位))?$"
)
# A date printed behind the last name without a comma: 市科技局2020年底前完成.
DATE_BEHIND = re.compile(r"(?:于|在)?(?:(?:20)?\d\d年|\d{1,2}月)[^、，；]*$")


def role_of(words: str) -> str:
    """Role that a label or a verb gives.

    >>> role_of("牵头单位："), role_of("按职责分工负责"), role_of("配合")
    ('lead', 'responsible', 'support')
    """
    if re.search(LEADING, words):
        # 牵头和配合单位 names both without saying which is which.
        return RESPONSIBLE if re.search(rf"牵头[、和及与/](?:{HELPING})", words) else LEAD
    return SUPPORT if re.search(HELPING, words) else RESPONSIBLE
