"""compare.likeness.substance: what of a clause is substance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.likeness.provisions import LEGAL
from compare.likeness.set_phrases import formula_spans
from compare.likeness.substance import WHOLE_SENTENCE, body_of
from compare.text.fold import fold, sentences

policy_text = st.text(
    st.sampled_from("落实税收优惠政策创新《》〔〕，。；、：（）2018３ ％%-.·Aa①㎡市〇国发号")
    | st.characters(codec="utf-8"),
    max_size=40,
)


@given(policy_text)
def test_what_is_marked_is_what_every_character_tells(text):
    """Marks and whole sentences are those that looking at every character, and folding every
    sentence alone, gives.
    """
    spans = [(s.begin, s.end) for s in formula_spans(text) if s.kind != "manner"]
    spans += [hit.span() for hit in LEGAL.finditer(text)]
    lie = [any(begin <= k < end for begin, end in spans) for k in range(len(text))]
    whole = {
        fold(text[begin:end]).text
        for begin, end in sentences(text)
        if sum(not lie[begin + k] for k in fold(text[begin:end]).at) >= WHOLE_SENTENCE
    }
    body = body_of(text)

    assert body.folded == fold(text)
    assert body.formula == bytes(lie[k] for k in body.folded.at)
    assert body.sentences == whole


def test_formula_and_titles_are_no_substance():
    """A set phrase and a cited title are marked; a sentence of measure is whole, one of formula is
    not.
    """
    body = body_of("加强组织领导。按照《关于样例的意见》，对初创企业给予一次性补贴三千元。")

    folded = body.folded.text
    assert body.formula[folded.index("关于") : folded.index("意见") + 2] == b"\x01" * 7
    assert not any(body.formula[folded.index("初创") :])
    assert [sentence[-4:] for sentence in body.sentences] == ["贴三千元"]
