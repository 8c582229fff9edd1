"""How far a command is: a bar with rate and remaining time on stderr; lines where stderr is no
terminal.

Steps shorter than `Shown.SHORT` seconds leave no trace: whoever waits that long needs none.
"""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any

from compare.base.progress import Progress
from compare.commands.telling import language, told
from compare.words.strings import strings


class Shown(Progress):
    """On a terminal each step has a bar with its rate and remaining time. Elsewhere (a log, a batch
    system) a line is written at most every `EVERY` seconds, and one at the end of a step.
    """

    EVERY = 15.0
    SHORT = 2.0

    def __init__(self) -> None:
        self._bars: Any = None
        self._step: Any = None
        self._name = ""
        self._since = self._last = time.monotonic()

    def __enter__(self) -> Shown:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
            from rich.progress import Progress as Bars

            self._bars = Bars(
                TextColumn("{task.description:<16}"),
                BarColumn(20),
                TextColumn("{task.percentage:>3.0f}% {task.fields[rate]:>16}"),
                TimeElapsedColumn(),
                TextColumn(told("progress.left")),
                TimeRemainingColumn(),
                console=Console(stderr=True),
            )
            self._bars.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._bars is not None:
            self._bars.stop()

    def resumed(self) -> None:
        self._line(told("progress.resumed"))

    def step(self, name: str) -> None:
        self._name, self._step = _step_name(name), None
        self._since = self._last = time.monotonic()
        if self._bars is not None:
            self._step = self._bars.add_task(self._name, total=1.0, rate="")

    def advance(self, share: float, done: int, unit: str) -> None:
        now = time.monotonic()
        spent = now - self._since
        rate = done / spent if spent > self.SHORT / 4 else 0.0
        if self._bars is not None:
            self._bars.update(self._step, completed=share, rate=_rate(rate, unit))
        elif now - self._last >= self.EVERY:
            self._last = now
            work = _work(done, unit)
            line = told("progress.line", step=self._name, share=share, work=work)
            if rate >= 1:
                line += told("joint_parts") + _rate(rate, unit)
            left = told("progress.remaining", n=spent * (1 - share) / share) if share > 0 else ""
            self._line(line + left)

    def end(self, n: int | None = None, unit: str = "rows") -> None:
        spent = time.monotonic() - self._since
        result = told("progress.done") if n is None else _work(n, unit)
        if self._bars is not None:
            shown = "" if n is None else result
            self._bars.update(self._step, completed=1.0, rate=shown, visible=spent >= self.SHORT)
        elif spent >= self.SHORT:
            self._line(told("progress.end", step=self._name, work=result, n=spent))

    def _line(self, text: str) -> None:
        if self._bars is not None:
            self._bars.console.print(text)
        else:
            print(text, file=sys.stderr, flush=True)


def _step_name(name: str) -> str:
    """What a step is called; that of a table like the table, that of a file like the file."""
    words = strings(language())
    if language() == "en":  # tables by the names that options and files have
        return words.get(f"command.step.{name}", name)
    return words.get(f"command.step.{name}") or words.get(f"table.{name}", name)


def _rate(rate: float, unit: str) -> str:
    """Work a second; nothing where less than one is done in a second."""
    return told("progress.rate", work=_work(rate, unit)) if rate >= 1 else ""


def _work(n: float, unit: str) -> str:
    return told(f"unit.{unit}", n=n)
