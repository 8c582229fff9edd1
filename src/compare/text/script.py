"""Traditional to simplified script, one character for one, so that offsets hold.

A converter reads 显著 as misspelt traditional and prints 显着: the characters that both scripts
share
(著, 覆, 乾, 昇 …) may only be converted where the text around them is traditional. So each
paragraph is judged first, by the characters that belong to one script alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

import opencc

_HALVES = re.compile("([\ud800-\udfff])")
_STRONG = 4  # characters of one script alone that settle a paragraph by itself
_CLEAR = 2  # ... if they are this many times as many as those of the other script


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    # tw2s keeps the vocabulary; tw2sp would exchange words (建立 for 创建) and must not be used.
    return opencc.OpenCC("tw2s")


@lru_cache(maxsize=1)
def _one_script_only() -> tuple[frozenset[str], frozenset[str]]:
    """Characters that only a traditional text has, and those that only a simplified one has.

    Traditional only: conversion changes it and GB 2312, the set of simplified print, lacks it.
    Simplified only: conversion the other way changes it and Big5, the set of traditional print,
    lacks it.
    """
    characters = [chr(code) for code in range(0x4E00, 0xA000)]
    lines = "\n".join(characters)  # no phrase of the dictionaries reaches over a line break
    simplified = _converter().convert(lines).split("\n")
    traditional = opencc.OpenCC("s2t").convert(lines).split("\n")
    return (
        frozenset(
            c
            for c, new in zip(characters, simplified, strict=True)
            if c != new and not _in(c, "gb2312")
        ),
        frozenset(
            c
            for c, new in zip(characters, traditional, strict=True)
            if c != new and not _in(c, "big5")
        ),
    )


def _in(character: str, codec: str) -> bool:
    try:
        character.encode(codec)
    except UnicodeEncodeError:
        return False
    return True


def simplify(text: str) -> str:
    """Return `text` in simplified script, of exactly the same length; what is simplified stays as
    printed.

    Each paragraph (line) is converted or left as it is, see `script_of`. A paragraph with too
    little to tell goes with its neighbours that can be told. Without any character of traditional
    script alone,
    nothing is changed.
    """
    if _one_script_only()[0].isdisjoint(text):
        return text
    lines = text.splitlines(keepends=True)
    return "".join(
        _convert(line) if traditional else line
        for line, traditional in zip(lines, _traditional(lines), strict=True)
    )


def other_forms(characters: Iterable[str]) -> dict[str, str]:
    """Characters of traditional script, and variants, whose simplified form is one of
    `characters`, and that do not stand there themselves.

    For a search that finds 市场 where 市場 is typed, without a converter at hand. Of 著, which
    both scripts have, nothing is said where simplified text has it (显著).

    >>> other_forms("场监管")
    {'場': '场', '監': '监'}
    """
    wanted = set(characters)
    block = [chr(code) for code in range(0x3400, 0xA000)]
    simplified = _converter().convert("\n".join(block)).split("\n")
    return {
        other: plain
        for other, plain in zip(block, simplified, strict=True)
        if other != plain and plain in wanted and other not in wanted
    }


def script_of(text: str) -> str:
    """``hant`` where characters of traditional script alone outnumber those of simplified alone,
    else ``hans``.
    """
    traditional, simplified = _counts(text)
    return "hant" if traditional > simplified else "hans"


def _counts(text: str) -> tuple[int, int]:
    traditional, simplified = _one_script_only()
    return sum(map(traditional.__contains__, text)), sum(map(simplified.__contains__, text))


def _traditional(lines: Sequence[str]) -> list[bool]:
    """Which lines are traditional: the strong ones by themselves, the weak ones by the nearest
    strong ones.
    """
    counts = [_counts(line) for line in lines]
    strong = [_verdict(*count) for count in counts]
    if not any(verdict is not None for verdict in strong):
        whole = sum(t for t, _ in counts) > sum(s for _, s in counts)
        return [whole] * len(lines)
    before = _carried(strong)
    after = _carried(strong[::-1])[::-1]
    return [
        own if own is not None else _between(count, left, right)
        for own, count, left, right in zip(strong, counts, before, after, strict=True)
    ]


def _verdict(traditional: int, simplified: int) -> bool | None:
    """True for traditional, False for simplified, None where the line alone does not tell."""
    more, less = max(traditional, simplified), min(traditional, simplified)
    return traditional > simplified if more >= _STRONG and more >= _CLEAR * less else None


def _carried(verdicts: Sequence[bool | None]) -> list[bool | None]:
    """The last verdict given up to each place."""
    out: list[bool | None] = []
    last: bool | None = None
    for verdict in verdicts:
        last = last if verdict is None else verdict
        out.append(last)
    return out


def _between(count: tuple[int, int], before: bool | None, after: bool | None) -> bool:
    if before is None or after is None or before == after:
        return bool(after if before is None else before)
    return count[0] > count[1] if count[0] != count[1] else before


def _convert(line: str) -> str:
    """OpenCC keeps the number of characters but for a few phrases; there the characters are
    converted one by one.
    """
    try:
        simplified = _converter().convert(line)
    except UnicodeEncodeError:  # half a character (a lone surrogate), which stays as it is
        parts = _HALVES.split(line)
        return "".join(part if _HALVES.fullmatch(part) else _convert(part) for part in parts)
    if len(simplified) == len(line):
        return simplified
    out = (_converter().convert(character) for character in line)
    return "".join(new if len(new) == 1 else old for new, old in zip(out, line, strict=True))
