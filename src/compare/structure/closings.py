"""Clauses that only close a document: day of force, repeal, who interprets it, who makes the rules
below it, what is done by analogy.

They command nothing that another document could take over, so what lacks them lacks no measure.
"""

from __future__ import annotations

import re

_OWN = (
    r"本(?:实施|暂行|管理|若干|试行|应急)*(?:条例|办法|规定|法|决定|决议|细则|规则|规范|意见|通知|方案|"
    r"措施|政策|制度|准则|公告|解释|标准|指南|行动计划|计划|规划|纲要|章程|预案)"
)
_MADE = r"(?:实施|施行|管理|具体|配套|操作|执行)*(?:细则|办法|规定|规则|方案|规程)"
_CLOSINGS = tuple(
    re.compile(pattern)
    for pattern in (
        # force, how long, what it replaces
        rf"^(?:{_OWN}|以上|上述)?[^，]{{0,24}}自.{{1,30}}(?:起|之日|后|日)(?:开始|正式)?"
        r"(?:施行|实施|执行|生效|试行)(?:，|$)",
        rf"^{_OWN}?(?:的)?(?:有效期|试行期|施行期)",
        r"(?:同时|即行|即)(?:予以)?(?:废止|失效|停止执行)$|^(?:此前|以前|以往|过去).*不一致",
        rf"与{_OWN}(?:的?规定)?(?:不一致|不符|相抵触|有抵触|抵触)的?，",
        # who interprets it
        r"^[^，]{0,40}由.{2,60}?(?:负责|进行)?(?:解释|释义)$",
        rf"^{_OWN}由.{{2,60}}修订$",
        rf"^(?:{_OWN}|[^，]{{0,16}}条款).{{0,30}}(?:由.{{2,60}}|负责)解释",
        # who makes the rules below it
        rf"^(?:{_OWN}(?:的)?|[^，]{{2,60}}的)?(?:具体|有关|相关|实施)?{_MADE}，?由.{{2,60}}"
        r"(?:制定|制订|规定|公布|颁布)$",
        rf"(?:根据|依照|依据|按照){_OWN}.{{0,30}}(?:制定|制订|规定).{{0,12}}{_MADE}"
        r"(?:，?(?:并)?报.{2,40}(?:备案|批准))?$",
        rf"(?:办法|规定|细则)，由.{{2,40}}(?:根据|依照|依据|参照){_OWN}.{{0,16}}(?:制定|规定)$",
        # by analogy, and what goes before it
        rf"(?:参照|依照|比照|按照|适用){_OWN}(?:的)?(?:有关|相关)?(?:规定|原则|执行|办理|施行)*$",
        r"^(?:.{0,60})?(?:另有|已有|有)(?:其他|特别|不同)?规定的，?(?:应当)?(?:从|依照|按照|适用)其规定$",
        rf"^{_OWN}(?:没有|未作|未)(?:作出)?(?:规定|尽).{{0,80}}(?:规定|执行|办理|处理)$",
    )
)
_OFFENCE = re.compile("^违反|罚款|责令|处罚|处分|追究")


def is_closing(text: str) -> bool:
    """Whether every sentence of a clause only closes the document.

    A clause that says more, a term of transition for example, is none.

    Examples
    --------
    >>> is_closing("本办法自2021年1月1日起施行。2010年发布的《样例市夜市办法》同时废止。")
    True
    >>> is_closing("本办法自发布之日起施行。施行前已经开办的夜市，应当在三个月内登记。")
    False
    >>> is_closing("收费标准由市发展改革委制定。")
    False
    """
    parts = [part.strip() for part in re.split("[。；\n]", text) if part.strip()]
    return bool(parts) and all(_closes(part) for part in parts)


def _closes(sentence: str) -> bool:
    return not _OFFENCE.search(sentence) and any(form.search(sentence) for form in _CLOSINGS)
