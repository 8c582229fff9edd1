"""Random inputs: pieces in any order, grammars of what people write, and mutations of a corpus.

Every maker takes a `random.Random` and nothing else, so that an input is known by its number.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from inputs import PIECES

CORPUS = Path(__file__).parent / "corpus"
ROOT = Path(__file__).parents[2]
# Files of the project that are good seeds, beside the corpus.
ALSO = {"txt": "src/compare/example/texts", "yaml": "data/templates"}
Make = Callable[[Random], Any]
# What sits badly anywhere: marks of direction, halves of characters, digits that are none.
ODD = (
    "\0", "\ufeff", "\u200b", "\u202e", "\u2028", "\x85", "\x1c", "\r", "\ud800", "²", "①", "㈠",
    "½", "٣", "〇", "\U0001d7d8", "é", "e\u0301", "ﬁ", "İ", "ß", "𠀀", "🙂", "９", "，", "：",
)  # fmt: skip


def joined(pieces: Sequence[str], most: int, *, least: int = 1) -> Make:
    """Pieces in any order; now and then an odd character, a run of one, or all of it again."""

    def make(chance: Random) -> str:
        parts = chance.choices(pieces, k=chance.randint(least, most))
        if chance.random() < 0.2:
            parts.insert(chance.randrange(len(parts) + 1), odd(chance))
        if chance.random() < 0.05:
            at = chance.randrange(len(parts) + 1)
            parts[at:at] = [chance.choice(pieces)] * chance.randint(2, 60)
        if chance.random() < 0.05:
            parts *= chance.randint(2, 5)
        return "".join(parts)

    return make


def odd(chance: Random) -> str:
    """One character that sits badly, or any at all."""
    return chance.choice(ODD) if chance.random() < 0.7 else chr(chance.randrange(1, 0x3100))


def mutated(kind: str, pieces: Sequence[str], *, most: int = 4000) -> Make:
    """A file of the corpus, or two halves of two, with places cut, doubled and written over."""

    def make(chance: Random) -> str:
        seeds = corpus(kind)
        text = chance.choice(seeds)
        if len(text) > most:
            begin = chance.randrange(len(text) - most)
            text = text[begin : begin + most]
        if chance.random() < 0.3:
            other = chance.choice(seeds)[:most]
            text = text[: chance.randrange(len(text) + 1)] + other[chance.randrange(len(other)) :]
        parts = list(text)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(parts) + 1)
            end = at + chance.choice((0, 0, 1, 1, 5, 40))
            new = chance.choice(pieces) if chance.random() < 0.7 else odd(chance)
            how = chance.random()
            parts[at:end] = [] if how < 0.2 else list(new)
            if how > 0.9:
                parts[at:at] = parts[at:end] * chance.randint(1, 30)
        return "".join(parts)

    return make


@cache
def corpus(kind: str) -> tuple[str, ...]:
    """The texts of the corpus with an ending, in the order of their names."""
    places = [CORPUS, *([ROOT / ALSO[kind]] if kind in ALSO else [])]
    found = tuple(
        path.read_text(encoding="utf-8")
        for place in places
        for path in sorted(place.glob(f"*.{kind}"))
    )
    assert found, f"the corpus holds no .{kind}"
    return found


def either(*makers: Make) -> Make:
    """One of several ways."""
    return lambda chance: chance.choice(makers)(chance)


def as_bytes(make: Make) -> Make:
    """A text in one of the encodings that files come in, sometimes cut or with a wrong byte."""

    def encoded(chance: Random) -> bytes:
        how = chance.choice(("utf-8", "utf-8", "utf-8-sig", "gb18030", "gbk", "big5", "utf-16"))
        data = bytearray(make(chance).encode(how, "replace"))
        for _ in range(chance.choice((0, 0, 0, 1, 3))):
            at = chance.randrange(len(data) + 1)
            data[at : at + chance.randint(0, 3)] = chance.randbytes(chance.randint(0, 3))
        return bytes(data)

    return encoded


def damaged(seeds: Callable[[], Sequence[bytes]], *, inside: bool) -> Make:
    """A whole file with bytes changed; of an archive also inside a part, packed again."""

    def make(chance: Random) -> bytes:
        data = chance.choice(seeds())
        if inside and chance.random() < 0.7:
            return repacked(data, chance)
        return bytes(_scratched(bytearray(data), chance))

    return make


def repacked(data: bytes, chance: Random) -> bytes:
    """An archive of which one part was scratched, dropped, doubled in size or given another's."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice([name for name in parts if name.endswith((".xml", ".rels"))] or [*parts])
    how = chance.random()
    if how < 0.1:
        del parts[name]
    elif how < 0.2:
        parts[name] = parts[chance.choice(list(parts))]
    elif how < 0.5:
        parts[name] = bytes(_scratched(bytearray(parts[name]), chance))
    else:  # still well formed: attributes and text changed
        text = parts[name].decode("utf-8", "replace")
        at = chance.randrange(len(text) + 1)
        new = chance.choice(
            ("", "0", "-1", "99999999999999999999", "甲", "x", "A1:XFD1048576", "²")
        )
        while at < len(text) and text[at] not in '">':
            at += 1
        end = text.find('"' if text[at : at + 1] == '"' else "<", at + 1)
        parts[name] = (text[: at + 1] + new + text[max(end, at + 1) :]).encode()
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as archive:
        for part, content in parts.items():
            archive.writestr(zipfile.ZipInfo(part), content)
    return out.getvalue()


def _scratched(data: bytearray, chance: Random) -> bytearray:
    for _ in range(chance.randint(1, 5)):
        at = chance.randrange(len(data) + 1)
        data[at : at + chance.choice((0, 1, 2, 9))] = chance.randbytes(chance.choice((0, 1, 2, 4)))
    return data[: chance.randrange(1, len(data))] if chance.random() < 0.2 else data


VALUES = (
    "甲", "", " ", "1", "0", "-1", "1.5", ".nan", "-.inf", "1e400", "9" * 25, "9" * 400, "0x1F",
    "1_000", "0o7", "1:30", "2021-02-30", "2021-03-05", "true", "no", "~", "null", "[]", "{}",
    "[甲, 乙]", "{甲: 乙}", "'甲'", '"\\u0000"', '"\\ud800"', "&a 甲", "*a", "!!python/name:os",
    "!!binary eA==", "|\n  甲\n  乙", ">-\n  甲", "=1+1", "<script>", "国发〔2018〕32号", "# 甲",
    "a: b", "- a", "? a", "@x", "%x", "\t",
    "²", "(甲+)+", "甲{999}", "(?P<x>甲)", "[", "甲|", "a;b",
)  # fmt: skip


def mapping(keys: Sequence[str]) -> Make:
    """YAML as a person writes it: keys that are known with values of any kind, nested."""

    def make(chance: Random) -> str:
        return "".join(_entry(chance, keys, 0) for _ in range(chance.randint(1, 6)))

    return make


def _entry(chance: Random, keys: Sequence[str], depth: int) -> str:
    name = chance.choice(keys) if chance.random() < 0.9 else chance.choice(VALUES)
    pad = "  " * depth
    how = chance.random()
    if how < 0.55 or depth > 4:
        return f"{pad}{name}: {chance.choice(VALUES)}\n"
    inner = [_entry(chance, keys, depth + 1) for _ in range(chance.randint(1, 4))]
    if how < 0.8:
        inner = [f"{pad}- {text.lstrip()}" if chance.random() < 0.5 else text for text in inner]
    return f"{pad}{name}:\n" + "".join(inner)


def filled(tree: Any, spoil: float = 0.1) -> Make:
    """Values of a form that is right but for one place in ten: what gets past the first checks.

    Lists stand for a choice, tuples for a list of some, functions are called.
    """

    def make(chance: Random) -> Any:
        return _filled(tree, chance, spoil)

    return make


WRONG = (
    None, True, False, 0, -1, 1.5, 10**30, "", " ", "甲", "²", [], {}, [None], ["甲"], {"甲": 1},
    "x" * 300, "\0", "=1", [[]], {"": ""}, 1e308, "nan",
)  # fmt: skip


def _filled(tree: Any, chance: Random, spoil: float) -> Any:
    if chance.random() < spoil:
        return chance.choice(WRONG)
    if callable(tree):
        return tree(chance)
    if isinstance(tree, list):
        return _filled(chance.choice(tree), chance, 0)
    if isinstance(tree, tuple):
        return [_filled(tree[0], chance, spoil) for _ in range(chance.randint(0, 4))]
    if isinstance(tree, dict):
        kept = {key: _filled(value, chance, spoil) for key, value in tree.items()}
        if chance.random() < spoil:
            kept.pop(chance.choice(list(kept)))
        if chance.random() < spoil / 2:
            kept[chance.choice(("甲", "", "zh", "x"))] = chance.choice(WRONG)
        return kept
    return tree


def sheet(columns: Sequence[str], cells: Sequence[str], rows: int = 6) -> Make:
    """A table as CSV: known columns in any order, cells that fit and that do not, odd quoting."""

    def make(chance: Random) -> str:
        names = chance.sample(list(columns), chance.randint(1, len(columns)))
        if chance.random() < 0.2:
            names.insert(chance.randrange(len(names) + 1), chance.choice((*names, "", "甲")))
        mark = chance.choice((",", ",", ",", ";", "\t"))
        end = chance.choice(("\n", "\n", "\r\n", "\r"))
        lines = [names] + [
            [_cell(chance, cells) for _ in range(len(names) + chance.choice((0, 0, 0, -1, 1)))]
            for _ in range(chance.randint(0, rows))
        ]
        text = end.join(mark.join(_quoted(chance, cell) for cell in line) for line in lines) + end
        return ("\ufeff" if chance.random() < 0.2 else "") + text

    return make


def _cell(chance: Random, cells: Sequence[str]) -> str:
    cell = chance.choice(cells)
    return cell if chance.random() < 0.9 else cell + odd(chance)


def _quoted(chance: Random, cell: str) -> str:
    if any(mark in cell for mark in ',;"\t\r\n') and chance.random() < 0.9:
        return '"' + cell.replace('"', '""') + '"'
    return cell if chance.random() < 0.95 else f'"{cell}'


def records(columns: Sequence[str], values: Sequence[Any]) -> Make:
    """Rows as mappings, as JSON has them."""

    def make(chance: Random) -> list[dict[str, Any]]:
        names = chance.sample(list(columns), chance.randint(1, min(8, len(columns))))
        return [
            {name: chance.choice(values) for name in names if chance.random() < 0.9}
            for _ in range(chance.randint(0, 5))
        ]

    return make


def as_json(make: Make, *, lines: bool) -> Make:
    """Rows as JSON or JSON Lines, now and then with a place written over."""

    def written(chance: Random) -> str:
        rows = make(chance)
        parts = [json.dumps(row, ensure_ascii=chance.random() < 0.5) for row in rows]
        text = "\n".join(parts) if lines else "[" + ",".join(parts) + "]"
        if chance.random() < 0.4 and text:
            at = chance.randrange(len(text))
            new = chance.choice(("[", "]", "{", "NaN", "1e999", '"', "\0", "\\u0000", "[" * 99, ""))
            text = text[:at] + new + text[at + chance.choice((0, 1, 3)) :]
        return text

    return written


POLICY = (*PIECES, *"甲乙丙市局县省部委和与的")
