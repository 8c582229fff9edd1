"""Lines of a passage, networks and events, on three documents whose story is known."""

import networkx as nx
import pandas as pd

from compare.adoption.cascade import adoption_events, first_users, passage_lines, template_lines
from compare.adoption.network import diffusion_network
from compare.adoption.templates import Template
from compare.agencies.network import graphml

DOCUMENTS = pd.DataFrame(
    [
        ("a", "甲市措施", "甲市", "东省", "city", "2020-01-01"),
        ("b", "乙市措施", "乙市", "东省", "city", "2020-01-31"),
        ("c", "丙市措施", "丙市", "西省", "city", "2020-03-01"),
        ("d", "丁市措施", "丁市", "西省", "city", "2020-04-10"),
        ("e", "戊市措施", "戊市", "西省", "city", "2020"),
    ],
    columns=["doc_id", "title", "region", "province", "level", "issue_date"],
)
SOURCES = pd.DataFrame(
    [
        ("b-1", "a-1", "b", "a", 1, 1.0),
        ("c-1", "b-1", "c", "b", 1, 0.8),
        ("c-1", "a-1", "c", "a", 2, 0.2),
        ("d-1", "c-2", "d", "c", 1, 0.0),
    ],
    columns=["clause_id", "source_clause", "doc_id", "source_doc", "rank", "source_weight"],
)
DIFFUSION = pd.DataFrame(
    [
        ("b", "a", "horizontal", 1, 0.5, 30.0, 30.0, 1),
        ("c", "b", "horizontal", 2, 0.4, 30.0, float("nan"), 1),
        ("c", "a", "horizontal", 1, 0.2, 60.0, 60.0, 2),
        ("d", "c", "horizontal", 0, 0.0, 40.0, 40.0, 1),
    ],
    columns=["later", "earlier", "relation", "clauses", "share", "lag_min", "lag_max", "rank"],
)


def test_a_line_goes_back_to_its_first_user():
    """c took it from b, which took it from a; what is discounted starts no line."""
    lines = passage_lines(SOURCES).set_index("clause_id")

    assert lines["first_doc"].to_dict() == {"a-1": "a", "b-1": "a", "c-1": "a"}
    assert lines["step"].to_dict() == {"a-1": 0, "b-1": 1, "c-1": 2}
    assert lines.loc["c-1", "source_clause"] == "b-1"


def test_nobody_took_over_anything():
    """Empty in, empty out, with the same columns."""
    lines = passage_lines(SOURCES.iloc[:0])

    assert lines.empty
    assert adoption_events(DOCUMENTS, lines).empty
    assert diffusion_network(DOCUMENTS, DIFFUSION.iloc[:0]).number_of_edges() == 0


def test_places_are_at_risk_until_they_take_over_or_were_last_seen():
    """d had a document and did not take over: censored there; e has no day: no row."""
    events = adoption_events(DOCUMENTS, passage_lines(SOURCES)).set_index("place")

    assert events["event"].to_dict() == {"乙市": 1, "丙市": 1, "丁市": 0}
    assert events["days"].to_dict() == {"乙市": 30, "丙市": 60, "丁市": 100}
    assert events["same_province"].to_dict() == {"乙市": 1, "丙市": 0, "丁市": 0}
    assert events.loc["丁市", "doc_id"] == ""


def test_an_earlier_document_that_gave_nothing_has_no_arrow():
    """Arrows run from earlier to later; the tree keeps one source of each."""
    graph = diffusion_network(DOCUMENTS, DIFFUSION)
    tree = diffusion_network(DOCUMENTS, DIFFUSION, tree=True)

    assert set(graph.edges) == {("a", "b"), ("b", "c"), ("a", "c")}
    assert set(tree.edges) == {("a", "b"), ("b", "c")}
    assert nx.is_forest(tree)


def test_graphml_keeps_labels_and_unknown_lags_are_left_out():
    """Read back, the title is the label, and no edge says NaN."""
    text = graphml(diffusion_network(DOCUMENTS, DIFFUSION))
    back = nx.parse_graphml(text)

    assert back.nodes["a"]["label"] == "甲市措施"
    assert back.edges["a", "b"]["clauses"] == 1
    assert "lag_max" not in back.edges["b", "c"]
    assert "nan" not in text.lower()


TEMPLATE = Template(
    "国发〔2019〕1号",
    "国务院关于养蜂的意见",
    "国务院",
    "national",
    "全国",
    "2019-12-02",
    "",
    (),
    True,
    (),
)
LEDGER = pd.DataFrame(
    [
        {
            "template": "国发〔2019〕1号", "item_no": item, "doc_id": doc_id, "relation": relation,
            "level": level, "clause_ids": clauses,
        }
        for item, doc_id, relation, level, clauses in (
            (1, "b", "direct", "taken_over", "b-1;b-2"),
            (1, "c", "control", "alike", "c-1"),
            (2, "b", "direct", "absent", ""),
        )
    ]
)  # fmt: skip


def test_an_item_of_a_template_starts_a_line_and_controls_take_nothing_over():
    """Two clauses of one city carry item 1; a control that has the like is at risk, no more."""
    documents = DOCUMENTS.assign(doc_number="")
    lines = template_lines(documents, LEDGER, [TEMPLATE])

    assert list(lines["clause_id"]) == ["国发〔2019〕1号#1", "b-1", "b-2"]
    assert list(lines["step"]) == [0, 1, 1]
    events = adoption_events(documents, lines, [TEMPLATE]).set_index("place")
    assert events["event"].to_dict() == {"甲市": 0, "乙市": 1, "丙市": 0, "丁市": 0}
    assert events.loc["乙市", "days"] == 60
    tree = diffusion_network(documents, DIFFUSION, lines, [TEMPLATE], tree=True)
    assert set(tree.edges) == {("国发〔2019〕1号", "b"), ("b", "c")}


def test_first_users_are_told_with_how_far_their_passage_went():
    """Documents, provinces and steps of the line; the farthest first."""
    documents = DOCUMENTS.assign(doc_number="")
    clauses = pd.DataFrame({"clause_id": ["a-1"], "heading": ["养蜂"], "text": ["逐户登记。"]})
    lines = pd.concat([passage_lines(SOURCES), template_lines(documents, LEDGER, [TEMPLATE])])
    users = first_users(documents, clauses, lines, templates=[TEMPLATE]).set_index("first_clause")

    columns = ["place", "documents", "provinces", "passed_on", "last_day", "heading"]
    assert users.loc["a-1", columns].tolist() == ["甲市", 3, 2, 2, "2020-03-01", "养蜂"]
    assert users.loc["国发〔2019〕1号#1", "documents"] == 2
    assert users.index[0] == "a-1"
