"""Starter codebooks: what the package brings for a study that has no codebook of its own yet.

They are copied into the study and belong to it from then on; nothing is ever written over.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from compare.base.atomic import write_text
from compare.base.plain_yaml import read_yaml
from compare.content.codebooks import Codebook, parse_codebook
from compare.errors import StudyError

STARTERS: dict[str, tuple[str, str]] = {
    "themes": ("starters/themes.yaml", "codebooks/themes.yaml"),
    "instruments": ("starters/instruments.yaml", "codebooks/instruments.yaml"),
    "ladder": ("directives.yaml", "lexicon/directives.yaml"),
}
"""Name of a starter: where its file lies in the lexicon of the package, and where in a study."""
ALL = "all"


def chosen_starters(names: str) -> tuple[str, ...]:
    """Names of starters out of ``all`` or ``themes,ladder``, in the order of `STARTERS`.

    Raises
    ------
    StudyError
        If one of them is unknown, or none is named.
    """
    asked = [name.strip() for name in names.replace("，", ",").split(",") if name.strip()]
    unknown = [name for name in asked if name not in STARTERS and name != ALL]
    if unknown or not asked:
        raise StudyError(
            f"{(unknown or [names])[0]!r} is no starter codebook. There are "
            f"{', '.join(STARTERS)}, and {ALL} for all of them."
        )
    return tuple(name for name in STARTERS if name in asked or ALL in asked)


def starter_files(names: Iterable[str]) -> dict[str, str]:
    """Path in a study and content of each starter."""
    return {STARTERS[name][1]: _packaged(name) for name in names}


def starter_codebook(name: str) -> Codebook:
    """A starter as a codebook, to look at or to code with: ``code_themes(clauses, book)``.

    Examples
    --------
    >>> starter_codebook("instruments")["funding"].parent
    'supply'
    """
    file = files("compare") / "lexicon" / STARTERS[chosen_starters(name)[0]][0]
    return parse_codebook(read_yaml(file), where=f"{name}.yaml of the package")


def add_starters(study: Path, names: Iterable[str]) -> list[str]:
    """Copy starters into a study; all of them, or none where a codebook of the study is in the way.

    A starter that is there as it would be written is no obstacle to the others: a run that was
    killed between two of them is finished by running it again.

    Returns
    -------
    list of str
        Their paths in the study.

    Raises
    ------
    StudyError
        If a file that would be written is there: the study's own codebook is never written over.
    """
    wanted = starter_files(names)
    missing = [name for name, content in wanted.items() if not _stands(study / name, content)]
    for name in missing or wanted:
        refuse_existing(study, name)
    for name in missing:
        write_text(study / name, wanted[name])
    return list(wanted)


def _stands(path: Path, content: str) -> bool:
    """Whether a file is there and holds just this."""
    return path.is_file() and path.read_bytes() == content.encode("utf-8")


def refuse_existing(study: Path, name: str) -> None:
    """Stop where the study has a codebook of this name, whichever of the two endings it has."""
    for path in ((study / name).with_suffix(ending) for ending in (".yaml", ".yml")):
        if path.exists():
            raise StudyError(
                f"{path} is there already, and a codebook is never written over. Rename or remove "
                f"it, then add the new one."
            )


def _packaged(name: str) -> str:
    return (files("compare") / "lexicon" / STARTERS[name][0]).read_text(encoding="utf-8")
