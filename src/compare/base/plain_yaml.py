"""YAML as plain values: text, whole and decimal numbers, truth values, lists and mappings; nothing
else, and bounded.

Codebooks come from colleagues and from the web. Depth, size and number of nodes are looked at on
the stream of events, before anything is built: a loader that builds first can be made to fill the
memory or to crash.
"""

from __future__ import annotations

import math
import re
from pathlib import Path
from typing import Any

import yaml

from compare.base.opening import read_regular
from compare.errors import CodebookError

MAX_BYTES = 8 * 1024 * 1024
MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_DIGITS = 30
_PLAIN_TAGS = frozenset(f"tag:yaml.org,2002:{kind}" for kind in ("str", "map", "seq"))
_HALF = re.compile("[\ud800-\udfff]")
_NUMBER = re.compile(
    r"[-+]?\d[0-9a-fA-FxXoO_:.+-]*"
)  # decimal, hexadecimal, octal and base 60 alike


# The compiled loader reads the codebooks ten times faster; both build plain values only.
class _Plain(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """A safe loader in which a date is text: a day that does not exist is then a matter of the
    reader of dates.
    """


_Plain.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in rules if tag != "tag:yaml.org,2002:timestamp"]
    for first, rules in _Plain.yaml_implicit_resolvers.items()
}


def _finite(loader: Any, node: Any) -> float:
    value = yaml.SafeLoader.construct_yaml_float(loader, node)
    if not math.isfinite(value):
        raise yaml.constructor.ConstructorError(
            None, None, f"{node.value} is no number that can be counted with", node.start_mark
        )
    return value


_Plain.add_constructor("tag:yaml.org,2002:float", _finite)


def load_yaml(text: str, *, where: str) -> Any:
    """Plain values from YAML text.

    Parameters
    ----------
    text : str
    where : str
        File, for messages.

    Raises
    ------
    CodebookError
        Names file and line: no valid YAML, deeper than `MAX_DEPTH`, more than `MAX_NODES` values,
        an anchor or alias, a number that is infinite, not a number, or longer than `MAX_DIGITS`
        digits.
    """
    try:
        _look(text, where)
        return yaml.load(text, Loader=_Plain)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{where}, line {mark.line + 1}" if mark else where
        said = " ".join(str(getattr(error, "problem", "") or error).split())
        raise CodebookError(
            f"{place}: is no valid YAML: {said[:300]}. Correct the line, or ask who made the file."
        ) from error


def read_yaml(path: Path | Any) -> Any:
    """Plain values from a YAML file in UTF-8; see `load_yaml`.

    Parameters
    ----------
    path : Path or importlib Traversable
        A file of the study (only regular files are opened) or one that the package brings.
    """
    own = isinstance(path, Path)
    data = read_regular(path, most=MAX_BYTES, error=CodebookError) if own else path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise CodebookError(
            f"{path}: is not in UTF-8 (byte {error.start}). Save it as UTF-8."
        ) from error
    return load_yaml(text, where=str(path))


def _look(text: str, where: str) -> None:
    """Walk the events once, and refuse what no codebook holds."""
    depth = nodes = 0
    for event in yaml.parse(text, Loader=_Plain):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise CodebookError(
                f"{where}, line {line}: anchors and aliases (&, *) are not read. Write "
                f"the value out where it is meant."
            )
        tag = getattr(event, "tag", None)
        if tag and tag not in _PLAIN_TAGS:
            raise CodebookError(
                f"{where}, line {line}: the tag {tag[:60]!r} is not read. Write the plain value."
            )
        nodes += isinstance(event, yaml.CollectionStartEvent | yaml.ScalarEvent)
        if nodes > MAX_NODES:
            raise CodebookError(
                f"{where}, line {line}: more than {MAX_NODES:,} values. Split the file."
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > MAX_DEPTH:
                raise CodebookError(
                    f"{where}, line {line}: more than {MAX_DEPTH} levels inside each "
                    f"other. A codebook has five at most."
                )
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        elif isinstance(event, yaml.ScalarEvent):
            if _HALF.search(event.value):  # the loader in Python reads "\\ud800", the compiled not
                raise CodebookError(
                    f"{where}, line {line}: holds half a character (a lone surrogate). Write the "
                    f"character itself."
                )
            if (
                event.implicit[0]
                and len(event.value) > MAX_DIGITS
                and _NUMBER.fullmatch(event.value)
            ):
                raise CodebookError(
                    f"{where}, line {line}: a number of {len(event.value)} digits. Put it "
                    f"into quotes if it is a text."
                )
