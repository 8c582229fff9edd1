"""What a new study folder holds, taken from the installed package."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

from compare.base.atomic import left_behind, named, replace_folder
from compare.errors import StudyError
from compare.study.files import COLUMNS

_NOTE = {
    "en": "*This copy reads the study it lies in. Its findings and tables are those of that study; "
    "its prose explains the method: where your study differs, write your own.*",
    "zh": "*本笔记本读取所在的研究，发现与表格都出自该研究；"
    "其余文字说明方法，与你的研究不符之处请自行改写。*",
}


@dataclass(frozen=True, slots=True)
class Made:
    """A new study: where it is, how many notebooks it has, and how many of them in Chinese too."""

    folder: Path
    notebooks: int
    chinese: int = 0


def make_study(
    folder: Path, *, example: bool = False, further: Mapping[str, str] | None = None
) -> Made:
    """Make a study folder that `compare.read_study` understands once a text is added.

    Parameters
    ----------
    folder : Path
        Is made if need be; must be empty.
    example : bool
        With the invented example of the package in place of an empty register.
    further : mapping of path to str, optional
        Files to put in beside those, such as a workflow.

    Raises
    ------
    StudyError
        If the folder holds anything, or is a file.
    """
    folder = named(Path(folder))
    # A run that was killed while it filled an empty folder is finished, nothing else.
    begun = bool(left_behind(folder.parent, folder.name))
    _refuse_used(folder, begun=begun)
    notebooks = list(_notebooks())
    with replace_folder(folder) as out:
        _refuse_used(folder, begun=begun)  # another `new` may have been faster
        _copy(files("compare") / "skeleton", out)
        if example:
            _copy(files("compare") / "example", out)
        else:
            (out / "documents.csv").write_text(
                ",".join(COLUMNS) + "\n", encoding="utf-8", newline="\n"
            )
        for lang, source in notebooks:
            target = out / "notebooks" / ("" if lang == "en" else lang) / source.name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(
                blank(source.read_text(encoding="utf-8"), lang), encoding="utf-8", newline="\n"
            )
        for name, content in (further or {}).items():
            (out / name).parent.mkdir(parents=True, exist_ok=True)
            (out / name).write_text(content, encoding="utf-8", newline="\n")
        if begun:
            _refuse_others(folder, out)
    languages = [lang for lang, _ in notebooks]
    return Made(folder, languages.count("en"), languages.count("zh"))


def _refuse_used(folder: Path, *, begun: bool) -> None:
    if folder.exists() and not folder.is_dir():
        raise StudyError(f"{folder} is a file. Name a folder.")
    if not begun and folder.is_dir() and any(folder.iterdir()):
        raise StudyError(f"{folder} is not empty. Name a new folder; nothing is written over.")


def _refuse_others(folder: Path, made: Path) -> None:
    """Refuse a folder with a file that this `new` would not have written so itself."""
    for path in sorted(folder.rglob("*")):
        twin = made / path.relative_to(folder)
        if path.is_dir() and not path.is_symlink():
            continue
        if path.is_symlink() or not twin.is_file() or twin.read_bytes() != path.read_bytes():
            raise StudyError(
                f"{folder} is not empty: {path.relative_to(folder)} is not of a new study. Name a "
                f"new folder; nothing is written over."
            )


def blank(notebook: str, lang: str = "en") -> str:
    """A notebook as JSON, ready for another study: outputs and counts removed, a word on its prose
    put first.
    """
    data = json.loads(notebook)
    for cell in data["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    note: dict[str, object] = {"cell_type": "markdown", "metadata": {}, "source": [_NOTE[lang]]}
    if any("id" in cell for cell in data["cells"]):
        note["id"] = "about-this-copy"
    data["cells"].insert(0, note)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def _copy(folder: Traversable, out: Path) -> None:
    for path, source in _files(folder):
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(source.read_bytes())


def _files(folder: Traversable, prefix: str = "") -> Iterator[tuple[str, Traversable]]:
    for entry in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if entry.is_file():
            yield prefix + entry.name, entry
        elif entry.name not in {"notebooks", "__pycache__"}:
            yield from _files(entry, f"{prefix}{entry.name}/")


def _notebooks() -> Iterator[tuple[str, Traversable]]:
    """Language and file of the notebooks that the wheel brings; in a checkout of the project, of
    those of the project. Their sources stay there.
    """
    packaged = files("compare") / "skeleton" / "notebooks"
    folder: Traversable = packaged if packaged.is_dir() else Path(__file__).parents[3] / "notebooks"
    for lang, place in (("en", folder), ("zh", folder / "zh")):
        if place.is_dir():
            for entry in sorted(place.iterdir(), key=lambda entry: entry.name):
                if entry.name.endswith(".ipynb"):
                    yield lang, entry
