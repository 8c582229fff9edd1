"""`python -m benchmarks.reliability`: one table of what was tried to break it, and what was lost.

Each kind is run here at the size asked for, or its numbers are taken from the files that longer
runs wrote (`--kills`, `--fuzz`: the `--json` of those commands).
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import growth, kills

ROOT = Path(__file__).parents[1]
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
    """Print the table; exit 1 where anything was lost."""
    parser = argparse.ArgumentParser(prog="make reliability", description=__doc__)
    parser.add_argument("--kills", type=Path, help="numbers of python -m benchmarks.kills --json")
    parser.add_argument("--fuzz", type=Path, help="numbers of tests/fuzz/long_run.py --json")
    parser.add_argument("--bytes", type=int, default=250_000, help="size of the odd shapes")
    arguments = parser.parse_args()
    print("| kind | tried | survived | lost | slowest, s |\n|---|---:|---:|---:|---:|")
    rows = []
    for make in (hostile, tricks, shapes):
        rows.append(make(arguments.bytes) if make is shapes else make())
        show(rows[-1])
    rows += killed(arguments.kills)
    rows += fuzzed(arguments.fuzz)
    for row in rows[3:]:
        show(row)
    raise SystemExit(any(row.lost for row in rows))


def show(row: Row) -> None:
    """One line of the table."""
    told = f"| {row.kind} | {row.tried:,} | {row.survived:,} | {row.lost} | {row.slowest:.1f} |"
    print(told, flush=True)


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
    began = time.monotonic()
    told = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "tests/reading/test_url.py",
         "tests/reading/test_url_tricks.py"],
        cwd=ROOT, capture_output=True, text=True,
    )  # fmt: skip
    last = (told.stdout.strip().splitlines() or [""])[-1].replace(",", "").split()
    count = {word: int(last[at - 1]) for at, word in enumerate(last) if last[at - 1].isdecimal()}
    passed, failed = count.get("passed", 0), count.get("failed", 0)
    return Row("network tricks", passed + failed, passed, failed, time.monotonic() - began)


def shapes(size: int) -> Row:
    """Odd shapes of text: in proportion, and within the limit."""
    found = [growth.grown(name, job, (size // 4, size)) for name, job in growth.jobs().items()]
    held = sum(one.holds for one in found)
    slowest = max(one.seconds[-1] for one in found)
    return Row(f"odd shapes, {size:,} bytes", len(found), held, len(found) - held, slowest)


def killed(file: Path | None) -> list[Row]:
    """Kills at random moments, from a longer run or a short one here."""
    if file:
        told = json.loads(file.read_text(encoding="utf-8"))
    else:
        import random

        told = {name: vars(one) for name, one in kills.trial(30, random.Random(1)).items()}
    return [
        Row(f"kills of {name}", one["kills"], one["kills"] - len(one["lost"]), len(one["lost"]),
            one["slowest"])
        for name, one in told.items()
    ]  # fmt: skip


def fuzzed(file: Path | None) -> list[Row]:
    """Random inputs, from a longer run; none where no file is named."""
    if not file:
        return []
    told = json.loads(file.read_text(encoding="utf-8"))
    return [
        Row(f"random inputs: {name}", n, n - told["crashes"].count(name),
            told["crashes"].count(name), told["slowest"][name])
        for name, n in told["tried"].items()
    ]  # fmt: skip


if __name__ == "__main__":
    main()
