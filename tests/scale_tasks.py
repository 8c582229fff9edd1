"""Tasks that kill their process, for `test_scale_run`: a module of their own, because every
process started imports it.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path


def die_once(path: str, mark: str) -> str:
    """A task whose process is killed the first time."""
    if path == "bad" and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return path


def die(path: str) -> str:
    """A task that kills its process whenever it is run."""
    if path == "bad":
        os.kill(os.getpid(), signal.SIGKILL)
    return path
