"""Who computes the tasks: processes of this machine, or the workers of a Dask cluster.

Both run the same functions on the same tasks. A task writes its result as a part, so an engine
only says which tasks are done; a worker that dies loses one task, which is run again.
"""

from __future__ import annotations

import os
import signal
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing import get_context
from typing import Any, Protocol

from compare.base.extras import how_to_install
from compare.errors import PolicyCompareError

Task = tuple[Any, ...]
_TRIES = 3


class Engine(Protocol):
    """Runs `function` on every task, in any order; yields each task with its result, or the error
    that its worker died of.
    """

    workers: int

    def run(
        self, function: Callable[..., Any], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Any]]: ...
    def close(self) -> None: ...


class WorkerDied(Exception):
    """The process that computed a task was killed, each time it was tried."""


class LocalEngine:
    """Processes of this machine, started fresh (no fork), one a core."""

    def __init__(self, workers: int | None = None) -> None:
        self.workers = workers or os.cpu_count() or 1
        self._pool: ProcessPoolExecutor | None = None

    def _submit(self, function: Callable[..., Any], task: Task) -> Future:
        if self._pool is None:
            self._pool = _pool(self.workers)
        return self._pool.submit(function, *task)

    def run(
        self, function: Callable[..., Any], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Any]]:
        """Keep every worker busy with few tasks in hand, so that a corpus is never held as a
        whole.
        """
        waiting = iter(tasks)
        running: dict[Future, Task] = {}
        while True:
            for task in islice(waiting, 2 * self.workers - len(running)):
                running[self._submit(function, task)] = task
            if not running:
                return
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            broken = False
            for future in done:
                if isinstance(future.exception(), BrokenProcessPool):
                    broken = True
                    continue
                yield running.pop(future), future.result()
            if broken:
                # All tasks in hand fail together; alone, each shows whether it was the cause.
                self.close()
                for task in [running.pop(future) for future in list(running)]:
                    yield task, self._alone(function, task)

    def _alone(self, function: Callable[..., Any], task: Task) -> Any:
        for _ in range(_TRIES - 1):
            try:
                with _pool(1) as pool:
                    return pool.submit(function, *task).result()
            except BrokenProcessPool:
                continue
        return WorkerDied("the worker process was killed, each time; is there too little memory?")

    def close(self) -> None:
        """Stop the processes."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None


def _pool(workers: int) -> ProcessPoolExecutor:
    # Ctrl-C is the parent's to handle: it waits for the tasks in hand, whose parts are then kept.
    return ProcessPoolExecutor(
        workers,
        mp_context=get_context("spawn"),
        initializer=signal.signal,
        initargs=(signal.SIGINT, signal.SIG_IGN),
    )


class DaskEngine:
    """Workers of a Dask cluster, which must see the output folder under the same path.

    Parameters
    ----------
    scheduler : str
        Address such as ``tcp://host:8786``; empty = a cluster of this machine's cores, for trying
        out.
    workers : int, optional
        Processes of such a cluster.
    memory : int, optional
        Bytes a worker of such a cluster may use.
    """

    def __init__(
        self, scheduler: str = "", *, workers: int | None = None, memory: int | None = None
    ) -> None:
        try:
            from distributed import Client, LocalCluster
        except ModuleNotFoundError as error:
            raise PolicyCompareError(
                f"--engine dask needs the package distributed; {how_to_install('scale')}."
            ) from error
        self._cluster = None
        if not scheduler:
            self._cluster = LocalCluster(
                n_workers=workers or os.cpu_count() or 1,
                threads_per_worker=1,
                processes=True,
                dashboard_address="127.0.0.1:0",  # two runs at once, and nobody else's to see
                memory_limit=memory or "auto",
            )
        try:
            self._client = Client(self._cluster or scheduler, timeout="15s", set_as_default=False)
        except OSError as error:
            raise PolicyCompareError(
                f"no Dask scheduler answers at {scheduler}: {error}. Is it running, and reachable?"
            ) from error
        self.workers = max(len(self._client.scheduler_info()["workers"]), 1)

    def run(
        self, function: Callable[..., Any], tasks: Iterable[Task]
    ) -> Iterator[tuple[Task, Any]]:
        """As `LocalEngine.run`; Dask itself runs the task of a dead worker again, elsewhere."""
        from distributed import KilledWorker, as_completed

        waiting = iter(tasks)
        running: dict[Any, Task] = {}
        finished = as_completed(loop=self._client.loop)
        while True:
            for task in islice(waiting, 3 * self.workers - len(running)):
                future = self._client.submit(function, *task, pure=False)
                running[future.key] = task
                finished.add(future)
            if not running:
                return
            future = next(finished)
            try:
                result = future.result()
            except KilledWorker:
                result = WorkerDied(
                    "its workers were killed, one after the other; is there too little memory?"
                )
            yield running.pop(future.key), result

    def close(self) -> None:
        """Leave the cluster, and stop it where it was started here."""
        self._client.close()
        if self._cluster is not None:
            self._cluster.close()
