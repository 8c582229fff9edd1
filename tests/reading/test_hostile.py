"""Hostile files: read or refused by name, within seconds, without the network and without another
file of this machine."""

from __future__ import annotations

import socket
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))
import hostile
from compare.errors import PolicyCompareError, ReadingError, StudyError
from compare.reading import read_bytes
from compare.structure import parse_text
from compare.study.read import read_study

FILES = dict(hostile.files())


def test_enough_kinds():
    """At least sixty files, of every format."""
    assert len(FILES) >= 60
    assert {name.rsplit(".", 1)[1] for name in FILES} >= {"docx", "pdf", "html", "md", "txt", "rtf"}


@pytest.mark.parametrize("name", FILES)
def test_read_or_refused(name, monkeypatch):
    """One error that names the file, or a text that the parser takes or refuses."""
    monkeypatch.setattr(socket.socket, "connect", _never)
    began = time.process_time()
    try:
        reading = read_bytes(FILES[name], name)
    except ReadingError as error:
        assert str(error).startswith(name)
        assert "root:" not in str(error)
    else:
        assert "root:" not in reading.text
        assert not any(0xD800 <= ord(letter) < 0xE000 for letter in reading.text)
        try:
            parse_text("x", reading.text)
        except PolicyCompareError as error:
            assert str(error).startswith("x: ")
    assert time.process_time() - began < 10


LEADING_OUT = ["../documents.csv", "/etc/passwd", "..", ".", "link.txt", "folder/../../x",
               "C:\\x.txt", "a\x01b.txt", "nul\x00.txt", "pipe"]  # fmt: skip


@pytest.mark.parametrize("file", LEADING_OUT)
def test_no_file_outside_the_study(tmp_path, file):
    """What documents.csv names is looked for in texts/ alone, links out of it are not followed."""
    import os

    texts = tmp_path / "texts"
    texts.mkdir()
    (tmp_path / "secret.txt").write_text("一、秘密。甲。\n")
    (texts / "link.txt").symlink_to(tmp_path / "secret.txt")
    os.mkfifo(texts / "pipe")
    (tmp_path / "documents.csv").write_bytes(f'doc_id,file\nx,"{file}"\n'.encode())

    with pytest.raises((StudyError, ReadingError)) as error:
        read_study(tmp_path)

    assert "秘密" not in str(error.value)
    assert "unexpected error" not in str(error.value)


def _never(*_: object) -> None:
    raise AssertionError("a connection was opened")
