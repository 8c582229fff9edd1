"""Whether a text holds what its codebook takes from it: the official headings of the items."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from compare.adoption.templates import Template
from compare.study.finding import Finding
from compare.text.fold import fold
from compare.words.notes import note

NAMED = 3
"""Headings that are named one by one."""
LEAST = 4
"""Characters; shorter headings stand in any text."""


def missing_headings(text: str, template: Template) -> tuple[list[str], int]:
    """Headings that a codebook takes from the document and that a text does not hold, and how
    many there are in all.

    Parameters
    ----------
    text : str
        Of the document, headings and all.
    template : Template
        The codebook.
    """
    body = fold(text).text
    headings = [
        item.heading
        for item in template.items
        if item.heading_official and len(item.heading) >= LEAST
    ]
    return [heading for heading in headings if fold(heading).text not in body], len(headings)


def told_missing(missing: list[str], of: int) -> str:
    """The note that some headings are missing."""
    named = "、".join(missing[:NAMED]) + ("……" if len(missing) > NAMED else "")
    return note("fetch.not_whole", n=len(missing), of=of, headings=named)


def check_wording(texts: Mapping[str, str], templates: Iterable[Template]) -> Iterator[Finding]:
    """Official texts that lack headings of their codebook: what a page cut off is no item any
    more, so nobody would miss it.

    Parameters
    ----------
    texts : mapping of document number to str
        Texts that the study holds.
    templates : iterable of Template
        Its codebooks.
    """
    for template in templates:
        if template.number in texts:
            missing, of = missing_headings(texts[template.number], template)
            if missing:
                yield Finding(
                    "warning",
                    template.number,
                    told_missing(missing, of),
                    note("fetch.not_whole.hint"),
                )
