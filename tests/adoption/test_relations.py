"""Who implements whom, and with what lag."""

from dataclasses import replace

import pandas as pd
import pytest

from adoption_example import family
from compare.adoption.relations import (
    ancestors,
    date_windows,
    draw_controls,
    later_editions,
    named_by,
    relate,
)
from compare.adoption.templates import parse_template

DOCUMENTS, _, TEMPLATES = family()
RELATED = relate(DOCUMENTS, TEMPLATES).set_index(["template", "doc_id"])
NATION, PROVINCE = "样发〔2018〕1号", "省发〔2019〕2号"


def test_a_city_implements_what_its_text_names_and_what_that_implements():
    """beta names the province only; the province implements the nation."""
    assert RELATED.loc[(NATION, "alpha"), "relation"] == "direct"
    assert RELATED.loc[(NATION, "beta"), "relation"] == "via"
    assert RELATED.loc[(NATION, "beta"), "through"] == PROVINCE
    assert RELATED.loc[(NATION, "gamma"), "relation"] == "control"


def test_a_control_that_shares_a_template_is_not_independent():
    """alpha does not implement the province, but both implement the nation."""
    assert bool(RELATED.loc[(PROVINCE, "alpha"), "shares"])
    assert not bool(RELATED.loc[(PROVINCE, "gamma"), "shares"])


def test_lags_are_days_where_both_days_are_known():
    """1 March 2018 to 30 June 2019 is 486 days."""
    row = RELATED.loc[(NATION, "alpha")]

    assert (row["order"], row["lag_min"], row["lag_max"]) == ("after", 486, 486)


def test_a_year_alone_gives_a_range():
    """beta is of 2020, the nation's text of 1 March 2018: 671 to 1036 days."""
    row = RELATED.loc[(NATION, "beta")]

    assert (row["lag_min"], row["lag_max"]) == (671, 1036)


def test_a_document_before_the_template_cannot_have_followed_it():
    """gamma is of 2017."""
    row = RELATED.loc[(NATION, "gamma")]

    assert row["order"] == "before"
    assert row["lag_max"] < 0


def test_who_is_named_was_there_first():
    """A province of 2020 that a city of 28 May 2020 names was issued by then."""
    documents = DOCUMENTS.iloc[[1]].assign(
        implements="省发〔2020〕6号", issue_date="2020-05-28", doc_number="乙发〔2020〕7号"
    )
    province = parse_template({"doc_number": "省发〔2020〕6号", "measures": []}, where="p.yaml")

    assert date_windows(documents, (province,))["省发〔2020〕6号"][1].isoformat() == "2020-05-28"
    assert relate(documents, (province,)).iloc[0][["lag_min", "lag_max"]].tolist() == [0, 148]


def test_unknown_dates_are_not_guessed():
    """Without any date nothing is decidable but that the named one came first."""
    template = parse_template({"doc_number": "无号文件", "measures": []}, where="p.yaml")
    documents = DOCUMENTS.assign(implements=["无号文件", "", ""], issue_date="", doc_number="")
    rows = relate(documents, (template,)).set_index("doc_id")

    assert (rows.loc["alpha", "order"], rows.loc["beta", "order"]) == ("after", "undecidable")
    assert rows.loc["beta", ["lag_min", "lag_max"]].isna().all()


@pytest.mark.parametrize("day", ["2018-02-30", "2018-13", "x", "²", "0000", "2018-1-1-1", "-"])
def test_a_day_that_does_not_exist_is_no_day(day):
    """A document dated so is one without a date: `check` names it, and it stops nothing."""
    documents = DOCUMENTS.assign(issue_date=day, doc_number="")

    assert date_windows(documents, ()) == {}


def test_circles_end():
    """Two documents that name each other have each other above them, once."""
    documents = pd.DataFrame(
        [
            {"doc_id": "a", "doc_number": "甲", "implements": "乙", "issue_date": ""},
            {"doc_id": "b", "doc_number": "乙", "implements": "甲", "issue_date": ""},
        ]
    )
    names = named_by(documents, ())

    assert ancestors("甲", names) == {"乙"}


def controls(n: int, *, template: str = "t") -> pd.DataFrame:
    """One document that implements a template, and n controls."""
    return pd.DataFrame(
        {
            "template": template,
            "doc_id": ["own", *(f"d{k}" for k in range(n))],
            "relation": ["direct", *["control"] * n],
        }
    )


def test_of_many_controls_some_are_drawn():
    """As many as the rules say, the same at every run; whatever implements the template stays; a
    document more displaces one at most.
    """
    few, many = draw_controls(controls(5), 5), draw_controls(controls(40), 5)
    more = draw_controls(controls(41), 5)

    assert len(few) == 6
    assert list(many["relation"]).count("control") == 5
    assert "own" in set(many["doc_id"])
    assert many.equals(draw_controls(controls(40), 5))
    assert len({*many["doc_id"]} - {*more["doc_id"]}) <= 1


def test_each_template_draws_its_own_controls():
    """Which documents serve one template says nothing about another one."""
    both = pd.concat([controls(40), controls(40, template="u")], ignore_index=True)

    drawn = draw_controls(both, 5).groupby("template")["doc_id"].agg(set)

    assert drawn.map(len).tolist() == [6, 6]
    assert drawn["t"] != drawn["u"]


def test_a_text_amended_since_follows_what_came_between():
    """Of 2007, amended in 2014, under a regulation of 2009: the lag runs to the amendment."""
    documents = pd.DataFrame(
        {
            "doc_id": ["city", "law"],
            "doc_number": ["", ""],
            "implements": ["law", ""],
            "issue_date": ["2007-11-23", "2009-08-30"],
            "amended_date": ["2014-11-28", "2013-07-18"],
        }
    )
    template = replace(TEMPLATES[0], number="law", title="小店条例", issue_date="2009-08-30")
    row = relate(documents, [template]).set_index("doc_id").loc["city"]

    assert (row["relation"], row["order"]) == ("direct", "after")
    assert row["lag_max"] == 1916


def dated(*rows: tuple[str, str, str]) -> pd.DataFrame:
    """Documents by number: what each implements, and its day."""
    columns = ["doc_number", "implements", "issue_date"]
    return pd.DataFrame(rows, columns=columns).assign(doc_id=[row[0] for row in rows])


@pytest.mark.parametrize(
    ("above", "below", "narrowed_above", "narrowed_below"),
    [
        ("2020", "2020-05-28", ("2020-01-01", "2020-05-28"), ("2020-05-28", "2020-05-28")),
        ("2020-05-28", "2020", ("2020-05-28", "2020-05-28"), ("2020-05-28", "2020-12-31")),
        ("2020-01-01", "2020", ("2020-01-01", "2020-01-01"), ("2020-01-01", "2020-12-31")),
        ("2020-12-31", "2020", ("2020-12-31", "2020-12-31"), ("2020-12-31", "2020-12-31")),
        ("2020", "2020-01-01", ("2020-01-01", "2020-01-01"), ("2020-01-01", "2020-01-01")),
        ("2020-06-01", "2020-05", ("2020-06-01", "2020-06-01"), ("2020-05-01", "2020-05-31")),
        ("2021", "2020-12-31", ("2021-01-01", "2021-12-31"), ("2020-12-31", "2020-12-31")),
        ("2021-01", "2020", ("2021-01-01", "2021-01-31"), ("2020-01-01", "2020-12-31")),
    ],
)
def test_windows_narrow_each_other_to_the_day(above, below, narrowed_above, narrowed_below):
    """To the first and the last day that both allow; dates that contradict each other stay."""
    windows = date_windows(dated(("甲", "", above), ("乙", "甲", below)), ())

    assert [day.isoformat() for day in windows["甲"]] == list(narrowed_above)
    assert [day.isoformat() for day in windows["乙"]] == list(narrowed_below)


def test_narrowing_goes_on_through_what_lies_between():
    """A city of 1 March 2020 under a province under the nation, both of 2020: both were issued by
    then, and the nation of 1 February bounds the province from below.
    """
    windows = date_windows(
        dated(("市", "省", "2020-03-01"), ("省", "国", "2020"), ("国", "", "2020")), ()
    )
    assert [windows[name][1].isoformat() for name in ("省", "国")] == ["2020-03-01"] * 2

    windows = date_windows(
        dated(("国", "", "2020-02-01"), ("省", "国", "2020"), ("市", "省", "2020")), ()
    )
    assert [windows[name][0].isoformat() for name in ("省", "市")] == ["2020-02-01"] * 2


@pytest.mark.parametrize(("there", "kept"), [(4, 4), (5, 5), (6, 5)])
def test_one_control_more_or_less_than_can_be_drawn(there, kept):
    """Up to the number every control stays, in its order; from one more on that many are drawn."""
    drawn = draw_controls(controls(there), 5)

    assert list(drawn["relation"]).count("control") == kept
    assert kept < there or drawn.equals(controls(there))


def test_the_same_day_is_neither_before_nor_after():
    """A control of the template's own day; a day earlier or later it is decided."""
    template = replace(TEMPLATES[0], number="国", title="", issue_date="2020-05-28", implements=())
    documents = dated(
        ("同", "", "2020-05-28"), ("前", "", "2020-05-27"), ("后", "", "2020-05-29"),
        ("年", "", "2020"),
    )  # fmt: skip
    rows = relate(documents, (template,)).set_index("doc_id")

    assert rows["order"].to_dict() == {
        "同": "same", "前": "before", "后": "after", "年": "undecidable",
    }  # fmt: skip
    assert rows.loc["年", ["lag_min", "lag_max"]].tolist() == [-148, 217]


def test_templates_are_not_set_against_what_stands_above_them():
    """The nation is no control of the province that carries it out, and nobody of himself."""
    documents = dated(("省", "国", "2020"), ("国", "", "2019"), ("市", "省", "2021"))
    province = replace(TEMPLATES[0], number="省", title="", issue_date="2020", implements=("国",))
    rows = relate(documents, (province,))

    assert list(rows["doc_id"]) == ["市"]
    without = relate(documents, (province,), controls=False)
    assert without.equals(rows)


def editions(**dates: str) -> pd.DataFrame:
    """A law as a database prints it, and a province's regulation of 2014."""
    law = {"issue_date": "2018-10-26", "passed_date": "2010-03-01", "amended_date": "2018-10-26"}
    return pd.DataFrame(
        [
            {"doc_id": "law", "doc_number": "", "implements": "", **law, **dates},
            {
                "doc_id": "province",
                "doc_number": "",
                "implements": "law",
                "issue_date": "2014-09-01",
                "passed_date": "2014-09-01",
                "amended_date": "",
            },
        ]
    )


@pytest.mark.parametrize("issued", ["2018-10-26", "2018-11-01", "2018"])
def test_lags_run_from_the_first_day_whatever_edition_is_in_hand(issued):
    """Passed in 2010, printed as amended in 2018: a regulation of 2014 came after it."""
    law = replace(TEMPLATES[0], number="law", title="小店法", issue_date=issued)
    row = relate(editions(issue_date=issued), [law]).set_index("doc_id").loc["province"]

    assert (row["relation"], row["order"], row["lag_max"]) == ("direct", "after", 1645)
    assert later_editions(editions(issue_date=issued)) == {"law": max(issued, "2018-10-26")}


def test_a_law_issued_after_it_was_passed_keeps_its_day_of_issue():
    """Without an amendment the day of issue is that of issue."""
    documents = editions(issue_date="2010-03-20", amended_date="")

    assert date_windows(documents, ())["law"][0].isoformat() == "2010-03-20"
    assert later_editions(documents) == {}
