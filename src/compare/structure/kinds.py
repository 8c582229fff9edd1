"""Role of a clause in its document: preamble, measure, implementation.

Told from headings and place, and from what the clause itself says: a duty laid down among the
general provisions is a measure, the day of force is implementation wherever it stands.
"""

from __future__ import annotations

import re

_PREAMBLE = re.compile(
    r"^(?:总体|工作|基本|主要|发展|指导|建设|行动|重点)?(?:要求|思路|思想|原则|目标|"
    r"目标任务|任务目标|考虑|定位|意义)(?:和.{2,8})?$"
    r"|^(?:指导思想|基本原则|总体要求|总体思路|总体目标|重要意义|重大意义|总则|编制依据|"
    r"适用范围|目的意义|现状与形势|发展基础|面临形势)"
    r"|^(?:充分|深刻)?认识.{2,30}(?:重要性|意义|紧迫性)"
)
_IMPLEMENTATION = re.compile(
    r"最后一公里|跟踪问效|^附则$|(?:工作|有关|相关|几点|其他)(?:要求|事项)$|督查考核|"
    r"监督考核|考核(?:评价|问责)|推进落实|抓好落实|统筹落实|责任落实|政策落地|组织(?:领导|"
    r"实施|保障)"
    r"|^(?:切实)?(?:强化|加强|完善|健全|落实|做好|狠抓)?(?:组织|实施|工作|政策|各项|制度|"
    r"机制)?(?:保障|落实|实施)(?:措施|机制|工作|体系)?$"
    r"|^(?:强化|加强|完善|健全|落实)(?:各项)?(?:保障|配套)措施$"
)
_IMPLEMENTATION_ITEM = re.compile(
    r"^(?:切实|进一步)?(?:加强|强化|健全|完善)?组织(?:领导|实施|保障)|^(?:加强|"
    r"强化)(?:工作)?(?:统筹|协同|落实|督查|考核|宣传|监督)|^(?:强化|加强|"
    r"压实)?(?:工作)?责任落实|政策落地和责任"
)


def kind_of_section(heading: str, *, position: float) -> str:
    """Role of a section from its heading; `position` is its place in the document, 0 = first, 1 =
    last.
    """
    if _PREAMBLE.search(heading) and position < 0.6:
        return "preamble"
    if _IMPLEMENTATION.search(heading) and position > 0.5:
        return "implementation"
    return "measure"


def kind_of_heading(heading: str, *, position: float) -> str:
    """Role of a clause that no section heading covers."""
    if _PREAMBLE.search(heading) and position < 0.35:
        return "preamble"
    if (
        _IMPLEMENTATION_ITEM.search(heading) or _IMPLEMENTATION.search(heading)
    ) and position > 0.75:
        return "implementation"
    return "measure"


_OWN = (
    r"本(?:条例|办法|规定|法|细则|规则|规范|意见|决定|通知|方案|措施|若干措施|政策|"
    r"政策措施|制度|准则|公告|解释|标准|指南|实施意见|实施办法|实施细则|暂行办法|"
    r"管理办法|行动计划|规划)"
)
_PURPOSE = re.compile(
    rf"^(?:为了?|根据|依据|按照).{{4,400}}(?:制定|制订|出台|提出|特制定|颁布){_OWN}"
)
_SCOPE = re.compile(
    rf"^.{{0,160}}(?:适用{_OWN}|{_OWN}(?:所)?适用(?:于|范围)|遵守{_OWN})|^{_OWN}适用"
)
_DEFINITION = re.compile(
    rf"^{_OWN}(?:中)?(?:所称|所指|所说|中的)|^(?:下列|以下)(?:用语|术语).{{0,20}}含义|"
    rf"{_OWN}.{{0,6}}(?:用语|术语).{{0,10}}含义|^[^，。；]{{2,30}}，?是指"
)
_PRINCIPLE = re.compile(
    r"^.{0,40}(?:应当|要|必须)?(?:遵循|坚持|贯彻|实行|按照).{2,120}(?:原则|方针|理念)(?:[。，；]|$)"
)
_FORCE = re.compile(
    rf"^{_OWN}?.{{0,20}}自.{{1,24}}(?:起|之日)(?:开始)?(?:施行|实施|执行|生效)|"
    rf"^{_OWN}.{{0,8}}有效期|^{_OWN}由.{{2,60}}(?:负责)?解释|^{_OWN}(?:具体)?(?:应用|执行|"
    rf"实施)?.{{0,12}}(?:的)?(?:具体)?(?:问题|条款)?，?由.{{2,40}}负责解释|同时废止。?$|"
    rf"^(?:此前|以往|过去).{{0,40}}不一致"
)


def kind_of_content(text: str) -> str:
    """Role that the words of a clause tell beyond doubt; empty where they do not.

    >>> kind_of_content("本办法自2023年7月1日起施行。")
    'implementation'
    >>> kind_of_content("市人民政府应当建立夜市名录。")
    ''
    """
    if len(text) <= 200 and _FORCE.search(text):
        return "implementation"
    if (
        _PURPOSE.search(text)
        or _DEFINITION.search(text)
        or (_SCOPE.search(text) and len(text) <= 400)
    ):
        return "preamble"
    return ""


def kind_of_article(text: str, chapter: str, *, general: bool) -> str:
    """Role of an article from its words; `chapter` is the role that its chapter has.

    General provisions (`general`) hold aims, scope, definitions, principles, and duties: the
    duties are measures.
    """
    told = kind_of_content(text)
    if told:
        return told
    if general and _PRINCIPLE.search(text) and len(text) <= 250:
        return "preamble"
    return "measure" if chapter == "preamble" else chapter
