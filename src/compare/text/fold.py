"""What is left of a text when it is compared: letters, characters and digits, in one width and
case.

Two texts that differ in punctuation, width, letter case or line breaks only fold to the same
string, and every folded character remembers where it came from. Digits stay, and so does what
stands between
two of them, because 1-3家 is not 13家 and 1.5万元 is not 15万元.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress

_KEPT = re.compile(r"[^\W_]|[%‰]")
# Ordinary text: every character folds to one character or to nothing, whatever stands beside it.
_ORDINARY = re.compile(
    r"[0-9A-Za-z\u4e00-\u9fff ，。、；："
    r"！？（）《》〈〉“”‘’〔〕【】—…·％%‰＋－～／＝＜＞［］×÷±≥≤○°()\[\],.;:!?\"'/+=<>~@-]*"
)
_BETWEEN_DIGITS = re.compile(r"[0-9][^0-9A-Za-z\u4e00-\u9fff][0-9]")  # there a mark may stay
_DROPPED = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff％%‰]")
SENTENCE_END = re.compile("[。；;！!？?]")
"""What ends a sentence, in every analysis: a semicolon does, since policy texts put one measure
after it.
"""
_FULL_STOP = re.compile("[。！!？?]")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded string; character k of it stands for character ``at[k]`` of the
    original.
    """

    text: str
    at: tuple[int, ...]

    def cut(self, begin: int, end: int) -> tuple[int, int]:
        """Where ``text[begin:end]`` stands in the original, end exclusive; the slice must not be
        empty.
        """
        return self.at[begin], self.at[end - 1] + 1

    def within(self, begin: int, end: int) -> tuple[int, int]:
        """Where in the folded string stands what is left of ``text[begin:end]`` of the original."""
        return bisect_left(self.at, begin), bisect_left(self.at, end)


def fold(text: str) -> Folded:
    """Fold `text` (simplified script already): NFKC, lower case, punctuation and blanks dropped."""
    if is_ordinary(text):
        return Folded(_fold_ordinary(text), tuple(compress(range(len(text)), kept(text))))
    return fold_slowly(text)


def fold_text(text: str) -> str:
    """The string that `fold` makes of `text`, where no offsets are needed."""
    return _fold_ordinary(text) if is_ordinary(text) else fold_slowly(text).text


def is_ordinary(text: str) -> bool:
    """Whether characters fold one by one: true of nearly all clauses, which are folded some ten
    times as fast.
    """
    return bool(_ORDINARY.fullmatch(text)) and not _BETWEEN_DIGITS.search(text)


def kept(text: str) -> bytearray:
    """For each character of an ordinary text 1 where it folds to a character, 0 where it is
    dropped.
    """
    flags = bytearray(b"\x01" * len(text))
    for hit in _DROPPED.finditer(text):
        flags[hit.start()] = 0
    return flags


def _fold_ordinary(text: str) -> str:
    return _DROPPED.sub("", text).lower().replace("％", "%")


def fold_slowly(text: str) -> Folded:
    """`fold` of any text, character by character."""
    folded: list[str] = []
    at: list[int] = []
    for index, character in enumerate(text):
        for new in (
            unicodedata.normalize("NFKC", character).lower()
            if character > "~"
            else character.lower()
        ):
            if _KEPT.match(new):
                folded.append(new)
                at.append(index)
            elif (
                new != ","
                and new != " "
                and text[index - 1 : index].isdigit()
                and text[index + 1 : index + 2].isdigit()
            ):
                folded.append("." if new == "." else "-")
                at.append(index)
    return Folded("".join(folded), tuple(at))


def sentences(text: str, *, closed: bool = False, semicolons: bool = True) -> list[tuple[int, int]]:
    """Begin and end of each sentence of `text`; empty sentences are left out.

    Parameters
    ----------
    text : str
    closed : bool
        Whether the closing mark belongs to the sentence.
    semicolons : bool
        Whether a semicolon ends a sentence. Where it does not, a list stays with what introduces
        it, and an exception with its rule.

    Examples
    --------
    >>> sentences("落实政策。加强监管；"), sentences("落实政策。加强监管；", closed=True)
    ([(0, 4), (5, 9)], [(0, 5), (5, 10)])
    """
    bounds, begin = [], 0
    for part in (SENTENCE_END if semicolons else _FULL_STOP).split(text):
        end = begin + len(part)
        if part and not part.isspace():
            bounds.append((begin, min(end + closed, len(text))))
        begin = end + 1  # a mark is one character
    return bounds


def sentence_around(text: str, begin: int, end: int) -> tuple[int, int]:
    """Begin and end of the sentence that holds ``text[begin:end]``, closing mark excluded.

    Examples
    --------
    >>> sentence_around("落实政策。奖励3万元；做好服务", 7, 10)
    (5, 10)
    """
    first = max(text.rfind(mark, 0, begin) for mark in "。；;！!？?") + 1
    stop = SENTENCE_END.search(text, end)
    return first, stop.start() if stop else len(text)


def ngrams(text: str, n: int) -> list[str]:
    """Every run of `n` characters of `text`, in order."""
    return [text[k : k + n] for k in range(len(text) - n + 1)]
