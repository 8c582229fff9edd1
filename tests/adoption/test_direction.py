"""compare.adoption.direction: from the earlier document to the later one."""

import pandas as pd

from compare.adoption.direction import trace_direction

DOCUMENTS = pd.DataFrame(
    [
        ("late", "晚政〔2020〕9号", "2020-06-01", "国发〔2018〕1号"),
        ("early", "早政〔2019〕2号", "2019-06-01", "国发〔2018〕1号"),
        ("nation", "国发〔2018〕1号", "2018-06-01", ""),
        ("yearly", "年政〔2020〕3号", "2020", ""),
    ],
    columns=["doc_id", "doc_number", "issue_date", "implements"],
)
CLAUSES = pd.DataFrame(
    {
        "clause_id": ["late-1", "early-1", "nation-1", "yearly-1"],
        "doc_id": ["late", "early", "nation", "yearly"],
    }
)


def trace(*rows):
    columns = ["a", "b", "cosine_char", "containment_ab", "containment_ba", "longest_run", "level"]
    return trace_direction(DOCUMENTS, CLAUSES, pd.DataFrame(rows, columns=columns))


def test_later_clause_comes_first_whichever_side_it_stood_on():
    """The pair is turned by the dates, and containment with it."""
    one = trace(("late-1", "early-1", 0.5, 0.8, 0.4, 10, "adapted")).iloc[0]
    two = trace(("early-1", "late-1", 0.5, 0.4, 0.8, 10, "adapted")).iloc[0]

    for row in (one, two):
        assert row[["later", "earlier", "relation", "order", "contained"]].tolist() == [
            "late-1",
            "early-1",
            "sibling",
            "after",
            0.8,
        ]
        assert row["days_min"] == row["days_max"] == 366  # 2020 has a 29 February


def test_a_year_alone_decides_nothing_within_that_year():
    """Issued some day in 2020 against 1 June 2020 is undecidable; no clause is nearest on such
    ground.
    """
    row = trace(("late-1", "yearly-1", 0.5, 0.8, 0.4, 10, "adapted")).iloc[0]

    assert (row["order"], row["relation"], bool(row["nearest"])) == (
        "undecidable",
        "unrelated",
        False,
    )


def test_what_is_implemented_was_there_first():
    """The template of a document stands before it."""
    row = trace(("late-1", "nation-1", 0.5, 0.8, 0.4, 10, "adapted")).iloc[0]

    assert (row["earlier"], row["relation"], row["order"]) == ("nation-1", "template", "after")


def test_clause_nearer_to_a_sibling_than_to_the_template_is_shown():
    """The sibling's clause is nearer by cosine, so it is the nearest source."""
    direction = trace(
        ("late-1", "early-1", 0.9, 0.8, 0.4, 30, "verbatim"),
        ("late-1", "nation-1", 0.4, 0.3, 0.2, 9, "adapted"),
    )

    assert direction["nearest"].tolist() == [True, False]


def test_pairs_without_a_level_have_no_direction():
    """What is alike but no counterpart is left out."""
    assert trace(("late-1", "early-1", 0.9, 0.8, 0.4, 30, "")).empty
