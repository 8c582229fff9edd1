"""compare.text.tokens: jieba's words, from either engine."""

import pickle
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.text.tokens import Tokenizer

SLOW, FAST = Tokenizer(engine="jieba"), Tokenizer(engine="rjieba")
POLICY = (
    "推进“证照分离”改革全覆盖，2021-2023年新增1-3家5G应用试点，补助10万元—30万元，"
    "税率15.5%，参照GB/T 19001-2016、C++与A股；"
)


def test_words_leave_punctuation_out():
    """Words keep letters, characters and digits; punctuation and blanks are no words."""
    words = Tokenizer().words("落实 税收优惠，减按15%征收。")

    assert "".join(words) == "落实税收优惠减按15%征收"
    assert "15%" in words


def test_tokens_join_to_the_text():
    """No character is lost: the tokens joined are the text."""
    assert "".join(FAST.cut(POLICY)) == POLICY


def test_engines_agree_on_policy_text():
    """Years, ranges, rates, standards and Latin names are cut alike by both engines."""
    assert FAST.cut(POLICY) == SLOW.cut(POLICY)


@settings(deadline=None, max_examples=300)
@given(
    st.text(
        alphabet=(
            "市县局推进创新创业平台建设不超过共第家年万元。，“”、"
            "（）0123456789.%-+#&_ABCabc/ 龦𠀀\n\r"
        ),
        max_size=40,
    )
)
def test_engines_agree_on_anything(text):
    """Whatever the string, the fast engine gives jieba's tokens."""
    assert FAST.cut(text) == SLOW.cut(text)


@pytest.mark.parametrize("engine", ["jieba", "rjieba"])
def test_user_words_stay_whole(engine):
    """A user word is one token in its own tokenizer and changes no other."""
    name = "市行政审批服务管理局"

    assert name in Tokenizer([name], engine=engine).words(f"由{name}牵头")
    assert name not in Tokenizer(engine=engine).words(f"由{name}牵头")


def test_pickled_tokenizer_cuts_alike():
    """A tokenizer may travel to another process."""
    tokenizer = Tokenizer(["一网通办"])

    assert pickle.loads(pickle.dumps(tokenizer)).words("推进一网通办") == tokenizer.words(
        "推进一网通办"
    )


def test_silent_and_without_cache(capfd, tmp_path, monkeypatch):
    """Loading jieba's dictionary prints nothing and leaves no file in the temporary folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    Tokenizer(["静默"], engine="jieba").words("推进改革")

    assert capfd.readouterr() == ("", "")
    assert list(Path(tmp_path).iterdir()) == []


def test_unknown_engine_is_refused():
    """A misspelt engine is an error that names the choices."""
    with pytest.raises(ValueError, match="choose auto, jieba or rjieba"):
        Tokenizer(engine="jeiba")
