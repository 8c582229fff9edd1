"""How far a computation is, for whoever wants to know.

A computation says its steps by name and its work by unit; this class keeps them to itself. The
command line has one that shows them (`compare.commands.progress`).
"""

from __future__ import annotations

from types import TracebackType


class Progress:
    """One step after the other, shown to nobody; use as a context manager."""

    def __enter__(self) -> Progress:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        pass

    def resumed(self) -> None:
        """Say that an earlier run is continued."""

    def step(self, name: str) -> None:
        """Begin a step: ``reading``, or the name of a table."""

    def advance(self, share: float, done: int, unit: str) -> None:
        """Say that the step stands at `share` (0–1), `done` units of work."""

    def end(self, n: int | None = None, unit: str = "rows") -> None:
        """End the step, with what came of it."""
