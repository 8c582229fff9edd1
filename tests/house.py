"""The house as its code says it: packages, who imports whom, which arrows run up, which go in
circles.

`python tests/house.py` prints it. `test_layers.py` holds it against `LAYERS`,
`docs/architecture.md` is drawn from it.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[1] / "src" / "compare"
# Lowest first: a package may import those below it and itself. Every package and root module is
# named.
LAYERS = (
    "errors", "schema", "base", "text words", "reading places", "agencies", "structure", "content",
    "likeness", "adoption", "pmc", "study", "trust", "tables", "analyses", "figures", "paper",
    "report scale", "exchange", "commands", "cli",
)  # fmt: skip
LEVEL = {name: number for number, names in enumerate(LAYERS) for name in names.split()}


@cache
def modules() -> dict[str, Path]:
    """Dotted name below `compare` → file; the entry itself is ``""``."""
    found = {}
    for path in sorted(ROOT.rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        if parts[0] not in {"skeleton", "example"}:
            found[".".join(parts).removesuffix("__init__").rstrip(".")] = path
    return found


def room(module: str) -> str:
    """The package, or root module, that a module belongs to."""
    return module.split(".")[0]


@cache
def syntax(module: str) -> ast.Module:
    """The module's syntax tree without what stands under TYPE_CHECKING."""
    tree = ast.parse(modules()[module].read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.If) and "TYPE_CHECKING" in ast.dump(node.test):
            node.body = [ast.Pass()]
    return tree


def imported(module: str) -> set[str]:
    """Dotted names of everything a module imports at run time, ours and others'."""
    names: set[str] = set()
    for node in ast.walk(syntax(module)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


def ours(module: str) -> set[str]:
    """Modules of this package that a module imports."""
    found = set()
    for name in imported(module):
        inside = name.removeprefix("compare.")
        if name.startswith("compare.") and inside not in modules():
            inside = inside.rpartition(".")[0]
        if name.startswith("compare."):
            found.add(inside)
    return found - {module, ""}


def upward() -> list[str]:
    """Imports of a package above one's own, as ``module -> module``."""
    return [
        f"{module} -> {used}"
        for module in modules()
        if module
        for used in sorted(ours(module))
        if LEVEL[room(used)] > LEVEL[room(module)]
        or (LEVEL[room(used)] == LEVEL[room(module)] and room(used) != room(module))
    ]


def circles() -> list[str]:
    """Modules that reach themselves through imports at the head of files, one line a circle."""
    heads = {
        module: {used for used in ours(module) if used in modules()}
        for module in modules()
        if module
    }
    left = dict(heads)
    while True:
        free = [module for module, uses in left.items() if not uses & left.keys()]
        if not free:
            return sorted(left)
        for module in free:
            del left[module]


def arrows() -> list[tuple[str, str]]:
    """Which package imports which, each once."""
    pairs = {(room(module), room(used)) for module in modules() if module for used in ours(module)}
    return sorted((a, b) for a, b in pairs if a != b)


def picture() -> str:
    """The layers as a text block, the highest first, with the number of modules and what each
    package is for.
    """
    sizes = Counter(room(module) for module in modules() if module)
    lines = ["```text"]
    for layer in reversed(LAYERS):
        for name in layer.split():
            doc = (ast.get_docstring(syntax(name)) or "").partition("\n")[0].rstrip(".")
            lines.append(f"{name:<10} {sizes[name]:>3}  {doc}")
        lines.append("")
    return "\n".join([*lines[:-1], "```"])


def numbers() -> str:
    """Modules per package, imports that run up and circles, as the command prints them."""
    sizes = Counter(room(module) for module in modules() if module)
    lines = [
        "   ".join(f"{name} ({sizes[name]})" for name in layer.split())
        for layer in reversed(LAYERS)
    ]
    lines += [f"imports that run up: {len(upward())}", *upward()]
    return "\n".join([*lines, f"modules in circles: {len(circles())}", *circles()])


if __name__ == "__main__":
    if "--picture" in sys.argv:
        page = ROOT.parents[1] / "docs" / "architecture.md"
        before, _, rest = page.read_text(encoding="utf-8").partition("<!-- house -->")
        after = rest.partition("<!-- /house -->")[2]
        page.write_text(
            f"{before}<!-- house -->\n{picture()}\n<!-- /house -->{after}", encoding="utf-8"
        )
    else:
        print(numbers())
