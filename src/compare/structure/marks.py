"""Marks set by hand, for a text whose layout no rule understands.

A line that begins with ``@@`` says where a part begins, and from then on only marks count:

- ``@@section`` (or ``@@节``): a section heading follows;
- ``@@clause`` (or ``@@条款``): a clause follows, label, heading, body and attribution as printed;
- ``@@end`` (or ``@@止``): what follows is no longer policy (signatures, annexes).

The mark stands on a line of its own above the printed text, or on the same line before it. It is
page furniture: offsets still count in the file that holds it, and no character of the text is
changed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from compare.text.passage import Span

_MARK = re.compile(
    r"^[ \t\u3000\ufeff]*@@[ \t]*(section|clause|end|节|条款|止)\b[ \t\u3000]*(?:\r\n|[\r\n])?",
    re.M,
)
_NAMES = {"节": "section", "条款": "clause", "止": "end"}
_ANY = re.compile(r"^[ \t\u3000\ufeff]*@@.*$", re.M)


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark: ``section``, ``clause`` or ``end``, and the span of the file that it takes up.

    What it marks begins at ``span[1]``; where the mark has a line of its own, that is the next
    line.
    """

    what: str
    span: Span


def read_marks(text: str) -> tuple[list[Mark], list[Span]]:
    """Find the marks of a text.

    Parameters
    ----------
    text : str
        The file as received, decoded, newlines kept.

    Returns
    -------
    marks : list of Mark
        In text order; empty where the text has none, or none that says ``clause``.
    unknown : list of (int, int)
        Lines that begin with ``@@`` but are no mark, to be reported.
    """
    marks = [Mark(_NAMES.get(found[1], found[1]), found.span()) for found in _MARK.finditer(text)]
    starts = {mark.span[0] for mark in marks}
    unknown = [found.span() for found in _ANY.finditer(text) if found.start() not in starts]
    return (marks if any(mark.what == "clause" for mark in marks) else []), unknown
