"""Tricks of addresses, name servers and web servers: each ends in one error that names the
address, and nothing of the local network is ever asked for.
"""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
from collections.abc import Iterator

import pytest

from compare.errors import ReadingError
from compare.reading import url as url_module
from compare.reading.url import fetch

LOCAL = [
    "http://127.0.0.1/", "http://127.1/", "http://127.0.1/", "http://2130706433/",
    "http://0x7f000001/", "http://0x7f.0.0.1/", "http://0177.0.0.1/", "http://017700000001/",
    "http://0/", "http://0.0.0.0/", "http://[::1]/", "http://[::]/", "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/", "http://[0:0:0:0:0:ffff:10.0.0.1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[fe80::1]/", "http://[fc00::1]/", "http://[ff02::1]/",
    "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/", "http://169.254.169.254/",
    "http://100.64.0.1/", "http://198.18.0.1/", "http://224.0.0.1/", "http://255.255.255.255/",
    "http://localhost/", "http://LOCALHOST./", "http://①②⑦.⓪.⓪.①/", "http://127.0.0.1:22/",
    "https://127.0.0.1/",
]  # fmt: skip
REFUSED = [
    "file:///etc/passwd", "ftp://example.org/x", "gopher://127.0.0.1/x", "javascript:alert(1)",
    "data:text/plain,x", "http:///x", "http://", "http://user:secret@example.org/",
    "http://example.org@127.0.0.1/", "http://example.org:99999/", "http://example.org:abc/",
    "http://[::1/", "http://exa mple.org/", "http://exam\nple.org/",
    "http://" + "a" * 300 + ".org/",
    "http://xn--/", "http://..",
]  # fmt: skip


@pytest.mark.parametrize("address", LOCAL)
def test_no_way_into_the_local_network(address, monkeypatch):
    """No spelling of a local address opens a connection."""
    monkeypatch.setattr(socket.socket, "connect", _never)

    with pytest.raises(ReadingError, match=r"local network|cannot be fetched"):
        fetch(address, seconds=5)


@pytest.mark.parametrize("address", REFUSED)
def test_what_is_no_address(address, monkeypatch):
    """Other schemes, passwords, ports and names that cannot be: one sentence, no connection."""
    monkeypatch.setattr(socket.socket, "connect", _never)
    monkeypatch.setattr(socket, "getaddrinfo", _unknown)

    with pytest.raises(ReadingError):
        fetch(address, seconds=5)


@pytest.mark.parametrize("target", [*LOCAL[:12], "file:///etc/passwd", "//127.0.0.1/x"])
def test_redirects_into_the_local_network(target, monkeypatch):
    """A public page that sends us on to this machine is refused at the second step."""
    asked = []

    def get(address, *, allow_local, deadline):
        asked.append(address)
        if len(asked) == 1:
            return target
        return url_get(address, allow_local=allow_local, deadline=deadline)

    url_get = url_module._get
    monkeypatch.setattr(url_module, "_get", get)
    monkeypatch.setattr(socket.socket, "connect", _never)

    with pytest.raises(ReadingError):
        fetch("http://example.org/", seconds=5)

    assert len(asked) == 2


ANSWERS = {
    "no answer": b"",
    "no http": b"SSH-2.0-OpenSSH_9\r\n",
    "line too long": b"HTTP/1.1 200 " + b"x" * 70_000 + b"\r\n\r\n",
    "header too long": b"HTTP/1.1 200 OK\r\nX: " + b"x" * 70_000 + b"\r\n\r\n",
    "too many headers": b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 500 + b"\r\nx",
    "status": b"HTTP/1.1 999 Odd\r\n\r\n",
    "negative length": b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab",
    "huge length": b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\nab",
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nab",
    "huge chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nffffffffff\r\nab",
    "bomb": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n" + gzip.compress(b"0" * 40_000_000),
    "bad gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nnot gzip",
    "cut gzip": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n"
    + gzip.compress(b"x" * 99)[:-9],
    "two encodings": b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip, br\r\n\r\nx",
    "redirect to nothing": b"HTTP/1.1 302 Found\r\nLocation: \r\n\r\n",
    "redirect to itself": b"HTTP/1.1 302 Found\r\nLocation: ?\r\n\r\n",
    "redirect to bytes": b"HTTP/1.1 302 Found\r\nLocation: \xff\xfe://x\r\n\r\n",
}


@pytest.mark.parametrize("answer", ANSWERS.values(), ids=ANSWERS.keys())
def test_answers_that_are_none(answer):
    """Whatever a server sends: one error, soon, and not much memory."""
    with server(answer) as port:
        began = time.monotonic()
        with pytest.raises(ReadingError):
            fetch(f"http://127.0.0.1:{port}/", allow_local=True, seconds=3)

        assert time.monotonic() - began < 10


def test_a_certificate_is_asked_for():
    """A server that does not prove its name is not read, --local or not."""
    with server(b"HTTP/1.1 200 OK\r\n\r\nx") as port, pytest.raises(ReadingError) as error:
        fetch(f"https://127.0.0.1:{port}/", allow_local=True, seconds=3)

    assert "SSL" in str(error.value)
    context = ssl.create_default_context()
    assert context.check_hostname and context.verify_mode == ssl.CERT_REQUIRED


class server:
    """A loopback server that sends the same bytes to whoever asks."""

    def __init__(self, answer: bytes) -> None:
        self.answer = answer

    def __enter__(self) -> int:
        self.socket = socket.create_server(("127.0.0.1", 0))
        threading.Thread(target=self._serve, daemon=True).start()
        return self.socket.getsockname()[1]

    def _serve(self) -> None:
        while True:
            try:
                other, _ = self.socket.accept()
            except OSError:
                return
            with other:
                try:
                    other.recv(65536)
                    other.sendall(self.answer)
                except OSError:
                    continue

    def __exit__(self, *_: object) -> None:
        self.socket.close()


def _never(*_: object) -> None:
    raise AssertionError("a connection was opened")


def _unknown(*_: object, **__: object) -> Iterator[None]:
    raise socket.gaierror("unknown")
