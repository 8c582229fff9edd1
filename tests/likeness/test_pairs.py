"""compare.likeness.pairs: the tables pairs and spans."""

import pandas as pd
import pytest

from compare import schema
from compare.base.intervals import holm
from compare.likeness.pairs import compare_clauses
from compare.likeness.set_phrases import parse_formulas
from compare.text.fold import fold
from compare.text.passage import Passage

COPY = "将适合就业的退役军人纳入全市职业技能培训政策和组织实施体系"
TEXTS = {
    "x-1": ("支持退役军人创业", f"加强服务。{COPY}。"),
    "x-2": ("落实税收优惠", "落实小微企业税收减免。"),
    "y-1": ("扶持退役军人", f"{COPY[:12]}\n{COPY[12:]}，给予补贴。"),
    "y-2": ("开放科研仪器", "推进仪器设备共享。"),
}


@pytest.fixture
def small():
    rows, passages = [], {}
    for clause_id, (heading, printed) in TEXTS.items():
        at = tuple(100 + k for k, character in enumerate(printed) if character != "\n")
        raw = printed.replace("\n", "")
        passages[clause_id] = Passage(raw, raw, at)
        rows.append(
            {"clause_id": clause_id, "doc_id": clause_id[0], "heading": heading, "text": raw}
        )
    return pd.DataFrame({"doc_id": ["y", "x"]}), pd.DataFrame(rows), passages


def test_tables_keep_their_declaration(small):
    """Both tables pass their schema; a comes from the document that stands first in documents."""
    pairs, spans = compare_clauses(*small)

    schema.PAIRS.check(pairs)
    schema.SPANS.check(spans)
    assert set(pairs["a"].str[0]) == {"y"}


def test_copied_sentence_is_verbatim_and_located(small):
    """The copied run is found over a line break, and its offsets cut it out of both files."""
    pairs, spans = compare_clauses(*small)

    pair = pairs.set_index(["a", "b"]).loc[("y-1", "x-1")]
    span = spans.iloc[0]
    printed = {key: printed for key, (_, printed) in TEXTS.items()}
    assert pair["level"] == "verbatim"
    assert pair["longest_run"] == len(COPY) == span["size"]
    assert span["text"] == COPY
    assert fold(printed["y-1"][span["a_begin"] - 100 : span["a_end"] - 100]).text == COPY
    assert fold(printed["x-1"][span["b_begin"] - 100 : span["b_end"] - 100]).text == COPY


def test_a_bracket_left_out_of_a_body_parts_the_span(small):
    """Where the file holds an attribution in the middle of a shared sentence, two spans stand
    around it.
    """
    documents, clauses, passages = small
    whole = passages["x-1"]
    passages["x-1"] = Passage(
        whole.text, whole.raw, tuple(at + 50 * (k >= 15) for k, at in enumerate(whole.at))
    )

    pairs, spans = compare_clauses(documents, clauses, passages)

    assert spans["text"].tolist() == [COPY[:10], COPY[10:]]
    assert pairs.set_index(["a", "b"]).loc[("y-1", "x-1"), "longest_run"] == len(COPY)


def test_a_preamble_is_no_counterpart_of_a_measure(small):
    """The same sentence in a preamble and in a measure is shared wording, but no common measure."""
    documents, clauses, passages = small

    pairs, spans = compare_clauses(
        documents, clauses.assign(kind=["preamble", "measure", "measure", "measure"]), passages
    )

    assert pairs.set_index(["a", "b"]).loc[("y-1", "x-1"), "level"] == ""
    assert spans["text"].tolist() == [COPY]


def test_two_preambles_correspond_by_copied_wording_only(small):
    """Every policy opens alike: the heading of a preamble proves nothing, a copied sentence
    does.
    """
    documents, clauses, passages = small
    opened = clauses.assign(kind="preamble", heading="指导思想")

    levels = compare_clauses(documents, opened, passages)[0].set_index(["a", "b"])["level"]

    assert levels["y-1", "x-1"] == "verbatim"
    assert set(levels.drop(("y-1", "x-1"))) <= {""}


def test_one_document_has_no_pairs(small):
    """Clauses of one document are not compared."""
    documents, clauses, passages = small

    pairs, spans = compare_clauses(documents[:1], clauses[clauses["doc_id"] == "y"], passages)

    assert pairs.empty and spans.empty
    assert {"evidence", "why"} <= set(pairs) and "size" in spans


def test_spans_of_the_five_texts_are_equal_in_both_files(five):
    """Cut out of both files as received, simplified and folded, every shared passage is the
    same.
    """
    pairs, spans = compare_clauses(five.documents, five.clauses, five.passages)

    home = dict(zip(five.clauses["clause_id"], five.clauses["doc_id"], strict=True))
    for span in spans.itertuples():
        a, b = five.sources[home[span.a]], five.sources[home[span.b]]
        assert (
            fold(a.passage(span.a_begin, span.a_end).text).text
            == fold(b.passage(span.b_begin, span.b_end).text).text
        )
    held = set(
        zip(spans.loc[spans["size"] >= 20, "a"], spans.loc[spans["size"] >= 20, "b"], strict=True)
    )
    runs = pairs[pairs["longest_run"] >= 20]
    assert set(zip(runs["a"], runs["b"], strict=True)) == held


def test_nothing_hangs_on_the_order_of_rows(small):
    """Shuffled clause rows of other documents do not move a pair's measures."""
    documents, clauses, passages = small

    first, _ = compare_clauses(documents, clauses, passages)
    second, _ = compare_clauses(documents, clauses.iloc[[2, 3, 0, 1]], passages)

    pd.testing.assert_frame_equal(first, second)


def test_holm_is_never_below_benjamini_hochberg(small):
    """The stricter correction gives larger p-values for the same pairs."""
    loose, _ = compare_clauses(*small)
    strict, _ = compare_clauses(*small, correct=holm)

    assert (strict["p_value"] >= loose["p_value"]).all()
    assert strict["p_value"].between(0, 1).all()


def test_set_phrases_may_be_ones_own(small):
    """A study that lists the copied sentence as a set phrase finds no substance in it."""
    pairs, spans = compare_clauses(
        *small, formulas=parse_formulas([{"phrase": COPY, "kind": "opening"}])
    )

    assert pairs["substance_run"].max() == 0
    assert "verbatim" not in set(pairs["level"])
    assert spans["text"].tolist() == [COPY]
