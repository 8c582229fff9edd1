"""The command line: one module a command in `compare.commands`, loaded without pandas or
matplotlib.

Bad input is told in one sentence and ends with exit code 2; it never shows a traceback.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup
from typer.main import get_command

from compare.base.atomic import refuse_file, refuse_folder
from compare.commands.telling import in_words, told
from compare.errors import PolicyCompareError

# Command or group of commands → (module, name in it). The order is the order of --help.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "new"), "add": ("add", "add"), "template": ("template", "app"),
    "codebook": ("codebook", "app"),
    "check": ("check", "check"), "tables": ("tables", "tables"), "figures": ("figures", "figures"),
    "report": ("report", "report"), "methods": ("methods", "methods"), "coding": ("coding", "app"),
    "decide": ("decide", "decide"), "serve": ("serve", "serve"),
    "diff": ("diff", "diff"), "regression": ("regression", "regression"), "pair": ("pair", "pair"),
    "network": ("network", "network"), "diffusion": ("diffusion", "diffusion"),
    "pmc": ("pmc", "pmc"),
    "exchange": ("exchange", "app"),
    "archive": ("archive", "archive"), "verify": ("archive", "verify"),
    "notebooks": ("notebooks", "app"), "scale": ("scale", "scale"),
}  # fmt: skip

WRITES_A_FILE = {
    "archive", "diff", "exchange qdpx", "exchange qdc", "template draft", "codebook sheet",
}  # fmt: skip
"""Commands whose ``out`` names a file; that of all others names a folder."""

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
    if app.registered_commands:
        return
    for name, (module, attribute) in COMMANDS.items():
        found = getattr(import_module(f"compare.commands.{module}"), attribute)
        if isinstance(found, typer.Typer):
            app.add_typer(found, name=name)
        else:
            app.command(name)(found)


def _looking_first(command: Any, words: str = "") -> Any:
    """A command, or a group of them, that looks at the place it writes to before it computes."""
    if isinstance(command, TyperGroup):
        command.commands = {
            name: _looking_first(inner, f"{words} {name}".strip())
            for name, inner in command.commands.items()
        }
    whole = command.callback
    if isinstance(command, TyperCommand) and any(p.name == "out" for p in command.params):
        look = refuse_folder if words in WRITES_A_FILE else refuse_file

        def callback(**values: Any) -> Any:
            if values.get("out"):
                look(Path(values["out"]))
            return whole(**values)

        command.callback = callback
    return command


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
    """Entry point of the command ``policy-compare``; every end has its exit code and one line."""
    if threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, _terminated)
    sys.exit(_ended())


def _ended() -> int | str | None:
    """Run the command; how it ended, as an exit code."""
    code: int | str | None = 0
    try:
        try:
            _register()
            _looking_first(get_command(app))()
        except SystemExit as end:  # what typer makes of an interrupt or a closed pipe differs
            code = end.code
            if cause := _behind(end):
                raise cause from None
        sys.stdout.flush()
    except PolicyCompareError as error:
        return _told(f"policy-compare: {in_words(str(error))}", 2)
    except KeyboardInterrupt:
        return _told(f"policy-compare: {told('stopped')}", 130)
    except BrokenPipeError:
        _drop_output()
        return _told(f"policy-compare: {told('closed')}", 141)
    except OSError as error:
        _drop_output()
        place = told("place", file=error.filename) if error.filename else ""
        sentence = told("os_error", why=error.strerror or error, place=place)
        return _told(f"policy-compare: {sentence}", 2)
    return code


def _behind(end: SystemExit) -> KeyboardInterrupt | BrokenPipeError | None:
    """The interrupt or closed pipe that an exit was made of."""
    cause: BaseException | None = end
    while cause is not None:
        if isinstance(cause, KeyboardInterrupt | BrokenPipeError):
            return cause
        cause = cause.__cause__ or cause.__context__
    return None


def _drop_output() -> None:
    """What is still buffered for an output that takes nothing is not tried again at the end."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(line: str, code: int) -> int:
    with suppress(OSError):
        print(line, file=sys.stderr)
    return code


def _terminated(*_: object) -> None:
    raise SystemExit(143)  # unlike the signal's own end, temporary files are removed
