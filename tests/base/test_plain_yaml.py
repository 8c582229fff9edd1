"""YAML as people and enemies write it: plain values come through, everything else is one
sentence.
"""

import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.base.plain_yaml import MAX_DEPTH, load_yaml, read_yaml
from compare.errors import CodebookError


def test_plain_values_come_through():
    """Text, numbers, truth values, lists and mappings; a date stays the text it is."""
    text = "a: 1\nb: [0.5, true, 词]\nc: 2018-09-18\nd: ''\n"

    assert load_yaml(text, where="x") == {
        "a": 1,
        "b": [0.5, True, "词"],
        "c": "2018-09-18",
        "d": "",
    }


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: .nan", "no number that can be counted with"),
        ("a: -.inf", "no number that can be counted with"),
        ("a: 1\nb: " + "9" * 400, "line 2: a number of 400 digits"),
        ("a: 0x" + "f" * 5000, "a number of 5002 digits"),
        ("a: " + "1:" * 3000 + "1", "digits"),
        ("[" * 3000, f"more than {MAX_DEPTH} levels"),
        ("{a: " * 200_000, f"more than {MAX_DEPTH} levels"),
        ("a: &x [1]\nb: *x", "anchors and aliases"),
        ("a: !!python/object/apply:os.system [x]", "the tag"),
        ("a: [1", "is no valid YAML"),
        ("a: \x00", "is no valid YAML"),
        ("? [a]\n: b", "is no valid YAML"),
        ('a: "\\ud800"', "character"),  # by the compiled loader, and by the one in Python
    ],
    ids=lambda value: value[:16],
)
def test_refused_in_one_sentence(text, said):
    """The file is named, what was found is said, and no traceback of another library comes
    through.
    """
    with pytest.raises(CodebookError, match=r"^f\.yaml") as caught:
        load_yaml(text, where="f.yaml")

    assert said in str(caught.value)


def test_a_pipe_is_not_waited_for(tmp_path):
    """A named pipe among the codebooks is refused at once."""
    os.mkfifo(tmp_path / "themes.yaml")

    with pytest.raises(CodebookError, match="no regular file"):
        read_yaml(tmp_path / "themes.yaml")


def test_another_encoding_is_named(tmp_path):
    """GB18030 is not guessed."""
    (tmp_path / "a.yaml").write_bytes("甲: 乙".encode("gb18030"))

    with pytest.raises(CodebookError, match="not in UTF-8"):
        read_yaml(tmp_path / "a.yaml")


@given(st.text(alphabet="{}[]:,-&*!|>'\"%@`#?~ \n\tab19.e+甲", max_size=60))
def test_anything_is_a_value_or_a_sentence(text):
    """No text makes the loader fail otherwise."""
    try:
        load_yaml(text, where="f.yaml")
    except CodebookError as error:
        assert str(error).startswith("f.yaml")


def test_the_limits_are_where_they_are_said():
    """At a limit a file is read, one step further it is refused with the line."""
    assert load_yaml("a: " + "9" * 30, where="f.yaml") == {"a": int("9" * 30)}
    with pytest.raises(CodebookError, match="line 2: a number of 31 digits"):
        load_yaml("b: 1\na: " + "9" * 31, where="f.yaml")
    load_yaml("[" * 40 + "]" * 40, where="f.yaml")
    with pytest.raises(CodebookError, match="line 1: more than 40 levels"):
        load_yaml("[" * 41 + "]" * 41, where="f.yaml")
    assert len(load_yaml("- 1\n" * 199_999, where="f.yaml")) == 199_999  # and the list itself
    for entry in ("- 1\n", "- []\n"):
        with pytest.raises(CodebookError, match="line 200000: more than 200,000 values"):
            load_yaml(entry * 200_000, where="f.yaml")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("a: 1\nb:\n  - &x 1\n", 3), ("a: 1\nb: !!binary eA==\n", 2), ("a: 1\nb: [1\n", 3),
        ('a: 1\n\nb: "\\ud800"\n', 3), ("a: 1\nb: .inf\n", 2), ("- 1\n- *x\n", 2),
        ("a:\n" + "  - [" * 1 + "[" * 40, 2),
    ],
)  # fmt: skip
def test_the_line_is_named(text, line):
    """The first line is 1, whatever is wrong."""
    with pytest.raises(CodebookError, match=rf"^f\.yaml, line {line}: "):
        load_yaml(text, where="f.yaml")


def test_digits_of_a_text_are_no_number():
    """In quotes, or with a letter among them, any length is text; so is a base of 60 in quotes."""
    text = "9" * 400

    assert load_yaml(f"a: '{text}'\nb: 甲{text}\nc: '1:30'", where="f.yaml") == {
        "a": text, "b": "甲" + text, "c": "1:30",
    }  # fmt: skip


def test_siblings_are_not_levels(tmp_path):
    """Lists that are closed again count no depth, and a mark of UTF-8 in front is none of it."""
    assert len(load_yaml("[" + "[[]]," * 60 + "]", where="f.yaml")) == 60
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: 1\n")
    assert read_yaml(tmp_path / "a.yaml") == {"a": 1}
    (tmp_path / "a.yaml").write_bytes(b"a: 1\n\xff\n")
    with pytest.raises(CodebookError, match=r"not in UTF-8 \(byte 5\)"):
        read_yaml(tmp_path / "a.yaml")


def test_a_long_complaint_is_cut():
    """What is wrong is told in a line, whatever stands in the file."""
    with pytest.raises(CodebookError) as caught:
        load_yaml("a: !<" + "x" * 5000 + "> 1", where="f.yaml")

    assert len(str(caught.value)) < 450
