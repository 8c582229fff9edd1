"""An engine of `compare.scale` without processes, for tests of what it runs."""

from __future__ import annotations

from collections.abc import Iterator


class Serial:
    """Runs each task at once, in this process."""

    workers = 1

    def run(self, function, tasks) -> Iterator[tuple]:
        for task in tasks:
            yield task, function(*task)

    def close(self) -> None:
        """Nothing to close."""
