"""Executed notebooks as files: the notebook with its outputs, and a page of it that needs no
network.
"""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import Any

from compare.base.atomic import write_output
from compare.errors import PolicyCompareError
from compare.paper.notebooks import execute
from compare.study.read import Study

_CSS = """
body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  font: 1rem/1.6 "Noto Sans", Arial, "Noto Sans SC", "Noto Sans CJK SC",
  "PingFang SC", "Microsoft YaHei", sans-serif; color: #1b2430; }
h1, h2, h3 { line-height: 1.35; } a.anchor-link { display: none; }
img { max-width: 100%; height: auto; }
pre { overflow-x: auto; padding: .6rem .8rem; margin: .4rem 0;
  font: .875rem/1.5 "Noto Sans Mono CJK SC", "Sarasa Mono SC", Consolas, monospace; }
.jp-InputArea pre, .highlight pre { background: #f5f7fa; border-left: 3px solid #12355b; }
.prompt { color: #7a8594; font-size: .75rem; }
table { border-collapse: collapse; }
th, td { border-bottom: 1px solid #d8dde4; padding: .2rem .8rem .2rem 0; text-align: left; }
"""


def find_notebooks(study: Study, lang: str = "en") -> list[Path]:
    """Notebooks of the study, else beside it, else in the working directory, else in the clone
    this package runs from; those in `lang` where there are such, else the English ones.
    """
    folders = ("notebooks",) if lang == "en" else (f"notebooks/{lang}", "notebooks")
    root = study.root.resolve()
    places = (root, root.parent, Path.cwd(), Path(__file__).resolve().parents[3])
    return next(
        (
            found
            for place in places
            for folder in folders
            if (found := sorted((place / folder).glob("[0-9]*.ipynb")))
        ),
        [],
    )


def execute_into(path: Path, out: Path, study: Study) -> list[Path]:
    """Execute one notebook on `study` and write ``NAME.ipynb`` and ``NAME.html`` into `out`.

    Raises
    ------
    PolicyCompareError
        Naming notebook and error, if a cell fails; nothing is written then.
    """
    import nbformat
    from nbclient.exceptions import CellExecutionError

    try:
        notebook = execute(path, study=study.root)
    except CellExecutionError as error:
        raise PolicyCompareError(
            f"notebooks/{path.name} stops with {error.ename}: {error.evalue}. Open it "
            f"with `make lab` to see the cell."
        ) from error
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number}"  # a notebook without ids is given random ones
    targets = [out / path.name, out / f"{path.stem}.html"]
    write_output(targets[0], nbformat.writes(notebook) + "\n")
    write_output(targets[1], notebook_html(notebook, path.stem))
    return targets


def notebook_html(notebook: Any, title: str) -> str:
    """A notebook as one HTML page: no script, nothing loaded."""
    from nbconvert import HTMLExporter

    body, _ = HTMLExporter(template_name="basic", exclude_anchor_links=True).from_notebook_node(
        notebook
    )
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        "img-src data:; style-src 'unsafe-inline'\">"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_CSS}</style></head><body>\n{body}\n</body></html>\n"
    )
