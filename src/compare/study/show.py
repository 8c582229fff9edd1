"""Tables as a reader sees them: in one language, aligned as text, and as HTML in a notebook."""

from __future__ import annotations

import sys
from typing import Any

import pandas as pd

from compare.base.display import format_frame, format_html
from compare.study.read import Study
from compare.words.names import number_label, places, template_name
from compare.words.present import Names, present
from compare.words.strings import say

_DOCS = (
    "doc_id", "document", "other", "doc_a", "doc_b", "later_doc", "earlier_doc", "implemented_by",
    "controls", "later", "earlier", "source_doc",
)  # fmt: skip
_NUMBERS = ("first_doc", "template", "implements", "through", "missing")


class Shown:
    """A table that is ready to be looked at: text for print, HTML for a notebook."""

    def __init__(self, text: str, html: str) -> None:
        self.text = text
        self.html = html

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def show(
    frame: pd.DataFrame | pd.Series,
    rows: int | None = 10,
    decimals: int = 3,
    width: int = 40,
    *,
    lang: str | None = None,
    caption: str = "",
    study: Study | None = None,
) -> None:
    """Show a table: as text on a terminal, as HTML and text in a notebook.

    Both are the same on every machine and with every version of pandas: no random id, no style
    that depends on the values.

    Parameters
    ----------
    frame : DataFrame or Series
        Shown in the order it has: sort it first, ties by id.
    rows : int or None
        Rows shown; a last line says how many there are in all. None shows all.
    decimals : int
        Decimals of every float.
    width : int
        Widest cell of the text, in columns of a terminal, where a Chinese character takes two.
        HTML has room for four times as much.
    lang : {"zh", "en"}, optional
        Columns, codes and reasons in words of this language (`present`); None leaves the names
        and codes of the tables.
    caption : str
        Stands above the table.
    study : Study, optional
        With `lang`: places, document numbers, themes, tools, steps and functions are named as this
        study names them.

    Examples
    --------
    >>> show(pd.DataFrame({"level": ["absent"], "n": [2]}), lang="zh", caption="判断")
    判断
    判断  数量
    未见     2
    """
    print_or_display(shown(frame, rows, decimals, width, lang=lang, caption=caption, study=study))


def shown(
    frame: pd.DataFrame | pd.Series,
    rows: int | None = 10,
    decimals: int = 3,
    width: int = 40,
    *,
    lang: str | None = None,
    caption: str = "",
    study: Study | None = None,
) -> Shown:
    """What `show` shows, as an object with ``text`` and ``html``."""
    nothing = "empty" if study is None or len(frame) else _empty(frame, study)
    more, empty = (say(f"show.{key}", lang or "en", shown="{shown}", total="{total}")
                   for key in ("rows", nothing))  # fmt: skip
    table = present(frame, lang, names=names_of(study, lang) if study else None) if lang else frame
    said: dict[str, Any] = {
        "rows": rows,
        "decimals": decimals,
        "caption": caption,
        "more": more,
        "empty": empty,
    }
    return Shown(
        format_frame(table, width=width, **said),
        format_html(table, width=4 * width, lang=lang or "", **said),
    )


def _empty(frame: pd.DataFrame | pd.Series, study: Study) -> str:
    """The note of an empty table, which says so where a codebook of the study is missing."""
    columns = set(frame.columns) if isinstance(frame, pd.DataFrame) else {frame.name}
    return next(
        (
            f"no_{name}"
            for name in study.uncoded()
            if columns & ({"theme", "themes"} if name == "themes" else {"instrument", "tool"})
        ),
        "empty",
    )


def print_or_display(table: Shown) -> None:
    """In a notebook hand both forms to the front end; elsewhere print the text."""
    ipython = sys.modules.get("IPython")
    shell = ipython.get_ipython() if ipython else None
    if shell is not None and hasattr(shell, "kernel"):
        from IPython.display import display

        display(table)
    else:
        print(table.text)


def names_of(study: Study, lang: str) -> Names:
    """Words for what a study names itself: column to code to word."""
    docs = {str(key): name for key, name in places(study.documents, lang).items()}
    numbers = set(study.documents["doc_number"]) | {t.number for t in study.templates}
    numbers |= {n for cell in study.documents["implements"] for n in cell.split(";")}
    numbers |= {n for template in study.templates for n in template.implements}
    labels = {number: number_label(number, lang) for number in sorted(numbers) if number}
    names: dict[str, dict[str, str]] = dict.fromkeys(_DOCS, docs)
    # A law that is carried out is called by its title; another document by its place.
    titles = {key: template_name(study.documents, key, lang) for key in numbers & docs.keys()}
    names |= dict.fromkeys(_NUMBERS, labels | docs | titles)
    for column, book in (
        ("theme", study.codebooks.get("themes")),
        ("themes", study.codebooks.get("themes")),
        ("tool", study.codebooks.get("instruments")),
        ("strength", study.ladder),
        ("steps", study.ladder),
        ("variable", study.pmc.codes),
        ("first_level", study.pmc.codes),
    ):
        names[column] = book.names(lang) if book else {}
    if lang == "en":
        families = {entry.family for entry in study.registry.entries.values()}
        for column in ("family", "family_a", "family_b", "source", "target", "top", "hub"):
            names[column] = {family: study.registry.english(family) for family in families}
    return names
