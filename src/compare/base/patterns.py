"""Patterns that a study brings: of one documented form, and never without an answer.

Python's own `re` can need years for (甲+)+乙, and has no clock. Patterns of codebooks and
registries are therefore held to the form of docs/codebooks.md when read, and run by `regex`, which
gives the same matches as `re` for this form and stops when its time is over.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from compare.errors import CodebookError

MAX_LENGTH = 2000
MAX_REPEAT = 200
MAX_DEPTH = 6
SECONDS = 2.0
"""Processor time that one pattern may take on one passage; patterns in use take microseconds."""

_GROUP = regex.compile(r"\((?:\?(?::|<?[=!]))?")
_COUNT = regex.compile(r"\{(\d*)(,(\d*))?\}")
_ESCAPE = regex.compile(r"\\[dDsSwWbB\W_]")


def compile_pattern(pattern: object, where: str, *, nested: bool = False) -> regex.Pattern[str]:
    """A pattern of the documented form, compiled.

    Parameters
    ----------
    pattern : object
        As it stands in the file.
    where : str
        File and place, for messages.
    nested : bool
        Groups with repeats in them may be repeated, as whole names of bodies need it; such a
        pattern relies on the clock alone.

    Raises
    ------
    CodebookError
        If it is no text, no regular expression, longer than `MAX_LENGTH`, matches the empty text,
        or holds what the form does not know: a repeat over `MAX_REPEAT` times, a repeat inside a
        repeated group, groups deeper than `MAX_DEPTH`, back references, names, flags.
    """
    if not isinstance(pattern, str):
        raise CodebookError(f"{where}: the pattern {pattern!r} is not text; put it in quotes.")
    told = pattern if len(pattern) <= 60 else pattern[:60] + "…"
    if len(pattern) > MAX_LENGTH:
        raise CodebookError(
            f"{where}: the pattern {told!r} has {len(pattern):,} characters; the limit is "
            f"{MAX_LENGTH:,}. Write several patterns."
        )
    if wrong := _not_of_the_form(pattern, nested=nested):
        raise CodebookError(f"{where}: the pattern {told!r} {wrong} See docs/codebooks.md.")
    try:
        compiled = regex.compile(pattern)
    except (regex.error, OverflowError, RecursionError, ValueError) as error:
        raise CodebookError(f"{where}: {told!r} is not a regular expression ({error}).") from error
    if not nested and compiled.match("", timeout=SECONDS):
        raise CodebookError(
            f"{where}: {told!r} matches the empty text; it would be found everywhere."
        )
    return compiled


def matches_of(pattern: regex.Pattern[str], text: str) -> Iterator[regex.Match[str]]:
    """Every match of a pattern in a text, from left to right.

    Raises
    ------
    CodebookError
        If it takes more than `SECONDS`.
    """
    try:
        yield from pattern.finditer(text, timeout=SECONDS)
    except TimeoutError as error:
        raise _endless(pattern, text) from error


def fills(pattern: regex.Pattern[str], name: str) -> bool:
    """Whether a pattern matches the whole of a name; raises as `matches_of` does."""
    try:
        return pattern.fullmatch(name, timeout=SECONDS) is not None
    except TimeoutError as error:
        raise _endless(pattern, name) from error


def _endless(pattern: regex.Pattern[str], text: str) -> CodebookError:
    return CodebookError(
        f"the pattern {pattern.pattern[:60]!r} of a codebook found no end within {SECONDS:g} s in "
        f"the passage that begins {text[:20]!r}. Repeat less in it: give bounds such as {{0,8}} "
        f"in place of * and +."
    )


def _not_of_the_form(pattern: str, *, nested: bool) -> str:
    """What a pattern holds that the form does not know; empty where it is of the form."""
    repeats: list[bool] = [False]  # for each open group: whether a repeat stands in it
    at, inner, before = 0, False, False  # `inner`: the last piece is a group with a repeat in it
    while at < len(pattern):
        mark = pattern[at]
        if mark == "\\":
            hit = _ESCAPE.match(pattern, at)
            if not hit:
                return f"holds {pattern[at : at + 2]!r}, which has no meaning here."
            at, inner, before = hit.end(), False, True
        elif mark == "[":
            at, inner, before = _class_end(pattern, at), False, True
        elif mark == "(":
            opened = _GROUP.match(pattern, at)
            assert opened
            if opened.group() == "(" and pattern[at + 1 : at + 2] == "?":
                return "holds a name, a flag or a reference; plain groups are enough."
            repeats.append(False)
            if len(repeats) > MAX_DEPTH + 1:
                return f"has more than {MAX_DEPTH} groups inside each other."
            at, before = opened.end(), False
        elif mark == ")":
            if len(repeats) == 1:
                return "closes a group that it does not open."
            inner = repeats.pop()
            repeats[-1] = repeats[-1] or inner
            at, before = at + 1, True
        elif mark in "*+?" or (mark == "{" and _COUNT.match(pattern, at)):
            count = _COUNT.match(pattern, at) if mark == "{" else None
            high = (count[3] if count[2] else count[1]) if count else ""
            low = count[1] if count else ""
            if any(len(n) > 6 or int(n or 0) > MAX_REPEAT for n in (low, high)):
                return f"repeats more than {MAX_REPEAT} times."
            if inner and mark != "?" and not nested:
                return "repeats a group in which something is repeated already."
            if not before:
                return "repeats nothing, or repeats a repeat."
            repeats[-1] = repeats[-1] or mark != "?"
            at, inner, before = count.end() if count else at + 1, False, False
            if pattern[at : at + 1] == "?":  # as few as possible
                at += 1
        else:
            at, inner, before = at + 1, False, mark not in "|"
    return "" if len(repeats) == 1 else "opens a group that it does not close."


def _class_end(pattern: str, at: int) -> int:
    end = at + 1
    while end < len(pattern) and (pattern[end] != "]" or pattern[at + 1 : end] in ("", "^")):
        end += 2 if pattern[end] == "\\" else 1
    return min(end + 1, len(pattern))
