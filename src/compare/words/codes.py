"""The word for a code, by the column it stands in."""

from __future__ import annotations

import re

from compare.words.strings import fill, strings

_DOUBT = "doubt: "
_AT_CLAUSE = re.compile(r"(.+) \(([^()]+)\)")  # bracket closed too early (qujing-03)


def code_name(column: str, code: str, lang: str) -> str:
    """The word for a code in a column; an unknown one as it is.

    >>> code_name("where", "body", "zh"), code_name("change", "body", "zh")
    ('正文', '牵头单位不同')
    """
    words = strings(lang)
    word = words.get(f"code.{column}.{code}") or words.get(f"code.{code}")
    if word or column != "repair":
        return word or code
    if code.startswith(_DOUBT):
        doubt = code_name("doubts", code.removeprefix(_DOUBT), lang)
        return fill(words["take.doubted"], doubt=doubt)
    at = _AT_CLAUSE.fullmatch(code)
    return f"{code_name(column, at[1], lang)} ({at[2]})" if at else code
