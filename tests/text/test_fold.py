"""compare.text.fold: what is compared of a text."""

from hypothesis import given
from hypothesis import strategies as st

from compare.text.fold import fold, fold_slowly, fold_text, ngrams, sentence_around, sentences

SENTENCE_MARKS = "。；;！!？?"


def test_punctuation_width_and_case_do_not_matter():
    """Punctuation, full width, letter case and blanks fold away."""
    assert (
        fold("“互联网＋教育”， ５Ｇ、ＡＩ").text
        == fold("互联网+教育 5g；ai").text
        == "互联网教育5gai"
    )


def test_digits_and_what_parts_them_stay():
    """1-3 is not 13, 1.5 is not 15, but 1,000 is 1000; the percent sign tells a rate from a
    number.
    """
    assert fold("1—3家").text == "1-3家"
    assert fold("1.5万").text == "1.5万"
    assert fold("1,000万").text == "1000万"
    assert fold("15％").text == "15%"


@given(st.text(max_size=60))
def test_every_folded_character_knows_its_origin(text):
    """Origins rise, lie in the text, and folding is stable: a folded text folds to itself."""
    folded = fold(text)

    assert len(folded.text) == len(folded.at)
    assert list(folded.at) == sorted(folded.at)
    assert all(0 <= at < len(text) for at in folded.at)


def test_cut_finds_the_original():
    """The slice of the original that a folded slice stands for."""
    text = "推进“一网通办”改革。"
    folded = fold(text)

    begin, end = folded.cut(2, 6)

    assert folded.text[2:6] == "一网通办"
    assert text[begin:end] == "一网通办"


def test_sentences_end_at_stops():
    """Full stops and semicolons end a sentence; what follows the last one is a sentence too."""
    text = "落实政策。加强监管；做好服务"

    assert [text[b:e] for b, e in sentences(text)] == ["落实政策", "加强监管", "做好服务"]


def test_ngrams_of_a_short_text():
    """A text shorter than n has none."""
    assert ngrams("创新", 3) == []
    assert ngrams("创新券", 2) == ["创新", "新券"]


def test_a_semicolon_may_stay_inside():
    """Where a list stays with what introduces it, full stops alone end a sentence."""
    text = "公开下列信息：依据；时限。收费!"

    assert [text[b:e] for b, e in sentences(text, semicolons=False)] == [
        "公开下列信息：依据；时限",
        "收费",
    ]


@given(st.text(alphabet="税地。；;！!？? \n", max_size=40))
def test_closed_sentences_are_the_same_sentences_with_their_mark(text):
    """With or without its mark a sentence begins at the same place; nothing but marks and blanks
    lies outside.
    """
    bare, closed = sentences(text), sentences(text, closed=True)

    assert [begin for begin, _ in bare] == [begin for begin, _ in closed]
    assert all(
        text[end:end_closed] in ("", *SENTENCE_MARKS)
        for (_, end), (_, end_closed) in zip(bare, closed, strict=True)
    )
    kept = {k for begin, end in closed for k in range(begin, end)}
    assert all(text[k] in SENTENCE_MARKS or text[k].isspace() for k in set(range(len(text))) - kept)


@given(st.text(alphabet="税地。；;！!？? \n", min_size=1, max_size=40), st.data())
def test_the_sentence_around_a_place_is_one_of_the_sentences(text, data):
    """Looking up from inside gives the sentence that splitting gives."""
    bounds = sentences(text)
    if bounds:
        begin, end = data.draw(st.sampled_from(bounds))
        at = data.draw(st.integers(begin, end - 1))

        assert sentence_around(text, at, at + 1) == (begin, end)


policy_text = st.text(
    st.sampled_from("落实税收优惠政策创新《》〔〕，。；、：（）2018３ ％%-.·Aa①㎡市〇国发号")
    | st.characters(codec="utf-8"),
    max_size=40,
)


@given(policy_text)
def test_fast_folding_is_folding(text):
    """Ordinary text is folded at once, any other character by character; string and places are the
    same.
    """
    assert fold(text) == fold_slowly(text)
    assert fold_text(text) == fold_slowly(text).text
