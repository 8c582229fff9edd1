"""What tables and columns mean, in one language: the schema says it in English, a file of its own
beside this module, ``meanings.LANG.toml``, in every other.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib import resources

from compare import schema
from compare.schema import Column, Table
from compare.words.strings import check_language

TOLD: Mapping[str, Table] = schema.OUTPUTS | schema.CODED
"""Every table of the schema, by name: those of a run, of single commands, and of coders."""


@cache
def meanings(lang: str) -> Mapping[str, Mapping[str, str]]:
    """The file of meanings in `lang`: table, then column; ``tables``, ``units``, ``shared``."""
    check_language(lang)
    file = resources.files(__package__) / f"meanings.{lang}.toml"
    return tomllib.loads(file.read_text(encoding="utf-8"))


def table_meaning(table: str, lang: str) -> str:
    """What a row of `table` is; empty for a table that the schema does not declare.

    >>> table_meaning("items", "zh")
    '一行为模板的一项措施'
    """
    if table not in TOLD:
        return ""
    return TOLD[table].meaning if lang == "en" else meanings(lang)["tables"][table]


def column_meaning(table: str, column: str, lang: str) -> str:
    """What `column` of `table` means; empty for a column that the schema does not declare.

    >>> column_meaning("adoption", "heading", "zh"), column_meaning("adoption", "mine", "zh")
    ('措施的标题', '')
    """
    known = declared(table, column)
    if known is None or lang == "en":
        return known.meaning if known else ""
    words = meanings(lang)
    return words.get(table, {}).get(column) or words["shared"][column]


def column_unit(table: str, column: str, lang: str) -> str:
    """The unit of a column; empty where it has none.

    >>> column_unit("clauses", "begin", "zh")
    '字符'
    """
    known = declared(table, column)
    unit = known.unit if known else ""
    return unit if lang == "en" or not unit else meanings(lang)["units"][unit]


def declared(table: str, column: str) -> Column | None:
    """The column as the schema declares it; None where it does not."""
    return TOLD[table].every.get(column) if table in TOLD else None
