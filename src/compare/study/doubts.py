"""How a doubt of reading is told: its code, how often it arises, and where first."""

from __future__ import annotations

from compare.structure.quality import Doubt
from compare.words.notes import note

_SHOWN = 30  # characters of the place


def doubt_note(first: Doubt, times: int = 1) -> str:
    """The doubt that arises `times` times, and first there."""
    counted = note("take.times" if times > 1 else "take.once", doubts=first.code, n=times)
    if not first.end:
        return counted
    return note("take.first_at", what=counted, begin=first.begin, found=first.found[:_SHOWN])
