"""What of a clause is substance: neither set phrase, cited title, nor the formula of a sanction or
closing, and the sentences that have enough of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from compare.likeness.provisions import LEGAL
from compare.likeness.set_phrases import Formulas, set_apart
from compare.text.fold import Folded, fold, sentences

WHOLE_SENTENCE = 12  # shorter sentences are too easily the same by accident


@dataclass(frozen=True, slots=True)
class Body:
    """A clause as it is compared.

    Attributes
    ----------
    folded : Folded
    apart : tuple of (int, int)
        Begin and end of set phrases and cited titles in the clause as it is
        (`compare.likeness.set_phrases.set_apart`).
    formula : bytes
        For each folded character 1 where it is formula wording, a sanction, or inside 《》, else 0.
    sentences : frozenset of str
        Folded sentences with at least `WHOLE_SENTENCE` characters of substance: copied, where they
        are the same.
    """

    folded: Folded
    apart: tuple[tuple[int, int], ...]
    formula: bytes
    sentences: frozenset[str]


def body_of(text: str, formulas: Formulas | None = None) -> Body:
    """Fold a clause and tell its substance; `formulas` default to those of the package."""
    folded = fold(text)
    apart = set_apart(text, formulas, folded)
    marked = bytearray(len(folded.text))
    for begin, end in (*apart, *(hit.span() for hit in LEGAL.finditer(text))):
        first, last = folded.within(begin, end)
        marked[first:last] = b"\x01" * (last - first)
    whole = set()
    for begin, end in sentences(text):
        first, last = folded.within(begin, end)
        if marked.count(0, first, last) >= WHOLE_SENTENCE:
            whole.add(folded.text[first:last])
    return Body(folded, apart, bytes(marked), frozenset(whole))
