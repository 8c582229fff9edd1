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

import typer

from compare.errors import PolicyCompareError

# Command or group of commands → (module, name in it). The order is the order of --help.
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", "new"), "add": ("add", "add"), "template": ("template", "app"),
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
            app()
        except SystemExit as end:  # what typer makes of an interrupt or a closed pipe differs
            code = end.code
            if cause := _behind(end):
                raise cause from None
        sys.stdout.flush()
    except PolicyCompareError as error:
        return _told(f"policy-compare: {error}", 2)
    except KeyboardInterrupt:
        return _told("policy-compare: stopped.", 130)
    except BrokenPipeError:
        _drop_output()
        return _told("policy-compare: whoever read the output has closed it.", 141)
    except OSError as error:
        _drop_output()
        place = f" ({error.filename})" if error.filename else ""
        why = error.strerror or error
        return _told(f"policy-compare: {why}{place}. Nothing was left half-written.", 2)
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
