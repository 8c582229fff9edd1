"""What commands tell on the terminal, by key, and the one switch that says in which language.

Every command has ``--lang zh|en``; without it ``POLICY_COMPARE_LANG`` decides, else English. What
a command writes in a language (page, tables, figures, methods) follows ``--lang`` too, and has its
own default: a variable of the terminal changes no output. The machine's locale chooses neither, so
that logs are alike everywhere. Errors that the library raises stay English: they are searched for.
"""

from __future__ import annotations

import inspect
import os
from collections.abc import Callable, Iterable
from contextvars import ContextVar
from functools import wraps
from typing import TYPE_CHECKING, Annotated, Any

import typer

from compare.base.width import padded
from compare.words.codes import code_name
from compare.words.notes import retold
from compare.words.strings import LANGUAGES, say, strings

if TYPE_CHECKING:
    import pandas as pd

VARIABLE = "POLICY_COMPARE_LANG"
# It stays until the next command asks: how a command ended is told after its end.
_ASKED: ContextVar[str] = ContextVar("language", default="")
Language = Annotated[
    str,
    typer.Option(
        "--lang",
        help=f"Language of what is printed, zh or en; default: that of {VARIABLE}, else en.",
        show_default=False,
    ),
]


def speaking(command: Callable[..., None]) -> Callable[..., None]:
    """`command` with ``--lang``: what it tells is in this language.

    A command that has a parameter `lang` of its own, because it writes something in a language,
    keeps it and speaks it too.
    """
    signature = inspect.signature(command, eval_str=True)
    own = "lang" in signature.parameters

    @wraps(command)
    def spoken(*args: Any, **kwargs: Any) -> None:
        lang = kwargs.get("lang", "") if own else kwargs.pop("lang", "")
        if lang and lang not in LANGUAGES:
            raise unknown_value("language", lang, LANGUAGES)
        _ASKED.set(lang)
        command(*args, **kwargs)

    if not own:
        asked = inspect.Parameter(
            "lang", inspect.Parameter.KEYWORD_ONLY, default="", annotation=Language
        )
        parameters = [*signature.parameters.values(), asked]
        spoken.__signature__ = signature.replace(parameters=parameters)  # type: ignore[attr-defined]
        spoken.__annotations__ = {one.name: one.annotation for one in parameters}
    return spoken


def language() -> str:
    """The language of the terminal; English where neither switch nor variable names one."""
    asked = _ASKED.get() or os.environ.get(VARIABLE, "")
    return asked if asked in LANGUAGES else "en"


def told(key: str, **values: object) -> str:
    """The string ``command.KEY`` in the language of the terminal."""
    return say(f"command.{key}", language(), **values)


def tell(key: str, *, err: bool = False, **values: object) -> None:
    """Print the string ``command.KEY``, on stderr where `err`."""
    typer.echo(told(key, **values), err=err)


def unknown_value(what: str, given: str, known: Iterable[str]) -> typer.BadParameter:
    """The error of a value that is none of those `known`; `what` is a key of ``command.value.``."""
    return typer.BadParameter(
        told("unknown", what=told(f"value.{what}"), given=repr(given), known=", ".join(known))
    )


def in_words(sentence: str, *, of: str = "") -> str:
    """A sentence that the library gave, in the language of the terminal; an error as it is.

    Where a line begins with the name of the text that it speaks `of`, the sentence need not.
    """
    said = retold(sentence, language())
    return said.removeprefix(f"{of}: ").removeprefix(f"{of}：") if of else said


def coded(column: str, code: str) -> str:
    """A code of a column for the terminal: in Chinese its word, in English as files have it."""
    return code if language() == "en" else code_name(column, code, language())


def in_table(frame: pd.DataFrame, *, rows: int | None = None, decimals: int = 3) -> str:
    """A table for the terminal: names and codes as files have them, in Chinese as words."""
    from compare.study.show import shown

    lang = None if language() == "en" else language()
    return shown(frame.map(in_words), rows, decimals, lang=lang).text


def changed_words(changes: pd.DataFrame) -> pd.DataFrame:
    """Changed cells for the terminal: in Chinese tables, columns and codes by their words."""
    from compare.words.present import column_name

    if language() == "en":
        return changes
    words = strings(language())
    told_of = {
        "table": [words.get(f"table.{name}", name) for name in changes["table"]],
        "column": [column_name(name, language()) for name in changes["column"]],
    }
    for name in ("before", "after"):
        if name in changes:
            cells = zip(changes["column"], changes[name], strict=True)
            told_of[name] = [coded(*cell) for cell in cells]
    return changes.assign(**told_of)


def labelled(name: str, text: str, *, width: int) -> str:
    """A line of a list: what `name` is called, in `width` columns of the terminal, then the text.

    A column of documents.csv has its own name in English: that is where it is filled in.
    """
    from compare.words.present import column_name

    lang = language()
    own = strings(lang).get(f"command.label.{name}")
    label = own or (name if lang == "en" else column_name(name, lang))
    return f"  {padded(label, width)} {text}"
