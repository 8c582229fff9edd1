"""Why a table says what it says: written once in English, told again in another language.

Tables keep their reasons in English (column ``why``), so that they stay the same whoever made
them. Every reason is a string of the table ``[reason]`` with values filled in (`because`); so it
can be read back into its key and values, and said in another language (`reason`). That works for
tables written earlier, too. What a person wrote, such as the reason of a decision, stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import Any

from compare.words.codes import code_name
from compare.words.strings import SLOT, fill, say, strings

JOINT = "; "  # between statements that are written one after the other


def because(name: str, **values: Any) -> str:
    """The reason `name` in English, as tables hold it.

    >>> because("nearest", clause="a-01", score=0.3)
    'No clause is the same measure; a-01 comes nearest (0.30).'
    """
    return say(f"reason.{name}", "en", **values)


@lru_cache(maxsize=4096)
def reason(why: str, lang: str) -> str:
    """A reason of a table in `lang`; a text that no rule writes is given back as it is.

    >>> reason("No clause is the same measure; a-01 comes nearest (0.30).", "zh")
    '没有条款是同一措施；最接近的是a-01（0.30）。'
    """
    return why if lang == "en" else _told(why, lang) or why


def read_back(text: str, table: str) -> tuple[str, dict[str, str]] | None:
    """Key and values (as printed) of an English string of `table`; None where none fits.

    >>> read_back("item 3 of x", "reason") is None
    True
    """
    for key, pattern in _patterns(table):
        found = pattern.fullmatch(text)
        if found:
            return key, found.groupdict()
    return None


def _told(text: str, lang: str) -> str | None:
    found = read_back(text, "reason")
    if found:
        key, values = found
        said = {name: _VALUES.get(name, _as_is)(value, lang) for name, value in values.items()}
        return fill(SLOT.sub(r"{\1}", strings(lang)[key]), **said)
    if JOINT not in text:
        return None
    parts = [_told(part, lang) for part in text.split(JOINT)]
    return "；".join(part for part in parts if part) if all(parts) else None


@cache
def _patterns(table: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """How each English string looks when it is filled in; the most particular first."""
    own = {key: text for key, text in strings("en").items() if key.startswith(f"{table}.")}
    # One that ends in free text would take in the end of another: it is tried last.
    ranked = sorted(own, key=lambda key: (own[key].endswith("}"), -len(SLOT.sub("", own[key]))))
    return tuple((key, _pattern(own[key])) for key in ranked)


def _pattern(text: str) -> re.Pattern[str]:
    out, at, seen = "", 0, set()
    for slot in SLOT.finditer(text):
        name, form, one, many = slot.groups()
        out += re.escape(text[at : slot.start()])
        if many is not None:
            out += f"(?:{re.escape(one)}|{re.escape(many)})"
        elif name in seen:
            out += f"(?P={name})"
        else:
            seen.add(name)
            out += f"(?P<{name}>{_NUMBER if form else _SHAPE.get(name, '.+?')})"
        at = slot.end()
    return re.compile(out + re.escape(text[at:]), re.DOTALL)


_NUMBER = r"-?[\d,]+(?:\.\d+)?%?|nan|inf"
_SHAPE = {
    "n": r"\d+",
    "known": r"\d+",
    "item": r"\d+",
    "clause": r"\S+?",
    "clauses": r"[^\s,]+(?:, [^\s,]+)*?",
    "least": r"\d+",
    "table": r"\w+",
    "column": r"\w+",
    "who": r"[^:]+?",
    "when": r"\d{4}\S*?",
    "parts": r"\w+ [\d.]+(?: \+ \w+ [\d.]+)*|0",
}


def _as_is(value: str, lang: str) -> str:
    return value


def _sum(value: str, lang: str) -> str:
    parts = [part.rpartition(" ") for part in value.split(" + ")]
    names = strings(lang)
    return " + ".join(
        f"{names.get(f'reason.part.{name}', name)}{number}" for name, _, number in parts
    )


def _list(value: str, lang: str) -> str:
    return "、".join(reason(part, lang) for part in value.split(", "))


def _decided(value: str, lang: str) -> str:
    return "；".join(reason(part, lang) for part in re.split(r" (?=Decided by )", value))


_VALUES: dict[str, Callable[[str, str], str]] = {
    "parts": _sum,
    "note": lambda value, lang: reason(value, lang),
    "items": _list,
    "clauses": _list,
    "numbers": _list,
    "decided": _decided,
    "level": lambda value, lang: code_name("level", value, lang),
    "table": lambda value, lang: strings(lang).get(f"table.{value}", value),
    "column": lambda value, lang: strings(lang).get(f"column.{value}", value),
}
