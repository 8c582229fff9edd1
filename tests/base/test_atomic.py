"""Writing wholly or not at all."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from compare.base import atomic


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_writes_and_replaces(tmp_path):
    """A file is written with its newlines as given, parents made, no trace left."""
    atomic.write_text(tmp_path / "a" / "b.txt", "甲\r\n")
    atomic.write_text(tmp_path / "a" / "b.txt", "乙\n")

    assert (tmp_path / "a" / "b.txt").read_bytes() == "乙\n".encode()
    assert names(tmp_path) == ["b.txt"]


def test_full_disk_leaves_the_old_file(tmp_path, monkeypatch):
    """An error while writing leaves the old file, and nothing else."""
    target = tmp_path / "a.txt"
    atomic.write_text(target, "old")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(atomic.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        atomic.write_text(target, "new")

    assert target.read_text() == "old"
    assert names(tmp_path) == ["a.txt"]


def test_what_a_killed_run_left_is_removed(tmp_path, capsys):
    """The one file of a command: written, left-overs of it gone and told, those of others not."""
    left = tmp_path / ".a.html.0a1b2c3d.tmp"
    others = tmp_path / ".b.html.0a1b2c3d.tmp"
    for path in (left, others):
        path.write_text("half")

    atomic.write_output(tmp_path / "a.html", "甲")

    assert names(tmp_path) == [others.name, "a.html"]
    assert (tmp_path / "a.html").read_bytes() == "甲".encode()
    assert capsys.readouterr().err.startswith("removed .a.html.0a1b2c3d.tmp")


def test_a_pipe_is_written_to_and_not_replaced(tmp_path):
    """`--out /dev/stdout` and the like: no file takes the place of a device."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    atomic.write_output(pipe, "甲")

    assert os.read(reading, 100) == "甲".encode()
    os.close(reading)
    assert pipe.is_fifo() and [path.name for path in tmp_path.iterdir()] == ["pipe"]


def test_folder_is_replaced_file_by_file_at_the_end(tmp_path):
    """New files replace old ones together; files of the folder that are not written again stay."""
    folder = tmp_path / "tables"
    atomic.write_text(folder / "a.csv", "old")
    atomic.write_text(folder / "notes.txt", "mine")
    with atomic.replace_folder(folder) as out:
        (out / "a.csv").write_text("new")
        (out / "part").mkdir()
        (out / "part" / "0.csv").write_text("new")
        assert (folder / "a.csv").read_text() == "old"

    assert names(tmp_path) == ["0.csv", "a.csv", "notes.txt"]
    assert (folder / "a.csv").read_text() == "new"


def test_failure_inside_leaves_the_folder(tmp_path):
    """An exception while writing the third table leaves the first two as they were."""
    folder = tmp_path / "tables"
    atomic.write_text(folder / "a.csv", "old")
    with pytest.raises(ZeroDivisionError), atomic.replace_folder(folder) as out:
        (out / "a.csv").write_text("new")
        raise ZeroDivisionError

    assert (folder / "a.csv").read_text() == "old"
    assert names(tmp_path) == ["a.csv"]


def test_killed_run_leaves_the_folder(tmp_path):
    """A process killed in the middle changes nothing; what it left is cleared by a later run."""
    folder = tmp_path / "tables"
    atomic.write_text(folder / "a.csv", "old")
    code = (
        "import os, sys\nfrom pathlib import Path\nfrom compare.base.atomic import replace_folder\n"
        "with replace_folder(Path(sys.argv[1])) as out:\n    (out / "
        "'a.csv').write_text('new')\n    os._exit(9)\n"
    )
    subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    assert (folder / "a.csv").read_text() == "old"

    (left,) = tmp_path.glob(".tables.*.tmp")
    hours_ago = time.time() - 7200
    os.utime(left, (hours_ago, hours_ago))
    with atomic.replace_folder(folder) as out:
        (out / "a.csv").write_text("newer")

    assert names(tmp_path) == ["a.csv"]
    assert not list(tmp_path.glob(".tables.*"))
