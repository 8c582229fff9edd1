"""Where clauses come from; "local" only where every template above is in hand."""

import pandas as pd

import compare
from adoption_example import family
from compare import schema
from compare.adoption.ledger import trace
from compare.adoption.origins import local_candidates, origin_counts, trace_origins

DOCUMENTS, CLAUSES, TEMPLATES = family()
ADOPTION = trace(DOCUMENTS, CLAUSES, TEMPLATES).adoption
NO_PAIRS = schema.PAIRS.frame()


def origins(pairs=NO_PAIRS, templates=TEMPLATES, documents=DOCUMENTS):
    return trace_origins(documents, CLAUSES, ADOPTION, pairs, templates).set_index("clause_id")


def pair(a, b):
    return schema.PAIRS.frame(
        [
            {
                "a": a,
                "b": b,
                "cosine_word": 0.5,
                "cosine_char": 0.5,
                "jaccard": 0.3,
                "containment_ab": 0.5,
                "containment_ba": 0.5,
                "longest_run": 25,
                "excess": 0.4,
                "p_value": 0.01,
                "level": "verbatim",
            }
        ]
    )


def test_a_clause_that_takes_an_item_over_is_national():
    """Template and item are named."""
    row = origins().loc["alpha-02"]

    assert (row["origin"], row["template"], row["item_no"]) == ("national", "样发〔2018〕1号", "2")


def test_what_no_template_in_hand_has_is_undetermined_while_one_is_missing():
    """beta's embroidery may come from its province, of which nothing is known."""
    row = origins().loc["beta-02"]

    assert (row["origin"], row["missing"]) == ("undetermined", "省发〔2019〕2号")


def test_local_needs_every_template_above_in_hand():
    """Were beta's only template the complete national one, the clause would be its own."""
    documents = DOCUMENTS.assign(implements=["样发〔2018〕1号", "样发〔2018〕1号", ""])
    adoption = trace(documents, CLAUSES, TEMPLATES[:1]).adoption
    row = (
        trace_origins(documents, CLAUSES, adoption, NO_PAIRS, TEMPLATES[:1])
        .set_index("clause_id")
        .loc["beta-02"]
    )

    assert row["origin"] == "local"


def test_a_text_that_names_no_template_is_undetermined():
    """gamma says nothing of what it implements: no claim of innovation."""
    assert set(origins().loc[["gamma-01", "gamma-02"], "origin"]) == {"undetermined"}


def test_siblings_are_an_estimate():
    """Shared wording under a common template is reported as sibling."""
    row = origins(pair("alpha-03", "beta-02")).loc["beta-02"]

    assert (row["origin"], row["template"]) == ("sibling", "alpha")
    assert "estimate" in row["why"]


def test_likeness_with_a_stranger_is_no_origin():
    """gamma implements nothing that beta does."""
    assert origins(pair("beta-02", "gamma-01")).loc["beta-02", "origin"] == "undetermined"


def test_a_younger_template_is_no_source():
    """Were the template issued after alpha, alpha's clauses could not come from it."""
    late = tuple(
        template.__class__(
            **{
                **{name: getattr(template, name) for name in template.__dataclass_fields__},
                "issue_date": "2025-01-01",
            }
        )
        for template in TEMPLATES[:1]
    )

    assert set(
        trace_origins(DOCUMENTS, CLAUSES, ADOPTION, NO_PAIRS, late).query("doc_id == 'alpha'")[
            "origin"
        ]
    ) <= {"local", "undetermined"}


def test_counts_and_candidates():
    """Preambles are not counted; candidates come with their text."""
    table = trace_origins(DOCUMENTS, CLAUSES, ADOPTION, NO_PAIRS, TEMPLATES)
    counts = origin_counts(table)
    open_ = local_candidates(table, CLAUSES)

    assert counts.groupby("doc_id")["n"].sum().to_dict() == {"alpha": 2, "beta": 2, "gamma": 2}
    assert open_.loc[open_["clause_id"] == "beta-02", "text"].iloc[0].startswith("挖掘服饰")
    assert isinstance(counts, pd.DataFrame)


def test_three_levels_in_hand_decide_every_clause():
    """Where nation, province and city are in hand no clause is left open: a city has from the
    province what only the province says, from both what the province handed on, from the nation
    what the province left out; what it ended or made up is its own.
    """
    study = compare.load_example()
    adoption = trace(study.documents, study.clauses, study.templates).adoption
    found = trace_origins(study.documents, study.clauses, adoption, NO_PAIRS, study.templates)
    origin = dict(zip(found["clause_id"], found["origin"], strict=True))

    assert not {"undetermined", "sibling"} & set(origin.values())
    assert {k: v for k, v in origin.items() if k.startswith(("linhe", "qingshan"))} == {
        **dict.fromkeys(("linhe-01", "linhe-02", "linhe-03", "linhe-04"), "both"),
        **dict.fromkeys(("linhe-05", "linhe-06"), "local"),
        **dict.fromkeys(("linhe-07", "linhe-08"), "both"),
        "qingshan-01": "both",  # the nation's item on places is near enough, at .38
        "qingshan-02": "both",
        "qingshan-03": "provincial",
        "qingshan-04": "national",
        **dict.fromkeys(("qingshan-05", "qingshan-06"), "local"),
    }
