"""Whether a passage speaks for or against what it names: 可以 or 不得, 免收 or 收取, 放宽 or 收紧,
and their double negations.

A passage is read as a product of signs. Modal words and negations give one factor (不得拒绝 is +
as 应当接待 is); words of burden (收取 +, 免收 −), of quantity (扩大 +, 缩小 −) and of power (下放
+, 上收 −) give one each, so that 不得收取 and 免收 agree,
and 取消限制 and 保留限制 do not. Words of one sign in a list (责令停产、限制行驶) or on the same
terms (自愿无偿) are one factor: they are said twice, not taken back.

Signs are those of what is ordered. What only describes is kept apart: 未配备水池 says how things
are, 不得配备水池 what shall be; what stands before the order says who is meant
(限制进入的车辆应当), what stands before a thing says which (不可降解的材料). A word in a list with
others of its kind (变更、撤销和合并), in a point of time (合同终止后), in a bound (不得低于) or in
a ban that is only named (划定禁止区域) turns nothing round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compare.content.stance_words import (
    ACTS,
    AGAINST,
    BAD,
    BOUNDS,
    BREACH,
    CONDITION,
    DESCRIBING,
    DOING,
    ENDING,
    FOR,
    FORBIDDING,
    HANDED_DOWN,
    HURDLE,
    IN_NAME,
    LESS,
    LESS_BURDEN,
    LIMITED,
    LIMITING,
    LIMITS,
    LISTED_AFTER,
    LISTED_BEFORE,
    MORE,
    MORE_BURDEN,
    NAMED_BAN,
    NOT,
    OF_A_THING,
    ON_TERMS,
    ORDERING,
    ORDERS_AGAINST,
    PARTICLES,
    PERMITTING,
    RESTRICTING,
    SET_UP,
    TAKEN_BACK,
    THING,
    TWICE,
    WAIVED,
    WEIGHING_DOWN,
)
from compare.text.fold import fold

AXES = ("burden", "power", "open", "amount")


@dataclass(frozen=True, slots=True)
class Stance:
    """Signs of a passage: ``modal`` always, the others None where no word says them; ``core`` is
    what is left without these words, ``act`` what of it follows the word that orders,
    ``turning`` are the words that turn it round or tell more from less, ``denied`` the beginnings
    of what 不 and 未 deny, ``doing`` words of doing behind what is done to (对湿地实行…).

    ``ordered`` is ``modal`` without the words that only describe, ``which`` the sign of what says
    which thing is meant. ``kinds`` says what else the words do: ``forbids``, ``wrong`` (what is
    forbidden is a wrong, which makes the sign positive), ``told`` (a wrong or a breach is only
    described), ``bound`` (不得低于), ``permits``, ``restricts``, ``condition`` (one is named),
    ``waived``, ``mixed`` (a list takes both sides), ``case`` (未…的， stands before what is
    ordered), ``rules`` (a modal word divides who is meant from what is ordered), ``said`` (any
    word that takes a stance).
    """

    modal: int
    burden: int | None
    amount: int | None
    power: int | None
    open: int | None
    core: str
    act: str = ""
    turning: frozenset[str] = frozenset()
    denied: frozenset[str] = frozenset()
    doing: frozenset[str] = frozenset()
    ordered: int = 1
    which: int = 1
    kinds: frozenset[str] = frozenset()

    def against(self, other: Stance) -> bool:
        """Whether the two say the opposite of one and the same thing."""
        if "mixed" in self.kinds | other.kinds:
            return False
        if self.which != other.which or self._lets_stand(other) or other._lets_stand(self):
            return False
        if "told" in self.kinds ^ other.kinds or self.turning == other.turning != frozenset():
            return False
        both = 1
        for axis in AXES:
            mine, theirs = getattr(self, axis), getattr(other, axis)
            if mine is not None and theirs is not None:
                both *= 2 * mine * theirs
            elif axis in ("open", "amount") and -1 in (mine, theirs):
                return False  # less of a thing is not the opposite of having it
        if both != 1:
            return bool(self.ordered * other.ordered * both < 0)
        limits = [{"forbids", "restricts"} & one.kinds for one in (self, other)]
        if limits in ([{"forbids"}, {"restricts"}], [{"restricts"}, {"forbids"}]):
            return False
        ordered, whole = self.ordered != other.ordered, self.modal != other.modal
        if "case" in self.kinds | other.kinds:
            return ordered and whole
        # A condition that only one side has narrows its order, it does not reverse it.
        if "condition" in self.kinds ^ other.kinds and "waived" not in self.kinds | other.kinds:
            return False
        return whole

    @property
    def refuses(self) -> bool:
        """Whether the thing itself is forbidden, taken away or taken back."""
        return self.ordered < 0

    def _lets_stand(self, other: Stance) -> bool:
        """Whether this refuses what the other only names, forbids too, or keeps within bounds."""
        if (
            self.refuses
            and "said" not in other.kinds
            and (
                {"forbids", "permits"} & self.kinds
                or (self.turning <= ENDING and not self.doing & other.doing)
            )
        ):
            return True
        return "forbids" in self.kinds and (
            "forbids" in other.kinds or ("bound" in self.kinds and "permits" not in other.kinds)
        )


def _signs() -> dict[str, tuple[str, int]]:
    table = dict.fromkeys((*FOR, *TWICE), ("modal", 1))
    table |= dict.fromkeys((*AGAINST, *BOUNDS, *DESCRIBING, *BAD), ("modal", -1))
    for words, axis, sign in (
        (MORE_BURDEN, "burden", 1),
        (LESS_BURDEN, "burden", -1),
        (MORE, "amount", 1),
        (LESS, "amount", -1),
        (HANDED_DOWN, "power", 1),
        (TAKEN_BACK, "power", -1),
    ):
        table |= dict.fromkeys(words, (axis, sign))
    table |= {word: ("terms", sign) for word, sign in ON_TERMS.items()}
    return (
        table
        | {"公开": ("open", 1), "保密": ("open", -1)}
        | dict.fromkeys(WEIGHING_DOWN, ("modal", 1))
    )


_SIGNS = _signs()
_DISORDER = "乱[一-鿿]乱[一-鿿]"  # 乱停乱放: two words, one wrong
_WORDS = re.compile(
    "|".join(
        [
            _DISORDER,
            f"(?P<which>{OF_A_THING.pattern})",
            *sorted(map(re.escape, _SIGNS), key=len, reverse=True),
            LIMITS.pattern,
            NOT.pattern,
        ]
    )
)
_DISORDERED = re.compile(_DISORDER)
_WRONG_BEFORE = re.compile(f"(?:{'|'.join(BAD)})(?:、|或者?|和|以及)$")
_WRONG_AFTER = re.compile(f"(?:、|或者?|和|以及)(?:{'|'.join(BAD)})")
_ASIDE = re.compile("[（(][^（()）]*(?:[)）]|$)")  # said in brackets: no order
_LIST = re.compile("[、和或及与并]")
_LIST_BEFORE = re.compile("[、和或及与并]$")
_REFUSES_ALL = re.compile("(?:不[一-鿿]{1,2}|不再给予|不再予以|严禁|禁止)$")
_ALLOWED = re.compile(f"(?:{'|'.join(sorted(PERMITTING, key=len, reverse=True))})$")
_SECRET = re.compile("(?:予以|应当|严格|负责|负有)$")
_CONTROL = re.compile("(?:^|应当|必须|可以|有效|合理|继续|予以|加以)$")


@lru_cache(maxsize=65536)
def stance(text: str) -> Stance:
    """Read the signs of one passage, best a part between two commas.

    Examples
    --------
    >>> stance("不得收取押金").against(stance("免收押金"))
    False
    >>> stance("取消数量限制").against(stance("不取消数量限制"))
    True
    >>> stance("自愿献血").against(stance("自愿无偿献血"))
    False
    """
    text = _ASIDE.sub("", text)
    signs: dict[str, int] = {}
    rest: list[str] = []
    act: list[str] = []
    done, described, which = 0, 1, 1
    burden, named = bool(THING.search(text)), [hit.span() for hit in NAMED_BAN.finditer(text)]
    case = text.rfind("的，") + 1  # what stands before is the case
    order = ORDERING.search(text)
    subject, ruled = order.span() if order else (0, 0)
    wrong = allowed = refused = mixed = False
    before: tuple[str, int, int] = ("", 0, 0)  # axis, sign and end of the word before
    found: set[str] = set()
    carried: set[str] = set()
    not_done: set[str] = set()
    terms: set[int] = set()
    for hit in _WORDS.finditer(text):
        word = hit[0]
        axis, sign = _SIGNS.get(word, ("modal", -1))
        if hit["which"]:
            which = -which
            continue
        if _only_named(text, hit, named):
            continue
        if burden and (axis == "amount" or DOING.fullmatch(word)):
            # Acts upon a burden: 取消限制 lightens it, 保留限制 and 加强限制 do not.
            axis, sign = "burden", -1 if word in WEIGHING_DOWN else sign
        if word in BAD or _DISORDERED.fullmatch(word) or _one_of_wrongs(text, hit):
            wrong = True
            allowed |= bool(_ALLOWED.search(text, 0, hit.start()))
        elif axis == "modal" and sign < 0 and _describes(word, hit.start() < case):
            described = -described
        elif hit.start() < subject and word not in FOR and not word.startswith("不"):
            continue  # who is meant, or what: not what is ordered
        elif axis == "terms":
            terms.add(sign)
        else:
            kind = "rule" if word in FORBIDDING else axis
            mixed |= before[0] == axis and before[1] != sign and _next_in_list(text, hit, before[2])
            again = _said_before(text, hit, kind, sign, before)
            if not again:
                signs[axis] = signs.get(axis, 1) * sign
            if sign < 0 or axis != "modal":
                before = (before[0] if again else kind, sign, hit.end())
            refused |= axis == "modal" and sign < 0 and word not in LIMITING
            found.add(word)
            if word in ("不", "未"):
                not_done.add(text[hit.end() : hit.end() + 2])
            if word in ACTS and "".join(rest):
                carried.add(word)  # 以某种方式实施: what is done, not that it shall be
        rest.append(text[done : hit.start()])
        act.append(text[max(done, ruled) : hit.start()])
        done = hit.end()
    if len(terms) == 1:
        signs["burden"] = signs.get("burden", 1) * terms.pop()
    ordered = signs.get("modal", 1)
    # a wrong counts where it is forbidden or allowed, not where it is described
    told = bool(BREACH.search(text)) or (wrong and not (refused or allowed))
    wrong = wrong and (refused or allowed)
    if wrong:
        ordered = -ordered
    kinds = {
        "forbids": found & (FORBIDDING | BOUNDS),
        "wrong": wrong,
        "told": told,
        "bound": found & BOUNDS,
        "permits": found & PERMITTING,
        "restricts": found & RESTRICTING or LIMITED.search(text),
        "condition": CONDITION.search(text),
        "waived": WAIVED.search(text),
        "case": case,
        "rules": order,
        "mixed": mixed,
        "said": found - PARTICLES - carried or SET_UP.match(text),
    }
    left, acts = "".join([*rest, text[done:]]), "".join([*act, text[max(done, ruled) :]])
    if "burden" in signs:
        left, acts = HURDLE.sub("限", left), HURDLE.sub("限", acts)
    return Stance(
        modal=ordered * described,
        burden=signs.get("burden"),
        amount=signs.get("amount"),
        power=signs.get("power"),
        open=signs.get("open"),
        core=fold(left).text,
        act=fold(acts).text,
        turning=frozenset(found - frozenset(FOR)),
        denied=frozenset(not_done),
        doing=frozenset(carried),
        ordered=ordered,
        which=which,
        kinds=frozenset(kind for kind, found in kinds.items() if found),
    )


def _describes(word: str, before: bool) -> bool:
    """Whether a negation says how things are: by itself, or since it stands in a case."""
    return before or word in DESCRIBING or word.startswith("未")


def _one_of_wrongs(text: str, hit: re.Match[str]) -> bool:
    """Whether a refusal stands in a list of wrongs: 阻挠或者拒绝."""
    return hit[0] in ("拒绝", "拒不") and bool(
        _WRONG_BEFORE.search(text, 0, hit.start()) or _WRONG_AFTER.match(text, hit.end())
    )


def _next_in_list(text: str, hit: re.Match[str], end: int) -> bool:
    """Whether a word opens the next member of a list, whose first the word that ends at `end`
    opens: 取消优惠、提高保证金, but not 不支持开办、推广夜市, which refuses both.
    """
    return not _REFUSES_ALL.search(text, 0, end) and bool(
        _LIST_BEFORE.search(text, end, hit.start())
    )


def _said_before(
    text: str, hit: re.Match[str], kind: str, sign: int, before: tuple[str, int, int]
) -> bool:
    """Whether the word before said the same already: beside it, or as members of one list.

    不得 before 拒绝 rules it, whatever list stands between.
    """
    last, its_sign, end = before
    if not last or its_sign != sign or (last == "rule" and kind != "rule"):
        return False
    between = text[end : hit.start()]
    modal = {last, kind} <= {"rule", "modal"}
    if last == kind or modal:
        return bool((not between and kind == "burden") or _LIST.search(between))
    return sign < 0 and len(between) <= 5 and bool(_LIST.search(between))


def _only_named(text: str, hit: re.Match[str], named: list[tuple[int, int]]) -> bool:
    """Whether a word is part of a name, one of a list of endings, a point of time or an event, a
    refusal the other half of 批准或者不批准, or a ban only named.
    """
    word = hit[0]
    if word in ("收费", "强制") and IN_NAME.match(text, hit.end()):
        return True
    if word == "保密":
        return hit.end() < len(text) and not _SECRET.search(text, 0, hit.start())
    if word == "控制":
        return not _CONTROL.search(text, 0, hit.start())
    if word in ENDING or word.startswith("不"):
        before = LISTED_BEFORE.search(text, 0, hit.start())
        # 具备条件的不得申请: 的 closes the case, and the order follows
        ordered = before and before[0] == "的" and word in ORDERS_AGAINST
        if (before and not ordered) or (word in ENDING and LISTED_AFTER.match(text, hit.end())):
            return True
        # 租约终止, 协会撤销: at the end of a part that orders nothing it happens by itself.
        return word in ENDING and hit.end() == len(text) and not ORDERING.search(text)
    return any(begin <= hit.start() and hit.end() <= end for begin, end in named)
