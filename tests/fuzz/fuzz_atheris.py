"""Coverage-guided fuzzing of readers and parser; not part of the suite, see README.md beside this
file.

python tests/fuzz/fuzz_atheris.py parser|txt|html|docx|pdf [corpus folder] [-max_total_time=600]
[...]
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["compare"]):
    from compare.errors import PolicyCompareError, ReadingError
    from compare.reading import read_bytes
    from compare.structure import parse_text


def parser(data: bytes) -> None:
    """Any text is parsed or refused, and the parts of a parsed one tile it."""
    text = data.decode("utf-8", "ignore")
    try:
        parsed = parse_text("x", text)
    except PolicyCompareError:
        return
    parts = parsed.parts
    assert parts["begin"].iloc[0] == 0 and parts["end"].iloc[-1] == len(text)
    assert list(parts["begin"][1:]) == list(parts["end"][:-1])


def reader(kind: str):
    """Any bytes are read or refused."""

    def one(data: bytes) -> None:
        try:
            read_bytes(data, f"x.{kind}")
        except ReadingError:
            return

    return one


if __name__ == "__main__":
    target = sys.argv.pop(1) if len(sys.argv) > 1 else "parser"
    atheris.Setup(sys.argv, parser if target == "parser" else reader(target))
    atheris.Fuzz()
