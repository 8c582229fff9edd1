"""Splitting an attribution into bodies, each with its place in the text and its role.

Works on one attribution in simplified script without white space. A body is what stands between
separators, known or not; the registry only decides where the printed separators leave a choice.
Place alternatives stay inside one name (各县（市、区）人民政府),
a second name in brackets is a body of its own (市工业和信息化局（市国资委）).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from compare.agencies.brackets import CLOSE, MASK, inner, list_spans, masked, opening_of
from compare.agencies.wording import (
    ASIDE,
    BARE_LABEL,
    DATE_BEHIND,
    DUTY,
    ETC,
    JOINING,
    LABEL,
    LEAD,
    NOTE,
    RESPONSIBLE,
    RULE,
    START,
    SUPPORT,
    WITH,
    role_of,
)

if TYPE_CHECKING:
    from compare.agencies.registry import Registry

_ORGAN_END = re.compile(
    r"(?:局|委|办|部|厅|署|院|会|府|中心|公司|集团|银行|分行|支行|海关|社|站|所|队|校|"
    r"大学|学院|小组|机构|部门|单位|团委|妇联|科协|工商联|管委会|区|县|市|企业|运营商|"
    r"基地|办公室|协会|商会|台)$"
)
_ALTERNATIVE = re.compile(
    r"^(?:[市县区旗州盟地]|自治[县州旗]|特区|市区|县区|区县|度假|行署|单位|部门|地区|城区|"
    r"街道|镇|乡|园区|团场|企业|机构|开发区|管委会|管理区|新区|[、，和及/])+$"
)
_NOTE_INSIDE = re.compile(r"^(?:含|包括|以下|下同|简称|除|不含|排|列|共|第)")
_ROLE_INSIDE = re.compile(r"^(?:牵头|配合|责任|主办|协办|参与|协助)(?:单位|部门|责任单位)?$")
_JOINS = re.compile(
    rf"并?{JOINING}|以及|等(?:部门和单位|部门|单位)?[和及](?=各|有关|相关)|等(?=各|有关|"
    rf"相关|其他|[国省市州县区](?:级|直|政府)?(?:各|有关|相关))|[和及与暨]"
)
_TOGETHER = re.compile(f"并?{JOINING}")
_SPLITTER = re.compile(r"[、，,；;。.．·/／|：:\s\u3000]")
_LONGEST_RUN = 120  # characters; what is longer without any separator is no list of bodies
_HAN = re.compile(r"[一-鿿]")


@dataclass(frozen=True, slots=True)
class Charge:
    """One body of an attribution: ``text[begin:end]`` is its name, `role` what the attribution
    says of it.

    `scope` is ``above`` or ``below`` where it holds for the clauses before or after as well
    (以上均由…, 以下均需…).
    """

    begin: int
    end: int
    role: str
    scope: str = ""


@dataclass(frozen=True, slots=True)
class Split:
    """The bodies of an attribution in printed order; `rule` is set where it says that the first
    body leads.
    """

    charges: tuple[Charge, ...]
    rule: bool = False
    others_support: bool = False
    explicit_lead: bool = False


def split_attribution(text: str, registry: Registry | None = None) -> Split:
    """Bodies of one attribution.

    Parameters
    ----------
    text : str
        The attribution with its brackets and label, simplified, no white space.
    registry : Registry, optional
        Names that are known; decides whether 和 stands between two bodies or inside one, whether a
        last word is a verb (协办) or belongs to the name (政协办), and where a separator is
        missing.

    Returns
    -------
    Split
        Offsets count in `text`.
    """
    scan = _Scan(text, registry)
    scan.run()
    return Split(tuple(scan.charges), scan.rule, scan.others_support, scan.explicit_lead)


class _Scan:
    """One pass over an attribution: pieces between separators, bodies waiting for the verb behind
    them.
    """

    def __init__(self, text: str, registry: Registry | None) -> None:
        self.text = text
        self.knows = registry.knows if registry else _nothing
        self.named = registry.names if registry else _nothing
        self.charges: list[Charge] = []
        self.waiting: list[int] = []  # bodies whose role the next verb decides
        self.label = ""
        self.rule = self.others_support = self.explicit_lead = False
        self.aside = self.together = False
        self.uncut: set[tuple[int, int]] = set()  # stretches that are no bodies run together
        self.scope = ""

    def run(self) -> None:
        begin, end = inner(self.text)
        flat = masked(self.text, begin, end)
        for rule in RULE.finditer(self.text):  # also where it stands in brackets of its own
            self.rule = True
            self.others_support = bool(rule["others"])
        for rule in RULE.finditer(flat, begin, end):
            flat = flat[: rule.start()] + "。" * (rule.end() - rule.start()) + flat[rule.end() :]
        bare = BARE_LABEL.match(flat, begin)
        if bare and not LABEL.match(flat, begin):
            self._relabel(bare["kind"])
            begin = bare.end()
        position = begin
        while position < end:
            label = LABEL.match(flat, position, end)
            if label:
                self._relabel(label["kind"])
                position = label.end()
                continue
            aside = ASIDE.match(flat, position, end)
            if aside:
                self._relabel("")
                self.aside = True
                position = aside.end()
                continue
            if _SPLITTER.match(flat[position]):
                self.together &= flat[position] == "、"
                position += 1
                continue
            stop = self._stop(flat, position, end)
            if not self.aside:
                self._piece(flat, position, stop)
            position = stop
        self._decide(role_of(self.label) if self.label else RESPONSIBLE)
        self.explicit_lead = any(charge.role == LEAD for charge in self.charges)

    def _stop(self, flat: str, begin: int, end: int) -> int:
        for position in range(begin + 1, end):
            if (
                _SPLITTER.match(flat[position])
                or LABEL.match(flat, position, end)
                or ASIDE.match(flat, position, end)
            ):
                return position
        return end

    def _relabel(self, kind: str) -> None:
        self._decide(role_of(self.label) if self.label else RESPONSIBLE)
        self.label, self.aside, self.together, self.scope = kind, False, False, ""

    def _decide(self, role: str) -> None:
        for index in self.waiting:
            self.charges[index] = replace(self.charges[index], role=role)
        self.waiting = []

    def _piece(self, flat: str, begin: int, end: int) -> None:
        """One stretch between separators: an optional conjunction, names, an optional verb."""
        together = WITH.match(flat, begin, end)
        if together and not DUTY.fullmatch(flat, begin, end):
            self._lead(together[0])
            begin, self.together = together.end(), True
        start = START.match(flat[begin:end])
        if start:
            begin += start.end()
            self.scope = (
                "below" if "以下" in start[0] else "above" if "以上" in start[0] else self.scope
            )
        date = DATE_BEHIND.search(flat, begin, end)
        if date and date.start() > begin:
            end = date.start()
        if NOTE.match(flat[begin:end]):
            return
        duty = None if self.knows(self.text[begin:end]) else DUTY.search(flat, begin, end)
        cut = duty.start() if duty else end
        if cut > begin:
            self._names(flat, begin, cut)
        if duty:
            self.together = False
            self._decide(
                role_of(duty[0])
                if not self.label or re.search("牵头|配合|协助", duty[0])
                else role_of(self.label)
            )

    def _names(self, flat: str, begin: int, end: int) -> None:
        etc = ETC.search(flat, begin, end)
        if etc and etc.start() > begin:
            end = etc.start()
        for left, right in self._cuts(flat, begin, end):
            role = SUPPORT if self.together else ""
            for inner_begin, inner_end, note in self._with_second_name(left, right):
                if note:
                    role = role or role_of(note)
                    self._settle(role)
                elif (
                    inner_end - inner_begin > 1
                    and _HAN.search(self.text, inner_begin, inner_end)
                    and not (self.scope == "below" and self._has(self.text[inner_begin:inner_end]))
                ):
                    self.charges.append(
                        Charge(inner_begin, inner_end, role or RESPONSIBLE, self.scope)
                    )
                    if not role:
                        self.waiting.append(len(self.charges) - 1)

    def _has(self, name: str) -> bool:
        # 以下均需各县区政府落实 repeats, for the items to come, bodies named already.
        return any(self.text[charge.begin : charge.end] == name for charge in self.charges)

    def _lead(self, words: str = "会同") -> None:
        # X会同Y: X leads, unless a label has said what X is.
        if not self.label and not words.endswith("配合"):
            self._decide(LEAD)

    def _reads_as_body(self, name: str) -> bool:
        return bool(_ORGAN_END.search(name.rstrip(MASK))) or self.named(name)

    def _settle(self, role: str) -> None:
        # X（牵头）: the note speaks of the body just read only.
        if self.waiting:
            index = self.waiting.pop()
            self.charges[index] = replace(self.charges[index], role=role)

    def _cuts(self, flat: str, begin: int, end: int) -> list[tuple[int, int]]:
        """Cut at 会同, at 和 and 及 between two bodies, at 等 before 有关部门, and between bodies
        printed without separator.
        """
        for hit in _JOINS.finditer(flat[begin:end]):
            left, right = begin + hit.start(), begin + hit.end()
            if left == begin or right >= end:
                continue
            if hit[0] in "和及与暨" and not self._two_bodies(
                flat[begin:left], flat[right:end], self.text[begin:end]
            ):
                continue
            if _TOGETHER.fullmatch(hit[0]):
                if "会同" not in hit[0] and not self._reads_as_body(flat[begin:left]):
                    continue
                self._names(flat, begin, left)
                self._lead()
                self.together = True
                self._names(flat, right, end)
                return []
            return [(begin, left), *self._cuts(flat, right, end)]
        return self._run_together(begin, end) or [(begin, end)]

    def _run_together(self, begin: int, end: int) -> list[tuple[int, int]]:
        """Cuts between known bodies printed without any separator, each beginning with its level;
        empty where there are none.
        """
        if end - begin > _LONGEST_RUN or self.named(self.text[begin:end]):
            return []
        if (begin, end) in self.uncut:
            return []
        for middle in range(begin + 3, end - 2):
            if self.text[middle] in "市省州县区" and self.named(self.text[begin:middle]):
                rest = (
                    [(middle, end)]
                    if self.named(self.text[middle:end])
                    else self._run_together(middle, end)
                )
                if rest:
                    return [(begin, middle), *rest]
        self.uncut.add((begin, end))
        return []

    def _two_bodies(self, left: str, right: str, whole: str) -> bool:
        if len(right) < 2 or re.match(r"^(?:单位|部门|机构|企业|地区|个人)$", right):
            return False
        ends = bool(_ORGAN_END.search(left.rstrip(MASK))) or self.named(left)
        if ends and re.match(r"(?:各|有关|相关|其他)", right):
            return True
        if not ends or self.named(whole):
            return False
        if re.match(r"(?:全|市|省|州|县|区|所)", right) and not re.match(
            r"^[市县区州]+(?:区|市)?(?:人民)?政府", right
        ):
            return True
        return bool(_ORGAN_END.search(right.rstrip(MASK))) and (
            self.named(left) or self.named(right)
        )

    def _with_second_name(self, begin: int, end: int) -> list[tuple[int, int, str]]:
        """Spans of a name and of the second name behind it in brackets; a note about the role
        comes as text.
        """
        text = self.text
        if end > begin and text[end - 1] in CLOSE:
            opening = opening_of(text, begin, end - 1)
            if opening > begin:
                inside = text[opening + 1 : end - 1]
                if _ROLE_INSIDE.match(inside):
                    return [(begin, opening, ""), (opening, end, inside)]
                if _NOTE_INSIDE.match(inside) or NOTE.match(inside):
                    return [(begin, opening, "")]
                if not _ALTERNATIVE.match(inside) and _ORGAN_END.search(inside):
                    second = [(opening + 1 + b, opening + 1 + e, "") for b, e in list_spans(inside)]
                    return [(begin, opening, ""), *second]
            return [(begin, end, "")]
        hit = re.search(r"[（(〔](?:牵头|牵头单位)[）)〕]", text[begin:end])
        if hit:
            return [
                (begin, begin + hit.start(), ""),
                (begin, begin, "牵头"),
                (begin + hit.end(), end, ""),
            ]
        return [(begin, end, "")]


def _nothing(name: str) -> bool:
    return False
