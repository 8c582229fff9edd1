"""`make reliability`: one table of what was tried to break it, and what was lost.

Hostile files, network tricks and odd shapes are tried here. Kills, random inputs and environments
take hours: their numbers are those that the last long runs wrote into `benchmarks/measured/` (the
`--json` of `benchmarks.kills`, `tests/fuzz/long_run.py` and `benchmarks.repeat`).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import growth

ROOT = Path(__file__).parents[1]
HEAD = "| kind | tried | survived | lost | slowest, s |\n|---|---:|---:|---:|---:|"
BEGIN, END = "<!-- measured -->", "<!-- /measured -->"
MEASURED = ROOT / "benchmarks" / "measured"
sys.path.insert(0, str(ROOT / "tests"))


@dataclass(frozen=True, slots=True)
class Row:
    """One kind of trial."""

    kind: str
    tried: int
    survived: int
    lost: int
    slowest: float


def main() -> None:
    """Print the table; exit 1 where anything was lost here."""
    parser = argparse.ArgumentParser(prog="make reliability", description=__doc__)
    parser.add_argument("--bytes", type=int, default=250_000, help="size of the odd shapes")
    parser.add_argument("--measured", action="store_true", help="only the numbers of long runs")
    parser.add_argument("--write", type=Path, help="put the numbers of long runs into this page")
    arguments = parser.parse_args()
    if arguments.write:
        page = arguments.write.read_text(encoding="utf-8")
        before, _, rest = page.partition(BEGIN)
        table = "\n".join([HEAD, *(line(row) for row in long_runs())])
        text = f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}"
        arguments.write.write_text(text, encoding="utf-8")
        return
    here: list[Callable[[], Row]] = [hostile, tricks, offline, lambda: shapes(arguments.bytes)]
    print(HEAD)
    lost = 0
    for make in [] if arguments.measured else here:
        row = make()
        lost += row.lost
        show(row)
    for row in long_runs():
        show(row)
    raise SystemExit(bool(lost))


def long_runs() -> list[Row]:
    """The rows of the runs that take hours."""
    return [*killed(), *environments(), *fuzzed()]


def line(row: Row) -> str:
    """One line of the table."""
    return f"| {row.kind} | {row.tried:,} | {row.survived:,} | {row.lost} | {row.slowest:.1f} |"


def show(row: Row) -> None:
    """Print one line of the table."""
    print(line(row), flush=True)


def hostile() -> Row:
    """Hostile files: read, or refused with one error that names the file."""
    import hostile as made
    from compare.errors import ReadingError
    from compare.reading import read_bytes

    tried = lost = 0
    slowest = 0.0
    for name, data in made.files():
        began = time.process_time()
        tried += 1
        try:
            read_bytes(data, name)
        except ReadingError as error:
            lost += not str(error).startswith(name)
        except Exception as error:
            lost += 1
            print(f"{name}: {type(error).__name__}: {error}", file=sys.stderr)
        slowest = max(slowest, time.process_time() - began)
    return Row("hostile files", tried, tried - lost, lost, slowest)


def tricks() -> Row:
    """Tricks of addresses, name servers and web servers: the tests that hold them."""
    return tested("network tricks", "tests/reading/test_url.py", "tests/reading/test_url_tricks.py")


def offline() -> Row:
    """Every command with sockets forbidden: the tests that hold it."""
    return tested("commands without a network, tests", "tests/commands/test_offline.py")


def tested(kind: str, *tests: str) -> Row:
    """What tests say: passed and failed."""
    began = time.monotonic()
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", *tests], cwd=ROOT, capture_output=True, text=True
    )
    last = (told.stdout.strip().splitlines() or [""])[-1].replace(",", "").split()
    count = {word: int(last[at - 1]) for at, word in enumerate(last) if last[at - 1].isdecimal()}
    passed, failed = count.get("passed", 0), count.get("failed", 0)
    return Row(kind, passed + failed, passed, failed, time.monotonic() - began)


def shapes(size: int) -> Row:
    """Odd shapes of text: in proportion, and within the limit."""
    found = [growth.grown(name, job, (size // 4, size)) for name, job in growth.jobs().items()]
    held = sum(one.holds for one in found)
    slowest = max(one.seconds[-1] for one in found)
    return Row(f"odd shapes, {size:,} bytes", len(found), held, len(found) - held, slowest)


def killed() -> Iterator[Row]:
    """Kills at random moments, of all long runs together."""
    found: dict[str, Row] = {}
    for path in sorted(MEASURED.glob("kills-*.json")):
        for name, one in json.loads(path.read_text(encoding="utf-8")).items():
            before = found.get(name, Row(f"kills of `{name}`", 0, 0, 0, 0.0))
            tried, lost = before.tried + one["kills"], before.lost + len(one["lost"])
            slowest = max(before.slowest, one["slowest"])
            found[name] = Row(before.kind, tried, tried - lost, lost, slowest)
    yield from found.values()
    tried, lost = (sum(getattr(row, what) for row in found.values()) for what in ("tried", "lost"))
    yield Row("**kills together**", tried, tried - lost, lost, _slowest(found.values()))


def environments() -> Iterator[Row]:
    """Environments in which the same bytes came out."""
    path = MEASURED / "repeat.json"
    rows = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
    lost = sum(row["lost"] for row in rows)
    slowest = max((row["slowest"] for row in rows), default=0.0)
    yield Row("**environments**", len(rows), len(rows) - lost, lost, slowest)


def fuzzed() -> Iterator[Row]:
    """Random inputs of the long runs, by target: those that crash, or did and were not run again
    since (`tests/fuzz/long_run.py --again`), are lost.
    """
    found: dict[str, Row] = {}
    for path in sorted(MEASURED.glob("fuzz*.json")):
        for name, one in json.loads(path.read_text(encoding="utf-8"))["targets"].items():
            before = found.get(name, Row(f"random inputs: {name}", 0, 0, 0, 0.0))
            tried, lost = before.tried + one["tried"], before.lost + len(one["crashes"])
            slowest = max(before.slowest, one["slowest"])
            found[name] = Row(before.kind, tried, tried - lost, lost, slowest)
    rows = list(found.values())
    yield from rows
    tried, lost = (sum(getattr(row, what) for row in rows) for what in ("tried", "lost"))
    yield Row("**random inputs together**", tried, tried - lost, lost, _slowest(rows))


def _slowest(rows: Iterable[Row]) -> float:
    return max((row.slowest for row in rows), default=0.0)


if __name__ == "__main__":
    main()
