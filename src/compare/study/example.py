"""The invented study that the package brings: one national, one provincial and two city texts of
our own writing.

Small enough to read whole, and made so that a measure taken over word for word, adapted, raised,
reversed, left out and added can each be seen.
"""

from __future__ import annotations

from importlib.resources import as_file, files

from compare.study.read import Study, read_study


def load_example() -> Study:
    """The invented example, read.

    Returns
    -------
    Study
        Four documents about city reading rooms; both upper texts are in hand as official texts.
    """
    with as_file(files("compare") / "example") as folder:
        return read_study(folder)
