"""A new study folder, and codebook drafts."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
import yaml
from typer.testing import CliRunner

from compare.adoption.templates import parse_template
from compare.commands.new import new
from compare.commands.template import app as template_app
from compare.errors import StudyError
from compare.study.enter import candidates, enter
from compare.study.find import find_study
from compare.study.inspection import inspect_study
from compare.study.new import blank, make_study
from compare.study.read import read_study
from conftest import MINI

app = typer.Typer(pretty_exceptions_enable=False)
app.command()(new)


def test_new_study_is_found_filled_and_read(tmp_path, monkeypatch):
    """From an empty folder to clauses: made, a text added, read from inside its notebooks
    folder.
    """
    folder = tmp_path / "mine"
    assert CliRunner().invoke(app, [str(folder)]).exit_code == 0
    (tmp_path / "city.txt").write_text(MINI, encoding="utf-8")
    enter(folder, candidates(folder, [str(tmp_path / "city.txt")]))
    (folder / "notebooks").mkdir(exist_ok=True)
    monkeypatch.chdir(folder / "notebooks")

    assert find_study("") == folder
    assert len(read_study("").clauses) == 4
    assert inspect_study(folder).count("error") == 0


def test_both_sets_of_notebooks_are_copied(tmp_path):
    """English beside `zh`, without their sources; the command says how many."""
    said = CliRunner().invoke(app, [str(tmp_path / "mine")]).output
    folder = tmp_path / "mine" / "notebooks"
    english, chinese = (sorted(p.name for p in f.glob("*.ipynb")) for f in (folder, folder / "zh"))

    assert english == chinese
    assert f"{len(english)} notebooks, {len(chinese)} of them also in Chinese" in said
    assert not (folder / "source").exists()
    assert "write your own" in (folder / english[0]).read_text(encoding="utf-8")
    assert "请自行改写" in (folder / "zh" / english[0]).read_text(encoding="utf-8")


def test_nothing_is_written_over(tmp_path):
    """A folder that holds anything is left alone."""
    (tmp_path / "a").write_text("mine")
    with pytest.raises(StudyError, match="is not empty"):
        make_study(tmp_path)
    with pytest.raises(StudyError, match="is a file"):
        make_study(tmp_path / "a")


def test_here_is_a_place_too(tmp_path, monkeypatch):
    """An empty folder one stands in is filled, and stays the folder one stands in."""
    monkeypatch.chdir(tmp_path)
    before = tmp_path.stat().st_ino
    make_study(Path())

    assert (Path("documents.csv")).is_file()
    assert tmp_path.stat().st_ino == before
    assert not [path for path in tmp_path.parent.iterdir() if path.name.endswith(".tmp")]


def test_a_killed_run_in_an_empty_folder_is_finished(tmp_path):
    """A run killed while its files were moved into an empty folder is run again: whole. What a
    person put in between is not written over.
    """
    make_study(tmp_path / "whole")
    wanted = {p.relative_to(tmp_path / "whole"): p for p in (tmp_path / "whole").rglob("*.*")}
    folder, left = tmp_path / "study", tmp_path / ".study.0123abcd.tmp"
    folder.mkdir()
    left.mkdir()
    (folder / "documents.csv").write_bytes((tmp_path / "whole" / "documents.csv").read_bytes())
    (folder / "mine.txt").write_text("mine")
    with pytest.raises(StudyError, match=r"mine\.txt is not of a new study"):
        make_study(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["documents.csv", "mine.txt"]

    (folder / "mine.txt").unlink()
    left.mkdir()
    make_study(folder)
    made = {p.relative_to(folder): p for p in folder.rglob("*.*")}
    assert made.keys() == wanted.keys()
    assert all(made[name].read_bytes() == wanted[name].read_bytes() for name in wanted)
    with pytest.raises(StudyError, match="is not empty"):
        make_study(folder)


def test_notebooks_come_without_results():
    """A copied notebook has no outputs and counts of another study, and says whose findings its
    prose states.
    """
    cells = [
        {"cell_type": "markdown", "id": "a", "metadata": {}, "source": ["# Title"]},
        {
            "cell_type": "code",
            "id": "b",
            "metadata": {},
            "source": ["1"],
            "outputs": [{"x": 1}],
            "execution_count": 3,
        },
    ]
    copy = json.loads(
        blank(json.dumps({"cells": cells, "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    )

    assert [cell["cell_type"] for cell in copy["cells"]] == ["markdown", "markdown", "code"]
    assert "write your own" in copy["cells"][0]["source"][0]
    assert (copy["cells"][2]["outputs"], copy["cells"][2]["execution_count"]) == ([], None)


def test_draft_is_a_valid_codebook(tmp_path, mini_study):
    """A draft has the document's numbers, sections and headings, one unnamed action a sentence,
    and the text as comments.
    """
    out = tmp_path / "drafts" / "mini.yaml"
    result = CliRunner().invoke(
        template_app, ["draft", "mini", "--study", str(mini_study), "--out", str(out)]
    )
    assert result.exit_code == 0, result.output
    text = out.read_text(encoding="utf-8")
    template = parse_template(yaml.safe_load(text), where="mini.yaml")

    assert (template.number, template.implements) == (
        "样政发〔2021〕7号",
        ("国发〔2020〕9号", "东政发〔2020〕12号"),
    )
    assert [item.heading for item in template.items] == [
        "指导思想",
        "简化登记",
        "减免租金",
        "加强组织领导",
    ]
    assert [action.action_id for action in template.items[1].actions] == ["2.1", "2.2"]
    assert "# 2.2 推行网上办理。" in text.splitlines()
    assert (
        CliRunner()
        .invoke(template_app, ["draft", "mini", "--study", str(mini_study), "--out", str(out)])
        .exception
        is not None
    )


def test_template_add(tmp_path, mini_study):
    """An official text enters with its number; a codebook is checked and copied; adding either
    twice changes nothing.
    """
    (tmp_path / "up.txt").write_text(
        (
            "国务院关于支持小店的意见\n一、放宽准入\n（一）简化登记。登记从简。"
            "\n（二）减免租金。租金减半。\n（三）加强服务。设立窗口。\n"
        ),
        encoding="utf-8",
    )
    arguments = [
        "add",
        str(tmp_path / "up.txt"),
        "--number",
        "國發[2020]9號",
        "--date",
        "2020-05-01",
        "--study",
        str(mini_study),
    ]
    for _ in range(2):
        assert CliRunner().invoke(template_app, arguments).exit_code == 0
    study = read_study(mini_study)

    assert list(study.documents["doc_number"]) == ["样政发〔2021〕7号", "国发〔2020〕9号"]
    (tmp_path / "book.yaml").write_text(
        "doc_number: 东政发〔2020〕12号\ntitle: 意见\nmeasures: []\n", encoding="utf-8"
    )
    for _ in range(2):
        assert (
            CliRunner()
            .invoke(template_app, ["add", str(tmp_path / "book.yaml"), "--study", str(mini_study)])
            .exit_code
            == 0
        )
    assert [template.number for template in read_study(mini_study).templates] == [
        "东政发〔2020〕12号"
    ]


def test_the_example_can_be_computed_at_once(tmp_path):
    """`new --example` makes a sound study of four invented texts."""
    make_study(tmp_path / "e", example=True)
    found = inspect_study(tmp_path / "e")

    assert found.count("error") == 0
    assert list(found.report["doc_id"]) == ["national", "province", "linhe", "qingshan"]


def test_every_folder_is_explained_in_both_languages(tmp_path):
    """Beside each README stands its Chinese twin; neither is taken for a text."""
    folder = make_study(tmp_path / "mine").folder
    english = {path.parent for path in folder.rglob("README.md")}

    assert len(english) == 6
    assert english == {path.parent for path in folder.rglob("README.zh.md")}
    assert not [
        told for told in inspect_study(folder).findings if "README" in f"{told.where} {told.what}"
    ]


@pytest.mark.parametrize("lang, word", [("zh", "草稿"), ("en", "Draft")])
def test_a_draft_is_headed_in_the_language_asked_for(tmp_path, lang, word):
    """The note at its head tells who opens the file what to do."""
    (tmp_path / "city.txt").write_text(MINI, encoding="utf-8")
    out = tmp_path / "draft.yaml"
    CliRunner().invoke(
        template_app, ["draft", str(tmp_path / "city.txt"), "--out", str(out), "--lang", lang]
    )

    assert yaml.safe_load(out.read_text(encoding="utf-8"))["note"].startswith(word)
