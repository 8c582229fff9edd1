"""Characters without which a pattern cannot match: looking for them first changes nothing and is
several times as fast, since most cues are in most clauses not there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

# An escape; a class, which may hold ] as its first character; how a group opens; anything else.
_TOKEN = re.compile(r"\\.|\[\^?\]?(?:\\.|[^\]\\])*\]|\(\?<?[=!]|\((?:\?:)?|.", re.DOTALL)
_FLAGS = re.compile(r"\(\?[aiLmsux-]")
_REPEAT = re.compile(r"\{[\d,]*\}|[?*+]")
_MANY = 24  # more alternatives than this are no quicker than the pattern


def literals_of(pattern: str) -> tuple[str, ...]:
    """Runs of characters of which one stands wherever a pattern matches; none where no such run
    is certain.

    Of several such sets that with the fewest runs is taken, then that with the longest, then the
    first.

    Examples
    --------
    >>> literals_of("信用(?:体系|信息)建设"), literals_of("减税|降费"), literals_of("不得?收费")
    (('信用',), ('减税', '降费'), ('收费',))
    >>> literals_of("(?:经验|典型)的?(?:推广|交流)"), literals_of("[税费]?")
    (('经验', '典型'), ())
    """
    return () if _FLAGS.search(pattern) else _of(pattern)


def _of(pattern: str) -> tuple[str, ...]:
    branches = list(_branches(pattern))
    sets = [_best(branch) for branch in branches]
    if not all(sets):
        return ()
    together = tuple(dict.fromkeys(run for runs in sets for run in runs))
    return together if len(together) <= _MANY else ()


def _branches(pattern: str) -> Iterator[list[str]]:
    """The pieces of each alternative at the top: a piece is a token, or a group with all in it."""
    pieces: list[str] = []
    depth = 0
    for hit in _TOKEN.finditer(pattern):
        token = hit[0]
        if depth:
            pieces[-1] += token
        elif token == "|":
            yield pieces
            pieces = []
        else:
            pieces.append(token)
        depth += token.startswith("(") - (token == ")")
    yield pieces


def _best(pieces: list[str]) -> tuple[str, ...]:
    """The set of runs of one alternative."""
    sets: list[tuple[str, ...]] = []
    run = ""
    for piece, quantifier in _quantified(pieces):
        literal = piece if len(piece) == 1 and piece not in ".^$" else ""
        if literal and not quantifier:
            run += literal
            continue
        kept = quantifier in ("", "+")  # stands at least once; {2,} might, and is not asked
        sets.append((run + literal if literal and kept else run,))
        run = ""
        if kept and piece.startswith("(") and not piece.startswith(("(?=", "(?!", "(?<")):
            sets.append(_of(re.sub(r"^\((?:\?:)?|\)$", "", piece)))
    sets.append((run,))
    certain = [runs for runs in sets if runs and all(runs)]
    return max(certain, key=lambda runs: (-len(runs), min(map(len, runs))), default=())


def _quantified(pieces: list[str]) -> Iterator[tuple[str, str]]:
    """Each piece with the quantifier behind it; a quantifier in braces is put together again."""
    text = list(pieces)
    at = 0
    while at < len(text):
        piece = text[at]
        at += 1
        hit = _REPEAT.match("".join(text[at : at + 12]))
        quantifier = hit[0] if hit else ""
        at += len(quantifier)
        if quantifier and text[at : at + 1] in (["?"], ["+"]):  # lazy or possessive
            at += 1
        yield piece, quantifier
