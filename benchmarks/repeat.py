"""`python -m benchmarks.repeat`: the same bytes in every environment this machine allows.

Each environment writes tables, figures (PNG, SVG, PDF) and the page of the invented example, and
the new study's notebooks as `new` makes them; all are compared with those of the first.
"""

from __future__ import annotations

import argparse
import hashlib
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
WORK = """
import os, sys
from pathlib import Path
os.umask(int(os.environ.get("TRIED_UMASK", "022"), 8))
from compare import build_tables, read_study
from compare.figures.spec import all_figures
from compare.paper.export import write_tables
from compare.paper.kit import write_figures
from compare.report import write_report
from compare.study.new import make_study
out = Path(sys.argv[1])
make_study(out / "study", example=True)
study = read_study(out / "study")
tables = build_tables(study)
write_tables(tables, out / "tables", formats=())
specs = list(all_figures())[:: max(1, len(list(all_figures())) // 3)][:3]
write_figures(study, tables, out / "figures", specs=specs, langs=["zh"],
              formats=["png", "svg", "pdf"])
write_report(study, tables, out / "report" / "index.html")
"""


@dataclass(frozen=True)
class Environment:
    """One way a machine can be: variables set or removed, and words before the command."""

    name: str
    set: dict[str, str] = field(default_factory=dict)
    unset: tuple[str, ...] = ()
    before: tuple[str, ...] = ()
    cwd: str = ""


def environments(folder: Path) -> list[Environment]:
    """What is tried; the first is what the others are compared with."""
    fonts = folder / "no-fonts.conf"
    fonts.write_text(NO_FONTS, encoding="utf-8")
    shut = folder / "shut"
    shut.mkdir()
    shut.chmod(0o500)
    missing = str(folder / "missing" / "home")
    found = [
        Environment("as it is"),
        Environment("again, other hash seed", {"PYTHONHASHSEED": "7"}),
        Environment("locale C", {"LC_ALL": "C", "LANG": "C"}),
        Environment("locale en_US", {"LC_ALL": "en_US.UTF-8"}),
        Environment("locale zh_CN", {"LC_ALL": "zh_CN.UTF-8", "LANGUAGE": "zh_CN"}),
        Environment("time zone Asia/Shanghai", {"TZ": "Asia/Shanghai"}),
        Environment("time zone America/Los_Angeles", {"TZ": "America/Los_Angeles"}),
        Environment("umask 077", {"TRIED_UMASK": "077"}),
        Environment("no system fonts, cold caches", {"FONTCONFIG_FILE": str(fonts),
                    "MPLCONFIGDIR": str(folder / "mpl"), "TMPDIR": str(folder)}),
        Environment("read-only HOME", {"HOME": str(shut)}, ("MPLCONFIGDIR", "XDG_CACHE_HOME")),
        Environment("HOME that is not there", {"HOME": missing}, ("MPLCONFIGDIR",)),
        Environment("no HOME", {}, ("HOME", "MPLCONFIGDIR", "XDG_CACHE_HOME", "XDG_CONFIG_HOME")),
        Environment("caches that cannot be written", {"XDG_CACHE_HOME": str(shut),
                    "MPLCONFIGDIR": str(shut), "NUMBA_CACHE_DIR": str(shut)}),
        Environment("another working directory", cwd=str(shut.parent)),
        Environment("four threads asked for", {"OMP_NUM_THREADS": "4",
                    "OPENBLAS_NUM_THREADS": "4"}),
        Environment("UTF-8 mode off, no bytecode", {"PYTHONUTF8": "0",
                    "PYTHONDONTWRITEBYTECODE": "1"}),
    ]  # fmt: skip
    if shutil.which("taskset"):
        found.append(Environment("one processor", before=("taskset", "-c", "0")))
    if shutil.which("unshare"):
        found.append(Environment("no network interface", before=("unshare", "-rn")))
    return found


def main() -> None:
    """Run each environment, print the table, exit 1 where bytes differ."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.repeat", description=__doc__)
    parser.add_argument("--only", default="", help="environments that hold this in their name")
    parser.add_argument("--most", type=int, default=99, help="so many environments")
    arguments = parser.parse_args()
    print("| environment | files | the same | s |\n|---|---:|---:|---:|", flush=True)
    differing = False
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        first: dict[str, str] = {}
        tried = environments(folder)
        chosen = [tried[0], *(one for one in tried[1:] if arguments.only in one.name)]
        for number, one in enumerate(chosen[: arguments.most]):
            out, began = folder / f"out{number}", time.monotonic()
            told = run(one, out)
            made = digests(out)
            first = first or made
            odd = sorted(key for key in {*first, *made} if first.get(key) != made.get(key))
            same = len(made) - len([key for key in odd if key in made])
            seconds = time.monotonic() - began
            print(f"| {one.name} | {len(made)} | {same} | {seconds:.0f} |", flush=True)
            if odd or told:
                differing = True
                print(f"  {told or ', '.join(odd[:4])}", file=sys.stderr, flush=True)
            shutil.rmtree(out, ignore_errors=True)
        (folder / "shut").chmod(0o700)
    raise SystemExit(differing)


def run(one: Environment, out: Path) -> str:
    """Do the work in an environment; empty, or the last line of what went wrong."""
    own = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **one.set}
    for name in one.unset:
        own.pop(name, None)
    told = subprocess.run(
        [*one.before, sys.executable, "-c", WORK, str(out)],
        env=own,
        cwd=one.cwd or ROOT,
        capture_output=True,
        text=True,
        timeout=600,
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
