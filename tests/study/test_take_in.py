"""Adding texts: shown first, written whole or not at all, twice is once, and nobody's clause ids
move.
"""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from compare import read_study
from compare.commands.add import add
from compare.study.enter import candidates, enter
from compare.study.files import read_register
from compare.study.take_in import sources_in, understand
from conftest import MINI
from make_files import numbered, saved, word

OTHER = MINI.replace("样例市", "平安市").replace("样政发", "平政发").replace("小店", "夜市")
PROVINCE = """东山省人民政府关于支持小店的实施意见

东政发〔2020〕12号

为贯彻落实《国务院关于支持小店的意见》（国发〔2020〕9号），提出以下意见：

一、放宽准入

（一）简化登记。开店登记不超过3个工作日。

（二）减免租金。鼓励减免小店租金。

（三）加强服务。设立小店服务窗口。

东山省人民政府

2020年8月1日
"""

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(add)


def run(*arguments: str | Path):
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def rows(study: Path) -> list[dict[str, str]]:
    return list(csv.DictReader((study / "documents.csv").read_text(encoding="utf-8").splitlines()))


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """A folder with a province's and a city's text, and a hidden file."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    (folder / "平安 市(1).txt").write_bytes(OTHER.encode("gb18030"))
    (folder / "province.txt").write_text(PROVINCE, encoding="utf-8")
    (folder / ".hidden.txt").write_text("x")
    return folder


def test_understands_and_adds(mini_study, inbox):
    """Higher levels enter first; texts keep their bytes whatever the encoding; the study reads."""
    found = candidates(mini_study, [str(inbox)])
    assert [
        (c.doc_id, c.facts["level"], c.facts["doc_number"], c.n_clauses, c.doubts) for c in found
    ] == [
        ("province", "provincial", "东政发〔2020〕12号", 3, ()),
        ("平安-市-1", "city", "平政发〔2021〕7号", 4, ()),
    ]

    assert enter(mini_study, found) == ["province", "平安-市-1"]
    study = read_study(mini_study)
    assert list(study.documents["doc_id"]) == ["mini", "province", "平安-市-1"]
    assert (mini_study / "texts" / "平安-市-1.txt").read_bytes() == OTHER.encode("gb18030")
    assert list(study.documents["n_clauses"]) == [4, 3, 4]


def test_twice_is_once_and_ids_stay(mini_study, inbox):
    """A second run finds everything known and changes no byte; clauses that were there keep their
    ids.
    """
    before = list(read_study(mini_study).clauses["clause_id"])
    assert run(inbox, "--study", mini_study).exit_code == 0
    after = everything(mini_study)
    again = run(inbox, inbox / "province.txt", "--study", mini_study)

    assert again.exit_code == 0
    assert again.stdout.count("known: ") == 3
    assert everything(mini_study) == after
    assert [
        c for c in read_study(mini_study).clauses["clause_id"] if c.startswith("mini")
    ] == before


def test_doubts_write_nothing_unless_told(mini_study, tmp_path):
    """A text without title, body or clauses is shown with its doubts; --yes adds it."""
    (tmp_path / "odd.txt").write_text(
        "一、甲乙丙丁。内容内容。\n二、戊己庚辛。内容内容。\n三、壬癸子丑。内容内容。\n",
        encoding="utf-8",
    )
    before = everything(mini_study)
    shown = run(tmp_path / "odd.txt", "--study", mini_study)

    assert shown.exit_code == 1
    assert "no title found: give one with --title" in shown.stdout
    assert everything(mini_study) == before
    assert run(tmp_path / "odd.txt", "--study", mini_study, "--yes").exit_code == 0
    assert rows(mini_study)[-1]["doc_id"] == "odd"


def test_what_the_user_knows_is_recorded(mini_study, tmp_path):
    """Given facts go into documents.csv and settle the doubts; what the text says itself is not
    repeated there.
    """
    (tmp_path / "odd.txt").write_text(
        "一、甲乙丙丁。内容内容。\n二、戊己庚辛。内容内容。\n三、壬癸子丑。内容内容。\n",
        encoding="utf-8",
    )
    added = run(
        tmp_path / "odd.txt",
        "--study",
        mini_study,
        "--title",
        "平安市关于小店的意见",
        "--issuer",
        "平安市人民政府",
        "--date",
        "2021-01-02",
        "--province",
        "东山省",
        "--id",
        "pingan",
    )

    assert added.exit_code == 0
    last = rows(mini_study)[-1]
    assert {key: value for key, value in last.items() if value and key != "sha256"} == {
        "doc_id": "pingan",
        "file": "pingan.txt",
        "title": "平安市关于小店的意见",
        "issuer": "平安市人民政府",
        "issue_date": "2021-01-02",
        "province": "东山省",
    }
    document = read_study(mini_study).documents.iloc[-1]
    assert (document["level"], document["region"], document["province"]) == (
        "city",
        "平安市",
        "东山省",
    )


ORDER = """东山省夜市管理办法

（2020年8月1日东山省人民政府令第312号公布）

第一条 夜市应当在开业前登记。

第二条 夜市应当每年检查一次摊位。

第三条 登记不收费。
"""
NOBODYS = """夜市条例

第一条 在中华人民共和国境内开办夜市，适用本条例。

第二条 国务院商务主管部门应当每年公布夜市名录。

第三条 登记不收费。
"""


@pytest.mark.parametrize("text", [ORDER, NOBODYS])
def test_shown_as_the_tables_will_have_it(mini_study, tmp_path, text):
    """The number of an order bears its body, and a text that names no issuer has the level that it
    tells of itself: before it is added as after.
    """
    (tmp_path / "night.txt").write_text(text, encoding="utf-8")

    shown = understand(str(tmp_path / "night.txt")).facts

    assert run(tmp_path / "night.txt", "--study", mini_study, "--yes").exit_code == 0
    document = read_study(mini_study).documents.iloc[-1]
    assert (shown["doc_number"], shown["level"]) == (document["doc_number"], document["level"])
    assert shown["level"]


def test_word_file_keeps_its_original(mini_study, tmp_path):
    """Extracted text is stored as UTF-8, the file as received beside it; adding it again finds it
    known.
    """
    document = word(levels=[("chineseCounting", "%1、")])
    document.add_paragraph("平安市人民政府关于夜市的意见")
    for text in ("放宽准入。登记从简。", "减免租金。租金减半。", "加强领导。各部门配合。"):
        numbered(document, text, 0)
    (tmp_path / "yeshi.docx").write_bytes(saved(document))
    assert run(tmp_path / "yeshi.docx", "--study", mini_study).exit_code == 0

    assert (mini_study / "originals" / "yeshi.docx").read_bytes() == (
        tmp_path / "yeshi.docx"
    ).read_bytes()
    assert (mini_study / "texts" / "yeshi.txt").read_text(encoding="utf-8").splitlines()[
        1
    ] == "一、放宽准入。登记从简。"
    assert "known: yeshi" in run(tmp_path / "yeshi.docx", "--study", mini_study).stdout


def test_file_that_lies_in_texts_already(mini_study):
    """A text put into texts/ by hand is entered where it lies."""
    (mini_study / "texts" / "夜市.txt").write_text(OTHER, encoding="utf-8")
    assert run(mini_study / "texts", "--study", mini_study).exit_code == 0

    assert [(row["doc_id"], row["file"]) for row in rows(mini_study)] == [
        ("mini", "mini.txt"),
        ("夜市", "夜市.txt"),
    ]
    assert sorted(path.name for path in (mini_study / "texts").iterdir()) == [
        "mini.txt",
        "夜市.txt",
    ]


def test_register_is_kept_as_its_owner_wrote_it(mini_study, inbox):
    """Columns of the owner, the mark and the newlines that Excel needs, and quoted cells
    survive.
    """
    (mini_study / "documents.csv").write_bytes(
        '\ufeffdoc_id,file,my note\r\nmini,mini.txt,"a, b"\r\n'.encode()
    )
    run(inbox / "province.txt", "--study", mini_study)
    data = (mini_study / "documents.csv").read_bytes()

    assert data.startswith(
        (
            '\ufeffdoc_id,file,my note,sha256\r\nmini,mini.txt,"a, b",\r\nprovince,province.txt,,'
        ).encode()
    )


def test_bad_files_leave_the_study_as_it_was(mini_study, tmp_path):
    """Whatever is refused is named, and no byte of the study changes; good files beside it are
    added.
    """
    (tmp_path / "scan.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "mixed.txt").write_bytes(MINI.encode() + "其他".encode("gb18030") + b"\x80")
    before = everything(mini_study)
    result = run(
        tmp_path / "scan.pdf", tmp_path / "mixed.txt", tmp_path / "none.txt", "--study", mini_study
    )

    assert result.exit_code == 1
    assert result.stdout.count("refused: ") == 3
    assert everything(mini_study) == before


def test_kill_before_the_register_loses_nothing(mini_study, inbox):
    """Killed after the texts were written, the study is what it was; the next run completes it
    without doubles.
    """
    code = (
        "import os, sys\nfrom pathlib import Path\nimport compare.study.enter as e\nkeep "
        "= e.write_bytes\n"
        "def write(path, data):\n    os._exit(9) if path.name == 'documents.csv' else "
        "keep(path, data)\n"
        "e.write_bytes = write\nstudy = Path(sys.argv[1])\ne.enter(study, "
        "e.candidates(study, [sys.argv[2]]))\n"
    )
    assert (
        subprocess.run(
            [sys.executable, "-c", code, str(mini_study), str(inbox)],
            check=False,
            env=dict(os.environ),
        ).returncode
        == 9
    )
    assert [row["doc_id"] for row in rows(mini_study)] == ["mini"]

    assert run(inbox, "--study", mini_study).exit_code == 0
    assert sorted(path.name for path in (mini_study / "texts").iterdir()) == [
        "mini.txt",
        "province.txt",
        "平安-市-1.txt",
    ]


def test_full_disk_leaves_the_register(mini_study, inbox, monkeypatch):
    """An error while writing leaves documents.csv as it was."""
    before = (mini_study / "documents.csv").read_bytes()

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("compare.base.atomic.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        enter(mini_study, candidates(mini_study, [str(inbox)]))

    assert (mini_study / "documents.csv").read_bytes() == before


def test_json_and_dry_run(mini_study, inbox):
    """--dry-run writes nothing; --json says what was understood."""
    before = everything(mini_study)
    said = json.loads(run(inbox, "--study", mini_study, "--dry-run", "--json").stdout)

    assert [(f["doc_id"], f["outcome"], f["encoding"], f["n_clauses"]) for f in said["files"]] == [
        ("province", "would be added", "utf-8", 3),
        ("平安-市-1", "would be added", "gb18030", 4),
    ]
    assert everything(mini_study) == before


def test_same_name_other_text(mini_study, tmp_path):
    """A file that is named like a known document but holds another text gets a name of its own."""
    (tmp_path / "mini.txt").write_text(OTHER, encoding="utf-8")
    run(tmp_path / "mini.txt", "--study", mini_study)

    assert [row["doc_id"] for row in rows(mini_study)] == ["mini", "mini-2"]
    assert (mini_study / "texts" / "mini.txt").read_text(encoding="utf-8") == MINI


def test_hidden_files_of_a_folder_are_not_offered(inbox):
    """What a system or an office program leaves behind is no text."""
    (inbox / "~$lock.docx").write_bytes(b"x")

    assert [Path(found).name for found in sources_in(str(inbox))] == [
        "province.txt",
        "平安 市(1).txt",
    ]


def test_folder_says_of_every_file_what_became_of_it(mini_study, inbox):
    """Files that are not read are named with the way out; one of an unknown kind is not taken for
    a text.
    """
    (inbox / "old.doc").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (inbox / "notice.wps").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")
    (inbox / "scan.jpg").write_bytes(b"\xff\xd8\xff")
    (inbox / "plan.md").write_text("# " + OTHER.replace("一、", "## 一、"), encoding="utf-8")
    (inbox / "list.csv").write_text(OTHER, encoding="utf-8")
    (inbox / "sub").mkdir()
    (inbox / "sub" / "memo.rtf").write_bytes(b"{\\rtf1 x}")

    result = run(inbox, "--study", mini_study, "--json")
    became = {
        Path(f["origin"]).name: (f["outcome"], f["reason"])
        for f in json.loads(result.stdout)["files"]
    }

    assert result.exit_code == 1
    assert {name for name, (outcome, _) in became.items() if outcome == "added"} == {
        "province.txt",
        "平安 市(1).txt",
        "plan.md",
    }
    assert "LibreOffice" in became["old.doc"][1] and "LibreOffice" in became["notice.wps"][1]
    assert "OCR" in became["scan.jpg"][1]
    assert became["list.csv"][0] == "refused" and "endings" in became["list.csv"][1]
    assert became["memo.rtf"][0] == "doubted"


def test_page_hints_never_carry_a_formula(tmp_path):
    """A page's title that a spreadsheet would execute is not taken over."""
    body = "<p>一、甲甲。内容，内容。</p><p>二、乙乙。内容，内容。</p><p>三、丙丙。内容，内容。</p>"
    (tmp_path / "a.html").write_text(
        f"<html><head><title>=HYPERLINK(1)</title></head><body>{body}</body></html>",
        encoding="utf-8",
    )

    assert "title" not in understand(str(tmp_path / "a.html")).given


def test_empty_study_gets_a_register(tmp_path, inbox):
    """A folder without documents.csv gets one with all columns."""
    enter(tmp_path, candidates(tmp_path, [str(inbox / "province.txt")]))

    assert read_register(tmp_path).columns[:6] == (
        "doc_id",
        "file",
        "title",
        "doc_number",
        "issuer",
        "issue_date",
    )


def test_address_is_recorded_as_source(mini_study):
    """A text from the web keeps its address in documents.csv; without --local this machine is not
    asked.
    """
    body = PROVINCE.encode()

    class Site(BaseHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            pass

        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

    with ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/zc/dongshan.txt"
        refused, added = (
            run(address, "--study", mini_study),
            run(address, "--study", mini_study, "--local"),
        )
        server.shutdown()

    assert (refused.exit_code, added.exit_code) == (1, 0)
    assert (rows(mini_study)[-1]["doc_id"], rows(mini_study)[-1]["source"]) == ("dongshan", address)
