"""At which level a body stands, from what is printed before its name and from its document."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from compare.agencies.entries import Match
from compare.agencies.mentions import Mention
from compare.agencies.names import level_of

if TYPE_CHECKING:
    pass

_GOVERNMENTS = {
    "national": "国务院",
    "provincial": "省级人民政府",
    "city": "市级人民政府",
    "county": "县级人民政府",
}
SEVERAL = "多级人民政府"  # row of the registry for governments of more than one level


def government(printed: str) -> str:
    """Row of the registry for a government: by its level, 乡镇 apart; of several levels where it
    says several or none.
    """
    told = _levels(printed)
    plain = re.sub("（[^）]*）", "", printed)
    if told == {"county"} and re.search("[乡镇]", plain) and not re.search("[县区旗]", plain):
        return "乡镇人民政府"
    return _GOVERNMENTS[next(iter(told))] if len(told) == 1 else SEVERAL


def _levels(printed: str) -> set[str]:
    """Levels that a name prints: two where it says 以上 or 各级, none where it says none;
    alternatives in brackets are one.
    """
    plain = re.sub("（[^）]*）", "", printed)
    if re.search("以上|以下|各级", plain):
        return {"provincial", "county"}
    return {
        level_of(mark)
        for mark in re.findall("国务院|自治区|自治州|自治县|[省市州县区旗乡镇]|街道", plain)
    }


def text_level(mention: Mention, match: Match, home: str) -> str:
    """Level that is printed before a body; empty where several are (市、县人民政府; 县级以上) or
    none is.
    """
    if mention.generic and not mention.place:
        return ""
    if mention.place == "市" and home in ("provincial", "county"):
        return home
    governs = match.family.endswith("政府") or match.family in ("乡镇街道", "国务院")
    if not mention.place and not governs:
        return match.level
    told = _levels(mention.place or mention.full)
    return next(iter(told)) if len(told) == 1 else ""


def level_in(match: Match, home: str, before: str) -> str:
    """Level of a body: its own; 市 alone in a municipality's or county-level city's document is
    the issuer's.
    """
    if match.place == "市" and home in ("provincial", "county") and match.level == "city":
        return home
    return match.level or (match.elided and not match.generic and (before or home)) or ""
