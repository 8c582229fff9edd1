"""Notebooks of a study in somebody's CI: run and stored once, run again and compared for ever.

A notebook that holds no outputs has nothing to compare, so it is an error that says what to do.
The inputs are looked at first: a text that changed is one failure that names the file, not one for
each cell that prints something else.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from compare.base.atomic import write_text
from compare.base.extras import require
from compare.errors import PolicyCompareError
from compare.paper.provenance import input_files
from compare.study.read import Study
from compare.words.notes import note

INPUTS = "inputs.csv"  # beside the notebooks: the files they were run on, by hash
_SHOWN = 160  # characters of a difference


@dataclass(frozen=True, slots=True)
class Difference:
    """A cell that prints something else: its number among the code cells, what was stored, what
    came out.
    """

    cell: int
    stored: str
    fresh: str

    def __str__(self) -> str:
        return note(
            "notebook.cell", n=self.cell, stored=_short(self.stored), now=_short(self.fresh)
        )


def study_notebooks(root: Path) -> list[Path]:
    """The notebooks in a study's own folder ``notebooks/``, or beside it; in order of their names.

    Raises
    ------
    PolicyCompareError
        If there are none.
    """
    for place in (root, root.resolve().parent):
        found = sorted((place / "notebooks").glob("*.ipynb"))
        if found:
            return found
    raise PolicyCompareError(
        f"{root} has no notebooks, in notebooks/ or beside it. `policy-compare new` makes a "
        "study that has some."
    )


def run_notebooks(study: Study, paths: Iterable[Path], *, say: Any = lambda name: None) -> None:
    """Execute notebooks in place, all of them or none, and store which inputs they saw."""
    nbformat = require("nbformat", purpose="Running notebooks", extra="notebooks")
    done = {}
    for path in paths:
        say(path.name)
        done[path] = nbformat.writes(executed(path, study)).rstrip("\n") + "\n"
    for path, text in done.items():
        write_text(path, text)
    if done:
        write_text(next(iter(done)).parent / INPUTS, inputs_csv(study))


def executed(path: Path, study: Study) -> Any:
    """One notebook run on a study, with ids that do not change from run to run.

    Raises
    ------
    PolicyCompareError
        Naming notebook, cell and error, if a cell fails.
    """
    require("nbclient", purpose="Running notebooks", extra="notebooks")
    from nbclient.exceptions import CellExecutionError

    from compare.paper.notebooks import execute

    try:
        notebook = execute(path, study=study.root)
    except CellExecutionError as error:
        raise PolicyCompareError(
            f"notebooks/{path.name} stops with {error.ename}: {error.evalue}. Open it in "
            "JupyterLab to see the cell."
        ) from error
    for number, cell in enumerate(notebook.cells, 1):
        cell["id"] = f"cell-{number}"
    return notebook


def inputs_csv(study: Study) -> str:
    """The files a study is read from, by hash, as CSV."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, ["file", "sha256"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(input_files(study))
    return buffer.getvalue()


def changed_inputs(study: Study, folder: Path) -> list[str]:
    """What differs between the inputs stored beside the notebooks and those of today, a sentence
    each.
    """
    stored_file = folder / INPUTS
    if not stored_file.is_file():
        return []
    rows = csv.DictReader(stored_file.read_text(encoding="utf-8").splitlines())
    stored = {row["file"]: row["sha256"] for row in rows}
    today = {row["file"]: row["sha256"] for row in input_files(study)}
    changed = [
        note("notebook.changed", name=name)
        for name in sorted(stored.keys() & today.keys())
        if stored[name] != today[name]
    ]
    gone = [note("notebook.gone", name=name) for name in sorted(stored.keys() - today.keys())]
    return [
        *changed,
        *gone,
        *(note("notebook.new", name=name) for name in sorted(today.keys() - stored.keys())),
    ]


def unrun(path: Path) -> str:
    """Why a notebook cannot be compared; empty where every code cell was run, in order, and none
    failed.
    """
    code = _code_cells(_load(path))
    counts = [cell.get("execution_count") for cell in code]
    if not code:
        return note("notebook.no_code")
    if not any(counts):
        return note("notebook.no_outputs")
    if counts != list(range(1, len(code) + 1)):
        first = next(n for n, count in enumerate(counts, 1) if count != n)
        return note("notebook.order", n=first, count=counts[first - 1])
    failed = [
        n
        for n, cell in enumerate(code, 1)
        if any(o["output_type"] == "error" for o in cell["outputs"])
    ]
    if failed:
        return note("notebook.error", n=failed[0])
    return "" if any(cell["outputs"] for cell in code) else note("notebook.silent")


def differences(stored: Path, fresh: Any) -> list[Difference]:
    """Cells of a stored notebook that print something else when run again.

    Text is compared to the character, pictures by their being there: pixels differ between
    machines.
    """
    before, after = _code_cells(_load(stored)), _code_cells(fresh)
    out = [
        Difference(number, _printed(one), _printed(other))
        for number, (one, other) in enumerate(zip(before, after, strict=False), 1)
        if _printed(one) != _printed(other)
    ]
    if len(before) != len(after):
        out.append(
            Difference(
                min(len(before), len(after)) + 1, f"{len(before)} cells", f"{len(after)} cells"
            )
        )
    return out


def _load(path: Path) -> dict:
    try:
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"]
    except (ValueError, KeyError, TypeError) as error:
        raise PolicyCompareError(
            f"{path}: is no notebook ({error!r}). Restore it from your version control."
        ) from error
    return notebook


def _code_cells(notebook: Any) -> list[Any]:
    return [
        cell
        for cell in notebook["cells"]
        if cell["cell_type"] == "code" and "".join(cell["source"]).strip()
    ]


def _printed(cell: Any) -> str:
    """What a cell shows: streams joined as they came, results as plain text, a word for each
    picture.
    """
    parts: list[str] = []
    last = ""
    for output in cell["outputs"]:
        kind = output["output_type"]
        if kind == "stream":
            head = "" if last == output["name"] else f"[{output['name']}]\n"
            parts.append(head + "".join(output["text"]))
            last = output["name"]
            continue
        last = ""
        if kind == "error":
            parts.append(f"[error] {output['ename']}: {output['evalue']}")
            continue
        data = output.get("data", {})
        parts.append("[result]\n" + "".join(data.get("text/plain", "")))
        parts += [f"[{name}]" for name in sorted(data) if not name.startswith("text/")]
        parts += [
            "".join(data[name])
            for name in sorted(data)
            if name.startswith("text/") and name != "text/plain"
        ]
    return "".join(parts)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return repr(flat if len(flat) <= _SHOWN else flat[: _SHOWN - 1] + "…")
