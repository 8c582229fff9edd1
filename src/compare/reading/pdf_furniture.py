"""Page numbers, running heads and feet: what a PDF prints on every page and no reader reads."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from compare.reading.page_layout import Block, Prose
from compare.reading.paragraphs import Line

_PAGE_NUMBER = re.compile(
    r"^(?P<before>[\s\-–—―－•·.]*(?:第\s*)?)(?P<number>\d{1,4})(?P<after>(?:\s*页)?(?:\s*[/／,，"
    r"]?\s*(?:共\s*)?\d{1,4}\s*页?)?[\s\-–—―－•·.]*)$"
)
_APART = (
    2.2  # times the size of the type: a page number stands further from the text than a line does
)
_SAME_PLACE = 6.0  # points


def without_furniture(pages: list[list[Block]]) -> tuple[list[list[Block]], int]:
    """Drop page numbers, and the first and last lines that stand on most pages at the same place.

    Rows of tables are no lines, so a row number that opens a page is never taken for a page number.
    """
    edges = [
        (edge, number, lines) for number, page in enumerate(pages) for edge, lines in _edges(page)
    ]
    often = _repeated([(edge, line) for edge, _, lines in edges for line in lines[:2]], len(pages))
    numbers = {
        (number, int(found["number"]))
        for _, number, lines in edges
        for line in lines[:2]
        if (found := _PAGE_NUMBER.match(line.text))
    }
    counted = Counter(found - number for number, found in numbers)
    dropped = 0
    gone: set[int] = set()
    for edge, number, lines in edges:
        for place, line in enumerate(lines):
            following = lines[place + 1] if place + 1 < len(lines) else None
            if (edge, *_key(line)) in often or _is_page_number(line, number, following, counted):
                dropped += id(line) not in gone
                gone.add(id(line))
            else:
                break
    kept = [[_less(block, gone) for block in page] for page in pages]
    return [
        [block for block in page if not isinstance(block, Prose) or block.lines] for page in kept
    ], dropped


def _less(block: Block, gone: set[int]) -> Block:
    return (
        Prose(tuple(line for line in block.lines if id(line) not in gone))
        if isinstance(block, Prose)
        else block
    )


def _edges(page: list[Block]) -> Iterator[tuple[int, list[Line]]]:
    """The lines of a page from its upper edge down, and from its lower edge up."""
    if page and isinstance(page[0], Prose):
        yield 0, list(page[0].lines)
    if page and isinstance(page[-1], Prose):
        yield 1, list(page[-1].lines[::-1])


def _key(line: Line) -> tuple[str, int]:
    return re.sub(r"\d+", "0", line.text.strip()), round(line.base / _SAME_PLACE)


def _repeated(lines: Iterable[tuple[int, Line]], pages: int) -> set[tuple[int, str, int]]:
    counts = Counter((edge, *_key(line)) for edge, line in lines)
    near = {
        (edge, text, place): counts[edge, text, place]
        + max(counts[edge, text, place - 1], counts[edge, text, place + 1])
        for edge, text, place in list(counts)
    }
    return {key for key, count in near.items() if count >= max(3, pages // 2 + 1)}


def _is_page_number(line: Line, page: int, following: Line | None, counted: Counter[int]) -> bool:
    found = _PAGE_NUMBER.match(line.text)
    if not found:
        return False
    if (found["before"] + found["after"]).strip() or counted[int(found["number"]) - page] > 1:
        return True
    return following is None or abs(line.base - following.base) > _APART * max(
        line.size, following.size
    )
