"""`python -m benchmarks.kills`: commands killed at random moments, then run again.

After a kill the study must still be readable, and the command run again must leave the same bytes
as a run that was never killed, with no left-overs.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import shutil
import signal
import sys
import tempfile
import time
import traceback
from contextlib import suppress
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from compare import build_tables, cli, read_study

TEXT = (
    "样例市人民政府关于支持小店的意见\n样政发〔2021〕9号\n各县人民政府：\n一、放宽准入。严格执行负面清单。"
    "（市市场监管局牵头）\n二、减轻负担。落实税收优惠。（市税务局负责）\n三、改进服务。设立窗口。\n"
    "样例市人民政府\n2021年3月5日\n"
)
CODEBOOK = (
    "doc_number: 国发〔2020〕1号\ntitle: 关于支持小店的意见\nlevel: national\ncomplete: true\n"
    "measures:\n- {'no': 1, heading: 放宽准入, content: 负面清单以外都可以做}\n"
)


CODES = "代码,名称,英文名,定义,关键词\nSHOP,小店,Shops,小店,小店、准入\nTAX,税,Tax,税收,税收\n"


# The quick commands more often: they are what a person kills, and their writing is most of them.
TURNS = (
    "new", "add", "template add", "new", "add", "template add", "tables", "new", "coding read",
    "add", "template add", "new", "add", "template add", "scale", "decide", "new, empty folder",
    "decide", "new, empty folder", "report, Word", "decide", "new, empty folder", "archive",
    "codebook add, starters", "codebook add, a sheet", "codebook suggest", "pmc", "diffusion",
)  # fmt: skip
ONCE = ("new", "codebook")
"""Commands that refuse to do again what is done."""


@dataclass
class Tally:
    """What became of one command: kills, those that lost or changed anything, slowest rerun."""

    kills: int = 0
    lost: list[str] = field(default_factory=list)
    slowest: float = 0.0


def main() -> None:
    """Kill, run again, compare, print."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="commands that hold this in their name, | apart")
    parser.add_argument("--json", type=Path, help="write the numbers here")
    arguments = parser.parse_args()
    tallies = trial(
        arguments.kills, random.Random(arguments.seed), arguments.json, only=arguments.only
    )
    print("| command | killed | lost or changed | slowest rerun, s |\n|---|---:|---:|---:|")
    for name, one in tallies.items():
        print(f"| {name} | {one.kills} | {len(one.lost)} | {one.slowest:.1f} |")
    for name, one in tallies.items():
        for line in one.lost:
            print(f"{name}: {line}")
    write(tallies, arguments.json)
    sys.exit(any(one.lost for one in tallies.values()))


def trial(
    kills: int, chance: random.Random, out: Path | None = None, *, only: str = ""
) -> dict[str, Tally]:
    """So many kills, in turn over the commands."""
    turns = [job for job in TURNS if any(part in job for part in only.split("|"))]
    with tempfile.TemporaryDirectory() as name:
        base = Path(name)
        jobs = {job: how for job, how in prepare(base).items() if job in turns}
        whole: dict[str, tuple[float, dict[str, str]]] = {}
        for job, (start, arguments) in jobs.items():
            fresh(start, base / "work")
            began = time.monotonic()
            run(arguments, base)
            whole[job] = (time.monotonic() - began, digests(base / "work"))
        tallies = {job: Tally() for job in jobs}
        for number in range(kills):
            job = turns[number % len(turns)]
            one_kill(base, job, jobs[job], whole[job], chance, tallies[job])
            if not (number + 1) % 10:
                print(f"{number + 1} kills", file=sys.stderr, flush=True)
                write(tallies, out)
        return tallies


def write(tallies: dict[str, Tally], out: Path | None) -> None:
    """The numbers so far, so that a run that is stopped has not run in vain."""
    if out:
        out.write_text(json.dumps({name: vars(one) for name, one in tallies.items()}, indent=1))


def prepare(base: Path) -> dict[str, tuple[Path | None, list[str]]]:
    """For each command the folder it starts from, and its arguments."""
    run(["new", "example", "--example"], base)
    import_everything(base)
    (base / "new.txt").write_text(TEXT, encoding="utf-8")
    (base / "small.yaml").write_text(CODEBOOK, encoding="utf-8")
    rows = [{"id": f"d{n}", "text": TEXT.replace("9号", f"{n}号")} for n in range(1, 9)]
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    (base / "corpus.jsonl").write_text(lines, encoding="utf-8")
    run(["coding", "sheet", "--study", "example", "--out", "sheets", "--units", "5"], base)
    example = base / "example"
    sheets = ["sheets/sheet-A.csv", "sheets/sheet-B.csv"]
    cell = build_tables(read_study(example), only=("adoption",))["adoption"].iloc[-1]
    (base / "decided.csv").write_text(
        "template,item_no,action_id,doc_id,clause_id,theme,decision,clause_ids,reason,who,when,"
        f"settles\n{cell['template']},{cell['item_no']},,{cell['doc_id']},,,absent,,looked at it,"
        "AB,2026-01-02,\n",
        encoding="utf-8",
    )
    (base / "memos.csv").write_text(
        f"clause_id,memo,who\n{cell['doc_id']}-01,a word on it,AB\n", encoding="utf-8"
    )
    (base / "empty" / "study").mkdir(parents=True)
    (base / "own.csv").write_text(CODES, encoding="utf-8")
    shutil.copytree(example, base / "coded")
    run(["codebook", "add", "--starter", "themes", "--study", "coded"], base)
    (base / "marks.csv").write_text(
        f"clause_id,code\n{cell['doc_id']}-01,FISCAL\n", encoding="utf-8"
    )
    return {
        "new": (None, ["new", "work/study", "--example"]),
        "new, empty folder": (base / "empty", ["new", "work/study", "--example"]),
        "decide": (example, ["decide", "decided.csv", "memos.csv", "--study", "work", "--out",
                             "work/told"]),
        "report, Word": (example, ["report", "--study", "work", "--out", "work/out", "--format",
                                   "docx", "--no-notebooks"]),
        "archive": (example, ["archive", "work/deposit.zip", "--study", "work", "--date",
                              "2026-01-02", "--no-figures", "--no-notebooks"]),
        "add": (example, ["add", "new.txt", "--yes", "--study", "work"]),
        "template add": (example, ["template", "add", "small.yaml", "--study", "work"]),
        "tables": (example, ["tables", "--study", "work", "--out", "work/out",
                             "--only", "documents,clauses,agencies"]),
        "coding read": (example, ["coding", "read", *sheets, "--study", "work", "--out",
                                  "work/read"]),
        "codebook add, starters": (example, ["codebook", "add", "--starter", "all", "--study",
                                             "work"]),
        "codebook add, a sheet": (example, ["codebook", "add", "own.csv", "--yes", "--study",
                                            "work"]),
        "codebook suggest": (base / "coded", ["codebook", "suggest", "--marks", "marks.csv",
                                              "--theme", "FISCAL", "--accept", "小店补贴",
                                              "--study", "work"]),
        "pmc": (example, ["pmc", "--study", "work", "--out", "work/out", "--sheets", "A,B"]),
        "diffusion": (example, ["diffusion", "--study", "work", "--out", "work/out"]),
        "scale": (None, ["scale", "corpus.jsonl", "--out", "work/scale", "--workers", "1",
                         "--quiet"]),
    }  # fmt: skip


def one_kill(
    base: Path,
    job: str,
    how: tuple[Path | None, list[str]],
    whole: tuple[float, dict[str, str]],
    chance: random.Random,
    tally: Tally,
) -> None:
    """Start, kill at a random moment, run again, compare with the run that was never killed."""
    start, arguments = how
    seconds, wanted = whole
    fresh(start, base / "work")
    before = digests(base / "work")
    process = begin(arguments, base)
    moment = chance.uniform(0, 1.05 * seconds)
    time.sleep(moment)
    with suppress(ProcessLookupError):  # it has not made its group yet, or has ended
        os.killpg(process, signal.SIGKILL)
    with suppress(ProcessLookupError):
        os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
    tally.kills += 1
    left = digests(base / "work")
    gone = sorted(set(before) - set(left))
    if gone:
        tally.lost.append(f"after {moment:.2f} s: {gone[0]} is gone")
    unlocked = {name: kept for name, kept in left.items() if not name.endswith(".lock")}
    done = job.startswith(ONCE) and unlocked == wanted  # before the kill, and is not done twice
    began = time.monotonic()
    again = run(arguments, base, check=False)
    tally.slowest = max(tally.slowest, time.monotonic() - began)
    code, said = again
    if code and not done:
        last = said.strip().splitlines()[-1:] or ["no word"]
        tally.lost.append(f"after {moment:.2f} s the rerun says: {last[0][:200]}")
    elif job == "decide":
        judge_decisions(base, tally, moment, before, wanted)
    elif (now := digests(base / "work")) != wanted:
        odd = sorted(key for key in {*now, *wanted} if now.get(key) != wanted.get(key))
        tally.lost.append(f"after {moment:.2f} s the rerun differs: {', '.join(odd[:3])}")


def judge_decisions(
    base: Path, tally: Tally, moment: float, before: dict[str, str], wanted: dict[str, str]
) -> None:
    """The journal holds the time of day, and what changed is told as of the run that told it: so
    the decisions are compared, and then taken back until there are none to take back.
    """

    def kept(found: dict[str, str]) -> dict[str, str]:
        return {name: found.get(f"coding/{name}", "") for name in ("decisions.csv", "memos.csv")}

    now = digests(base / "work")
    if kept(now) != kept(wanted):
        tally.lost.append(f"after {moment:.2f} s the rerun decides otherwise")
    if left := sorted(set(now) - set(wanted)):
        tally.lost.append(f"after {moment:.2f} s the rerun leaves {left[0]}")
    for _ in range(4):
        if run(["decide", "--undo", "--study", "work"], base, check=False)[0]:
            break
    if kept(digests(base / "work")) != kept(before):
        tally.lost.append(f"after {moment:.2f} s what was decided cannot be taken back")


def begin(arguments: list[str], base: Path) -> int:
    """Start the command in a process and a group of its own, so that its workers die with it.

    It is a fork of this process, in which everything is imported already: more of the time, and so
    more of the kills, falls into the work itself.
    """
    child = os.fork()
    if child:
        return child
    os.setsid()
    os.chdir(base)
    nothing = os.open(os.devnull, os.O_RDWR)
    said = os.open(base / "said.txt", os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
    for old, new in ((0, nothing), (1, nothing), (2, said)):
        os.dup2(new, old)
    code = 70
    try:
        sys.argv = ["policy-compare", *arguments]
        cli.main()
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    except BaseException:
        traceback.print_exc()
    finally:
        with suppress(OSError):
            sys.stderr.flush()
        os._exit(code)


def run(arguments: list[str], base: Path, *, check: bool = True) -> tuple[int, str]:
    """Run the command to its end: exit code, and what it said on stderr."""
    code = os.waitstatus_to_exitcode(os.waitpid(begin(arguments, base), 0)[1])
    said = (base / "said.txt").read_text(encoding="utf-8", errors="replace")
    if check and code:
        raise RuntimeError(f"{arguments}: {said}")
    return code, said


def import_everything(base: Path) -> None:
    """What a command would import, once; jieba's dictionary too."""
    for _, (module, _name) in cli.COMMANDS.items():
        import_module(f"compare.commands.{module}")
    tables = build_tables(read_study(base / "example"), only=("pairs", "agencies"))
    assert len(tables["pairs"])


def fresh(start: Path | None, work: Path) -> None:
    """The folder as it is before the command."""
    shutil.rmtree(work, ignore_errors=True)
    if start is None:
        work.mkdir()
    else:
        shutil.copytree(start, work)


def digests(folder: Path) -> dict[str, str]:
    """Every file of a folder, hidden ones too; Parquet of `scale` by its rows of work done."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    main()
