"""Who is named together: the network of joint responsibility.

Nodes are families (or bodies), an edge joins two that the same clause charges. All results are the
same on every run: nodes and edges are sorted, the community search has a fixed seed.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

import pandas as pd

from compare.agencies.kinds import select

if TYPE_CHECKING:
    import networkx as nx

SEED = 20180926
NODE_COLUMNS = (
    "node", "clauses", "mentions", "lead", "degree", "strength", "betweenness", "pagerank",
    "community",
)  # fmt: skip
EDGE_COLUMNS = ("source", "target", "weight", "fractional", "strength", "documents")


def joint_responsibility(
    agencies: pd.DataFrame,
    *,
    doc_id: str | None = None,
    by: str = "family",
    within: str = "clause",
    where: str = "attribution",
    generic: bool = False,
    min_weight: int = 1,
) -> nx.Graph:
    """Network of bodies that are charged together.

    Parameters
    ----------
    agencies : DataFrame
        A `schema.AGENCIES` table as `compare.agencies.find.find_agencies` returns it.
    doc_id : str, optional
        One document only; default all.
    by : str
        Column that makes the nodes: ``family``, ``agency`` or ``today``.
    within : {"clause", "group"}
        What counts as together: the same clause, or the same bracket of it.
    generic : bool
        Whether 有关部门 and its like are nodes.
    min_weight : int
        Edges of fewer clauses are left out; their nodes stay.

    Returns
    -------
    networkx.Graph
        Nodes: ``clauses`` (clauses naming it), ``mentions``, ``lead`` (mentions as lead),
        ``degree``,
        ``strength`` (sum of edge weights), ``betweenness`` (Brandes [1]_, length of an edge =
        1/weight, 0–1), ``pagerank`` (weighted, adds up to 1), ``community`` (Louvain [2]_, fixed
        seed; 1 = the largest).
        Edges: ``weight`` (clauses naming both), ``fractional`` (a clause of k nodes gives 1/(k −
        1) to each of its pairs [3]_, so that long lists do not rule), ``strength`` (weight /
        √(clauses · clauses), cosine,
        0–1), ``documents`` (joined with ;).

    References
    ----------
    .. [1] U. Brandes (2001), Journal of Mathematical Sociology 25(2), 163-177.
    .. [2] V. Blondel et al. (2008), Journal of Statistical Mechanics P10008.
    .. [3] M. Newman (2001), Physical Review E 64, 016132.
    """
    import networkx as nx

    rows = select(agencies, where=where, generic=generic)
    if doc_id is not None:
        rows = rows[rows["doc_id"] == doc_id]
    graph = nx.Graph()
    for name, part in sorted(rows.groupby(by), key=lambda pair: str(pair[0])):
        graph.add_node(
            str(name),
            clauses=int(part["clause_id"].nunique()),
            mentions=len(part),
            lead=int((part["role"] == "lead").sum()),
        )
    units = ["clause_id"] if within == "clause" else ["clause_id", "group"]
    weights: dict[tuple[str, str], int] = {}
    fractions: dict[tuple[str, str], float] = {}
    documents: dict[tuple[str, str], set[str]] = {}
    for _, part in rows.groupby(units, sort=True):
        names = sorted(set(part[by]))
        for pair in combinations(names, 2):
            weights[pair] = weights.get(pair, 0) + 1
            fractions[pair] = fractions.get(pair, 0.0) + 1 / (len(names) - 1)
            documents.setdefault(pair, set()).add(str(part["doc_id"].iloc[0]))
    for pair in sorted(weights):
        if weights[pair] >= min_weight:
            expected = (graph.nodes[pair[0]]["clauses"] * graph.nodes[pair[1]]["clauses"]) ** 0.5
            graph.add_edge(
                *pair,
                weight=weights[pair],
                fractional=round(fractions[pair], 9),
                strength=round(weights[pair] / expected, 9),
                documents=";".join(sorted(documents[pair])),
            )
    _add_centralities(graph)
    return graph


def network_summary(
    agencies: pd.DataFrame, clauses: pd.DataFrame, *, by: str = "family", where: str = "attribution"
) -> pd.DataFrame:
    """The network of each document in one row.

    Returns
    -------
    DataFrame
        ``doc_id``, ``nodes``, ``edges``, ``density`` (edges over possible edges),
        ``mean_strength``,
        ``clustering`` (mean, unweighted), ``communities``, ``modularity`` of these communities,
        ``hub`` (node of the greatest strength), ``clauses`` (clauses that name at least one node).
    """
    import networkx as nx

    out = []
    for doc_id in dict.fromkeys(clauses["doc_id"]):
        graph = joint_responsibility(agencies, doc_id=doc_id, by=by, where=where)
        if not graph:
            continue
        groups: dict[int, set[str]] = {}
        for node, number in graph.nodes(data="community"):
            groups.setdefault(number, set()).add(node)
        rows = select(agencies, where=where, generic=False)
        out.append(
            {
                "doc_id": doc_id,
                "nodes": graph.number_of_nodes(),
                "edges": graph.number_of_edges(),
                "density": nx.density(graph),
                "mean_strength": sum(s for _, s in graph.nodes(data="strength")) / len(graph),
                "clustering": nx.average_clustering(graph),
                "communities": len(groups),
                "modularity": nx.community.modularity(graph, list(groups.values()), weight="weight")
                if graph.number_of_edges()
                else 0.0,
                "hub": max(sorted(graph), key=lambda node: graph.nodes[node]["strength"]),
                "clauses": int(rows.loc[rows["doc_id"] == doc_id, "clause_id"].nunique()),
            }
        )
    columns = [
        "doc_id", "nodes", "edges", "density", "mean_strength", "clustering", "communities",
        "modularity", "hub", "clauses",
    ]  # fmt: skip
    return pd.DataFrame(out, columns=columns)


def network_nodes(graph: nx.Graph) -> pd.DataFrame:
    """Nodes as a table, columns `NODE_COLUMNS`, the strongest first, ties by name."""
    rows = [{"node": node, **graph.nodes[node]} for node in graph]
    return pd.DataFrame(rows, columns=list(NODE_COLUMNS)).sort_values(
        ["strength", "node"], ascending=[False, True], ignore_index=True
    )


def network_edges(graph: nx.Graph) -> pd.DataFrame:
    """Edges as a table, columns `EDGE_COLUMNS`, the heaviest first, ties by names."""
    rows = [
        {"source": min(a, b), "target": max(a, b), **data} for a, b, data in graph.edges(data=True)
    ]
    table = pd.DataFrame(rows, columns=list(EDGE_COLUMNS))
    return table.sort_values(
        ["weight", "source", "target"], ascending=[False, True, True], ignore_index=True
    )


def graphml(graph: nx.Graph) -> str:
    """The network as GraphML text, for Gephi, igraph or yEd; the same bytes on every run."""
    import networkx as nx

    return "\n".join(nx.generate_graphml(graph)) + "\n"


def _add_centralities(graph: nx.Graph) -> None:
    import networkx as nx

    if not graph:
        return
    lengths = {(a, b): 1 / data["weight"] for a, b, data in graph.edges(data=True)}
    nx.set_edge_attributes(graph, lengths, "length")
    between = nx.betweenness_centrality(graph, weight="length")
    rank = nx.pagerank(graph, weight="weight")
    for _, _, data in graph.edges(data=True):
        del data["length"]
    groups = nx.community.louvain_communities(graph, weight="weight", seed=SEED)
    ordered = sorted(
        groups, key=lambda group: (-sum(graph.nodes[node]["clauses"] for node in group), min(group))
    )
    number = {node: position for position, group in enumerate(ordered, 1) for node in group}
    for node in graph:
        graph.nodes[node].update(
            degree=graph.degree(node),
            strength=int(sum(data["weight"] for _, _, data in graph.edges(node, data=True))),
            betweenness=round(between[node], 9),
            pagerank=round(rank[node], 9),
            community=number[node],
        )
