"""`python -m benchmarks.repeat`: the same bytes in every environment this machine allows.

Each environment runs `new --example`, `codebook add`, `tables`, `pmc`, `diffusion` and `figures`
(some figures as PNG, SVG and PDF) as commands, with the cache that commands have, and writes the
page; everything is compared with the first. Under another Python (`--python`) the figures and the
page are left out: they are drawn by libraries that differ in their builds.

Locales that the machine has not are compiled into a folder of the run, where `localedef` is there.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]
NO_FONTS = '<?xml version="1.0"?><fontconfig><reset-dirs/></fontconfig>'
LOCALES = ("C", "POSIX", "C.UTF-8", "en_US.UTF-8", "zh_CN.UTF-8", "zh_CN.GB18030")
DRAWN = "adoption-matrix,pmc-matrix,pmc-surface,diffusion-cascade,diffusion-provinces"
WORK = """
import os, sys
from pathlib import Path
os.umask(int(os.environ.get("TRIED_UMASK", "022"), 8))
from compare import cli
out = Path(sys.argv[1])
def run(*words):
    sys.argv = ["policy-compare", *map(str, words)]
    try:
        cli.main()
    except SystemExit as end:
        if end.code:
            raise RuntimeError(f"{words[0]} ends with {end.code}")
run("new", out / "study", "--example")
study = ("--study", out / "study")
run("codebook", "add", "--starter", "all", *study)
run("codebook", "sheet", "themes", out / "tables" / "themes.xlsx", *study)
run("tables", *study, "--out", out / "tables")
run("pmc", *study, "--out", out / "tables", "--sheets", "A")
run("diffusion", *study, "--out", out / "tables")
if "TRIED_TABLES_ONLY" not in os.environ:
    run("figures", *study, "--out", out / "figures", "--only", os.environ["TRIED_FIGURES"],
        "--format", "png,svg,pdf", "--lang", "zh")
    from compare import build_tables, read_study
    from compare.report import write_report
    study = read_study(out / "study")
    write_report(study, build_tables(study), out / "report" / "index.html")
"""


@dataclass(frozen=True)
class Environment:
    """One way a machine can be: variables set or removed, and words before the command."""

    name: str
    set: dict[str, str] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    cwd: str = ""
    python: str = sys.executable


def environments(folder: Path, pythons: list[str]) -> list[Environment]:
    """What is tried; the first is what the others are compared with."""
    fonts = folder / "no-fonts.conf"
    fonts.write_text(NO_FONTS, encoding="utf-8")
    shut = folder / "shut"
    shut.mkdir()
    shut.chmod(0o500)
    missing = str(folder / "missing" / "home")
    there = installed()
    read_only = {"HOME": str(shut)}
    own_caches = ("MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")
    found = [
        Environment("as it is"),
        Environment("again, caches filled, other hash seed", {"PYTHONHASHSEED": "7"}),
        Environment("hash seed 4242", {"PYTHONHASHSEED": "4242"}),
        *(Environment(told, {"LC_ALL": name, "LANG": name, "LANGUAGE": name.partition(".")[0]})
          for name, told in _locales(there)),
        *_compiled(folder / "locales", there),
        Environment("time zone Asia/Shanghai", {"TZ": "Asia/Shanghai"}),
        Environment("time zone America/Los_Angeles", {"TZ": "America/Los_Angeles"}),
        Environment("umask 077", {"TRIED_UMASK": "077"}),
        Environment("umask 000", {"TRIED_UMASK": "000"}),
        Environment("no system fonts, cold caches", {"FONTCONFIG_FILE": str(fonts),
                    "MPLCONFIGDIR": str(folder / "mpl"), "XDG_CACHE_HOME": str(folder / "cold"),
                    "TMPDIR": str(folder)}),
        Environment("read-only HOME", read_only, own_caches),
        Environment("HOME that is not there", {"HOME": missing}, own_caches),
        Environment("no HOME", {}, ("HOME", *own_caches)),
        Environment("caches that cannot be written", {"XDG_CACHE_HOME": str(shut),
                    "MPLCONFIGDIR": str(shut), "NUMBA_CACHE_DIR": str(shut)}),
        Environment("another working directory", cwd=str(shut.parent)),
        Environment("four threads asked for", {"OMP_NUM_THREADS": "4",
                    "OPENBLAS_NUM_THREADS": "4"}),
        Environment("UTF-8 mode off, no bytecode", {"PYTHONUTF8": "0",
                    "PYTHONDONTWRITEBYTECODE": "1"}),
        Environment("nothing in the environment but PATH and HOME", {}, tuple(
            name for name in os.environ if name not in ("PATH", "HOME", "PYTHONPATH"))),
    ]  # fmt: skip
    if shutil.which("taskset"):
        found.append(Environment("one processor", before=("taskset", "-c", "0")))
        found.append(Environment("two processors", before=("taskset", "-c", "0,1")))
    if shutil.which("unshare"):
        found.append(Environment("no network interface", before=("unshare", "-rn")))
    return found + [
        Environment(f"{_version(path)}, tables", {"TRIED_TABLES_ONLY": "1"}, python=path)
        for path in pythons
    ]


def installed() -> set[str]:
    """The locales of this machine, written alike."""
    told = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout
    return {_plain(name) for name in told.split()}


def _plain(name: str) -> str:
    return name.replace("-", "").casefold()


def _locales(there: set[str]) -> list[tuple[str, str]]:
    """Each locale with the words for it: one that is named but not installed is a case of its own,
    frequent in containers.
    """
    return [
        (name, f"locale {name}" + ("" if _plain(name) in there else ", named but not installed"))
        for name in LOCALES
    ]


def _compiled(folder: Path, there: set[str]) -> list[Environment]:
    """The locales that are not installed, compiled into `folder`; no right to install is needed."""
    wanted = [name for name in LOCALES if _plain(name) not in there]
    if not shutil.which("localedef"):
        return []
    folder.mkdir()
    made = []
    for name in wanted:
        language, _, letters = name.partition(".")
        told = ["localedef", "-i", language, "-f", letters, str(folder / name)]
        if subprocess.run(told, capture_output=True, check=False).returncode in (0, 1):  # warnings
            own = {"LOCPATH": str(folder), "LC_ALL": name, "LANG": name, "LANGUAGE": language}
            made.append(Environment(f"locale {name}, compiled", own))
    return made


def _version(python: str) -> str:
    told = subprocess.run([python, "-V"], capture_output=True, text=True, check=True)
    return (told.stdout or told.stderr).strip()


def main() -> None:
    """Run each environment, print the table, exit 1 where bytes differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repeat", description=__doc__)
    parser.add_argument("--only", default="", help="environments that hold this in their name")
    parser.add_argument("--most", type=int, default=99, help="so many environments")
    parser.add_argument("--python", action="append", default=[], help="a further interpreter")
    parser.add_argument("--json", type=Path, help="write the numbers here")
    arguments = parser.parse_args()
    print("| environment | files | the same | s |\n|---|---:|---:|---:|", flush=True)
    differing = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first: dict[str, str] = {}
        tried = environments(folder, arguments.python)
        rows: list[dict[str, object]] = []
        chosen = [tried[0], *(one for one in tried[1:] if arguments.only in one.name)]
        for number, one in enumerate(chosen[: arguments.most]):
            out, began = folder / f"out{number}", time.monotonic()
            told = run(one, out)
            made = digests(out)
            first = first or made
            wanted = first
            if "TRIED_TABLES_ONLY" in one.set:
                wanted = {k: v for k, v in first.items() if k.startswith(("study/", "tables/"))}
            odd = sorted(key for key in {*wanted, *made} if wanted.get(key) != made.get(key))
            same = len(made) - len([key for key in odd if key in made])
            seconds = time.monotonic() - began
            print(f"| {one.name} | {len(made)} | {same} | {seconds:.0f} |", flush=True)
            if odd or told:
                differing = True
                print(f"  {told or ', '.join(odd[:4])}", file=sys.stderr, flush=True)
            shutil.rmtree(out, ignore_errors=True)
            rows.append({"name": one.name, "files": len(made), "same": same, "slowest": seconds,
                         "lost": bool(odd or told)})  # fmt: skip
            if arguments.json:
                arguments.json.write_text(json.dumps(rows, indent=1, ensure_ascii=False))
        (folder / "shut").chmod(0o700)
    raise SystemExit(differing)


def run(one: Environment, out: Path) -> str:
    """Do the work in an environment; empty, or the last line of what went wrong."""
    own = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "TRIED_FIGURES": DRAWN, **one.set}
    for name in one.unset:
        own.pop(name, None)
    told = subprocess.run(
        [*one.before, one.python, "-c", WORK, str(out)],
        env=own,
        cwd=one.cwd or ROOT,
        capture_output=True,
        text=True,
        timeout=1800,
    )
    return (told.stderr.strip().splitlines() or ["no word"])[-1] if told.returncode else ""


def digests(folder: Path) -> dict[str, str]:
    """The sum of every file."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


if __name__ == "__main__":
    main()
