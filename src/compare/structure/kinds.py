"""Role of a clause in its document: preamble, measure, implementation, told from headings and place."""

from __future__ import annotations

import re

_PREAMBLE = re.compile(
    r"^(?:总体|工作|基本|主要|发展|指导|建设|行动|重点)?(?:要求|思路|思想|原则|目标|目标任务|任务目标|考虑|定位|意义)(?:和.{2,8})?$"
    r"|^(?:指导思想|基本原则|总体要求|总体思路|总体目标|重要意义|重大意义|总则|编制依据|适用范围|目的意义|现状与形势|发展基础|面临形势)"
    r"|^(?:充分|深刻)?认识.{2,30}(?:重要性|意义|紧迫性)"
)
_IMPLEMENTATION = re.compile(
    r"最后一公里|跟踪问效|^附则$|(?:工作|有关|相关|几点|其他)(?:要求|事项)$|督查考核|监督考核|考核(?:评价|问责)|推进落实|抓好落实|统筹落实|责任落实|政策落地|组织(?:领导|实施|保障)"
    r"|^(?:切实)?(?:强化|加强|完善|健全|落实|做好|狠抓)?(?:组织|实施|工作|政策|各项|制度|机制)?(?:保障|落实|实施)(?:措施|机制|工作|体系)?$"
    r"|^(?:强化|加强|完善|健全|落实)(?:各项)?(?:保障|配套)措施$"
)
_IMPLEMENTATION_ITEM = re.compile(
    r"^(?:切实|进一步)?(?:加强|强化|健全|完善)?组织(?:领导|实施|保障)|^(?:加强|强化)(?:工作)?(?:统筹|协同|落实|督查|考核|宣传|监督)|^(?:强化|加强|压实)?(?:工作)?责任落实|政策落地和责任"
)


def kind_of_section(heading: str, *, position: float) -> str:
    """Role of a section from its heading; `position` is its place in the document, 0 = first, 1 = last."""
    if _PREAMBLE.search(heading) and position < 0.6:
        return "preamble"
    if _IMPLEMENTATION.search(heading) and position > 0.5:
        return "implementation"
    return "measure"


def kind_of_heading(heading: str, *, position: float) -> str:
    """Role of a clause that no section heading covers."""
    if _PREAMBLE.search(heading) and position < 0.35:
        return "preamble"
    if (_IMPLEMENTATION_ITEM.search(heading) or _IMPLEMENTATION.search(heading)) and position > 0.75:
        return "implementation"
    return "measure"
