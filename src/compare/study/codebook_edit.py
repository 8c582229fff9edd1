"""A codebook's file with further cues: the rest of it, comments too, stays as it was written."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import yaml

from compare.base.atomic import write_text
from compare.base.patterns import compile_pattern
from compare.base.plain_yaml import read_yaml
from compare.content.codebooks import Code, Codebook, Cue, parse_codebook
from compare.errors import CodebookError

_SPECIAL = re.compile(r"[.*+?()\[\]{}|\\^$]")


def literal(word: str) -> str:
    """A word as a pattern that matches this word and nothing else.

    >>> literal("首台(套)")
    '首台\\\\(套\\\\)'
    """
    return _SPECIAL.sub(lambda mark: "\\" + mark.group(), word)


def add_cues(path: Path, code: str, words: Sequence[str], *, weight: float = 1.0) -> Codebook:
    """Write words into the codebook as cues of `code`, literally; return the codebook as it is now.

    Raises
    ------
    CodebookError
        If there is no such code, every word is a cue already, or the file is laid out so that the
        line cannot be put in its place; nothing is written then.
    """
    text = path.read_bytes().decode("utf-8")  # line ends as they are
    before = parse_codebook(read_yaml(path), where=str(path))
    if code not in before:
        raise CodebookError(f"{path}: has no code {code!r}; its codes are {', '.join(before.ids)}.")
    have = {cue.pattern.pattern for cue in before[code].cues}
    new = [pattern for word in words if (pattern := literal(word.strip())) and pattern not in have]
    if not new:
        raise CodebookError(f"{path}: {code} has these cues already: {', '.join(words)}.")
    cues = tuple(Cue(compile_pattern(pattern, f"{path}, {code}"), float(weight)) for pattern in new)
    changed = _with_line(text, code, new, weight)
    if changed is None or not _same(changed, str(path), before, code, cues):
        raise CodebookError(
            f"{path}: it is laid out so that cues of {code} cannot be put in by a program. Write "
            f"under its cues: {_line(new, weight)}"
        )
    write_text(path, changed)
    return parse_codebook(read_yaml(path), where=str(path))


def _line(patterns: Sequence[str], weight: float) -> str:
    quoted = ", ".join("'" + pattern.replace("'", "''") + "'" for pattern in patterns)
    return f"- {{weight: {weight:g}, match: [{quoted}]}}"


def _with_line(text: str, code: str, patterns: Sequence[str], weight: float) -> str | None:
    """The text with a cue more; None where the code, in block style, is not found."""
    newline = "\r\n" if "\r\n" in text else "\n"
    lines = text.split(newline)
    begin = next(
        (
            n
            for n, line in enumerate(lines)
            if re.fullmatch(rf"\s*-\s+id:\s*(['\"]?){re.escape(code)}\1\s*(#.*)?", line)
        ),
        None,
    )
    if begin is None:
        return None
    margin = len(lines[begin]) - len(lines[begin].lstrip())
    end = next(
        (
            n
            for n in range(begin + 1, len(lines))
            if lines[n].strip()
            and not lines[n].lstrip().startswith("#")
            and len(lines[n]) - len(lines[n].lstrip()) <= margin
        ),
        len(lines),
    )
    head = next(
        (n for n in range(begin, end) if re.fullmatch(r"\s*cues:\s*(\[\]\s*)?(#.*)?", lines[n])),
        None,
    )
    if head is None:
        last = max(n for n in range(begin, end) if lines[n].strip())
        indent = " " * (margin + 2)
        added = [f"{indent}cues:", f"{indent}{_line(patterns, weight)}"]
        return newline.join([*lines[: last + 1], *added, *lines[last + 1 :]])
    lines[head] = re.sub(r"\[\]\s*", "", lines[head]).rstrip()
    first = next((n for n in range(head + 1, end) if lines[n].lstrip().startswith("- ")), None)
    indent = re.match(r"\s*", lines[first if first is not None else head]).group()  # type: ignore[union-attr]
    return newline.join([*lines[: head + 1], indent + _line(patterns, weight), *lines[head + 1 :]])


def _same(text: str, where: str, before: Codebook, code: str, cues: tuple[Cue, ...]) -> bool:
    """Whether the new text says what the old one did, and the cues, and nothing else."""
    try:
        found = parse_codebook(yaml.safe_load(text), where=where)
    except (CodebookError, yaml.YAMLError):
        return False
    expected = tuple(_with(entry, cues) if entry.id == code else entry for entry in before.codes)
    # Patterns compiled anew are not equal; what they are made of is.
    return repr(found) == repr(replace(before, codes=expected))


def _with(entry: Code, cues: tuple[Cue, ...]) -> Code:
    return replace(entry, cues=(*cues, *entry.cues))
