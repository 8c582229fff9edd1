"""Plain text: every encoding that official texts come in, and nothing changed but the bytes'
meaning.
"""

from __future__ import annotations

from pathlib import Path

import opencc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.errors import ReadingError
from compare.reading import read_bytes, read_file
from conftest import MINI

TRADITIONAL = opencc.OpenCC("s2tw").convert(MINI)


@pytest.mark.parametrize(
    "encoding", ["utf-8", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings_give_one_text(encoding):
    """A text reads the same whatever encoding it was saved in."""
    assert read_bytes(MINI.encode(encoding), "mini.txt").text == MINI


@pytest.mark.parametrize(
    ("encoding", "found"), [("big5hkscs", "big5hkscs"), ("gb18030", "gb18030"), ("utf-8", "utf-8")]
)
def test_traditional_script_in_both_legacy_encodings(encoding, found):
    """Big5 and GB18030 share byte ranges; the one whose characters are common ones is right."""
    reading = read_bytes(TRADITIONAL.encode(encoding), "mini.txt")

    assert (reading.encoding, reading.text) == (found, TRADITIONAL)


def test_byte_order_mark_stays_a_character():
    """Offsets count in the file as received, so its mark is one character of the text."""
    assert read_bytes(MINI.encode("utf-8-sig"), "mini.txt").text == "\ufeff" + MINI


def test_newlines_are_kept():
    """CR LF, CR and LF stay as they are."""
    text = "一、甲。\r\n二、乙。\r三、丙。\n"

    assert read_bytes(text.encode(), "a.txt").text == text


@given(
    st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1).filter(
        lambda t: t.strip("\ufeff \t\r\n\f\u3000\0")
    )
)
def test_decoding_is_what_the_reading_says(text):
    """Whatever is accepted, the file's bytes decoded with the stated codec are the text, character
    for character.
    """
    data = text.encode("utf-8")
    try:
        reading = read_bytes(data, "any.txt")
    except ReadingError:
        return

    assert data.decode(reading.encoding) == reading.text


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(data):
    """No bytes whatever make a reader fail with anything but its own error, and that names the
    file.
    """
    for name in ("x.txt", "x.html", "x.docx", "x.pdf", "x"):
        try:
            read_bytes(data, name)
        except ReadingError as error:
            assert str(error).startswith(name)


def test_mixed_encodings_are_refused_with_the_place():
    """Half UTF-8, half GB18030 is neither: the message says where the first wrong byte stands and
    what to do.
    """
    data = (MINI * 3).encode() + "\n（三）其他事项。".encode("gb18030")

    with pytest.raises(
        ReadingError,
        match=(
            rf"^mixed\.txt: the bytes .* at {len((MINI * 3).encode()) + 1} \(line \d+\) "
            rf".* save it as UTF-8"
        ),
    ):
        read_bytes(data, "mixed.txt")


def test_odd_characters_are_told():
    """Marks that turn the writing direction and lost characters are kept and reported."""
    notes = read_bytes(("\u202e" + MINI + "\ufffd").encode(), "a.txt").notes

    assert [note.split(":")[0].split("(")[0].strip() for note in notes] == [
        "1 mark that turns the direction of writing",
        "1 replacement character",
    ]


def test_binary_is_no_text():
    """A file full of control characters is refused."""
    with pytest.raises(ReadingError, match="is not a text"):
        read_bytes(bytes(range(1, 32)) * 20, "a.txt")


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "is empty"),
        ("\ufeff\u3000\n".encode(), "holds no text"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600, r"save it as \.docx"),
        (b"\x89PNG\r\n\x1a\nxxxx", "OCR"),
        (b"\xff\xd8\xff\xe0xxxx", "OCR"),
        (b"Rar!\x1a\x07\x00", "unpack it first"),
        (b"MIME-Version: 1.0\r\n", "web archive"),
        (b"PK\x03\x04 damaged", "damaged"),
    ],
)
def test_what_is_no_policy_text_is_refused_with_a_way_out(data, words):
    """Each kind of file that is not read says what it is and what to do."""
    with pytest.raises(ReadingError, match=words):
        read_bytes(data, "a.txt")


def test_missing_file_and_folder(tmp_path: Path):
    """A name that is no file is a reading error, not a traceback."""
    for path in (tmp_path / "none.txt", tmp_path):
        with pytest.raises(ReadingError, match="none|folder"):
            read_file(path)


def test_text_file_with_markup_stays_text():
    """A .txt keeps its markup, because offsets count in it."""
    text = "<p>一、甲</p>\n&quot;乙&quot;"

    assert read_bytes(text.encode(), "a.txt").text == text


def test_a_line_of_a_million_characters():
    """Gigantic lines are only long."""
    text = "一、" + "甲" * 1_000_000

    assert len(read_bytes(text.encode(), "a.txt").text) == 1_000_002


def test_missing_package_is_told(monkeypatch):
    """Without the packages of an office format, the message says what to install."""
    import sys

    monkeypatch.setitem(sys.modules, "compare.reading.pdf", None)
    with pytest.raises(ReadingError, match=r"\[formats\]'"):
        read_bytes(b"%PDF-1.4", "a.pdf")
