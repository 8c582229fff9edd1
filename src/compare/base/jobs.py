"""Work that is done piece by piece, in this process or in several; the results are the same, in the
same order.
"""

from __future__ import annotations

import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

PAYS = 300
"""Documents from which on further processes save more than they take to start (2 s each)."""
_AHEAD = 3  # pieces in hand for each process, so that a collection is never held twice

_held: tuple[Callable[[Any, Any], Any], Any] | None = None


def each(
    function: Callable[[Any, Any], Any], shared: Any, pieces: Iterable[Any], *, jobs: int = 1
) -> Iterator[Any]:
    """``function(shared, piece)`` for each piece, in their order.

    Parameters
    ----------
    function : callable
        Of a module, so that another process finds it.
    shared : object
        What every piece needs; sent to a process once.
    jobs : int
        Processes; 1 = this one.
    """
    if jobs <= 1:
        for piece in pieces:
            yield function(shared, piece)
        return
    pool = ProcessPoolExecutor(
        jobs, get_context("spawn"), initializer=_begin, initargs=(function, shared)
    )
    running: deque[Future] = deque()
    try:
        for piece in pieces:
            running.append(pool.submit(_one, piece))
            if len(running) >= _AHEAD * jobs:
                yield running.popleft().result()
        while running:
            yield running.popleft().result()
    finally:
        pool.shutdown(cancel_futures=True)


def cores(asked: int = 0) -> int:
    """Processes to use: as many as asked for, else one for each core of this machine."""
    return asked if asked > 0 else os.cpu_count() or 1


def _begin(function: Callable[[Any, Any], Any], shared: Any) -> None:
    global _held
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the first process's to handle
    _held = function, shared


def _one(piece: Any) -> Any:
    assert _held is not None
    function, shared = _held
    return function(shared, piece)
