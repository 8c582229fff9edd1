"""What of a clause is substance: neither set phrase, cited title, nor the formula of a sanction or
closing, and the sentences that have enough of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from compare.likeness.provisions import LEGAL
from compare.likeness.set_phrases import CITED, Formulas, formula_spans, package_formulas
from compare.text.fold import Folded, fold, is_ordinary, kept, sentences

WHOLE_SENTENCE = 12  # shorter sentences are too easily the same by accident


@dataclass(frozen=True, slots=True)
class Body:
    """A clause as it is compared.

    Attributes
    ----------
    folded : Folded
    formula : bytes
        For each folded character 1 where it is formula wording, a sanction, or inside 《》, else 0.
    sentences : frozenset of str
        Folded sentences with at least `WHOLE_SENTENCE` characters of substance: copied, where they
        are the same.
    """

    folded: Folded
    formula: bytes
    sentences: frozenset[str]


def body_of(text: str, formulas: Formulas | None = None) -> Body:
    """Fold a clause and tell its substance; `formulas` default to those of the package."""
    folded = fold(text)
    if is_ordinary(text):
        return _ordinary(text, folded, formulas or package_formulas())
    spans = not_substance(text, formulas)
    return Body(folded, mask(folded, spans), whole_sentences(text, spans))


def not_substance(text: str, formulas: Formulas | None = None) -> list[tuple[int, int]]:
    """Begin and end of formula wording, of sanctions and closings, and of cited titles."""
    # Verbs of manner (深入推进) are formula, but a measure's own words all the same.
    return [
        (span.begin, span.end) for span in formula_spans(text, formulas) if span.kind != "manner"
    ] + [hit.span() for hit in LEGAL.finditer(text)]


def mask(body: Folded, spans: Sequence[tuple[int, int]]) -> bytes:
    """For each folded character whether it lies in one of `spans` of the original."""
    return bytes(any(begin <= k < end for begin, end in spans) for k in body.at)


def whole_sentences(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[str]:
    """Folded sentences with enough characters outside `spans`."""
    found = set()
    for begin, end in sentences(text):
        body = fold(text[begin:end])
        if (
            len(body.text) - sum(mask(body, [(b - begin, e - begin) for b, e in spans]))
            >= WHOLE_SENTENCE
        ):
            found.add(body.text)
    return frozenset(found)


def _ordinary(text: str, folded: Folded, formulas: Formulas) -> Body:
    """The same by counting what is kept before each place; characters fold one by one here."""
    marked = bytearray(len(folded.text))
    before = [0, *accumulate(kept(text))]
    cited = [(before[hit.start()], before[hit.end()]) for hit in CITED.finditer(text)]
    for begin, end in cited:
        marked[begin:end] = b"\x01" * (end - begin)
    for hit in formulas.pattern.finditer(folded.text):
        begin, end = hit.span()
        apart = all(end <= first or last <= begin for first, last in cited)
        if apart and formulas.kind[hit.group()] != "manner":
            marked[begin:end] = b"\x01" * (end - begin)
    for hit in LEGAL.finditer(text):
        begin, end = before[hit.start()], before[hit.end()]
        marked[begin:end] = b"\x01" * (end - begin)
    whole = set()
    for begin, end in sentences(text):
        first, last = before[begin], before[end]
        if last - first - sum(marked[first:last]) >= WHOLE_SENTENCE:
            whole.add(folded.text[first:last])
    return Body(folded, bytes(marked), frozenset(whole))
