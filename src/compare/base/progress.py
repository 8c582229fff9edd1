"""How far a command is: a bar with rate and remaining time on stderr; lines where stderr is no
terminal.

Steps shorter than `Progress.SHORT` seconds leave no trace: whoever waits that long needs none.
"""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import Any


class Progress:
    """One step after the other; use as a context manager.

    On a terminal each step has a bar with its rate and remaining time. Elsewhere (a log, a batch
    system) a line is written at most every `EVERY` seconds, and one at the end of a step.

    Parameters
    ----------
    quiet : bool
        Say nothing; for functions that are called without a progress.
    """

    EVERY = 15.0
    SHORT = 2.0

    def __init__(self, *, quiet: bool = False) -> None:
        self._bars: Any = None
        self._quiet = quiet
        self._step: Any = None
        self._name = ""
        self._since = self._last = time.monotonic()

    def __enter__(self) -> Progress:
        if not self._quiet and sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
            from rich.progress import Progress as Bars

            self._bars = Bars(
                TextColumn("{task.description:<22}"),
                BarColumn(),
                TextColumn("{task.percentage:>3.0f}% {task.fields[rate]:>18}"),
                TimeElapsedColumn(),
                TextColumn("left"),
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

    def say(self, text: str) -> None:
        """A sentence between steps."""
        if self._bars is not None:
            self._bars.console.print(text)
        self._line(text)

    def step(self, name: str) -> None:
        """Begin a step."""
        self._name, self._since, self._last, self._step = (
            name,
            time.monotonic(),
            time.monotonic(),
            None,
        )
        if self._bars is not None:
            self._step = self._bars.add_task(name, total=1.0, rate="")

    def advance(self, share: float, done: int, unit: str) -> None:
        """Say that the step stands at `share` (0–1), `done` units of work."""
        now = time.monotonic()
        spent = now - self._since
        rate = f"{done / spent:,.0f} {unit}/s" if spent > 0.5 else ""
        if self._bars is not None:
            self._bars.update(self._step, completed=share, rate=rate)
        elif now - self._last >= self.EVERY:
            self._last = now
            left = f", {spent * (1 - share) / share:,.0f} s left" if share > 0 else ""
            self._line(f"{self._name}: {share:.0%}, {done:,} {unit}, {rate}{left}")

    def end(self, told: str = "") -> None:
        """End the step with a sentence about it."""
        spent = time.monotonic() - self._since
        if self._bars is not None:
            self._bars.update(
                self._step, completed=1.0, rate=told[:18], visible=spent >= self.SHORT
            )
        elif spent >= self.SHORT:
            self._line(f"{self._name}: {told or 'done'}, {spent:,.1f} s")

    def _line(self, text: str) -> None:
        if not self._quiet and self._bars is None:
            print(text, file=sys.stderr, flush=True)
