"""The command line: one module a command in `compare.commands`, loaded without pandas or
matplotlib.

Bad input is told in one sentence and ends with exit code 2; it never shows a traceback.
"""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from compare.errors import PolicyCompareError

# Command or group of commands → (module, name in it). The order is the order of --help.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "new"), "add": ("add", "add"), "template": ("template", "app"),
    "check": ("check", "check"), "tables": ("tables", "tables"), "figures": ("figures", "figures"),
    "report": ("report", "report"), "methods": ("methods", "methods"), "coding": ("coding", "app"),
    "decide": ("decide", "decide"), "serve": ("serve", "serve"),
    "diff": ("diff", "diff"), "regression": ("regression", "regression"), "pair": ("pair", "pair"),
    "network": ("network", "network"), "exchange": ("exchange", "app"),
    "archive": ("archive", "archive"), "verify": ("archive", "verify"),
    "notebooks": ("notebooks", "app"), "scale": ("scale", "scale"),
}  # fmt: skip

app = typer.Typer(
    name="policy-compare",
    help=(
        "Which measures did a city take over from national and provincial templates, "
        "and on what evidence?"
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)


def _register() -> None:
    for name, (module, attribute) in COMMANDS.items():
        found = getattr(import_module(f"compare.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        print(f"policy-compare {version('policy-compare')}")
        raise typer.Exit


@app.callback()
def _root(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    pass


def main() -> None:
    """Entry point of the command ``policy-compare``."""
    _register()
    try:
        app()
    except PolicyCompareError as error:
        print(f"policy-compare: {error}", file=sys.stderr)
        sys.exit(2)
    except OSError as error:
        place = f" ({error.filename})" if error.filename else ""
        print(
            f"policy-compare: {error.strerror or error}{place}. Nothing was left half-written.",
            file=sys.stderr,
        )
        sys.exit(2)
    except KeyboardInterrupt:
        print("policy-compare: stopped.", file=sys.stderr)
        sys.exit(130)
