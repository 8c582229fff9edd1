"""The tables of a paper as LaTeX and Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from compare.base.atomic import replace_folder
from compare.paper.export import escape_latex, escape_markdown
from compare.paper.publication import PrintTable

NEEDS = r"% needs \usepackage{booktabs,longtable,array,amssymb}; for Chinese also \usepackage{ctex}"
# Marks that text fonts of TeX lack, in the symbols that amssymb brings.
_MARKS = {
    "◇": r"$\lozenge$", "△": r"$\vartriangle$", "▲": r"$\blacktriangle$", "●": r"$\bullet$",
    "○": r"$\circ$", "×": r"$\times$", "■": r"$\blacksquare$", "◆": r"$\blacklozenge$",
    "▽": r"$\triangledown$", "−": "$-$", "κ": r"$\kappa$", "≥": r"$\geq$", "–": "--",
}  # fmt: skip
_ALIGN = {"l": r"\raggedright", "c": r"\centering", "r": r"\raggedleft"}


def write_print_tables(
    tables: Iterable[PrintTable], out: Path, *, lang: str, formats: Iterable[str]
) -> list[Path]:
    """Write the tables of a paper into the folder `out`, all of them or none.

    Parameters
    ----------
    tables : from `compare.paper.publication.publication_tables`
    lang : of the tables; it stands in the names of the files.
    formats : of ``latex``, ``markdown``; others are left to `compare.paper.export.write_tables`.

    Returns
    -------
    list of Path
        ``NAME-LANG.tex`` and ``NAME-LANG.md``.
    """
    files = {
        f"{table.name}-{lang}.{suffix}": write(table)
        for table in tables
        for fmt, suffix, write in (
            ("latex", "tex", to_print_latex),
            ("markdown", "md", to_print_markdown),
        )
        if fmt in formats
    }
    with replace_folder(out) as folder:
        for name, text in files.items():
            (folder / name).write_text(text, encoding="utf-8")
    return [out / name for name in files]


def to_print_latex(table: PrintTable) -> str:
    """A ``longtable`` as wide as the line, with booktabs rules, its head on every page and its
    note below; a fragment for ``\\input``.
    """
    columns = len(table.head)
    # Between two columns stand two gaps; the outer ones are taken off by @{}.
    parts = [
        rf">{{{_ALIGN[align]}\arraybackslash}}p{{\dimexpr {share:.3f}\linewidth"
        rf"-{2 * (columns - 1) / columns:.3f}\tabcolsep\relax}}"
        for share, align in zip(table.shares, table.align, strict=True)
    ]
    head = " & ".join(_tex(cell) for cell in table.head) + r" \\"
    body = [
        rf"\multicolumn{{{columns}}}{{@{{}}l@{{}}}}{{\itshape {_tex(row[0])}}} \\*"
        if number in table.sections
        else " & ".join(_tex(cell) for cell in row) + r" \\"
        for number, row in enumerate(table.rows)
    ]
    return "\n".join(
        [
            NEEDS,
            r"{\small\setlength{\tabcolsep}{3pt}",
            rf"\begin{{longtable}}{{@{{}}{''.join(parts)}@{{}}}}",
            rf"\caption{{{_tex(table.title)}}}\label{{tab:{table.name}}}\\",
            r"\toprule", head, r"\midrule", r"\endfirsthead",
            r"\toprule", head, r"\midrule", r"\endhead",
            r"\midrule", r"\endfoot",
            r"\bottomrule", r"\endlastfoot",
            *body,
            r"\end{longtable}",
            rf"\noindent\footnotesize {_tex(table.note)}\par}}",
            "",
        ]
    )  # fmt: skip


def to_print_markdown(table: PrintTable) -> str:
    """Title, pipe table and note; a section head in bold."""
    rule = [{"l": ":---", "c": ":---:", "r": "---:"}[align] for align in table.align]
    rows = [[escape_markdown(cell) for cell in row] for row in table.rows]
    for number in table.sections:
        rows[number][0] = f"**{rows[number][0]}**"
    head = map(escape_markdown, table.head)
    return "\n".join(
        [f"**{escape_markdown(table.title)}**", "", _pipes(head), _pipes(rule),
         *map(_pipes, rows), "", escape_markdown(table.note), ""]
    )  # fmt: skip


def _pipes(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _tex(text: str) -> str:
    escaped = escape_latex(text)
    return "".join(_MARKS.get(char, char) for char in escaped)
