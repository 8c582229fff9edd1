"""Misprinted names: which name a body that no row knows was probably meant to be.

A wrong repair is worse than none, so the shorter the name, the stronger the evidence asked for:
names of four characters or fewer are repaired only to a name that the same document prints
correctly elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import OSA


def repair(name: str, core: str, witnesses: Sequence[str], aliases: Iterable[str]) -> str | None:
    """The name that `name` is a misprint of, or None.

    The distance is the optimal string alignment distance: characters exchanged, lost, added, or two
    neighbours swapped [1]_. One such error is allowed, two from eight characters on.

    Parameters
    ----------
    name : str
        Name that stands in no row, as printed.
    core : str
        The same without level and place, spelling levelled as in `aliases`.
    witnesses : sequence of str
        Names the document prints correctly, place and level included.
    aliases : iterable of str
        Names of the registry, without place.

    Returns
    -------
    str or None
        A witness, or an alias for `core`; None where nothing, or more than one name, is near
        enough.

    References
    ----------
    .. [1] L. Boytsov (2011), Indexing methods for approximate dictionary searching, ACM JEA 16,
       1.1.
    """
    if len(name) < 3:
        return None
    near = _nearest(
        name,
        [w for w in witnesses if abs(len(w) - len(name)) <= 2 and w[0] == name[0]],
        errors_allowed(name),
    )
    if len(near) == 1:
        return near[0]
    if len(core) < 5:
        return None
    # The last character tells what kind of body it is (局, 处): an error there is another body.
    near = _nearest(
        core,
        [a for a in aliases if len(a) > 3 and abs(len(a) - len(core)) <= 2 and a[-1] == core[-1]],
        errors_allowed(core),
    )
    return near[0] if len(near) == 1 else None


def errors_allowed(name: str) -> int:
    """Errors a name of this length may hold: one, two from eight characters on."""
    return 2 if len(name) >= 8 else 1


def _nearest(name: str, candidates: Sequence[str], limit: int) -> list[str]:
    found = process.extract(
        name, list(set(candidates)), scorer=OSA.distance, score_cutoff=limit, limit=None
    )
    least = min((distance for _, distance, _ in found), default=0)
    return sorted(candidate for candidate, distance, _ in found if distance == least)
