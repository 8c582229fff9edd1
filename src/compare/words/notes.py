"""What the library notes of texts and studies for whoever runs a command: English, and able to be
said again in another language.

Tables and records keep the English sentence. A note knows its key and values, so a command line in
Chinese says it from there; a text that is no note (an error, words of a person) stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from compare.words.codes import code_name
from compare.words.reasons import read_back, reason
from compare.words.strings import SLOT, fill, say, strings

# Values of these names are codes of a column with this name (`compare.words.codes.code_name`).
_CODES = ("doubts", "level", "part", "repair")


class Note(str):
    """An English sentence that knows which string it is, and with what it was filled in."""

    key: str
    values: Mapping[str, Any]


def note(key: str, **values: Any) -> str:
    """The string `key` in English, as a note; a value may be a note itself.

    >>> note("check.few_clauses", n=1)
    'only 1 clause found'
    """
    out = Note(say(key, "en", **values))
    out.key, out.values = key, values
    return out


def key_of(text: str) -> str:
    """The key of a note; empty where the text is none."""
    return text.key if isinstance(text, Note) else ""


def joined(statements: Iterable[str]) -> str:
    """Several statements as one, each of which can be retold.

    >>> retold(joined([note("fetch.unread"), "a; b"]), "zh")
    '读不出文号，也读不出标题；a; b'
    """
    first, *rest = statements
    for other in rest:
        first = note("note.and", one=first, other=other)
    return first


def retold(text: str, lang: str) -> str:
    """A note in `lang`, or an error or reason that a table kept as plain text; any other text as
    it is.

    >>> retold(note("check.few_clauses", n=1), "zh"), retold("few clauses", "zh")
    ('只找到 1 个条款', 'few clauses')
    """
    if lang == "en" or not isinstance(text, str):
        return text
    if not isinstance(text, Note):
        found = read_back(text, "error")
        if not found:
            return reason(text, lang)
        return fill(SLOT.sub(r"{\1}", strings(lang)[found[0]]), **found[1])
    values = {name: _value(name, value, lang) for name, value in text.values.items()}
    return say(text.key, lang, **values)


def _value(name: str, value: Any, lang: str) -> Any:
    if name in _CODES:
        return code_name(name, value, lang)
    return retold(value, lang) if isinstance(value, str) else value
