"""The data dictionary as a page: every table and column of the schema, in one language."""

from __future__ import annotations

from collections.abc import Iterable

from compare.schema import Column, Table
from compare.words.codes import code_name
from compare.words.meanings import TOLD, column_meaning, column_unit, table_meaning
from compare.words.present import declared_name
from compare.words.strings import say


def dictionary_text(lang: str, tables: Iterable[str] = tuple(TOLD)) -> str:
    """Tables of the schema as Markdown: what a row is, the key, and each column with type,
    meaning, unit, codes.

    Parameters
    ----------
    lang : {"zh", "en"}
        In Chinese each column and code has its Chinese name beside the one that programs read.
    tables : iterable of str
        Names of the tables, in this order; default: all that the schema declares.

    Examples
    --------
    >>> print(dictionary_text("zh", ["changes"]).splitlines()[6])
    一行为两次运行之间不同的一个单元格。主键：`table`、`key`、`column`。
    """
    parts = [f"# {_say('title', lang)}\n\n{_say('intro', lang).strip()}"]
    parts += [_table(TOLD[name], lang) for name in tables]
    return "\n\n".join(parts) + "\n"


def _table(table: Table, lang: str) -> str:
    key = _say("between", lang).join(f"`{name}`" for name in table.key)
    meaning = table_meaning(table.name, lang)
    title = table.name if lang == "en" else f"{say(f'table.{table.name}', lang)} {table.name}"
    lines = [
        f"## {title}",
        "",
        f"{meaning[:1].upper()}{meaning[1:]}{_say('stop', lang)}"
        f"{'' if lang == 'zh' else ' '}{_say('key', lang, columns=key)}",
        "",
        *_columns(table, table.columns, lang),
    ]
    if table.further:
        lines += ["", _say("further", lang), "", *_columns(table, table.further, lang)]
    return "\n".join(lines)


def _columns(table: Table, columns: dict[str, Column], lang: str) -> list[str]:
    head = _say("head", lang).split("|")
    rows = [head, *(_row(table.name, name, column, lang) for name, column in columns.items())]
    lines = [f"| {' | '.join(row)} |" for row in rows]
    return [lines[0], f"|{'---|' * len(head)}", *lines[1:]]


def _row(table: str, name: str, column: Column, lang: str) -> list[str]:
    codes = _say("between", lang).join(_code(name, code, lang) for code in column.allowed or ())
    cells = [
        *([declared_name(name, column, lang)] if lang != "en" else []),
        f"`{name}`",
        _say(f"type.{column.dtype}", lang),
        column_meaning(table, name, lang),
        column_unit(table, name, lang),
        codes,
    ]
    return [cell.replace("|", "\\|") for cell in cells]


def _code(column: str, code: str, lang: str) -> str:
    if not code:
        return f"*{_say('empty', lang)}*"
    name = code if lang == "en" else code_name(column, code, lang)
    return f"`{code}`" if name == code else f"`{code}` {name}"


def _say(key: str, lang: str, **values: str) -> str:
    return say(f"dictionary.{key}", lang, **values)
