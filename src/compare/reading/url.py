"""A document from the web: http(s) only, bounded in time and size, and never from the local
network unasked.
"""

from __future__ import annotations

import http.client
import ipaddress
import re
import socket
import ssl
import threading
import time
import zlib
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import quote, unquote, urljoin, urlsplit, urlunsplit

from compare.errors import ReadingError

MAX_DOWNLOAD = 32 * 1024 * 1024
_MAX_REDIRECTS = 5
_CHUNK = 65536
_NAT64 = ipaddress.ip_network("64:ff9b::/96")


@dataclass(frozen=True, slots=True)
class Download:
    """What an address delivered: the bytes, the address after redirects, and the charset the
    server declared.
    """

    data: bytes
    url: str
    charset: str


def fetch(url: str, *, allow_local: bool = False, seconds: float = 60.0) -> Download:
    """Download one document.

    The name is resolved once and the connection goes to the address that was checked, so a name
    server cannot answer differently between check and use. Every redirect is checked in the same
    way. Proxies
    named by the environment are not used, because they would resolve the name again.

    Parameters
    ----------
    url : str
        ``http://`` or ``https://``; Chinese characters are allowed.
    allow_local : bool
        Also fetch from loopback and private addresses.
    seconds : float
        Limit for the whole download, redirects included.

    Returns
    -------
    Download

    Raises
    ------
    ReadingError
        If the address is not http(s), lies in the local network, answers with an error, redirects
        more than five times, takes too long, or delivers more than `MAX_DOWNLOAD` bytes.
    """
    deadline = time.monotonic() + seconds
    address = url
    for _ in range(_MAX_REDIRECTS + 1):
        try:
            response = _get(address, allow_local=allow_local, deadline=deadline)
            if isinstance(response, Download):
                return response
            address = urljoin(address, response)
        except (OSError, http.client.HTTPException, UnicodeError, ValueError) as error:
            if isinstance(error, TimeoutError):
                raise ReadingError(
                    f"{address} did not answer within {seconds:g} seconds. Try again, or "
                    f"download it in a browser and add the file."
                ) from error
            raise ReadingError(
                f"{address} cannot be fetched ({type(error).__name__}: {error}). Check it "
                f"in a browser and add the saved file."
            ) from error
    raise ReadingError(
        f"{url} redirects more than {_MAX_REDIRECTS} times. Open it in a browser and add "
        f"the saved file."
    )


def _get(url: str, *, allow_local: bool, deadline: float) -> Download | str:
    """Request one address; return what it delivers, or where it redirects to."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise ReadingError(f"{url} is not an http:// or https:// address.")
    if parts.username or parts.password:
        raise ReadingError(
            f"{parts.scheme}://{parts.hostname}: addresses with a user name or password "
            f"are not fetched."
        )
    host = (
        parts.hostname.encode("idna").decode() if not parts.hostname.isascii() else parts.hostname
    )
    connection = _Connection(
        host, parts.port, tls=parts.scheme == "https", allow_local=allow_local, deadline=deadline
    )
    target = urlunsplit(
        (
            "",
            "",
            quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._"),
            quote(parts.query, safe="=&%/?:@!$'()*+,;~-._"),
            "",
        )
    )
    # A socket's timeout starts anew with every byte, so a server that drips needs a clock of its
    # own.
    clock = threading.Timer(_left(deadline), connection.cut)
    clock.daemon = True
    clock.start()
    try:
        connection.request(
            "GET",
            target,
            headers={
                "User-Agent": "policy-compare",
                "Accept": "*/*",
                "Accept-Encoding": "identity",
                "Connection": "close",
            },
        )
        with connection.getresponse() as response:
            location = response.getheader("Location")
            if response.status in {301, 302, 303, 307, 308} and location:
                # http.client hands header bytes over as Latin-1; servers send UTF-8.
                return location.encode("latin-1", "replace").decode("utf-8", "replace")
            if response.status != 200:
                raise ReadingError(
                    f"{url} answers {response.status} {response.reason}. Check it in a "
                    f"browser and add the saved file."
                )
            data = _body(response, url)
            _left(deadline)  # an answer without a length looks complete when the clock cuts it
    except (OSError, http.client.HTTPException) as error:
        if time.monotonic() >= deadline:
            raise TimeoutError from error
        raise
    finally:
        clock.cancel()
        connection.close()
    charset = re.search(
        r"charset\s*=\s*[\"']?([\w-]+)", response.getheader("Content-Type") or "", re.I
    )
    return Download(data, urlunsplit(parts._replace(fragment="")), charset[1] if charset else "")


def _body(response: http.client.HTTPResponse, url: str) -> bytes:
    too_large = ReadingError(
        f"{url} delivers more than {MAX_DOWNLOAD:,} bytes. Download it in a browser, and "
        f"add the part that is the document."
    )
    if (response.length or 0) > MAX_DOWNLOAD:
        raise too_large
    expected = response.length
    encoding = (response.getheader("Content-Encoding") or "identity").lower()
    if encoding not in {"identity", "gzip", "x-gzip", "deflate"}:
        raise ReadingError(
            f"{url} is compressed in a way that is not read ({encoding}). Download it in "
            f"a browser and add the file."
        )
    unpack = zlib.decompressobj(47) if encoding != "identity" else None
    data = bytearray()
    received = 0
    while chunk := response.read1(_CHUNK):
        received += len(chunk)
        if unpack is not None:
            try:
                chunk = unpack.decompress(chunk, MAX_DOWNLOAD + 1 - len(data))
            except zlib.error as error:
                raise ReadingError(f"{url} delivers damaged data ({error}). Try again.") from error
        data += chunk
        if len(data) > MAX_DOWNLOAD:
            raise too_large
    if (expected is not None and received < expected) or (unpack is not None and not unpack.eof):
        raise ReadingError(f"{url} broke off after {received:,} bytes. Try again.")
    return bytes(data)


class _Connection(http.client.HTTPConnection):
    """Connects to the very address that was checked, and keeps one deadline for everything."""

    def __init__(
        self, host: str, port: int | None, *, tls: bool, allow_local: bool, deadline: float
    ) -> None:
        super().__init__(host, port or (443 if tls else 80))
        self._tls, self._allow_local, self._deadline = tls, allow_local, deadline
        self._open: socket.socket | None = (
            None  # http.client forgets the socket of an answer that it has begun to read
        )

    def connect(self) -> None:
        places = socket.getaddrinfo(self.host, self.port, type=socket.SOCK_STREAM)
        if not self._allow_local:
            for place in places:
                if not _is_public(str(place[4][0])):
                    raise ReadingError(
                        f"{self.host} lies in the local network ({place[4][0]}) and is "
                        f"not fetched unless you ask for it (--local)."
                    )
        error: OSError | None = None
        for family, kind, protocol, _, address in places:
            raw = socket.socket(family, kind, protocol)
            try:
                raw.settimeout(_left(self._deadline))
                raw.connect(address)
                self._open = self.sock = (
                    ssl.create_default_context().wrap_socket(raw, server_hostname=self.host)
                    if self._tls
                    else raw
                )
                return
            except OSError as failure:
                raw.close()
                error = failure
        raise error or OSError(f"{self.host} has no address")

    def cut(self) -> None:
        """End the exchange from outside; whoever reads gets an error or an early end."""
        if self._open is not None:
            with suppress(OSError):
                self._open.shutdown(socket.SHUT_RDWR)


def _left(deadline: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _is_public(address: str) -> bool:
    """Whether an address, and any IPv4 address wrapped inside it, belongs to the public
    internet.
    """
    ip = ipaddress.ip_address(address.split("%")[0])
    inner: list[ipaddress.IPv4Address | None] = []
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _NAT64:
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
    wrapped = [v4 for v4 in inner if v4 is not None]
    return (
        all(v4.is_global for v4 in wrapped)
        and (ip.is_global or bool(wrapped))
        and not ip.is_multicast
    )


def file_name(url: str) -> str:
    """The last part of an address's path, decoded; ``page`` where it has none, or is no
    address.
    """
    try:
        path = urlsplit(url).path
    except ValueError:
        return "page"
    return unquote(path.rstrip("/").rsplit("/", 1)[-1]) or "page"
