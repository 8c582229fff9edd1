"""compare.adoption.direction: from the earlier document to the later one."""

import pandas as pd

from compare.adoption.direction import trace_direction

DOCUMENTS = pd.DataFrame(
    [
        ("late", "晚政〔2020〕9号", "2020-06-01", "国发〔2018〕1号"),
        ("early", "早政〔2019〕2号", "2019-06-01", "国发〔2018〕1号"),
        ("nation", "国发〔2018〕1号", "2018-06-01", ""),
        ("yearly", "年政〔2020〕3号", "2020", ""),
        ("twin", "双政〔2020〕1号", "2020-06-01", ""),
        ("before", "前政〔2019〕1号", "2019", ""),
        ("named", "名政〔2021〕1号", "", "白皮书"),
        ("white", "白皮书", "", ""),
    ],
    columns=["doc_id", "doc_number", "issue_date", "implements"],
)
CLAUSES = pd.DataFrame(
    {
        "clause_id": [f"{doc_id}-1" for doc_id in DOCUMENTS["doc_id"]],
        "doc_id": DOCUMENTS["doc_id"],
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


def both_ways(a, b):
    """A pair and the same pair written the other way round."""
    return (
        trace((a, b, 0.5, 0.8, 0.4, 10, "adapted")).iloc[0],
        trace((b, a, 0.5, 0.4, 0.8, 10, "adapted")).iloc[0],
    )


def test_days_between_are_the_fewest_and_the_most():
    """Some day of 2020 is 214 to 579 days after 1 June 2019, and 1 to 731 after some day of 2019,
    whichever side it stands on.
    """
    for a, b, days in (
        ("yearly-1", "early-1", (214, 579)), ("yearly-1", "before-1", (1, 730)),
    ):  # fmt: skip
        for row in both_ways(a, b):
            assert (row["later"], row["earlier"], row["order"]) == (a, b, "after")
            assert (row["days_min"], row["days_max"], row["contained"]) == (*days, 0.8)


def test_the_same_day_has_no_direction_and_its_order_stays():
    """Neither is later: the pair stands as it was given, and may be the nearest."""
    one, two = both_ways("late-1", "twin-1")

    assert (one["later"], two["later"]) == ("late-1", "twin-1")
    for row in (one, two):
        assert (row["order"], row["days_min"], row["days_max"]) == ("same day", 0, 0)
        assert bool(row["nearest"])


def test_who_is_named_comes_first_without_any_date():
    """The order is known, the days are not; on both sides."""
    for row in both_ways("named-1", "white-1"):
        assert (row["later"], row["relation"], row["order"]) == ("named-1", "template", "after")
        assert pd.isna(row["days_min"]) and pd.isna(row["days_max"])


def test_ties_are_nearest_both():
    """Two sources alike to the digit are both shown; a nearer one without order is none."""
    direction = trace(
        ("late-1", "early-1", 0.9, 0.8, 0.4, 30, "verbatim"),
        ("late-1", "nation-1", 0.9, 0.3, 0.2, 9, "adapted"),
        ("late-1", "yearly-1", 0.95, 0.3, 0.2, 9, "adapted"),
    )

    assert direction["nearest"].tolist() == [True, True, False]
