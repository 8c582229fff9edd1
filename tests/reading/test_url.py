"""Addresses: fetched within bounds, and never from the local network unasked. The server runs on
loopback.
"""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from compare.errors import ReadingError
from compare.reading import url as url_module
from compare.reading.url import Download, fetch, file_name

TEXT = "一、甲。".encode()


class Site(BaseHTTPRequestHandler):
    """Answers by path: a text, redirects, an endless stream, a drip."""

    def log_message(self, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        path = self.path.split("?")[0]
        if path.startswith("/to/"):
            self.send_response(302)
            self.send_header("Location", path.removeprefix("/to/"))
            self.end_headers()
            return
        if path == "/loop":
            self.send_response(301)
            self.send_header("Location", "/loop")
            self.end_headers()
            return
        if path == "/missing":
            self.send_error(404)
            return
        self.send_response(200)
        body = TEXT
        if path == "/gzip":
            self.send_header("Content-Encoding", "gzip")
            body = gzip.compress(TEXT)
        elif path == "/bomb":
            self.send_header("Content-Encoding", "gzip")
            body = gzip.compress(b"0" * 50_000_000)
        elif path == "/brotli":
            self.send_header("Content-Encoding", "br")
        elif path == "/short":
            self.send_header("Content-Length", "1000")
        elif path == "/huge":
            self.send_header("Content-Length", str(10**12))
        self.send_header("Content-Type", "text/html; charset=GBK")
        self.end_headers()
        try:
            if path == "/endless":
                while True:
                    self.wfile.write(b"0" * 65536)
            if path == "/drip":
                while not stop.wait(0.05):
                    self.wfile.write(b"0")
                    self.wfile.flush()
            self.wfile.write(body)
        except OSError:
            pass


stop = threading.Event()


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """Address of a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    stop.set()
    server.shutdown()
    server.server_close()
    thread.join()


def test_fetches_and_follows_redirects(site):
    """The bytes come with the last address and the charset that the server names; Chinese paths
    are encoded.
    """
    assert fetch(f"{site}/to//文件.txt", allow_local=True) == Download(
        TEXT, f"{site}/%E6%96%87%E4%BB%B6.txt", "GBK"
    )


def test_compressed_answers(site):
    """gzip is unpacked although it was not asked for; what cannot be unpacked is named."""
    assert fetch(f"{site}/gzip", allow_local=True).data == TEXT
    with pytest.raises(ReadingError, match=r"not read \(br\)"):
        fetch(f"{site}/brotli", allow_local=True)


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/loop", "redirects more than 5 times"),
        ("/missing", "answers 404"),
        ("/endless", "delivers more than"),
        ("/bomb", "delivers more than"),
        ("/huge", "delivers more than"),
        ("/short", "broke off after|IncompleteRead"),
        ("/to/file:///etc/hostname", "is not an http:// or https://"),
        ("/to/http://user:pw@example.org/", "user name or password"),
    ],
)
def test_bounds(site, path, words):
    """Every way to overrun or mislead ends in one error."""
    with pytest.raises(ReadingError, match=words):
        fetch(site + path, allow_local=True)


def test_time_is_limited_even_for_a_server_that_drips(site):
    """One byte every twentieth of a second never times out on its own; the clock ends it."""
    with pytest.raises(ReadingError, match="did not answer within 1 seconds"):
        fetch(f"{site}/drip", allow_local=True, seconds=1)


def test_local_addresses_need_asking(site):
    """Loopback is refused by default, whether it is asked for directly or by redirect."""
    with pytest.raises(ReadingError, match=r"local network \(127\.0\.0\.1\).*--local"):
        fetch(site)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.0.0.1",
        "172.16.3.4",
        "192.168.1.1",
        "169.254.169.254",
        "0.0.0.0",
        "100.64.0.1",
        "224.0.0.1",
        "::1",
        "::",
        "fe80::1%eth0",
        "fc00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
    ],
)
def test_private_addresses_in_every_dress(address):
    """An IPv4 address wrapped in IPv6 is judged by what it wraps."""
    assert not url_module._is_public(address)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "64:ff9b::808:808"])
def test_public_addresses(address):
    """Addresses of the public internet pass."""
    assert url_module._is_public(address)


def test_name_server_cannot_change_its_answer(site, monkeypatch):
    """The connection goes to the address that was checked: a name is resolved once."""
    port = int(site.rsplit(":", 1)[1])
    answers = iter(["127.0.0.1", "10.0.0.1"])
    asked = []

    def resolve(host: str, *args: object, **kwargs: object) -> list[tuple]:
        asked.append(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(answers), port))]

    monkeypatch.setattr(url_module.socket, "getaddrinfo", resolve)
    monkeypatch.setattr(url_module, "_is_public", lambda address: address == "127.0.0.1")

    assert fetch(f"http://policy.example:{port}/a").data == TEXT
    assert asked == ["policy.example"]


def test_one_private_address_among_public_ones_is_enough(monkeypatch):
    """A name that resolves to a public and a private address is refused."""
    places = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 80))
        for address in ("8.8.8.8", "192.168.0.9")
    ]
    monkeypatch.setattr(url_module.socket, "getaddrinfo", lambda *a, **k: places)

    with pytest.raises(ReadingError, match=r"192\.168\.0\.9"):
        fetch("http://policy.example/a")


@pytest.mark.parametrize(
    "address",
    [
        "ftp://example.org/a",
        "file:///etc/hostname",
        "http://",
        "javascript:alert(1)",
        "http://[::1",
        "http://a:99999/",
    ],
)
def test_other_schemes_and_broken_addresses(address):
    """Only http and https are fetched."""
    with pytest.raises(ReadingError):
        fetch(address)


def test_names():
    """A file's name is the last part of its address, decoded, and can lead nowhere."""
    assert [
        file_name(u)
        for u in (
            "http://a/b/%E6%84%8F%E8%A7%81.htm?x=1",
            "http://a/",
            "http://a/..%2F..%2Fx.txt",
            "http://[x",
        )
    ] == ["意见.htm", "page", "../../x.txt", "page"]
