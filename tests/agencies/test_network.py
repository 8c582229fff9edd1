"""The network of joint responsibility."""

import networkx as nx
import pandas as pd
import pytest

from compare.agencies.network import (
    graphml,
    joint_responsibility,
    network_edges,
    network_nodes,
    network_summary,
)


def table(clauses):
    out = []
    for clause, families in clauses.items():
        for number, family in enumerate(families.split()):
            out.append(
                {
                    "clause_id": clause,
                    "doc_id": clause.split("-")[0],
                    "family": family,
                    "role": "lead" if number == 0 else "responsible",
                    "where": "attribution",
                    "begin": number,
                    "generic": family == "有关部门",
                    "group": 1 + (clause == "a-3" and number > 1),
                }
            )
    return pd.DataFrame(out)


AGENCIES = table(
    {
        "a-1": "科技 财政",
        "a-2": "科技 财政 教育",
        "a-3": "商务 税务 有关部门 科技",
        "b-1": "商务 税务",
    }
)
CLAUSES = pd.DataFrame({"clause_id": ["a-1", "a-2", "a-3", "b-1"], "doc_id": ["a", "a", "a", "b"]})


def test_weights_worked_out_by_hand():
    """科技 and 财政 share two clauses; fractional 1/1 + 1/2; cosine 2/√(3·2)."""
    edge = joint_responsibility(AGENCIES).edges["科技", "财政"]

    assert (edge["weight"], edge["fractional"], edge["documents"]) == (2, 1.5, "a")
    assert edge["strength"] == pytest.approx(2 / 6**0.5)


def test_generic_bodies_are_no_nodes():
    """有关部门 would join everything with everything."""
    assert "有关部门" not in joint_responsibility(AGENCIES)
    assert "有关部门" in joint_responsibility(AGENCIES, generic=True)


def test_nodes_carry_counts_and_centralities():
    """科技 leads two of its three clauses, has four partners and five shared clauses, and lies
    between the two groups.
    """
    nodes = network_nodes(joint_responsibility(AGENCIES)).set_index("node")

    assert tuple(nodes.loc["科技", ["clauses", "lead", "degree", "strength"]]) == (3, 2, 4, 5)
    assert nodes["betweenness"].idxmax() == "科技"
    assert nodes["pagerank"].sum() == pytest.approx(1)
    assert nodes.loc["商务", "community"] == nodes.loc["税务", "community"]


def test_one_bracket_or_one_clause():
    """Within the same bracket only, 商务 and 科技 of a-3 are not together."""
    assert joint_responsibility(AGENCIES).has_edge("商务", "科技")
    assert not joint_responsibility(AGENCIES, within="group").has_edge("商务", "科技")


def test_light_edges_can_be_left_out():
    """min_weight drops edges, never nodes."""
    graph = joint_responsibility(AGENCIES, min_weight=2)

    assert sorted(map(sorted, graph.edges)) == [["商务", "税务"], ["科技", "财政"]]
    assert "教育" in graph


def test_edges_are_sorted_and_graphml_reads_back():
    """The edge list is in a fixed order, and GraphML holds the same network."""
    graph = joint_responsibility(AGENCIES)
    edges = network_edges(graph)
    back = nx.parse_graphml(graphml(graph))

    assert list(edges["weight"]) == sorted(edges["weight"], reverse=True)
    assert graphml(graph) == graphml(joint_responsibility(AGENCIES))
    assert {frozenset(e) for e in back.edges} == {frozenset(e) for e in graph.edges}


def test_summary_of_each_document():
    """Document b: one edge among two nodes."""
    row = network_summary(AGENCIES, CLAUSES).set_index("doc_id").loc["b"]

    assert (row["nodes"], row["edges"], row["density"], row["clauses"]) == (2, 1, 1.0, 1)


def test_empty_network():
    """No agencies, an empty graph and empty tables."""
    graph = joint_responsibility(AGENCIES.iloc[:0])

    assert len(graph) == 0
    assert network_nodes(graph).empty
    assert network_edges(graph).empty
    assert network_summary(AGENCIES.iloc[:0], CLAUSES).empty
