"""Two commands in one study at the same moment end as if one had come after the other."""

from __future__ import annotations

import re
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from compare import build_tables, read_study
from compare.study.files import read_register
from compare.study.new import make_study

START = "from compare.cli import main; main()"
TEXT = (
    "样例市人民政府关于支持{what}的意见\n样政发〔2021〕{n}号\n各县人民政府：\n一、放宽准入。执行清单。\n"
    "二、减轻负担。落实{what}优惠。\n样例市人民政府\n2021年3月{n}日\n"
)
WHAT = ("小店", "夜市", "早餐", "书屋", "菜场", "老街")


def command(*words: object) -> subprocess.Popen[str]:
    """The command in a process of its own."""
    return subprocess.Popen(
        [sys.executable, "-c", START, *map(str, words)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


@pytest.fixture
def study(tmp_path) -> Path:
    """The invented example, and six further texts beside it."""
    make_study(tmp_path / "study", example=True)
    for n, what in enumerate(WHAT, 1):
        text = TEXT.format(what=what, n=n)
        (tmp_path / f"text-{n}.txt").write_text(text, encoding="utf-8")
    return tmp_path / "study"


def test_two_add_at_once(study):
    """Every row and every text of both is there, once; nothing is left behind."""
    before = set(read_register(study).ids)
    halves = [[study.parent / f"text-{n}.txt" for n in part] for part in ((1, 2, 3), (4, 5, 6))]
    running = [command("add", *half, "--yes", "--study", study) for half in halves]
    told = [one.communicate()[0] for one in running]

    assert [one.returncode for one in running] == [0, 0], told
    register = read_register(study)
    assert len(set(register.ids)) == len(register.ids) == len(before) + 6
    new = [row for row in register.rows if row["doc_id"] not in before]
    assert sorted((study / "texts" / row["file"]).read_text(encoding="utf-8") for row in new) == (
        sorted(TEXT.format(what=what, n=n) for n, what in enumerate(WHAT, 1))
    )
    assert not [path for path in study.rglob(".*") if path.suffix in (".tmp", ".lock")]


def test_the_same_text_twice_at_once(study):
    """Whoever comes second finds the text known: it stands once."""
    before = len(read_register(study).ids)
    words = ("add", study.parent / "text-1.txt", "--yes", "--study", study)
    running = [command(*words), command(*words)]
    told = [one.communicate()[0] for one in running]

    assert all(one.returncode in (0, 1, 2) for one in running), told
    assert 0 in [one.returncode for one in running]
    assert "Traceback" not in "".join(told)
    assert len(read_register(study).ids) == before + 1


def test_serve_beside_add(study):
    """The page is served while a text is added; the text is in the study, the page is whole."""
    served = command("serve", "--study", study, "--port", "0")
    try:
        address = ""
        assert served.stdout is not None
        for line in served.stdout:
            if found := re.search(r"http://\S+/", line):
                address = found[0]
                break
        assert address, "the address is told"
        adding = command("add", study.parent / "text-2.txt", "--yes", "--study", study)
        pages = []
        while adding.poll() is None and len(pages) < 20:
            with urllib.request.urlopen(address) as answer:
                pages.append(answer.read())
        told = adding.communicate()[0]
    finally:
        served.terminate()
        served.communicate()

    assert adding.returncode == 0, told
    assert pages and all(page.rstrip().endswith(b"</html>") for page in pages)
    assert any("夜市" in row.get("title", "") + (study / "texts" / row["file"]).read_text("utf-8")
               for row in read_register(study).rows)  # fmt: skip


def test_two_decide_at_once(study):
    """What stands is read and written by one at a time: the decisions of neither coder are lost,
    and both can be taken back.
    """
    cells = build_tables(read_study(study), only=("adoption",))["adoption"].iloc[-2:]
    running = []
    for who, cell in zip(("AB", "CD"), cells.itertuples(), strict=True):
        given = study.parent / f"{who}.csv"
        given.write_text(
            "template,item_no,doc_id,decision,reason,who,when\n"
            f"{cell.template},{cell.item_no},{cell.doc_id},absent,looked,{who},2026-01-02\n",
            encoding="utf-8",
        )
        running.append(command("decide", given, "--study", study))
    told = [one.communicate()[0] for one in running]

    assert [one.returncode for one in running] == [0, 0], told
    assert set(read_study(study).decisions["who"]) == {"AB", "CD"}
    for left in (1, 0):
        undone = command("decide", "--undo", "--study", study)
        said = undone.communicate()[0]
        assert undone.returncode == 0, said
        assert len(read_study(study).decisions) == left
