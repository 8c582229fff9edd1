"""`make fuzz`: many random inputs through parser, readers, YAML, sheets and marks, in batches.

Inputs are pieces of real layouts and mutations of the files in tests/fuzz/corpus. A crash is an
error that is not one of ours: it is printed with the input, written to tests/fuzz/corpus, and
becomes a test. Runs anywhere; atheris (fuzz_atheris.py) follows coverage where it is installed.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
import traceback
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))
from inputs import PIECES

from compare.base.patterns import compile_pattern
from compare.base.plain_yaml import load_yaml
from compare.content.codebooks import parse_codebook
from compare.errors import PolicyCompareError
from compare.reading import read_bytes
from compare.structure import parse_text
from compare.structure.marks import read_marks
from compare.study.files import read_sheet
from compare.text.dates import iso_date

CORPUS = Path(__file__).parent / "corpus"
YAML = ("title: ", "codes:\n", "- id: A\n", "  zh: 甲\n", "  cues:\n", "  - {weight: ", "1", ".nan",
        "match: ['", "甲", "+)", "{9}", "']}\n", "[", "]", "{", "}", "&a ", "*a", "!!int ", "? ",
        ": ", "---\n", "|-\n", "\t", "9999999999", "2021-02-30", "~", "#", "\n", " ")  # fmt: skip
CELLS = ("doc_id,file\n", "a,b.txt\n", ",", '"', "\n", "\r\n", "\ufeff", "=1+1", "甲", ";", "\0")
MARKUP = ("<p>", "</p>", "<div>", "<table>", "<tr>", "<td>", "<ol start=9>", "<li value=x>", "<!--",
          "-->", "<script>", "&#0;", "&lt;", "## ", "- ", "> ", "|甲|乙|\n", "```\n", "[", "](",
          "{\\rtf1", "\\u20013?", "}", "\\par ")  # fmt: skip
PATTERN = ("甲", "乙", "|", "(", ")", "(?:", "(?=", "(?<!", "[", "[^", "]", "?", "*", "+", "{0,8}",
           "{9}", ".", "\\", "\\d", "^", "$")  # fmt: skip


def main() -> int:
    """Run batches until the number is reached or the time is over; print what was tried."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=20_000)
    parser.add_argument("--seconds", type=float, default=600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--json", type=Path, help="write the numbers here")
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    tried, slowest, crashes = dict.fromkeys(TARGETS, 0), dict.fromkeys(TARGETS, 0.0), []
    end = time.monotonic() + arguments.seconds
    while sum(tried.values()) < arguments.inputs and time.monotonic() < end:
        for name, (make, target) in TARGETS.items():
            for _ in range(BATCH[name]):
                text = make(chance)
                began = time.process_time()
                try:
                    target(text)
                except PolicyCompareError:
                    pass
                except Exception:
                    crashes.append(name)
                    print(f"{name}: {text!r}\n{traceback.format_exc(limit=-2)}", flush=True)
                    CORPUS.mkdir(exist_ok=True)
                    (CORPUS / f"crash-{name}-{len(crashes)}.txt").write_text(
                        text, encoding="utf-8", errors="surrogatepass"
                    )
                slowest[name] = max(slowest[name], time.process_time() - began)
                tried[name] += 1
        if arguments.json:
            told = {"tried": tried, "slowest": slowest, "crashes": crashes}
            arguments.json.write_text(json.dumps(told, indent=1))
        if len(crashes) > 20:
            break
    print("| target | inputs | crashes | slowest, s |\n|---|---:|---:|---:|")
    for name in TARGETS:
        print(f"| {name} | {tried[name]:,} | {crashes.count(name)} | {slowest[name]:.2f} |")
    print(f"{sum(tried.values()):,} inputs, {len(crashes)} crashes")
    return int(bool(crashes))


def _joined(pieces: tuple[str, ...], most: int) -> Callable[[random.Random], str]:
    def make(chance: random.Random) -> str:
        parts = chance.choices(pieces, k=chance.randint(1, most))
        if chance.random() < 0.2:
            parts.insert(chance.randrange(len(parts)), chr(chance.randrange(1, 0x3000)))
        if chance.random() < 0.1:
            parts *= chance.randint(2, 9)
        return "".join(parts)

    return make


def _mutated(chance: random.Random) -> str:
    seeds = SEEDS or ["一、甲。"]
    text = list(chance.choice(seeds))
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(text) + 1)
        text[at : at + chance.choice((0, 0, 1, 5))] = chance.choice(PIECES)
    return "".join(text)


def _parse(text: str) -> None:
    parsed = parse_text("x", text)
    parts = parsed.parts
    assert parts["begin"].iloc[0] == 0 and parts["end"].iloc[-1] == len(text)
    assert list(parts["begin"][1:]) == list(parts["end"][:-1])


def _read(kind: str) -> Callable[[str], None]:
    return lambda text: (
        read_bytes(text.encode("utf-8", "surrogatepass"), f"x.{kind}") and None  # type: ignore[func-returns-value]
    )


def _book(text: str) -> None:
    parse_codebook(load_yaml(text, where="x.yaml"), where="x.yaml")


def _sheet(text: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.csv"
        path.write_text(text, encoding="utf-8", newline="")
        read_sheet(path)


def _date(text: str) -> None:
    iso_date(text)


SEEDS = [
    path.read_text(encoding="utf-8", errors="ignore")
    for path in sorted(CORPUS.glob("*.txt"))
    if path.stat().st_size < 20_000
]
TARGETS: dict[str, tuple[Callable[[random.Random], str], Callable[[str], None]]] = {
    "parser, pieces": (_joined(PIECES, 30), _parse),
    "parser, mutations": (_mutated, _parse),
    "txt": (_joined(PIECES, 30), _read("txt")),
    "html": (_joined(("<html>", *MARKUP, *PIECES), 40), _read("html")),
    "md": (_joined((*MARKUP, *PIECES), 40), _read("md")),
    "rtf": (lambda chance: "{\\rtf1 " + _joined(MARKUP, 30)(chance), _read("rtf")),
    "yaml": (_joined(YAML, 30), _book),
    "sheets": (_joined(CELLS, 20), _sheet),
    "marks": (
        _joined(("@@", "@@clause", "@@end", "@@section\n", *PIECES), 30),
        lambda t: read_marks(t) and None,
    ),
    "patterns": (_joined(PATTERN, 12), lambda text: compile_pattern(text, "x") and None),
    "dates": (_joined(("2021", "年", "3", "月", "二〇", "-", "/", "31", "日", "十"), 8), _date),
}
BATCH = dict.fromkeys(TARGETS, 10) | {"patterns": 100, "dates": 200, "marks": 100, "yaml": 50}

if __name__ == "__main__":
    raise SystemExit(main())
