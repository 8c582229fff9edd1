"""What commands tell on the terminal: by key, in English unless ``POLICY_COMPARE_LANG`` says
``zh``. Errors stay English: they are searched for.

The language of a terminal is not that of an output, which each command asks for with ``--lang``;
nor does the machine's locale choose it, so that logs are alike everywhere.
"""

from __future__ import annotations

import os

import typer

from compare.words.strings import LANGUAGES, say

VARIABLE = "POLICY_COMPARE_LANG"


def language() -> str:
    """The language of the terminal; English where the variable is not set or names no language."""
    asked = os.environ.get(VARIABLE, "")
    return asked if asked in LANGUAGES else "en"


def told(key: str, **values: object) -> str:
    """The string ``command.KEY`` in the language of the terminal."""
    return say(f"command.{key}", language(), **values)


def tell(key: str, *, err: bool = False, **values: object) -> None:
    """Print the string ``command.KEY``, on stderr where `err`."""
    typer.echo(told(key, **values), err=err)
