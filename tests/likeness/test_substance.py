"""compare.likeness.substance: what of a clause is substance."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from compare.likeness.substance import body_of, mask, not_substance, whole_sentences
from compare.text.fold import fold

policy_text = st.text(
    st.sampled_from("落实税收优惠政策创新《》〔〕，。；、：（）2018３ ％%-.·Aa①㎡市〇国发号")
    | st.characters(codec="utf-8"),
    max_size=40,
)


@given(policy_text)
def test_ordinary_text_is_marked_as_any_text(text):
    """Counting what is kept before each place gives what looking at every character gives."""
    body, spans = body_of(text), not_substance(text)

    assert body.folded == fold(text)
    assert body.formula == mask(fold(text), spans)
    assert body.sentences == whole_sentences(text, spans)


def test_formula_and_titles_are_no_substance():
    """A set phrase and a cited title are marked; a sentence of measure is whole, one of formula is
    not.
    """
    body = body_of("加强组织领导。按照《关于样例的意见》，对初创企业给予一次性补贴三千元。")

    folded = body.folded.text
    assert body.formula[folded.index("关于") : folded.index("意见") + 2] == b"\x01" * 7
    assert not any(body.formula[folded.index("初创") :])
    assert [sentence[-4:] for sentence in body.sentences] == ["贴三千元"]
