"""What a clause orders, without what any clause of its genre says: ready to be compared provision
by provision.

Two clauses of one field share much that proves nothing: the addressee (国务院,
县级以上地方人民政府), the office (主管部门), the formula of sanctions (情节严重的，依法给予处分),
the place, the titles cited. `substance`
takes these out, so that what is left is object and act; `prepare` cuts every clause of a
collection into its sentences and counts character bigrams and words, once, whatever is compared
later.

Examples
--------
>>> substance("县级以上地方人民政府教育行政部门应当将其纳入本行政区域规划。")
'政府教育部门应当将其纳入规划。'
>>> substance("国务院教育主管部门应当将其纳入全国规划。")
'教育部门应当将其纳入规划。'
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from compare.likeness.set_phrases import CITED, Formulas, set_apart
from compare.text.fold import ngrams, sentences
from compare.text.tokens import Tokenizer
from compare.text.weights import counts

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

GRAM = 2  # characters: Chinese words have mostly two
SHORTEST = 6  # characters; a shorter sentence is no provision
SMALLEST = 60  # clauses; fewer are too few to tell what is rare

# Marks of level and place that may stand before 人民政府, in any order: the addressee's local
# equivalents.
_LEVEL = (
    "国务院|省|自治区|直辖市|设区的市|不设区的市|自治州|自治县|市|县|区|旗|乡|镇|、|（|"
    "）|和|或者|以及|及|"
    "设区的|不设区的|县级|市级|省级|以上|以下|地方|各级|各|级|本级|同级|上级|上一级|"
    "所在地|当地|有关|本省|本市|全省|全市"
)
_OURS = "(?:省|市|县|国|自治区|自治州)"
_ADDRESSEE = (
    # what must stand somewhere in the text, what is replaced, by what
    ("人民政府", re.compile(rf"(?:{_LEVEL})*人民政府"), "政府"),
    ("政府", re.compile(r"政府(?:及其|和|、|及)?(?:有关)?部门"), "部门"),
    (
        "",
        re.compile(
            rf"国务院|在本行政区域内?的?|本行政区域内?的?|本{_OURS}|全{_OURS}|我{_OURS}|"
            r"国家(?=鼓励|支持|建立|实行|推动|对|加强|完善)|市[、，]?县[（(]市?[、，]?区[）)]"
        ),
        "",
    ),
    ("部门", re.compile(r"行政主管部门|主管部门|行政部门|管理部门"), "部门"),
)
# A chapter's heading that the print sets on the line of the clause before it.
_NEXT_CHAPTER = re.compile(r"第[一二三四五六七八九十]+[章节][^。；，]{0,25}$")
_ENUMERATION = re.compile(r"[（(][一二三四五六七八九十]+[）)]")
_REFERENCE = re.compile(
    r"第[一二三四五六七八九十百零]+[条款项章]|本(?:法|条例|办法|规定|细则|意见)(?:规定)?|"
    r"前款(?:规定|所称)?"
)
# Formulas of laws and regulations: sanctions, duties of office, purpose and closing. Every
# alternative begins with a character, so that `re` skips to where one may begin: ten times as fast.
_BY = "由[^，。；]{2,30}"
LEGAL = re.compile("|".join([
    *(f"{by}责令(?:限期|停止违法行为，)?改正"
      for by in (f"{_BY}(?:部门|机关|机构|单位)(?:依法)?", "依法", "")),
    "给予警告", *(f"{may}处[^，。；]{{1,25}}罚款" for may in ("可以?并?", "并", "")),
    "没收违法所得(?:[和、][^，。；]{1,12})?",
    "有违法所得的", "没有违法所得", "违法所得(?:不足)?[^，。；]{1,8}(?:以上)?的",
    "情节(?:较为)?严重的", "情节较重的", "造成严重后果的", "逾期(?:未|不|仍不)改正的", "拒不改正的",
    "对(?:负有责任的|直接负责的)主管人员和其他直接责任人员",
    "负有责任的主管人员和其他直接责任人员", "直接负责的主管人员和其他直接责任人员",
    "负有责任的领导人员和(?:其他)?直接责任人员",
    *(f"{by}依法(?:依规)?(?:给予|追究)(?:行政)?(?:处分|责任|处罚|政务处分)" for by in (_BY, "")),
    "依法给予(?:行政)?处分", "给予(?:行政)?处分", "构成犯罪的",
    *(f"{held}(?:刑事|法律|民事)责任" for held in ("依法(?:追究)?其?", "追究其?", "其")),
    "刑事责任", "法律责任", "民事责任",
    "构成违反治安管理行为的", "依法给予治安管理处罚", "违反本(?:条例|法|办法|规定)(?:的?规定)?",
    "有下列(?:情形|行为)之一的", "滥用职权", "玩忽职守", "徇私舞弊",
    "另有规定的，?(?:依照|从)其规定", "依照其规定", "从其规定",
    "自[^。，]{3,14}起(?:施行|实施|执行)", "自[^。，]{3,14}(?:施行|实施|执行)", "同时废止",
    "结合本[省市区县州]?(?:实际|实践)", "制定(?=。|$|；)", "根据[^，。]{0,30}(?:法律|法规|规定)",
    "按照(?:国家|有关|规定|职责分工|各自职责)+[^，。]{0,6}(?=，|。|$)",
    "有关法律(?:、行政法规|、法规|法规)+", "法律(?:、行政法规|、法规|法规)+",
    "在各自的?职责范围内", "按照(?:各自)?职责分工?",
    "适用本(?:条例|法|办法|规定)",
]))  # fmt: skip
_SANCTION = re.compile("罚款|责令|依法给予|处分|追究刑事责任|承担(?:民事|法律)责任|依法处理|处罚")
_OFFENCE = re.compile("^违反|的，(?:由|责令|对|依法|处)|依法追究|构成犯罪")
_PURPOSE = re.compile(r"为了?.{4,200}制定本")
_DEFINITION = re.compile(r"所称.{1,20}(?:是指|包括)")
_DROPPED = re.compile(r"[^\w%]+")
# Words of office and of drafting: in every clause of every field.
COMMON = frozenset({
    "应当", "可以", "以及", "或者", "有关", "依法", "及其", "其他", "进行", "部门", "政府", "加强",
    "建立", "规定", "工作", "县级", "以上", "各级", "不得", "相关", "下列", "情形", "之一",
})  # fmt: skip


@dataclass(frozen=True)
class Provisions:
    """Clauses cut and counted once; rows of the matrices follow `row`.

    Attributes
    ----------
    row : dict of str to int
        Row of each clause id.
    first : ndarray
        First sentence of each clause, and after the last clause the number of sentences: those of
        clause k are the rows
        ``first[k]`` to ``first[k + 1] - 1`` of `sentences`.
    texts : tuple of str
        The sentences, in the order of `sentences`.
    sentences, clauses : csr_matrix
        How often each character bigram of the substance stands in each sentence, in each clause.
    words : csr_matrix
        The same of words of two and more characters, for clauses.
    act : ndarray of str
        What the clause does (`act_of`).
    rare, rare_words : ndarray
        `rarity` of each column of `clauses` and of `words` in the whole collection.
    """

    row: dict[str, int]
    first: np.ndarray
    texts: tuple[str, ...]
    sentences: csr_matrix
    clauses: csr_matrix
    words: csr_matrix
    act: np.ndarray
    rare: np.ndarray
    rare_words: np.ndarray

    def of(self, clause: int) -> tuple[str, ...]:
        """The sentences of a row."""
        return self.texts[self.first[clause] : self.first[clause + 1]]


def prepare(
    clauses: pd.DataFrame, *, formulas: Formulas | None = None, words: Iterable[str] = ()
) -> Provisions:
    """Cut and count the clauses of a collection.

    Parameters
    ----------
    clauses : DataFrame
        Columns ``clause_id``, ``heading``, ``text`` (`compare.schema.CLAUSES`): heading and body
        both count.
    formulas : Formulas, optional
        Set phrases that are no substance; default: those of the package.
    words : iterable of str
        Words that the segmenter keeps whole.
    """
    from scipy.sparse import csr_matrix

    cut: list[list[str]] = []
    for heading, text in zip(clauses["heading"], clauses["text"], strict=True):
        cut.append(provisions_of(f"{heading}。{text}" if heading else text, formulas))
    sentences = [sentence for part in cut for sentence in part]
    first = np.concatenate([[0], np.cumsum([len(part) for part in cut], dtype=int)]).astype(int)
    grams = counts([ngrams(sentence, GRAM) for sentence in sentences])
    owner = np.repeat(np.arange(len(cut)), [len(part) for part in cut])
    gather = csr_matrix(
        (np.ones(len(owner)), (owner, np.arange(len(owner)))), shape=(len(cut), len(owner))
    )
    by_clause = (gather @ grams).tocsr()
    tokenizer = Tokenizer(words)
    by_word = counts(
        [
            [
                word
                for sentence in part
                for word in tokenizer.words(sentence)
                if len(word) > 1 and word not in COMMON
            ]
            for part in cut
        ]
    )
    return Provisions(
        row={clause_id: k for k, clause_id in enumerate(clauses["clause_id"])},
        first=first,
        sentences=grams,
        texts=tuple(sentences),
        clauses=by_clause,
        words=by_word,
        act=np.array([act_of(text) for text in clauses["text"]], dtype=object),
        rare=rarity(by_clause),
        rare_words=rarity(by_word),
    )


def provisions_of(
    text: str,
    formulas: Formulas | None = None,
    apart: Sequence[tuple[int, int]] | None = None,
) -> list[str]:
    """The sentences of a clause as they are compared: substance only, letters and digits only.

    A clause without a sentence of `SHORTEST` characters is one sentence; it may be empty. `apart`
    is ``set_apart(text, formulas)``, where it is at hand.

    Examples
    --------
    >>> provisions_of("县级以上人民政府应当每年组织一次演练。演练的结果向社会公布。")
    ['政府应当每年组织一次演练', '演练的结果向社会公布']
    """
    left = substance(text, formulas, apart)
    parts = [_letters(left[begin:end]) for begin, end in sentences(left, semicolons=False)]
    return [part for part in parts if len(part) >= SHORTEST] or ["".join(parts)]


def substance(
    text: str,
    formulas: Formulas | None = None,
    apart: Sequence[tuple[int, int]] | None = None,
) -> str:
    """`text` without set phrases, cited titles, references and sanctions, addressees levelled."""
    kept, end = [], 0
    for first, last in set_apart(text, formulas) if apart is None else apart:
        kept.append(text[end:first])
        end = last
    text = LEGAL.sub("", _NEXT_CHAPTER.sub("", "".join([*kept, text[end:]])))
    return levelled(_REFERENCE.sub("", _ENUMERATION.sub("；", CITED.sub("", text))))


def levelled(text: str) -> str:
    """`text` with governments and offices of every level under one name, places left out.

    >>> levelled("设区的市、县（市、区）人民政府"), levelled("国务院体育主管部门")
    ('政府', '体育部门')
    """
    for needed, pattern, name in _ADDRESSEE:
        if needed in text:
            text = pattern.sub(name, text)
    return text


def act_of(text: str) -> str:
    """What a clause does: ``purpose``, ``definition``, ``sanction``, or ``rule`` (all else).

    The same words order in one clause, punish in another and give the reason in a third.

    Examples
    --------
    >>> act_of("为了规范养老服务，保障老年人合法权益，制定本条例。")
    'purpose'
    >>> act_of("违反本条例规定，未签订服务协议的，由民政部门责令改正。")
    'sanction'
    """
    if _PURPOSE.match(text):
        return "purpose"
    if _DEFINITION.search(text):
        return "definition"
    return "sanction" if _SANCTION.search(text) and _OFFENCE.search(text) else "rule"


def _letters(text: str) -> str:
    return _DROPPED.sub("", text).replace("_", "")


def rarity(rows: csr_matrix) -> np.ndarray:
    """Weight of each column: ``ln((1 + n) / (1 + df))``, n and df counted over `rows`, not below 0.

    Fewer than `SMALLEST` rows are weighed as if there were so many: in five clauses nothing is
    rare.
    """
    df = np.bincount(rows.indices, minlength=rows.shape[1])
    return np.maximum(np.log((1 + max(rows.shape[0], SMALLEST)) / (1 + df)), 0.0)
