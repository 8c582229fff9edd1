"""The page served from its study, on this machine alone: what a reader decides is written there.

Only who has the address with its token reads or writes; every request must name this host, and one
that writes must come from this page. The study is written by `compare.study.journal`, so that every
writing is whole and can be taken back.
"""

from __future__ import annotations

import hmac
import json
import secrets
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import RLock
from typing import Any

import pandas as pd

from compare.adoption.decisions import COLUMNS, named_columns
from compare.base.progress import Progress
from compare.errors import PolicyCompareError
from compare.report import page_text
from compare.report.coding_rows import files_digest, undecided_digest
from compare.report.deciding import Ruled, propose, rule
from compare.schema import TABLES
from compare.study.enter import entering
from compare.study.journal import undo_coding, write_coding
from compare.study.memos import COLUMNS as MEMOS
from compare.study.memos import named_columns as memo_columns
from compare.study.read import read_study
from compare.tables import decide_again
from compare.words.strings import say

HOST = "127.0.0.1"
LARGEST = 2_000_000
"""Bytes of a request that are read; a study's decisions of years are smaller."""
PATIENCE = 30
"""Seconds that a silent connection is kept."""


class Refused(Exception):
    """A request that is answered with a status and a sentence."""

    def __init__(self, status: HTTPStatus, why: str) -> None:
        super().__init__(why)
        self.status = status


class Served:
    """A study behind the page: computed once, decided on again and again.

    Parameters
    ----------
    root : Path
        The study folder.
    lang : {"zh", "en"}
        Language the page opens in.
    progress : Progress, optional
    """

    def __init__(self, root: Path, *, lang: str = "zh", progress: Progress | None = None) -> None:
        self.root, self.lang = root, lang
        self._lock = RLock()
        self._progress = progress
        self._ruled: Ruled | None = None
        self._undecided = ""
        self._page: tuple[str, str] = ("", "")

    def page(self) -> str:
        """The page of the study as its files are now; computed again only where they changed."""
        with self._lock:
            revision = files_digest(self.root)
            if self._page[0] != revision:
                ruled = self._rule()
                tables = decide_again(ruled.work, ruled.tables, ruled.study.decisions)
                text = page_text(ruled.study, tables, lang=self.lang, revision=revision)
                self._page = (revision, text)
            return self._page[1]

    def decide(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Check and write what the page sends; nothing is written where a row is refused."""
        with self._lock:
            self._same(asked)
            rows = _frame(asked.get("decisions"), COLUMNS, "decisions")
            notes = _frame(asked.get("memos"), MEMOS, "memos")
            proposal = propose(self._rule(), rows, notes)
            if proposal.refused:
                raise Refused(HTTPStatus.UNPROCESSABLE_ENTITY, " ".join(proposal.refused))
            if len(proposal.disagreements):
                raise Refused(
                    HTTPStatus.CONFLICT,
                    "another coder decided the same otherwise, and it is not settled.",
                )
            with entering(self.root, "serve"):
                self._same(asked)  # nobody writes between this look and the writing
                written = write_coding(
                    self.root,
                    {"decisions.csv": proposal.decisions, "memos.csv": proposal.memos},
                    what=say("command.in_the_page", "en", n=len(rows), memos=len(notes)),
                )
            return {"written": written, "changes": len(proposal.changes)}

    def undo(self, asked: dict[str, Any]) -> dict[str, Any]:
        """Take the last writing back."""
        with self._lock, entering(self.root, "serve"):
            self._same(asked)
            return {"undone": undo_coding(self.root)}

    def _same(self, asked: dict[str, Any]) -> None:
        if asked.get("revision") != files_digest(self.root):
            raise Refused(
                HTTPStatus.CONFLICT, "the study changed meanwhile; load the page again and repeat."
            )

    def _rule(self) -> Ruled:
        """The study read anew; what the rules find is kept while nothing but decisions changed."""
        study = read_study(self.root)
        undecided = undecided_digest(study)
        if self._ruled is None or undecided != self._undecided:
            self._ruled = rule(study, only=tuple(TABLES), progress=self._progress)
            self._undecided = undecided
        self._ruled = Ruled(study, self._ruled.work, self._ruled.tables)
        return self._ruled


def _frame(rows: Any, columns: tuple[str, ...], name: str) -> pd.DataFrame:
    if not isinstance(rows, list) or not all(
        isinstance(row, dict) and all(isinstance(value, str) for value in row.values())
        for row in rows
    ):
        raise Refused(HTTPStatus.BAD_REQUEST, f"{name} must be a list of rows of text.")
    frame = pd.DataFrame(rows, columns=list(columns), dtype="str").fillna("")
    named = (
        named_columns(frame, name=name) if name == "decisions" else memo_columns(frame, name=name)
    )
    return named.assign(file=name, row=range(1, len(named) + 1))


def make_server(served: Served, *, port: int = 0) -> tuple[ThreadingHTTPServer, str]:
    """A server on the loopback address, and the address of the page with its token.

    Parameters
    ----------
    served : Served
    port : int
        0 takes one that is free.
    """
    token = secrets.token_urlsafe(24)
    server = ThreadingHTTPServer((HOST, port), _handler(served, token))
    server.daemon_threads = True
    return server, f"http://{HOST}:{server.server_address[1]}/{token}/"


def _handler(served: Served, token: str) -> type[BaseHTTPRequestHandler]:
    writes: dict[str, Callable[[dict[str, Any]], dict[str, Any]]] = {
        "decide": served.decide,
        "undo": served.undo,
    }

    class Handler(BaseHTTPRequestHandler):
        server_version, sys_version = "policy-compare", ""
        protocol_version = "HTTP/1.1"
        timeout = PATIENCE

        def do_GET(self) -> None:
            """The page, and nothing else: no file of the machine is ever read for a path."""
            self._answer(self._get)

        def do_POST(self) -> None:
            """Decisions in, or the last ones back."""
            self._answer(self._post)

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is logged: a request line holds the token."""

        def _get(self) -> tuple[str, bytes]:
            if self._path() != "":
                raise Refused(HTTPStatus.NOT_FOUND, "there is only the page.")
            return "text/html; charset=utf-8", served.page().encode("utf-8")

        def _post(self) -> tuple[str, bytes]:
            act = writes.get(self._path())
            if act is None:
                raise Refused(HTTPStatus.NOT_FOUND, "this cannot be asked for.")
            own = f"http://{self.headers.get('Host', '')}"
            if self.headers.get("Origin") != own:
                raise Refused(HTTPStatus.FORBIDDEN, "only the page itself may write.")
            if self.headers.get_content_type() != "application/json":
                raise Refused(HTTPStatus.UNSUPPORTED_MEDIA_TYPE, "send JSON.")
            try:
                asked = json.loads(self._body())
            except (ValueError, RecursionError) as error:
                raise Refused(HTTPStatus.BAD_REQUEST, "this is no JSON.") from error
            if not isinstance(asked, dict):
                raise Refused(HTTPStatus.BAD_REQUEST, "this is no request of the page.")
            return "application/json", json.dumps(act(asked), ensure_ascii=False).encode("utf-8")

        def _path(self) -> str:
            """What is asked for behind the token; host and token are checked first."""
            if self.headers.get_all("Host", []) != [f"{HOST}:{self.connection.getsockname()[1]}"]:
                raise Refused(HTTPStatus.FORBIDDEN, "this server answers to its own address only.")
            given, _, rest = self.path.removeprefix("/").partition("/")
            if not hmac.compare_digest(given.encode("utf-8"), token.encode("utf-8")):
                raise Refused(HTTPStatus.FORBIDDEN, "open the address that policy-compare printed.")
            return rest

        def _body(self) -> bytes:
            length = self.headers.get("Content-Length", "")
            if not length.isascii() or not length.isdigit():
                raise Refused(HTTPStatus.LENGTH_REQUIRED, "how long is it?")
            if len(length) > 9 or int(length) > LARGEST:
                raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "this is too much at once.")
            return self.rfile.read(int(length))

        def _answer(self, act: Callable[[], tuple[str, bytes]]) -> None:
            try:
                status, (kind, body) = HTTPStatus.OK, act()
            except Refused as refused:
                status, kind, body = refused.status, "application/json", _told(refused)
            except PolicyCompareError as error:
                status, kind, body = HTTPStatus.CONFLICT, "application/json", _told(error)
            except OSError as error:
                status, kind = HTTPStatus.INTERNAL_SERVER_ERROR, "application/json"
                body = _told(RuntimeError(f"{error.strerror or error}."))
            self.send_response(status)
            for name, value in {
                "Content-Type": kind,
                "Content-Length": str(len(body)),
                "Cache-Control": "no-store",
                "X-Content-Type-Options": "nosniff",
                "X-Frame-Options": "DENY",
                "Referrer-Policy": "no-referrer",
                "Cross-Origin-Resource-Policy": "same-origin",
            }.items():
                self.send_header(name, value)
            if status is not HTTPStatus.OK:
                # The rest of a request that was refused is not read: the connection ends.
                self.send_header("Connection", "close")
                self.close_connection = True
            self.end_headers()
            self.wfile.write(body)

    return Handler


def _told(error: Exception) -> bytes:
    return json.dumps({"error": str(error)}, ensure_ascii=False).encode("utf-8")
