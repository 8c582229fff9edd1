"""Marks of Markdown in a text that was saved as such: they print nothing and are no text."""

from __future__ import annotations

import re
from collections.abc import Iterator

from compare.text.passage import Span

_HEAD = re.compile(r"[ \t\u3000\ufeff]*(?:>[ \t]*)*(?:#{1,6}[ \t]+|#{2,6}(?=[^#\s])|<!--.*?-->)")
_QUOTE = re.compile(r"[ \t\u3000\ufeff]*(?:>[ \t]*)+")
_BULLET = re.compile(r"[ \t]*[-*+•][ \t]+(?=\S)")
_RULE = re.compile(r"[ \t]*(?:[-*_][ \t]*){3,}")
_INLINE = re.compile(
    r"\*\*|__(?=\S)|(?<=\S)__|\\(?=[.()\[\]*_#>+-])|`+|~~|<br\s*/?>|<!--[^>]{0,200}-->"
)
_CLOSING = re.compile(r"[ \t]+#{1,6}[ \t]*$")
_HEADING = re.compile("#{1,6} ")
_ANY = re.compile("[#*<]")
_SIGN = re.compile(r"#{1,6} |\*\*|> ?\S|[-*+] \S")


def is_markdown(stripped: list[str]) -> bool:
    """Whether several lines of a text bear marks of Markdown: then single ones count as marks,
    too.
    """
    heads = sum(bool(_HEADING.match(line)) for line in stripped)
    bold = sum(line.count("**") >= 2 for line in stripped)
    return heads + bold >= 2 or (
        heads + bold >= 1 and sum(bool(_SIGN.match(s)) for s in stripped) >= 2
    )


def markdown_spans(text: str, begin: int, end: int, *, whole: bool) -> Iterator[Span]:
    """Marks in the line ``text[begin:end]``, in order and disjoint.

    Parameters
    ----------
    whole : bool
        The text is Markdown (`is_markdown`): quotes, bullets, rules and escapes are marks. In any
        other text only heading marks, comments and pairs of ``**`` are.
    """
    if not whole and not _ANY.search(text, begin, end):
        return
    if whole and _RULE.fullmatch(text, begin, end):
        yield begin, end
        return
    position = begin
    for pattern in (_HEAD, _QUOTE, _BULLET) if whole else (_HEAD,):
        if (hit := pattern.match(text, position, end)) and hit.end() > position:
            yield hit.span()
            position = hit.end()
            if (
                pattern is _QUOTE
                and (head := _HEAD.match(text, position, end))
                and head.end() > position
            ):
                yield head.span()
                position = head.end()
    if whole:
        for hit in _INLINE.finditer(text, position, end):
            yield hit.span()
        return
    bold = [hit.span() for hit in re.finditer(r"\*\*", text[position:end])]
    if len(bold) % 2 == 0 or bold[0][0] == 0:
        for a, b in bold:
            yield a + position, b + position
