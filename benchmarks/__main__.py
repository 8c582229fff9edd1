"""`python -m benchmarks`: one table, ratios against what a user would do instead, same results
checked in the same run.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import platform
import random
import sys
import tempfile
from pathlib import Path
from typing import Any

from benchmarks import five, process, synthetic

SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
STEPS = ("tokens", "vectors", "neighbours")


def main() -> None:
    """Measure, print, and write the numbers as JSON where asked."""
    if sys.argv[1:2] == ["growth"]:
        from benchmarks import growth

        del sys.argv[1]
        growth.main()
    if sys.argv[1:2] == ["diffusion"]:
        from benchmarks import diffusion

        del sys.argv[1]
        diffusion.main()
        return
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument(
        "--corpus", type=Path, help="JSON Lines or Parquet; default: an invented corpus"
    )
    parser.add_argument("--documents", type=int, default=400, help="size of the invented corpus")
    parser.add_argument(
        "--sizes",
        default="",
        help="clauses, separated by commas, more than there are = all; default: 10^3 to all",
    )
    parser.add_argument(
        "--repeat", type=int, default=1, help="interleaved repetitions; the best of each counts"
    )
    parser.add_argument("--json", type=Path, help="write the numbers here")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = arguments.corpus or synthetic.write(folder / "corpus.jsonl", arguments.documents)
        result = measure(
            corpus,
            folder,
            [int(size) for size in arguments.sizes.split(",") if size],
            arguments.repeat,
        )
    print(table(result))
    if arguments.json:
        arguments.json.write_text(json.dumps(result, indent=1), encoding="utf-8")


def measure(corpus: Path, folder: Path, sizes: list[int], repeat: int) -> dict[str, Any]:
    """All measurements: the command first, since its clauses are what the stages are given."""
    say("the whole command")
    command = best([whole(corpus, folder / f"out-{k}") for k in range(repeat)])
    clauses = sample(folder / "out-0", folder)
    chosen = sorted({min(size, clauses) for size in sizes or [*SIZES, clauses]})
    rows = []
    for size in chosen:
        mine, their = [], []
        for _ in range(repeat):
            say(f"{size:,} clauses")
            their.append(process.stage("theirs", folder, size))
            mine.append(process.stage("ours", folder, size))
        row = {
            "clauses": size,
            "ours": steps(mine),
            "theirs": steps(their),
            "recall": min(taken.told["recall"] for taken in mine),
        }
        if size <= 30_000:
            row["brute"] = process.stage("brute", folder, size).told["neighbours"]
        rows.append(row)
    spans = [process.stage(name, folder, 500).told for name in ("spans.difflib", "spans.mine")]
    study = str(Path(__file__).parents[1] / "data")
    plain, mine_five = [], []
    for _ in range(max(repeat, 3)):
        say("five texts")
        plain.append(process.run([sys.executable, "-c", five.PLAIN, study]).wall)
        mine_five.append(process.run([sys.executable, "-c", five.MINE, study]).wall)
    return {
        "machine": machine(),
        "corpus": counted(folder / "out-0"),
        "command": command,
        "rows": rows,
        "spans": {"difflib": spans[0], "ours": spans[1]},
        "five": {"plain": min(plain), "ours": min(mine_five)},
        "scatter": process.stage("scatter", folder, 1).told["rate"],
    }


def whole(corpus: Path, out: Path) -> dict[str, float]:
    """`policy-compare scale` from reading to tables, imports and process start included."""
    code = "import sys; from compare.cli import main; sys.argv[0] = 'policy-compare'; main()"
    taken = process.run(
        [sys.executable, "-c", code, "scale", str(corpus), "--out", str(out), "--quiet"]
    )
    return {"wall": taken.wall, "cpu": taken.cpu, "peak": taken.peak}


def best(runs: list[dict[str, float]]) -> dict[str, float]:
    """The run that took least, with the largest memory of all."""
    return {**min(runs, key=lambda run: run["wall"]), "peak": max(run["peak"] for run in runs)}


def steps(runs: list[process.Taken]) -> dict[str, float]:
    """Least seconds of each step, by the clock and of the processor, and the largest memory."""
    found: dict[str, float] = {"peak": max(run.peak for run in runs)}
    for kind in ("", "_cpu"):
        for step in STEPS:
            found[step + kind] = min(run.told[step + kind] for run in runs)
        found[f"together{kind}"] = min(sum(run.told[step + kind] for step in STEPS) for run in runs)
    return found


def sample(out: Path, folder: Path) -> int:
    """Write the clauses of a run in a shuffled order that is always the same. Returns how many."""
    import pandas as pd

    texts = [
        text for text in pd.read_parquet(out / "clauses.parquet", columns=["text"])["text"] if text
    ]
    random.Random(1).shuffle(texts)
    (folder / "clauses.json").write_text(json.dumps(texts, ensure_ascii=False), encoding="utf-8")
    return len(texts)


def counted(out: Path) -> dict[str, int]:
    """Rows of each table of a run, and characters of its clauses."""
    import pandas as pd
    import pyarrow.parquet as pq

    rows = {path.stem: pq.read_metadata(path).num_rows for path in sorted(out.glob("*.parquet"))}
    characters = int(
        pd.read_parquet(out / "documents.parquet", columns=["n_chars"])["n_chars"].sum()
    )
    return {**rows, "characters": characters}


def machine() -> str:
    """Processor, cores, memory, Python and the versions that matter."""
    from importlib.metadata import version

    import psutil

    names = ("numpy", "scipy", "scikit-learn", "jieba", "rjieba", "sparse-dot-topn", "numba")
    model = platform.processor() or platform.machine()
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        model = next(
            (
                line.split(":")[1].strip()
                for line in cpuinfo.read_text().splitlines()
                if line.startswith("model name")
            ),
            model,
        )
    return (
        f"{model}, {os.cpu_count()} cores, {psutil.virtual_memory().total / 2**30:.0f} "
        f"GiB, {platform.system()}, Python {platform.python_version()}, "
    ) + ", ".join(f"{name} {version(name)}" for name in names)


def table(result: dict[str, Any]) -> str:
    """The result as Markdown."""
    corpus, command, last = result["corpus"], result["command"], result["rows"][-1]
    lines = [
        f"Machine: {result['machine']}. Corpus: {corpus['documents']:,} documents, "
        f"{corpus['characters']:,} characters, "
        f"{corpus['clauses']:,} clauses.",
        "",
        (
            "| clauses | step | jieba + scikit-learn + sparse_dot_topn: s (CPU s) | ours: s "
            "(CPU s) | ratio (CPU) | growth exponent, CPU, theirs / ours |"
        ),
        "|---:|---|---:|---:|---:|---:|",
    ]
    before: dict[str, Any] | None = None
    for row in result["rows"]:
        for step in (*STEPS, "together"):
            their, our, cpu = row["theirs"], row["ours"], f"{step}_cpu"
            growth = (
                f"{exponent(before, row, 'theirs', cpu)} / {exponent(before, row, 'ours', cpu)}"
                if before
                else ""
            )
            lines.append(
                f"| {row['clauses']:,} | {step} | {their[step]:.2f} ({their[cpu]:.2f}) | "
                f"{our[step]:.2f} ({our[cpu]:.2f}) "
                f"| {their[step] / our[step]:.1f} "
                f"({their[cpu] / max(our[cpu], 1e-3):.1f}) | {growth} |"
            )
        before = row
    lines += [
        "",
        (
            "| clauses | recall of the exact top ten | peak memory theirs / ours, MB | "
            "NearestNeighbors, s | ours, s |"
        ),
        "|---:|---:|---:|---:|---:|",
    ]
    for row in result["rows"]:
        brute = f"{row['brute']:.2f}" if "brute" in row else "not run"
        lines.append(
            f"| {row['clauses']:,} | {row['recall']:.4f} | "
            f"{row['theirs']['peak'] / 1e6:,.0f} / {row['ours']['peak'] / 1e6:,.0f} | "
            f"{brute} | {row['ours']['neighbours']:.2f} |"
        )
    spans, five_texts = result["spans"], result["five"]
    lines += [
        "",
        "| what | instead | ours | ratio |",
        "|---|---:|---:|---:|",
        f"| whole command, reading to tables, against the three steps alone "
        f"({last['clauses']:,} clauses) | {last['theirs']['together']:.1f} s "
        f"({last['theirs']['together_cpu']:.1f} CPU s) "
        f"| {command['wall']:.1f} s ({command['cpu']:.1f} CPU s) | "
        f"{last['theirs']['together'] / command['wall']:.2f} |",
        (
            f"| peak memory of the command, all processes together (limit 4 GiB) | | "
            f"{command['peak'] / 2**30:.2f} GiB | |"
        ),
        (
            f"| shared passages of {spans['ours']['pairs']:.0f} pairs (difflib) | "
            f"{spans['difflib']['seconds']:.2f} s | {spans['ours']['seconds']:.2f} s | "
            f"{spans['difflib']['seconds'] / spans['ours']['seconds']:.1f} |"
        ),
        (
            f"| characters found in them (difflib keeps order, so it finds less where "
            f"sentences moved) | {spans['difflib']['found']:,.0f} | "
            f"{spans['ours']['found']:,.0f} | |"
        ),
        (
            f"| five texts: clauses, agencies, similarity, imports included (plain script) | "
            f"{five_texts['plain']:.2f} s | {five_texts['ours']:.2f} s | "
            f"{five_texts['plain'] / five_texts['ours']:.1f} |"
        ),
        (
            f"| adding into an array, the search's speed of light, one core | | "
            f"{result['scatter'] / 1e9:.2f} · 10⁹/s | |"
        ),
    ]
    return "\n".join(lines)


def exponent(before: dict[str, Any], now: dict[str, Any], whose: str, step: str) -> str:
    """How the time grows with the number of clauses: 1 = in proportion, 2 = with the square."""
    ratio = math.log(now["clauses"] / before["clauses"])
    return (
        f"{math.log(max(now[whose][step], 1e-3) / max(before[whose][step], 1e-3)) / ratio:.1f}"
        if ratio > 0
        else ""
    )


def say(text: str) -> None:
    """What is being measured."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
