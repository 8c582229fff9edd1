"""A small study of our own that most tests share: one city text, one codebook."""

from __future__ import annotations

import re
import socket
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from browsers import BROWSERS, FLAGS

TEXTS = Path(__file__).parent / "texts"
MINI = (TEXTS / "mini.txt").read_text(encoding="utf-8")
DATA = Path(__file__).parents[1] / "data"
# How long an example takes says something of the machine, nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory):
    """What commands keep between runs is kept in a folder of the tests, never in the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICY_COMPARE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """What the tests run speaks with this machine alone; a name or an address elsewhere is a fault
    of the code, not of the network.
    """
    connect, look_up = socket.socket.connect, socket.getaddrinfo

    def here(address: object) -> bool:
        host = address[0] if isinstance(address, tuple) else ""
        return str(host or "127.0.0.1").startswith(("127.", "::1", "localhost"))

    def written_out(host: object) -> bool:
        """An address in digits, in any of its spellings: reading it asks nobody."""
        name = str(host)
        return (
            ":" in name
            or re.fullmatch(r"(?:0x[0-9a-f]+|\d+)(?:\.(?:0x[0-9a-f]+|\d+))*", name) is not None
        )

    def connected(own: socket.socket, address: Any) -> None:
        assert here(address), f"a connection to {address} was asked for"
        return connect(own, address)

    def looked_up(host: Any, *rest: Any, **named: Any) -> Any:
        assert here((host,)) or written_out(host), f"the address of {host} was asked for"
        return look_up(host, *rest, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connected)
        patch.setattr(socket, "getaddrinfo", looked_up)
        yield


@pytest.fixture
def mini_study(tmp_path: Path) -> Path:
    """A valid study with nothing but documents.csv and one text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mini.txt").write_text(MINI, encoding="utf-8")
    (tmp_path / "documents.csv").write_text(
        "doc_id,file,province\nmini,mini.txt,东山省\n", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture(scope="session")
def five():
    """The project's own study, read once."""
    from compare import read_study

    return read_study(DATA)


@pytest.fixture(scope="session")
def five_tables(five):
    """Every table of the project's own study, computed once."""
    from compare import build_tables

    return build_tables(five)


@pytest.fixture(scope="module")
def browser():
    """Chromium without a screen; what needs it is skipped where there is none. One a module: as
    long as it is open, no event loop can be started, and notebooks need one.
    """
    from playwright import sync_api as api

    if not BROWSERS:
        pytest.skip("no Chromium in /usr/bin: install Debian's package chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(BROWSERS[0]), args=FLAGS)
        yield browser
        browser.close()
