"""The command `diffusion` writes tables, events and networks of who took over from whom."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import pytest
import typer
from typer.testing import CliRunner

from compare import schema
from compare.commands.diffusion import diffusion
from compare.errors import PolicyCompareError

TEXT = """{place}人民政府关于支持创新创业的实施意见
各县（市、区）人民政府：
现提出如下意见。
一、促进环境升级
（一）放宽准入。{first}
（二）减税降费。落实税收优惠，支持小微企业按季度申报，逾期由窗口逐户提醒。
{place}人民政府
{date}
"""
SHARED = "对养蜂大棚逐户登记造册，验收合格后按实际投入的三成给予补贴，名单在村口张贴七日。"
OWN = "由镇街牵头清点闲置校舍，改作公益书屋，所需桌椅由回收站统一翻新配送。"
TABLES = ("diffusion", "sources", "passages", "first_users", "events")


def run(*arguments):
    app = typer.Typer()
    app.command()(diffusion)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


@pytest.fixture
def study(tmp_path):
    """Three cities; the second takes one measure over from the first, the third nothing."""
    folder = tmp_path / "study"
    (folder / "texts").mkdir(parents=True)
    rows = ["doc_id,file,region,level,issue_date"]
    for doc_id, place, date, day, first in (
        ("jia", "甲山市", "2020年5月28日", "2020-05-28", SHARED),
        ("yi", "乙水市", "2021年5月28日", "2021-05-28", SHARED),
        ("bing", "丙田市", "2021年6月27日", "2021-06-27", OWN),
    ):
        text = TEXT.format(place=place, date=date, first=first)
        if doc_id == "bing":
            text = text.replace(
                "落实税收优惠，支持小微企业按季度申报，逾期由窗口逐户提醒。", OWN[::-1]
            )
        (folder / "texts" / f"{doc_id}.txt").write_text(text, encoding="utf-8")
        rows.append(f"{doc_id},{doc_id}.txt,{place},city,{day}")
    (folder / "documents.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return folder


def test_tables_networks_and_events(study, tmp_path):
    """The first city is the first user; the third was at risk and did not take it over."""
    out = tmp_path / "out"
    result = run("--study", study, "--out", out, "--no-cache")

    assert result.exit_code == 0, result.output
    assert {path.name for path in out.iterdir()} == {
        *(f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")),
        "network.graphml",
        "tree.graphml",
    }
    tables = {name: pd.read_parquet(out / f"{name}.parquet") for name in TABLES}
    for name in TABLES:
        schema.OUTPUTS[name].check(tables[name])
    first = tables["first_users"].set_index("first_clause")
    assert set(first["first_doc"]) == {"jia"}
    assert set(first["documents"]) == {2}
    told = tables["events"].groupby("place")["event"].max()
    assert told.to_dict() == {"乙水市": 1, "丙田市": 0}
    assert list(nx.read_graphml(out / "tree.graphml").edges) == [("jia", "yi")]


def test_tables_of_scale_do_in_place_of_a_study(study, tmp_path):
    """What `scale` wrote gives the same sources; without adoption nothing is discounted."""
    from compare.study.read import read_study
    from compare.tables import build_tables

    folder = tmp_path / "scaled"
    folder.mkdir()
    read = read_study(study)
    for name, table in build_tables(read, only=("documents", "clauses", "pairs")).items():
        table.to_parquet(folder / f"{name}.parquet")
    for given, out in ((("--from", folder), "a"), (("--study", study), "b")):
        result = run(*given, "--out", tmp_path / out)
        assert result.exit_code == 0, result.output

    assert (tmp_path / "a" / "events.csv").read_bytes() == (
        tmp_path / "b" / "events.csv"
    ).read_bytes()


def test_a_folder_without_tables_is_refused(tmp_path):
    """The file that is missing is named, and nothing is written."""
    result = run("--from", tmp_path, "--out", tmp_path / "out")

    assert isinstance(result.exception, PolicyCompareError)
    assert "documents.parquet" in str(result.exception)
    assert not (tmp_path / "out").exists()


def test_a_study_and_tables_of_scale_are_not_both_taken(tmp_path):
    """Which of the two is meant is asked, not guessed."""
    assert run("--study", tmp_path, "--from", tmp_path).exit_code == 2
