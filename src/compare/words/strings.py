"""What is said to a user, by key: one file of strings a language, ``zh.toml`` and ``en.toml``
beside this module.

Code names a key and gives values; wording is changed, or a language added, in the files alone.
Both files have the same keys and the same values to fill in (a test). Terms follow
docs/glossary.md.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any

LANGUAGES = ("zh", "en")

# {n} and {rate:.0%} are filled in; {n?item|items} takes the first where n is 1, else the second.
SLOT = re.compile(r"\{(\w+)(?::([^{}?]*))?(?:\?([^{}|]*)\|([^{}]*))?\}")


def check_language(lang: str) -> None:
    """Raise ValueError unless `lang` is one of `LANGUAGES`."""
    if lang not in LANGUAGES:
        raise ValueError(f"language {lang!r} is not one of {', '.join(LANGUAGES)}.")


@cache
def strings(lang: str) -> Mapping[str, str]:
    """Every string of `lang`, by key: table of the file, then the name in it (``code.absent``).

    Raises
    ------
    ValueError
        If `lang` is not one of `LANGUAGES`.
    """
    check_language(lang)
    file = resources.files(__package__) / f"{lang}.toml"
    tables = tomllib.loads(file.read_text(encoding="utf-8"))
    return {f"{table}.{name}": text for table, row in tables.items() for name, text in row.items()}


def say(key: str, lang: str, **values: Any) -> str:
    """The string `key` in `lang`, with `values` filled in.

    Parameters
    ----------
    key : str
        Table and name, for example ``code.absent``.
    lang : {"zh", "en"}
    **values
        For ``{n}`` and ``{rate:.0%}`` (format as in Python), and for ``{n?item|items}``, which is
        ``item`` where n is 1 and ``items`` elsewhere.

    Raises
    ------
    KeyError
        If there is no such string, or a value is missing: a user never sees a bare key.

    Examples
    --------
    >>> say("code.absent", "zh"), say("code.absent", "en")
    ('未见', 'Absent')
    """
    words = strings(lang)
    if key not in words:
        raise KeyError(f"no string {key!r}: add it to {' and '.join(LANGUAGES)}.toml.")
    return fill(words[key], **values)


def fill(text: str, **values: Any) -> str:
    """`text` with `values` filled in, as `say` does it.

    >>> fill("{n} {n?text|texts}, {share:.0%}", n=2, share=0.5)
    '2 texts, 50%'
    """

    def slot(match: re.Match[str]) -> str:
        name, form, one, many = match.groups()
        if name not in values:
            raise KeyError(f"no value for {{{name}}} in {text!r}.")
        if many is not None:
            return one if values[name] == 1 else many
        return format(values[name], form or "")

    return SLOT.sub(slot, text)
