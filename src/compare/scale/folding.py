"""What `compare.text.fold` and `compare.likeness.measures` make of a clause, ten times as fast on ordinary text.

A text is ordinary where every character folds to one character or to nothing whatever stands beside it; all
others go through the functions of the five-text path, so the results are the same for every text.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import accumulate

from compare.likeness.measures import WHOLE_SENTENCE, mask, not_substance, whole_sentences
from compare.likeness.set_phrases import CITED, package_formulas
from compare.text.fold import fold, sentences

_ORDINARY = re.compile(r"[0-9A-Za-z\u4e00-\u9fff ，。、；：！？（）《》〈〉“”‘’〔〕【】—…·％%‰＋－～／＝＜＞［］×÷±≥≤○°()\[\],.;:!?\"'/+=<>~@-]*")
# Between two digits a mark may stay; there `fold` decides.
_BETWEEN_DIGITS = re.compile(r"[0-9][^0-9A-Za-z\u4e00-\u9fff][0-9]")
_DROPPED = re.compile(r"[^0-9A-Za-z\u4e00-\u9fff％%‰]")


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        new = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(character for character in new if character.isalnum() or character in "%‰")
        return self[code]


_TABLE = _Table()


def is_ordinary(text: str) -> bool:
    """Whether characters fold one by one."""
    return bool(_ORDINARY.fullmatch(text)) and not _BETWEEN_DIGITS.search(text)


def fold_text(text: str) -> str:
    """The string that `compare.text.fold.fold` makes of `text`."""
    return text.translate(_TABLE) if is_ordinary(text) else fold(text).text


def substance(text: str) -> tuple[bytes, frozenset[str]]:
    """For each folded character 1 where it is formula wording or a cited title, else 0; and the folded sentences with enough
    characters of substance to count as copied when they are the same (see `compare.likeness.measures`)."""
    if not is_ordinary(text):
        spans = not_substance(text)
        return mask(fold(text), spans), whole_sentences(text, spans)
    folded = text.translate(_TABLE)
    formula = bytearray(len(folded))
    # before[k]: how many characters of text[:k] are kept, which is where character k stands in the folded text.
    kept = bytearray(b"\x01" * len(text))
    for hit in _DROPPED.finditer(text):
        kept[hit.start()] = 0
    before = [0, *accumulate(kept)]
    cited = [(before[hit.start()], before[hit.end()]) for hit in CITED.finditer(text)]
    for begin, end in cited:
        formula[begin:end] = b"\x01" * (end - begin)
    formulas = package_formulas()
    for hit in formulas.pattern.finditer(folded):
        begin, end = hit.span()
        apart = all(end <= first or last <= begin for first, last in cited)
        if apart and formulas.kind[hit.group()] != "manner":
            formula[begin:end] = b"\x01" * (end - begin)
    whole = set()
    for begin, end in sentences(text):
        first, last = before[begin], before[end]
        if last - first - sum(formula[first:last]) >= WHOLE_SENTENCE:
            whole.add(folded[first:last])
    return bytes(formula), frozenset(whole)
