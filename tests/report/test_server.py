"""The served page: without its token, from another host or origin, nothing is read or written."""

import http.client
import json
import threading

import pytest

import decided_study
from compare.report import server as module
from compare.report.server import Served, make_server

ROW = {
    "template": decided_study.NUMBER, "item_no": "1", "doc_id": "alpha", "decision": "absent",
    "reason": "read it", "who": "Li", "when": "2026-01-01",
}  # fmt: skip


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """Host, token and study of a running server."""
    root = decided_study.write(tmp_path_factory.mktemp("study"))
    server, address = make_server(Served(root))
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    host, token = address.removeprefix("http://").rstrip("/").split("/")
    yield host, token, root
    server.shutdown()
    thread.join()
    server.server_close()


def ask(place, method, path, body=None, **headers):
    host, token, _ = place
    port = int(host.rpartition(":")[2])
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    given = {"Host": host, "Origin": f"http://{host}", "Content-Type": "application/json"}
    given |= {name.replace("_", "-"): value for name, value in headers.items()}
    connection.putrequest(method, path.format(token=token), skip_host=True)
    data = body if isinstance(body, bytes) else json.dumps(body).encode()
    if method == "POST":
        given.setdefault("Content-Length", str(len(data)))
    for name, value in given.items():
        if value is not None:
            connection.putheader(name, value)
    connection.endheaders()
    if method == "POST" and len(data) < module.LARGEST:
        connection.send(data)
    answer = connection.getresponse()
    text = answer.read().decode("utf-8")
    connection.close()
    return answer.status, text, answer.headers


def revision(place):
    text = ask(place, "GET", "/{token}/")[1]
    return text.split('"revision":"')[1].split('"')[0]


def request(place, **more):
    return {"revision": revision(place), "decisions": [ROW], "memos": []} | more


def written(place):
    folder = place[2] / "coding"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


def test_the_page_comes_to_who_has_the_token(place):
    """It may connect to where it came from, and to nothing else; it is never kept or framed."""
    status, text, headers = ask(place, "GET", "/{token}/")

    assert status == 200 and "connect-src &#x27;self&#x27;" in text
    assert headers["Cache-Control"] == "no-store" and headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer" and place[1] not in text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/", 403),
        ("/decide", 403),
        ("//decide", 403),
        ("/wrong/", 403),
        ("/{token}x/", 403),
        ("/{token}/../documents.csv", 404),
        ("/{token}/documents.csv", 404),
        ("/{token}/%2e%2e/%2e%2e/etc/passwd", 404),
        ("/{token}/decide", 404),
        ("/{token}/decide?decisions=1", 404),
        ("/../{token}/", 403),
        ("http://evil.example/{token}/", 403),
    ],
)
def test_nothing_else_is_read(place, path, status):
    """No token, another token, a path up, a GET that would write."""
    got, text, _ = ask(place, "GET", path)

    assert got == status and "doc_id" not in text and "root:" not in text
    assert written(place) == []


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        ({"Host": "evil.example"}, "/{token}/decide", 403),
        ({"Host": "localhost:1"}, "/{token}/decide", 403),
        ({"Host": None}, "/{token}/decide", 403),
        ({"Origin": "http://evil.example"}, "/{token}/decide", 403),
        ({"Origin": "null"}, "/{token}/decide", 403),
        ({"Origin": None}, "/{token}/decide", 403),
        ({"Content_Type": "text/plain"}, "/{token}/decide", 415),
        ({}, "/wrong/decide", 403),
        ({}, "/decide", 403),
        ({}, "/{token}/", 404),
        ({}, "/{token}/coding/decisions.csv", 404),
    ],
)
def test_nothing_is_written_from_elsewhere(place, headers, path, status):
    """Another host (a rebound name), another origin, a form's content type, no token."""
    headers = {
        ("Content-Type" if name == "Content_Type" else name): v for name, v in headers.items()
    }
    got, _, _ = ask(place, "POST", path, request(place), **headers)

    assert got == status and written(place) == []


@pytest.mark.parametrize(
    ("body", "length", "status"),
    [
        (b"x", str(module.LARGEST + 1), 413),
        (b"x", "9" * 40, 413),
        (b"x", None, 411),
        (b"x", "-1", 411),
        (b"no json", "7", 400),
        (b"[]", "2", 400),
        (b"[" * 100_000, "100000", 400),
        (b'{"revision": "old"}', "19", 409),
    ],
)
def test_a_body_that_is_none_is_refused(place, body, length, status):
    """Too much, no length, no JSON, JSON that nests without end, another state of the study."""
    got, _, _ = ask(place, "POST", "/{token}/decide", body, Content_Length=length)

    assert got == status and written(place) == []


@pytest.mark.parametrize(
    ("row", "status"),
    [
        ({"item_no": "99"}, 422),
        ({"decision": "perhaps"}, 422),
        ({"clause_ids": "../../x", "decision": "taken_over"}, 422),
        ({"who": ""}, 422),
        ({"reason": 5}, 400),
    ],
)
def test_a_row_that_does_not_fit_is_refused(place, row, status):
    """The same rules as for a file; the answer says what is wrong."""
    got, text, _ = ask(place, "POST", "/{token}/decide", request(place, decisions=[{**ROW, **row}]))

    assert got == status and json.loads(text)["error"]
    assert written(place) == []


def test_a_decision_is_written_shown_and_taken_back(place):
    """The page comes anew with the level decided; undo brings the rule's back."""
    memo = {"clause_id": "alpha-01", "memo": "look again", "who": "Li"}
    before = revision(place)
    status, text, _ = ask(place, "POST", "/{token}/decide", request(place, memos=[memo]))

    assert status == 200, text
    assert json.loads(text)["written"] == ["decisions.csv", "memos.csv"]
    page = ask(place, "GET", "/{token}/")[1]
    assert '"decided_by":"Li"' in page and "look again" in page
    late = ask(place, "POST", "/{token}/decide", request(place, revision=before))
    assert late[0] == 409 and "changed meanwhile" in late[1]
    undone = ask(place, "POST", "/{token}/undo", {"revision": revision(place)})
    assert undone[0] == 200 and written(place) == ["journal.jsonl"]
    assert '"decided_by":"Li"' not in ask(place, "GET", "/{token}/")[1]
    again = ask(place, "POST", "/{token}/undo", {"revision": revision(place)})
    assert again[0] == 409 and "nothing to take back" in again[1]


def test_a_study_that_changed_meanwhile_is_not_written(place):
    """Somebody mended a text: the page must be loaded again."""
    asked = request(place)
    text = place[2] / "texts" / "beta.txt"
    old = text.read_text(encoding="utf-8")
    text.write_text(old + "\n", encoding="utf-8")
    try:
        assert ask(place, "POST", "/{token}/decide", asked)[0] == 409
    finally:
        text.write_text(old, encoding="utf-8")
    assert "decisions.csv" not in written(place)


def test_only_this_machine_is_listened_to(place):
    """The socket is bound to the loopback address."""
    assert place[0].startswith("127.0.0.1:") and module.HOST == "127.0.0.1"
