"""The command `network` writes what Gephi and spreadsheets read."""

from __future__ import annotations

import networkx as nx
import pandas as pd
import typer
from typer.testing import CliRunner

from compare.commands.network import network

TEXT = """甲山市人民政府关于支持创新创业的实施意见
各县（市、区）人民政府：
现提出如下意见。
一、促进环境升级
（一）放宽准入。严格执行负面清单，简化企业登记。（市市场监管局牵头，市财政局配合）
（二）减税降费。落实税收优惠，支持小微企业。（市税务局、市财政局负责）
甲山市人民政府
2020年5月28日
"""


def run(*arguments):
    app = typer.Typer()
    app.command()(network)
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def test_files_hold_the_same_network(tmp_path):
    """All documents and each alone: a GraphML file that reads back, nodes and edges as CSV."""
    study, out = tmp_path / "study", tmp_path / "out"
    (study / "texts").mkdir(parents=True)
    (study / "documents.csv").write_text("doc_id,file\njia,jia.txt\n", encoding="utf-8")
    (study / "texts" / "jia.txt").write_text(TEXT, encoding="utf-8")
    result = run("--study", study, "--out", out)

    assert result.exit_code == 0, result.output
    assert sorted(path.name for path in out.iterdir()) == [
        "network-edges.csv",
        "network-jia-edges.csv",
        "network-jia-nodes.csv",
        "network-jia.graphml",
        "network-nodes.csv",
        "network.graphml",
    ]
    graph = nx.read_graphml(out / "network.graphml")
    edges = pd.read_csv(out / "network-edges.csv")
    assert {frozenset(edge) for edge in graph.edges} == {
        frozenset(("市场监管", "财政")),
        frozenset(("税务", "财政")),
    }
    assert list(edges["weight"]) == [1, 1]


def test_wrong_choice_is_refused_before_reading(tmp_path):
    """An unknown column is named with what there is, before any text is read."""
    result = run("--study", tmp_path / "none", "--by", "theme")

    assert result.exit_code == 2
    assert "family, agency, today" in result.output
