"""Running a command and watching what it and all its children take."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import psutil


@dataclass
class Taken:
    """Wall seconds, CPU seconds and peak memory (bytes, all processes together) of a command, and
    what it printed.
    """

    wall: float
    cpu: float
    peak: int
    told: dict[str, Any] = field(default_factory=dict)


def run(command: Sequence[str]) -> Taken:
    """Run a command to its end.

    Raises
    ------
    RuntimeError
        If it fails; its stderr is the message.
    """
    since = time.perf_counter()
    before = _children_cpu()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    peak = [0]
    watcher = threading.Thread(target=_watch, args=(process.pid, peak), daemon=True)
    watcher.start()
    out, err = process.communicate()
    wall = time.perf_counter() - since
    watcher.join()
    if process.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{err[-2000:]}")
    last = out.strip().splitlines()[-1] if out.strip() else ""
    told = json.loads(last) if last.startswith("{") else {"out": last}
    return Taken(wall, _children_cpu() - before, peak[0], told)


def stage(name: str, folder: object, n: int) -> Taken:
    """Run a stage of `benchmarks.stages` in a process of its own."""
    return run([sys.executable, "-m", "benchmarks.stages", name, str(folder), str(n)])


def _children_cpu() -> float:
    times = psutil.Process().cpu_times()
    return times.children_user + times.children_system


def _watch(pid: int, peak: list[int]) -> None:
    """Sum the resident memory of a process and its children ten times a second; shared pages count
    in each of them.
    """
    try:
        root = psutil.Process(pid)
        while root.is_running() and root.status() != psutil.STATUS_ZOMBIE:
            total = 0
            for process in [root, *root.children(recursive=True)]:
                try:
                    total += process.memory_info().rss
                except psutil.Error:
                    continue
            peak[0] = max(peak[0], total)
            time.sleep(0.1)
    except psutil.Error:
        return
