"""One writer a folder: waiting, naming the owner, taking over from a run that was killed."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from compare.base.atomic import replace_folder, sweep
from compare.base.lock import held
from compare.errors import StudyError

HOLDER = """
import sys, time
from pathlib import Path
from compare.base.lock import held
with held(Path(sys.argv[1]), "add"):
    print("held", flush=True)
    time.sleep(60)
"""


@pytest.fixture
def holder(tmp_path):
    """Another process that holds the lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(tmp_path / ".lock")], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None and process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_who_writes_is_named(tmp_path, holder):
    """A command that waits in vain says what is running, where and for how long."""
    with (
        pytest.raises(StudyError, match=rf"`add` \(process {holder.pid} on .*, for \d+ s\)"),
        held(tmp_path / ".lock", "tables", seconds=0.2),
    ):
        pass


def test_a_killed_run_keeps_no_lock(tmp_path, holder):
    """The lock of a process that was killed is taken over at once, though its file is there."""
    holder.send_signal(signal.SIGKILL)
    holder.wait()
    assert (tmp_path / ".lock").exists()

    began = time.monotonic()
    with held(tmp_path / ".lock", "add", seconds=5):
        assert time.monotonic() - began < 2

    assert not (tmp_path / ".lock").exists()


def test_never_a_mixture(tmp_path):
    """Many writers into one folder: at the end all files are of the same one."""

    def write(name: str) -> None:
        with replace_folder(tmp_path / "out") as folder:
            for file in "abcdef":
                (folder / file).write_text(name)

    with ThreadPoolExecutor(8) as pool:
        list(pool.map(write, map(str, range(24))))

    assert len({path.read_text() for path in (tmp_path / "out").iterdir()}) == 1
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_left_overs_are_swept_and_told(tmp_path, capsys):
    """What a killed run left beside its target goes; what only looks like it stays."""
    (tmp_path / ".out.0123abcd.tmp").mkdir()
    (tmp_path / ".out.0123abcd.tmp" / "x").write_text("x")
    (tmp_path / ".a.txt.0123abcd.tmp").write_text("x")
    (tmp_path / "kept.tmp").write_text("x")

    with replace_folder(tmp_path / "out") as folder:
        (folder / "y").write_text("y")
    assert "removed .out.0123abcd.tmp, which a stopped run left" in capsys.readouterr().err
    sweep(tmp_path)

    assert sorted(path.name for path in tmp_path.iterdir()) == ["kept.tmp", "out"]


def test_a_link_in_place_of_a_lock(tmp_path):
    """A symbolic link that somebody laid where the lock should be is not followed."""
    (tmp_path / "victim").write_text("precious")
    (tmp_path / ".lock").symlink_to(tmp_path / "victim")

    with pytest.raises(OSError), held(tmp_path / ".lock", "add", seconds=0.2):
        pass

    assert (tmp_path / "victim").read_text() == "precious"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder(tmp_path):
    """A folder that cannot be written is an OSError at once, not a wait."""
    tmp_path.chmod(0o500)
    with pytest.raises(OSError), held(Path(tmp_path) / ".lock", "add"):
        pass
    tmp_path.chmod(0o700)
