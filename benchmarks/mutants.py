"""`python -m benchmarks.mutants`: small faults put into the rules, and whether a test notices.

A sample of single changes (a comparison turned, a number moved by one, and for or, True for False)
in each module; its tests run in a fork, so that only the project is imported anew. A mutant that no
test notices survives: it is printed with its line.
"""

from __future__ import annotations

import argparse
import ast
import importlib.abc
import importlib.machinery
import importlib.util
import os
import random
import sys
import types
from collections.abc import Iterator, Sequence
from contextlib import suppress
from importlib import import_module
from pathlib import Path

ROOT = Path(__file__).parents[1]
MODULES = {
    "compare.text.numerals": "tests/text/test_numerals.py",
    "compare.text.dates": "tests/text/test_dates.py",
    "compare.structure.doc_numbers": "tests/structure/test_doc_numbers.py",
    "compare.structure.marks": "tests/structure/test_marks.py",
    "compare.base.plain_yaml": "tests/base/test_plain_yaml.py",
    "compare.content.quantities": "tests/content/test_quantities.py",
    "compare.adoption.decisions": "tests/adoption/test_decisions.py",
    "compare.adoption.direction": "tests/adoption/test_direction.py",
    "compare.adoption.relations": "tests/adoption/test_relations.py",
    "compare.likeness.counterparts": "tests/likeness/test_counterparts.py",
    "compare.base.patterns": "tests/base/test_patterns.py",
}
HEAVY = (
    "jieba", "networkx", "numpy", "opencc", "openpyxl", "pandas", "pyarrow",
    "pytest", "rapidfuzz", "regex", "rjieba", "scipy.sparse", "scipy.stats",
    "sklearn.feature_extraction.text", "yaml",
)  # fmt: skip
TURNED: dict[type, type] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def main() -> None:
    """Print the score of each module and its survivors."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.mutants", description=__doc__)
    parser.add_argument("--each", type=int, default=20, help="mutants of a module")
    parser.add_argument("--seed", type=int, default=1, help="another seed draws other mutants")
    parser.add_argument("--only", default="", help="modules that hold this in their name")
    parser.add_argument(
        "--seconds", type=int, default=60, help="of the processor; a longer run is killed"
    )
    arguments = parser.parse_args()
    for name in HEAVY:  # what a fork need not import again
        import_module(name)
    import_module("jieba").initialize()

    print("| module | mutants | noticed | survived |\n|---|---:|---:|---:|", flush=True)
    survivors = []
    for name, tests in MODULES.items():
        if arguments.only not in name or not (ROOT / tests).exists():
            continue
        tree = ast.parse(source_of(name).read_text(encoding="utf-8"))
        if noticed(name, tree, tests, arguments.seconds):  # a score would mean nothing
            raise SystemExit(f"{tests} fails on {name} as it is: nothing was measured.")
        places = list(points(tree))
        random.Random(arguments.seed).shuffle(places)
        left = []
        for place in places[: arguments.each]:
            changed, told = mutated(source_of(name), place)
            if not noticed(name, changed, tests, arguments.seconds):
                left.append(f"{name}, {told}")
        n = min(arguments.each, len(places))
        print(f"| {name} | {n} | {n - len(left)} | {len(left)} |", flush=True)
        survivors += left
    for line in survivors:
        print(line)


def source_of(name: str) -> Path:
    """The file of a module, without importing it."""
    return ROOT / "src" / Path(*name.split(".")).with_suffix(".py")


def points(tree: ast.Module) -> Iterator[tuple[int, int]]:
    """Number of the node, and which of its parts, for everything that can be changed."""
    for number, node in enumerate(ast.walk(tree)):
        if isinstance(node, ast.Compare):
            yield from ((number, at) for at, op in enumerate(node.ops) if type(op) in TURNED)
        elif (isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in TURNED) or (
            isinstance(node, ast.Constant) and isinstance(node.value, bool | int | float)
        ):
            yield number, 0


def mutated(file: Path, place: tuple[int, int]) -> tuple[ast.Module, str]:
    """The module with one change, and the change in words."""
    tree = ast.parse(file.read_text(encoding="utf-8"))
    node = list(ast.walk(tree))[place[0]]
    before = ast.unparse(node)  # type: ignore[arg-type]
    if isinstance(node, ast.Compare):
        node.ops[place[1]] = TURNED[type(node.ops[place[1]])]()
    elif isinstance(node, ast.BoolOp | ast.BinOp):
        node.op = TURNED[type(node.op)]()
    else:
        assert isinstance(node, ast.Constant)
        value = node.value
        node.value = (not value) if isinstance(value, bool) else value + 1  # type: ignore[operator]
    line = getattr(node, "lineno", 0)
    return tree, f"line {line}: {before[:60]} → {ast.unparse(node)[:60]}"  # type: ignore[arg-type]


def noticed(name: str, tree: ast.Module, tests: str, seconds: int) -> bool:
    """Whether the tests fail on the changed module (or find no end)."""
    child = os.fork()
    if child:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) != 0
    code = 1
    try:
        import signal

        import pytest

        # Not the clock on the wall: on a busy machine a sound module would be called a mutant.
        signal.setitimer(signal.ITIMER_PROF, seconds)
        quiet = os.open(os.devnull, os.O_WRONLY)
        os.dup2(quiet, 1)
        os.dup2(quiet, 2)
        sys.meta_path.insert(0, Changed(name, tree))
        os.chdir(ROOT)
        code = int(pytest.main(["-q", "-x", "-p", "no:cacheprovider", tests]))
    finally:
        with suppress(OSError):
            os._exit(code)
    raise AssertionError("not reached")


class Changed(importlib.abc.MetaPathFinder, importlib.abc.Loader):
    """Gives the changed module to whoever imports it."""

    def __init__(self, name: str, tree: ast.Module) -> None:
        self.name, self.tree = name, tree

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: types.ModuleType | None = None
    ) -> importlib.machinery.ModuleSpec | None:
        """Ours for the one module only."""
        if fullname != self.name:
            return None
        return importlib.util.spec_from_file_location(fullname, source_of(self.name), loader=self)

    def exec_module(self, module: types.ModuleType) -> None:
        """Run the changed code."""
        exec(compile(self.tree, str(source_of(self.name)), "exec"), module.__dict__)


if __name__ == "__main__":
    main()
