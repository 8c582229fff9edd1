"""How a command ends when something outside goes wrong: one line, its exit code, and what was there
before."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import typer

from compare import cli
from compare.base import atomic
from compare.study.new import make_study

START = "import sys; from compare.cli import main; print('ready', file=sys.stderr); main()"


def command(*arguments: object, **options: object) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    running = subprocess.Popen(
        [sys.executable, "-c", START, *map(str, arguments)],
        stderr=subprocess.PIPE,
        text=True,
        **options,  # type: ignore[call-overload]
    )
    assert running.stderr is not None and running.stderr.readline() == "ready\n"
    return running


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    """The invented example."""
    folder = tmp_path_factory.mktemp("study") / "example"
    make_study(folder, example=True)
    return folder


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_stopped(study, tmp_path, number, code):
    """Ctrl-C and a polite end: one line or none, the right code, nothing left behind."""
    running = command("tables", "--study", study, "--out", tmp_path / "out",
                      stdout=subprocess.DEVNULL)  # fmt: skip
    time.sleep(0.3)
    running.send_signal(number)
    said = running.communicate()[1]

    if running.returncode != 0:  # it was not done before
        assert running.returncode == code
        assert "Traceback" not in said
        assert said.splitlines()[-1:] in ([], ["policy-compare: stopped."]) or code == 143
        assert not list(tmp_path.iterdir())


def test_nobody_reads_the_output():
    """A closed pipe is one line and the code of a shell."""
    read, write = os.pipe()
    os.close(read)
    running = command("figures", "--list", stdout=write)
    os.close(write)
    said = running.communicate()[1]

    assert running.returncode == 141
    assert said == "policy-compare: whoever read the output has closed it.\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_output_to_a_full_disk():
    """A full disk behind the output is one line."""
    with open("/dev/full", "w") as full:  # noqa: PTH123 - a device, not a file
        running = command("figures", "--list", stdout=full)
        said = running.communicate()[1]

    assert running.returncode == 2
    assert said.startswith("policy-compare: No space left on device")
    assert said.count("\n") == 1


def end(monkeypatch, capsys, *arguments: object) -> tuple[int, str]:
    """Exit code and what was said on stderr, in this process."""
    monkeypatch.setattr(sys, "argv", ["policy-compare", *map(str, arguments)])
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    with pytest.raises(SystemExit) as caught:
        cli.main()
    return int(caught.value.code or 0), capsys.readouterr().err


def test_full_disk_keeps_the_old_output(study, tmp_path, monkeypatch, capsys):
    """The disk fills up while tables are written: one line, and the old tables whole."""
    out = tmp_path / "out"
    out.mkdir()
    (out / "documents.csv").write_text("old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(atomic.os, "fsync", full)
    code, said = end(monkeypatch, capsys, "tables", "--only", "documents", "--study", study,
                     "--out", out)  # fmt: skip

    assert code == 2
    assert said.splitlines()[-1].startswith("policy-compare: No space left on device")
    assert {path.name for path in out.iterdir()} == {"documents.csv"}
    assert (out / "documents.csv").read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_out_is_a_file(study, tmp_path, monkeypatch, capsys):
    """A file where the folder should be is not touched."""
    (tmp_path / "out").write_text("old")
    code, said = end(monkeypatch, capsys, "tables", "--only", "documents", "--study", study,
                     "--out", tmp_path / "out")  # fmt: skip

    assert (code, (tmp_path / "out").read_text()) == (2, "old")
    assert "Not a directory" in said.splitlines()[-1]


def writing() -> list[tuple[list[str], bool]]:
    """Every command that has an ``out``, as words of the command line, and whether it is the name
    of a file. Its needed arguments are given as names of nothing.
    """

    def leaves(command, words):
        for name, inner in getattr(command, "commands", {}).items():
            yield from leaves(inner, [*words, name])
        if any(param.name == "out" for param in command.params):
            needed = ["x" for p in command.params if p.required and p.name != "out"]
            named = any(p.name == "out" and p.param_type_name == "option" for p in command.params)
            yield (
                [*words, *needed, *(["--out"] if named else [])],
                " ".join(words) in cli.WRITES_A_FILE,
            )

    if not cli.app.registered_commands:
        cli._register()
    return list(leaves(typer.main.get_command(cli.app), []))


def test_every_command_looks_at_its_place_first(tmp_path, monkeypatch, capsys):
    """A file where a folder belongs, a folder where a file does, a file above either: told before
    anything is read, for there is no study here that could be.
    """
    (tmp_path / "file").write_text("old")
    (tmp_path / "folder").mkdir()
    monkeypatch.chdir(tmp_path / "folder")
    commands = writing()
    assert len(commands) >= 15
    named = {" ".join(words).split(" x")[0].split(" --")[0] for words, _ in commands}
    assert named >= cli.WRITES_A_FILE, "no command is left that was renamed"
    for words, a_file in commands:
        for place in (tmp_path / ("folder" if a_file else "file"), tmp_path / "file" / "below"):
            code, said = end(monkeypatch, capsys, *words, place)

            assert code == 2, (words, said)
            wanted = "Is a directory" if place.is_dir() else "Not a directory"
            assert wanted in said and said.count("\n") == 1, (words, said)
    assert (tmp_path / "file").read_text() == "old"
    assert list((tmp_path / "folder").iterdir()) == []


def test_a_fault_of_ours_is_named_as_one(study, monkeypatch):
    """An unexpected error in one text sets it aside, told as a fault of the program."""
    from compare.study import parsed, read

    whole = parsed.parse_text

    def faulty(doc_id, text):
        if doc_id == first:
            raise ZeroDivisionError("division by zero")
        return whole(doc_id, text)

    first = read.read_study(study).documents["doc_id"].iloc[0]
    monkeypatch.setattr(parsed, "parse_text", faulty)
    aside = read.read_study(study).set_aside

    assert list(aside["doc_id"]) == [first]
    assert (
        aside["reason"]
        .iloc[0]
        .startswith("unexpected error (please report): ZeroDivisionError at test_ends.py:")
    )
