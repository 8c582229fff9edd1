"""One writer a folder: a lock that names its owner, and that a run which was killed cannot keep.

The operating system holds the lock and lets it go when a process ends, however it ends; the file
says who holds it and since when.
"""

from __future__ import annotations

import json
import os
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from compare.errors import StudyError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

SECONDS = 30.0
"""How long a command waits for another one to finish writing."""
_EVERY = 0.1


@contextmanager
def held(place: Path, what: str, *, seconds: float = SECONDS) -> Iterator[None]:
    """Be the only one who writes at a place, as long as the block runs.

    Parameters
    ----------
    place : Path
        The lock file. Its folder is made where it is missing.
    what : str
        What is being done, for whoever has to wait.
    seconds : float
        How long to wait for another writer.

    Raises
    ------
    StudyError
        If another process still writes after `seconds`; names it, its machine and its age.
    OSError
        If the folder cannot be written.
    """
    place.parent.mkdir(parents=True, exist_ok=True)
    handle = _taken(place, time.monotonic() + seconds)
    try:
        os.truncate(handle, 0)
        owner = {
            "doing": what, "process": os.getpid(), "machine": socket.gethostname(),
            "since": time.time(),
        }  # fmt: skip
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(owner).encode())
        yield
    finally:
        with suppress(OSError):
            place.unlink()
        os.close(handle)


def _taken(place: Path, deadline: float) -> int:
    while True:
        handle = os.open(place, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o644)
        try:
            if _lock(handle):
                # Whoever held it may have removed the file between our opening and our locking it.
                with suppress(OSError):
                    if _same(handle, place):
                        return handle
            elif time.monotonic() >= deadline:
                raise StudyError(
                    f"{place.parent} is being written by {_owner(handle)}. Wait until it is done, "
                    f"then run the command again."
                )
            else:
                time.sleep(_EVERY)
        except BaseException:
            os.close(handle)
            raise
        os.close(handle)


def _lock(handle: int) -> bool:
    if fcntl is None:
        import msvcrt

        try:
            os.lseek(handle, 1 << 20, os.SEEK_SET)  # beyond what says who holds it
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)  # type: ignore[attr-defined]
        except OSError:
            return False
        return True
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _same(handle: int, place: Path) -> bool:
    mine, there = os.fstat(handle), place.stat()
    return (mine.st_dev, mine.st_ino) == (there.st_dev, there.st_ino)


def _owner(handle: int) -> str:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        owner = json.loads(os.read(handle, 4096))
        age = max(0.0, time.time() - owner["since"])
        return (
            f"`{owner['doing']}` (process {owner['process']} on {owner['machine']}, for "
            f"{age:.0f} s)"
        )
    except (ValueError, KeyError, TypeError):
        return "another process"
