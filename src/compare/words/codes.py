"""The word for a code, by the column it stands in."""

from __future__ import annotations

from compare.words.strings import strings


def code_name(column: str, code: str, lang: str) -> str:
    """The word for a code in a column; an unknown one as it is.

    >>> code_name("where", "body", "zh"), code_name("change", "body", "zh")
    ('正文', '牵头单位不同')
    """
    words = strings(lang)
    return words.get(f"code.{column}.{code}") or words.get(f"code.{code}") or code
