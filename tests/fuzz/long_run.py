"""`make fuzz`: many random inputs through every reader, in one process.

Input n of a target is made from the seed, the target and n alone, so `--only NAME --at N` makes one
again. An input that was there already is not counted. A crash is an error that is not one of ours,
a promise that is broken (`promises.py`), or more than `LIMIT` seconds of the processor: it is
printed, written to the folder that `--crashes` names, and becomes a test. `--again FILE` runs what
crashed in an earlier run, by its numbers, on the code as it is now.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import signal
import sys
import time
import traceback
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]
from targets import TARGETS, Target  # noqa: E402

from compare.base.patterns import SECONDS  # noqa: E402
from compare.errors import PolicyCompareError  # noqa: E402

LIMIT = SECONDS + 0.5
"""Processor seconds that one input may take: what the clock of a pattern allows, and the rest."""
ROUND = 2000  # inputs between two lines of news


class Hangs(BaseException):
    """An input found no end; no reader catches it."""


class Tally:
    """What became of the inputs of one target."""

    def __init__(self) -> None:
        self.tried = self.refused = self.again = self.next = 0
        self.seconds = self.slowest = 0.0
        self.slowest_at = -1
        self.crashes: list[int] = []
        self.seen: set[bytes] = set()

    def told(self) -> dict[str, Any]:
        """The numbers, without what was seen."""
        return {name: value for name, value in vars(self).items() if name != "seen"}


def main() -> int:
    """Run until the number is reached or the time is over; print what was tried."""
    parser = argparse.ArgumentParser(prog="make fuzz", description=__doc__)
    parser.add_argument("--inputs", type=int, default=50_000)
    parser.add_argument("--seconds", type=float, default=3600)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="targets that hold this in their name")
    parser.add_argument("--at", type=int, help="make and run this input alone")
    parser.add_argument("--again", type=Path, help="numbers of a run: its crashes once more")
    parser.add_argument("--json", type=Path, help="write the numbers here, again and again")
    parser.add_argument("--crashes", type=Path, default=Path("build/fuzz"))
    arguments = parser.parse_args()
    chosen = [target for target in TARGETS if arguments.only in target.name]
    signal.signal(signal.SIGVTALRM, _out_of_time)
    warnings.simplefilter("error")
    warnings.filterwarnings("ignore", category=FutureWarning)  # nested sets, of `re` alone
    warnings.filterwarnings("ignore", module="(?:openpyxl|docx|jieba).*")
    if arguments.again:
        told = json.loads(arguments.again.read_text(encoding="utf-8"))
        left = run_again(told, chosen)
        (arguments.json or arguments.again).write_text(json.dumps(told, indent=1))
        print(f"{left} of the crashes are left")
        return int(bool(left))
    if arguments.at is not None:
        given = made(chosen[0], arguments.seed, arguments.at)
        refused, crash = trial(chosen[0], given)
        print(f"{given!r}\n{'refused' if refused else crash or 'read'}")
        return int(bool(crash))
    tallies = {target.name: Tally() for target in chosen}
    end = time.monotonic() + arguments.seconds
    order = list(turns(chosen, arguments.seed))
    for target in chosen:  # what a reader imports when it is first used is not its input's fault
        for n in range(-8, 0):
            trial(target, made(target, arguments.seed, n))
    done = 0
    while done < arguments.inputs and time.monotonic() < end:
        for target in order[: arguments.inputs - done]:
            one(target, tallies[target.name], arguments)
        done = sum(tally.tried for tally in tallies.values())
        if arguments.json:
            arguments.json.write_text(json.dumps(numbers(tallies, arguments.seed), indent=1))
    show(tallies)
    return int(any(tally.crashes for tally in tallies.values()))


def run_again(told: dict[str, Any], chosen: list[Target]) -> int:
    """Run what crashed in an earlier run; what does not any more is noted as mended there.

    Returns how many crash still.
    """
    left = 0
    for target in chosen:
        one = told["targets"].get(target.name, {"crashes": []})
        tried, one["crashes"] = [*one["crashes"], *one.get("mended", ())], []
        for n in [*range(-8, 0), *tried]:  # see `main`
            given = made(target, told["seed"], n)
            began = time.process_time()
            crash = trial(target, given)[1]
            if n >= 0 and (crash or time.process_time() - began > LIMIT):
                one["crashes"].append(n)
                print(f"{target.name}, input {n}: {crash or 'slow'}", flush=True)
        one["mended"] = [n for n in tried if n not in one["crashes"]]
        left += len(one["crashes"])
    return left


def turns(chosen: list[Target], seed: int) -> Iterator[Target]:
    """The targets of one round, each by its weight, mixed."""
    whole = sum(target.weight for target in chosen)
    once = [t for t in chosen for _ in range(max(1, round(ROUND * t.weight / whole)))]
    random.Random(seed).shuffle(once)
    yield from once


def made(target: Target, seed: int, n: int) -> Any:
    """Input n of a target."""
    return target.make(random.Random(f"{seed}/{target.name}/{n}"))


def one(target: Target, tally: Tally, arguments: argparse.Namespace) -> None:
    """The next input of a target that was not there before."""
    for _ in range(20):
        n, tally.next = tally.next, tally.next + 1
        given = made(target, arguments.seed, n)
        mark = hashlib.blake2b(repr(given).encode("utf-8", "surrogatepass"), digest_size=8).digest()
        if mark not in tally.seen:
            break
        tally.again += 1
    else:
        return
    tally.seen.add(mark)
    began = time.process_time()
    refused, crash = trial(target, given)
    taken = time.process_time() - began
    tally.tried += 1
    tally.seconds += taken
    tally.refused += refused
    if taken > tally.slowest:
        tally.slowest, tally.slowest_at = taken, n
    if crash or taken > LIMIT:
        tally.crashes.append(n)
        what = f"{target.name}, input {n} ({taken:.2f} s): --only {target.name!r} --at {n}"
        told = f"{what}\n{given!r}\n{crash}"
        if len(tally.crashes) <= 20:
            print(f"{what}\n{repr(given)[:500]}\n{crash}", flush=True)
            arguments.crashes.mkdir(parents=True, exist_ok=True)
            stem = "".join(c if c.isalnum() else "-" for c in target.name)
            path = arguments.crashes / f"{stem}-{arguments.seed}-{n}.txt"
            path.write_text(told, encoding="utf-8", errors="backslashreplace")


def trial(target: Target, given: Any) -> tuple[bool, str]:
    """Whether an input was refused, and the crash where it made one."""
    signal.setitimer(signal.ITIMER_VIRTUAL, 2 * LIMIT)
    try:
        target.run(given)
    except PolicyCompareError:
        return True, ""
    except (Exception, Hangs):
        return False, traceback.format_exc(limit=-4)
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    return False, ""


def _out_of_time(_number: int, _frame: FrameType | None) -> None:
    raise Hangs(f"no end within {2 * LIMIT:g} s")


def numbers(tallies: dict[str, Tally], seed: int) -> dict[str, Any]:
    """What `benchmarks.reliability` reads."""
    return {"seed": seed, "targets": {name: tally.told() for name, tally in tallies.items()}}


def show(tallies: dict[str, Tally]) -> None:
    """The table: refused inputs are those that ended in an error of ours."""
    print("| target | inputs | refused | crashes | all, s | slowest, s | which |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    for name, tally in tallies.items():
        print(
            f"| {name} | {tally.tried:,} | {tally.refused:,} | {len(tally.crashes)} "
            f"| {tally.seconds:.0f} | {tally.slowest:.2f} | {tally.slowest_at} |"
        )
    tried = sum(tally.tried for tally in tallies.values())
    crashes = sum(len(tally.crashes) for tally in tallies.values())
    print(f"{tried:,} inputs, {crashes} crashes")


if __name__ == "__main__":
    raise SystemExit(main())
