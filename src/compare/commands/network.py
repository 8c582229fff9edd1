"""``policy-compare network``: who is charged together, as GraphML and as an edge list."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.computing import read_and_compute
from compare.commands.telling import speaking, tell, unknown_value


@speaking
def network(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/network"),
    by: Annotated[
        str,
        typer.Option(
            help="What makes the nodes: family, agency or today (after the reforms on record)."
        ),
    ] = "family",
    within: Annotated[
        str,
        typer.Option(help="Together means: in the same clause, or in the same group (bracket)."),
    ] = "clause",
) -> None:
    """Write the network of joint responsibility: all documents together, and each alone.

    For Gephi, igraph or yEd (.graphml), and for spreadsheets (-nodes.csv, -edges.csv).
    """
    from compare.agencies.network import graphml, joint_responsibility, network_edges, network_nodes
    from compare.base.atomic import replace_folder
    from compare.commands.progress import Shown
    from compare.paper.export import to_csv

    for what, value, known in (
        ("by", by, ("family", "agency", "today")),
        ("within", within, ("clause", "group")),
    ):
        if value not in known:
            raise unknown_value(what, value, known)
    with Shown() as progress:
        corpus, tables = read_and_compute(study, progress, only=("agencies",))
    agencies = tables["agencies"]
    files: dict[str, bytes] = {}
    for doc_id in (None, *corpus.documents["doc_id"]):
        graph = joint_responsibility(agencies, doc_id=doc_id, by=by, within=within)
        if graph.number_of_nodes():
            name = f"network-{doc_id}" if doc_id else "network"
            files[f"{name}.graphml"] = graphml(graph).encode()
            files[f"{name}-nodes.csv"] = to_csv(network_nodes(graph))
            files[f"{name}-edges.csv"] = to_csv(network_edges(graph))
    with replace_folder(out) as folder:
        for file, content in files.items():
            (folder / file).write_bytes(content)
    tell("files", n=len(files), folder=out)
