"""Whether a passage speaks for or against what it names: 可以 or 不得, 免收 or 收取, 放宽 or 收紧,
and their double negations.

A passage is read as a product of signs. Modal words and negations give one factor (不得拒绝 is +
as 应当接待 is); words of burden (收取 +, 免收 −), of quantity (扩大 +, 缩小 −) and of power (下放
+, 上收 −) give one each, so that 不得收取 and 免收 agree,
and 取消限制 and 保留限制 do not.

What only describes is kept apart from what is ordered: 未配备水池 says how things are,
不得配备水池 what shall be. A word in a list with others of its kind (变更、撤销和合并), in a point
of time (合同终止后), in a bound (不得低于) or in a ban that is only named (划定禁止区域) turns
nothing round.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from compare.text.fold import fold

# Words that only carry an act; they never tell two passages apart.
_FOR = [
    "应当", "应予", "必须", "务必", "可以", "可", "准许", "允许", "支持", "鼓励", "引导", "倡导",
    "提倡", "给予", "予以", "实施", "实行", "推行", "执行", "开展", "进行", "保留", "恢复", "继续",
    "设立", "建立", "启动", "纳入", "开放", "提供", "承认", "享受", "准予", "公开", "列入", "计入",
    "发放", "开通", "开设", "设置", "适用", "享受", "全面", "积极", "大力", "进一步", "切实", "均",
    "即可", "即", "方可", "方", "也", "主动", "不断", "推动", "推进", "加强", "加快", "完善",
    "健全", "需要", "需", "须", "要", "应", "将", "把", "对于", "对", "向", "的", "了", "着",
]  # fmt: skip
_AGAINST = [
    "不再予以", "不再给予", "不再", "不予", "不得", "不准", "不许", "不能", "不可", "不应当",
    "不应", "不宜", "不允许", "不支持", "不鼓励", "不提倡", "不需要", "不需", "无需", "无须",
    "毋需", "毋须", "不必", "不须", "不要求", "不要", "勿", "免予", "免于", "免除", "豁免", "严禁",
    "禁止", "杜绝", "停止", "暂停", "暂缓", "中止", "终止", "停办", "取缔", "撤销", "取消", "废止",
    "废除", "叫停", "拒绝", "拒不", "谢绝", "移出", "移除", "剔除", "排除", "清退", "关闭", "关停",
    "封闭", "暂不", "不得再", "不再", "删除", "解除", "拆除", "保密", "停发", "停供", "停运",
    "停开", "停驶", "停招", "不作为", "不以", "不将", "不把",
]  # fmt: skip
# Words that say how things are: with an order they make a condition (未经批准不得占用).
_DESCRIBING = [
    "未经", "未取得", "未按", "未达到", "未依法", "未办理", "未获", "不符合", "不具备", "没有",
    "非经", "非依",
]  # fmt: skip
_CONDITION = re.compile(
    "未|没有|非经|符合|具备|取得|经[^，]{0,12}?(?:批准|许可|同意|认定|核准|审批)|"
    "[无毋][需须]|不[需须必]"
)
_BOUNDS = frozenset(
    refusal + word
    for refusal in ("不得", "不应", "不应当", "不能", "不宜", "不准")
    for word in (
        "低于", "少于", "高于", "超过", "超出", "多于", "大于", "小于", "早于", "迟于", "晚于",
        "短于", "长于",
    )
)  # fmt: skip
_PERMITTING = frozenset({"可以", "可", "准许", "允许", "准予"})
# Names that only look like a negation.
_NO_NEGATION = [
    "不可" + word
    for word in (
        "移动", "再生", "抗力", "分割", "替代", "逆", "或缺", "缺少", "预见", "降解", "回收",
    )
]  # fmt: skip
_FORBIDDING = frozenset({
    "不得", "不准", "不许", "不能", "不可", "不应当", "不应", "不宜", "不允许", "严禁", "禁止",
    "勿", "不得再",
})  # fmt: skip
# Acts of ending that are as often what is spoken of as what becomes of it.
_ENDING = frozenset({
    "停止", "暂停", "中止", "终止", "停办", "撤销", "取消", "废止", "废除", "解除", "拆除", "删除",
    "关闭", "关停", "封闭", "清退", "移除", "剔除", "排除", "停运", "停供", "停驶",
})  # fmt: skip
_LISTED_BEFORE = re.compile("(?:、|和|及|或|或者|以及|与|责令|限期|申请|办理)$")
_LISTED_AFTER = re.compile("、|和|及|或|与|时|后|前|之日|期间|条件|手续|程序|[^，]*的决定")
_EVENTS = frozenset({"终止", "中止"})  # at the end of a part: the contract ends by itself
_NAMED_BAN = re.compile(
    "(?:禁止|限制)(?:使用|销售|生产|开发|建设|进入)?(?:区|性|类|目录|清单|名单|事项|范围)|"
    "(?:划定|公布|确定|规定|明确|列入|属于|设置|编制|发布)[^，]{0,8}"
    "(?:禁止|限制)[^，]*的[一-鿿]{2,6}$"
)
# Acts that a rule forbids because they are bad in themselves: 不得侵害 is for, not against.
_BAD = [
    "干扰", "侵扰", "侵占", "违约", "侵害", "侵犯", "损害", "妨碍", "妨害", "阻碍", "阻挠", "违反",
    "违规", "违法", "擅自", "非法", "歧视", "排斥", "拖欠", "克扣", "虚报", "冒领", "滥用", "泄露",
    "破坏", "挪作他用", "推诿", "拖延", "隐瞒", "变相", "强迫", "截留", "挪用", "干预", "刁难",
    "伪造", "骗取", "损坏", "毁坏", "损毁", "毁损", "浪费", "虐待", "遗弃", "篡改", "冒用", "误导",
    "欺骗", "弄虚作假",
    "乱收", "乱设", "乱停", "乱放", "乱扔", "乱倒", "乱搭", "乱建", "超标", "超范围",
]  # fmt: skip
_MORE_BURDEN = [
    "收取", "征收", "加收", "计收", "收费", "有偿", "收紧", "从严控制", "从严", "严格控制", "严控",
    "强制", "限定", "控制", "从重", "限行", "限购", "限售",
]  # fmt: skip
_LESS_BURDEN = [
    "不限", "免收", "免征", "免缴", "免交", "免费", "无偿", "减免", "减征", "减收", "缓收", "缓缴",
    "放宽", "放开", "精简", "简化", "自愿", "停征", "停收", "缓征", "从轻", "减轻",
]  # fmt: skip
_MORE = [
    "提高", "增加", "扩大", "延长", "上调", "加大", "提升", "新增", "增设", "增开", "加密", "扩充",
    "上浮", "拓宽", "提前",
]  # fmt: skip
_LESS = [
    "降低", "减少", "缩小", "缩短", "下调", "压缩", "削减", "压减", "调减", "下浮", "缩减", "推迟",
    "延后", "延迟",
]  # fmt: skip
_HANDED_DOWN, _TAKEN_BACK = ["下放", "下沉", "委托"], ["上收", "收回", "收归"]
# Words that carry an act without saying that it shall be.
_PARTICLES = frozenset("即方也需须要应将把对向的了着均可") | {
    "需要", "对于", "全面", "方可", "即可", "进行", "委托", "执行", "适用", "列入", "计入",
}  # fmt: skip
_SET_UP = re.compile(
    "(?:进一步|大力|积极|加快|全面|深入|有序|稳步)*(?:发展|推广|培育|优化|落实|打造|组织|举办|引进|"
    "吸引|补贴|补助|奖励|资助|扶持|帮助|保障|规范|使用|利用|运用|采用|购买|探索|试行|安排|配备|拓展|创新|深化|培养|建设(?!单位|工程|项目|用地))"
)
_RESTRICTING = frozenset({"从严控制", "从严", "严格控制", "严控", "控制", "收紧", "限定"})
_TWICE = ["不得不", "不能不", "不可不", "不应不", "无不"]
# 限制 before its object is an act, behind it a thing: 限制投标, but 取消面积限制.
_LIMITS = re.compile(r"限制(?=[一-鿿]{2,})(?!性|条件|措施|名单|事项|情形|和|及|的)")
# A negation, and not the beginning of a word that only contains one.
_NOT = re.compile(
    r"不(?!断|少|低|超|高|足|仅|良|利(?!用)|便|限|同|含|动产|得了|但|管|论|惜|懈|折|等|变(?![更动])|妨|锈|"
    r"正当|合理|合格|规范|文明|法|当|实(?![行施])|明|齐|全|清(?![理退除])|平(?!等)|充分|稳|确定|安全|诚|达标|满|力|端|"
    r"定期|特定|"
    r"间断|遗余力|敷|误|久|日|到位|见面|跑|打烊|夜|忘|负(?![责担])|愧|一|落(?!实)|敢|想|愿|小于|大于|多于|"
    r"迟于|晚于|早于|易|设区|设上限|孕|朽|凡|妥|善|尽|对称)"
    r"|未(?!来|成年|必|尽|婚|知|雨|然|央|满|遂)"
)
_THING = re.compile(
    "限制|条件|门槛|要求|审批|许可|证明|(?<![消浪花耗])费|壁垒|环节|材料|时限|手续|关卡|押金|罚款|负担|"
    "成本|税|年检|核查|检查|登记"
)
_DOING = re.compile(
    "取消|废止|废除|撤销|保留|恢复|建立|设立|增设|新设|增加|新增|减少|压减|提高|降低|"
    "压缩|缩短|延长|清理|停止|暂停|中止|终止|解除|设置"
)


@dataclass(frozen=True, slots=True)
class Stance:
    """Signs of a passage: ``modal`` always, the others None where no word says them; ``core`` is
    what is left without these words.

    ``ordered`` is ``modal`` without the words that only describe. ``kinds`` says what else the
    words do: ``forbids``, ``wrong`` (what is forbidden is a wrong, which makes the sign positive),
    ``bound`` (不得低于), ``permits``, ``restricts``, ``condition`` (one is named or waived),
    ``case`` (未…的， stands before what is ordered), ``said`` (any word that takes a stance).
    """

    modal: int
    burden: int | None
    amount: int | None
    power: int | None
    core: str
    ordered: int = 1
    kinds: frozenset[str] = frozenset()

    def against(self, other: Stance) -> bool:
        """Whether the two say the opposite of one and the same thing."""
        if self._lets_stand(other) or other._lets_stand(self):
            return False
        for axis in ("burden", "power", "amount"):
            mine, theirs = getattr(self, axis), getattr(other, axis)
            if mine is not None and theirs is not None:
                return bool(self.ordered * mine != other.ordered * theirs)
        if {"forbids", "restricts"} == {*self.kinds, *other.kinds} & {"forbids", "restricts"}:
            return False
        ordered, whole = self.ordered != other.ordered, self.modal != other.modal
        if "case" in self.kinds | other.kinds:
            return ordered and whole
        # A condition that only one side has narrows its order, it does not reverse it.
        return ordered if "condition" in self.kinds ^ other.kinds else whole

    def _lets_stand(self, other: Stance) -> bool:
        """Whether this forbids what the other forbids too, only names, or keeps within bounds."""
        return "forbids" in self.kinds and (
            "forbids" in other.kinds
            or "said" not in other.kinds
            or ("bound" in self.kinds and "permits" not in other.kinds)
        )


def _signs() -> dict[str, tuple[str, int]]:
    table = dict.fromkeys((*_FOR, *_TWICE, *_NO_NEGATION), ("modal", 1))
    table |= dict.fromkeys((*_AGAINST, *_BOUNDS, *_DESCRIBING, *_BAD), ("modal", -1))
    for words, axis, sign in (
        (_MORE_BURDEN, "burden", 1),
        (_LESS_BURDEN, "burden", -1),
        (_MORE, "amount", 1),
        (_LESS, "amount", -1),
        (_HANDED_DOWN, "power", 1),
        (_TAKEN_BACK, "power", -1),
    ):
        table |= dict.fromkeys(words, (axis, sign))
    return table


_SIGNS = _signs()
_DISORDER = "乱[一-鿿]乱[一-鿿]"  # 乱停乱放: two words, one wrong
_WORDS = re.compile(
    "|".join(
        [
            _DISORDER,
            *sorted(map(re.escape, _SIGNS), key=len, reverse=True),
            _LIMITS.pattern,
            _NOT.pattern,
        ]
    )
)
_DISORDERED = re.compile(_DISORDER)


@lru_cache(maxsize=65536)
def stance(text: str) -> Stance:
    """Read the signs of one passage, best a part between two commas.

    Examples
    --------
    >>> stance("不得收取押金").against(stance("免收押金"))
    False
    >>> stance("取消数量限制").against(stance("不取消数量限制"))
    True
    """
    signs: dict[str, int | None] = {"modal": 1, "burden": None, "amount": None, "power": None}
    rest, done, described = [], 0, 1
    burden, named = bool(_THING.search(text)), [hit.span() for hit in _NAMED_BAN.finditer(text)]
    ordering = text.rfind("的，") + 1  # what stands before is the case
    wrong = refused = False
    found: set[str] = set()
    for hit in _WORDS.finditer(text):
        word = hit[0]
        axis, sign = _SIGNS.get(word, ("modal", -1))
        if _only_named(text, hit, named):
            continue
        if burden and (axis == "amount" or _DOING.fullmatch(word)):
            axis = (
                "burden"  # acts upon a burden: 取消限制 lightens it, 保留限制 and 增加手续 do not
            )
        if word in _BAD or _DISORDERED.fullmatch(word):
            wrong = True
        elif axis == "modal" and sign < 0 and _describes(word, hit.start() < ordering):
            described = -described
        else:
            signs[axis] = (signs[axis] or 1) * sign
            refused |= axis == "modal" and sign < 0
            found.add(word)
        rest.append(text[done : hit.start()])
        done = hit.end()
    ordered = signs["modal"] or 1
    wrong = wrong and refused  # a wrong counts where it is forbidden, not where it is described
    if wrong:
        ordered = -ordered
    kinds = {
        "forbids": found & (_FORBIDDING | _BOUNDS),
        "wrong": wrong,
        "bound": found & _BOUNDS,
        "permits": found & _PERMITTING,
        "restricts": found & _RESTRICTING,
        "condition": _CONDITION.search(text),
        "case": ordering,
        "said": found - _PARTICLES or _SET_UP.match(text),
    }
    return Stance(
        modal=ordered * described,
        burden=signs["burden"],
        amount=signs["amount"],
        power=signs["power"],
        core=fold("".join([*rest, text[done:]])).text,
        ordered=ordered,
        kinds=frozenset(kind for kind, found in kinds.items() if found),
    )


def _describes(word: str, before: bool) -> bool:
    """Whether a negation says how things are: by itself, or since it stands in a case."""
    return before or word in _DESCRIBING or word.startswith("未")


def _only_named(text: str, hit: re.Match[str], named: list[tuple[int, int]]) -> bool:
    """Whether a word of ending is one of a list, a point of time or an event, a refusal the other
    half of 批准或者不批准, or a ban is only named.
    """
    if hit[0] in _ENDING or hit[0].startswith("不"):
        before = _LISTED_BEFORE.search(text, 0, hit.start())
        if before or (hit[0] in _ENDING and _LISTED_AFTER.match(text, hit.end())):
            return True
        return hit[0] in _EVENTS and hit.end() == len(text)
    return any(begin <= hit.start() and hit.end() <= end for begin, end in named)
