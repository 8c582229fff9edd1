"""Plain text: the encoding is found, nothing else is changed."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from compare.errors import ReadingError
from compare.reading.base import MAX_CHARS, Reading
from compare.words.notes import note

_BOMS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Lead bytes of the common half of each legacy character set (GB 2312 level 1, Big5 level 1): nine
# tenths of
# the characters of a real text lie there, and next to none of a text read in the wrong encoding.
_COMMON = {"gb18030": (0xB0, 0xD7), "big5hkscs": (0xA4, 0xC6)}
_DECLARED = frozenset({"utf-8", "gb18030", "big5", "big5hkscs", "utf-16"})
_ENOUGH = 0.7
_PLAIN = re.compile(r"[\t\n\r -~\u2010-\u2027\u3000-\u303f\u4e00-\u9fff\uff00-\uffef]")
_ODD = {
    "control": re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff]"),
    "turning": re.compile(r"[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
    "replacement": re.compile("\ufffd"),
    "private": re.compile(r"[\ue000-\uf8ff]"),
}


def read(data: bytes, name: str) -> Reading:
    """Decode a plain text.

    UTF-8 (with or without a byte-order mark) is tried first because it refuses what it is not; then
    UTF-16/32 by their mark or their zero bytes; then GB18030 and Big5, of which the one wins whose
    decoded characters are common ones.

    Raises
    ------
    ReadingError
        If no encoding fits (mixed or damaged), the file is binary, or longer than `MAX_CHARS`.
    """
    text, encoding = decode(data, name)
    if len(text) > MAX_CHARS:
        raise ReadingError(
            f"{name} has {len(text):,} characters; the limit is {MAX_CHARS:,}. Split it "
            f"into one file a document."
        )
    odd = {what: pattern.findall(text) for what, pattern in _ODD.items()}
    if len(odd["control"]) > max(8, len(text) // 100):
        raise ReadingError(
            f"{name} is not a text: {len(odd['control']):,} of its "
            f"{len(text):,} characters are control characters."
        )
    return Reading(
        text,
        "txt",
        encoding,
        tuple(
            note(f"reading.{what}", n=len(found), codes=_codes(found))
            for what, found in odd.items()
            if found
        ),
    )


def decode(data: bytes, name: str, *, declared: str = "") -> tuple[str, str]:
    """Return the text of `data` and the codec that decodes it.

    Parameters
    ----------
    data : bytes
    name : str
        Used in messages.
    declared : str
        Encoding that the file or its server declares; believed where it decodes every byte.
        ``gb2312`` and
        ``gbk`` are read as GB18030, of which they are parts.

    Raises
    ------
    ReadingError
        If no encoding fits.
    """
    if declared:
        declared = (
            "gb18030"
            if declared.lower() in {"gb2312", "gbk", "gb_2312-80", "x-gbk"}
            else declared.lower()
        )
        try:
            if declared in _DECLARED and not (declared != "utf-8" and _decodes(data, "utf-8")):
                return data.decode(declared), declared
        except UnicodeDecodeError:
            pass
    encoding = _encoding(data, name)
    return data.decode(encoding), encoding


def _encoding(data: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark) and _decodes(data, encoding):
            return encoding
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        wrong = error
    else:
        wide = _wide(data) if "\0" in text else ""
        return wide or "utf-8"
    if wide := _wide(data):
        return wide
    best = max(_COMMON, key=lambda encoding: (_common(data, encoding), encoding == "gb18030"))
    if _common(data, best) >= _ENOUGH:
        return best
    line = data.count(b"\n", 0, wrong.start) + 1
    raise ReadingError(
        f"{name}: the bytes {data[wrong.start : wrong.start + 4].hex(' ')} at "
        f"{wrong.start} (line {line}) are not UTF-8, and the file as a whole "
        "is neither GB18030, Big5 nor UTF-16. It is damaged or mixes encodings: open it "
        "in an editor, correct that place, and save it as UTF-8."
    )


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _wide(data: bytes) -> str:
    """UTF-16 without a mark: zero bytes are there (newlines, digits), and read as pairs nearly all
    is Chinese or ASCII.
    """
    if b"\0" not in data or len(data) % 2:
        return ""
    for encoding in ("utf-16-le", "utf-16-be"):
        if _decodes(data, encoding):
            text = data.decode(encoding)
            if len(_PLAIN.findall(text)) >= 0.95 * len(text):
                return encoding
    return ""


def _common(data: bytes, encoding: str) -> float:
    """Share of the non-ASCII, non-punctuation characters that are common ones; 0 where the bytes
    do not decode.
    """
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return 0.0
    low, high = _COMMON[encoding]
    letters = common = 0
    for character, count in Counter(text).items():
        if (character.isalpha() and not character.isascii()) or "\ue000" <= character <= "\uf8ff":
            letters += count
            code = character.encode(encoding)
            common += count * (len(code) == 2 and low <= code[0] <= high)
    return common / letters if letters else 0.0


def _codes(found: list[str]) -> str:
    kinds = Counter(found).most_common(3)
    return ", ".join(f"U+{ord(character):04X} ×{count}" for character, count in kinds)
