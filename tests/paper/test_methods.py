"""The methods section is written from the run: its numbers are those of the tables and the
rules.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from compare import schema
from compare.adoption.items import PARTS
from compare.likeness.counterparts import ENOUGH
from compare.paper import methods, provenance, references
from compare.report.told import every_finding
from compare.study.own_lexicon import package_pmc
from compare.trust.specification import THRESHOLDS
from compare.words.strings import say

DOCUMENTS = schema.DOCUMENTS.frame(
    [
        {
            "doc_id": "jia",
            "title": "甲",
            "script": "hans",
            "issue_date": "2020-01-02",
            "n_clauses": 2,
            "n_chars": 500,
            "sha256": "ab" * 32,
        },
        {
            "doc_id": "yi",
            "title": "乙",
            "script": "hant",
            "issue_date": "2021",
            "n_clauses": 1,
            "n_chars": 400,
            "sha256": "cd" * 32,
        },
    ]
)
CLAUSES = schema.CLAUSES.frame(
    [
        {
            "clause_id": f"{doc}-0{n}",
            "doc_id": doc,
            "section_no": 1,
            "kind": "measure",
            "begin": n,
            "end": n + 1,
        }
        for doc, n in (("jia", 1), ("jia", 2), ("yi", 1))
    ]
)
PAIRS = schema.PAIRS.frame([
    {"a": "jia-01", "b": "yi-01", "level": "verbatim", "longest_run": 30, "cosine_word": 0.5},
    {"a": "jia-02", "b": "yi-01", "level": "", "longest_run": 6, "cosine_word": 0.2},
])  # fmt: skip
ITEMS = schema.ITEMS.frame([
    {"template": "国发〔2018〕1号", "item_no": 1, "kind": "measure", "evidence": "official_text"},
    {"template": "国发〔2018〕1号", "item_no": 2, "kind": "measure", "evidence": "unverified"},
])  # fmt: skip
ADOPTION = schema.ADOPTIONS.frame([
    {
        "template": "国发〔2018〕1号", "item_no": 1, "doc_id": "jia", "relation": "direct",
        "level": "taken_over", "actions_found": 0, "actions_total": 0, "rules": "1.0",
    },
    {
        "template": "国发〔2018〕1号", "item_no": 2, "doc_id": "jia", "relation": "direct",
        "level": "absent", "actions_found": 0, "actions_total": 0, "rules": "1.0",
    },
    {
        "template": "国发〔2018〕1号", "item_no": 1, "doc_id": "yi", "relation": "control",
        "level": "taken_over", "actions_found": 0, "actions_total": 0, "rules": "1.0",
    },
    {
        "template": "国发〔2018〕1号", "item_no": 2, "doc_id": "yi", "relation": "via",
        "level": "not_in_hand", "actions_found": 0, "actions_total": 0, "rules": "1.0",
    },
])  # fmt: skip
EMPTY = {name: table.frame() for name, table in schema.TABLES.items()}
BARE = EMPTY | {"documents": DOCUMENTS, "clauses": CLAUSES}
TABLES = BARE | {"pairs": PAIRS, "spans": EMPTY["spans"], "items": ITEMS, "adoption": ADOPTION}
STUDY = SimpleNamespace(
    root=Path("nowhere"),
    set_aside=pd.DataFrame(),
    equivalents=(),
    documents=DOCUMENTS,
    clauses=CLAUSES,
    templates=(),
    codebooks={},
    ladder=None,
    pmc=package_pmc(),
    words=(),
    formulas=[],
    registry=SimpleNamespace(version="1"),
    decisions=pd.DataFrame(),
)


def test_numbers_come_from_the_tables():
    """n of documents, characters, clauses, pairs and cells are those of the run."""
    text = " ".join(methods.methods_paragraphs(STUDY, TABLES, "en"))

    assert (
        "2 policy documents, issued 2020–2021 (900 characters), divided by their "
        "numbering into 3 clauses"
    ) in text
    assert "1 text in traditional script was converted" in text
    assert "2 pairs reach a cosine of 0.10" in text
    assert (
        "(1 pair), adapted where its evidence reaches" in text and f"{ENOUGH:.2f} (0 pairs)" in text
    )


def test_adoption_leaves_out_controls_and_unknowns():
    """Of four cells one is a control and one is not in hand: one of two is taken over."""
    text = " ".join(methods.methods_paragraphs(STUDY, TABLES, "en"))

    assert (
        "1 of 2 cells that can be judged are taken over (50%), against 1 of 1 (100%) "
        "that are alike in independent controls, counted in the same way."
    ) in text
    assert "For 1 pair of document and upper-level document part of the latter" in text
    assert "1 of the 2 items is not verified" in text


def test_nothing_is_said_of_gaps_where_all_is_in_hand():
    """No sentence counts nought pairs left open and nought items not verified."""
    known = {
        "items": ITEMS.assign(evidence="official_text"),
        "adoption": ADOPTION[ADOPTION["level"] != "not_in_hand"],
    }

    text = " ".join(methods.methods_paragraphs(STUDY, TABLES | known, "en"))

    assert "not verified" not in text
    assert "not verified" in " ".join(methods.methods_paragraphs(STUDY, TABLES, "en"))


def test_agreement_with_the_hand_coding_is_reported(five, five_tables):
    """Where the study is coded by hand, every question gives its score, n and ceiling, the same in
    both languages.
    """
    zh, en = (
        next(p for p in methods.methods_paragraphs(five, five_tables, lang) if "hayes" in p.lower())
        for lang in ("zh", "en")
    )

    assert re.search(r"Boundaries of clauses \(F1\) \d\.\d\d \(n = \d+, ceiling \d\.\d\d\)", en)
    assert re.findall(r"\d\.\d\d", zh) == re.findall(r"\d\.\d\d", en)


def test_main_template_stands_beside_its_controls(five, five_tables):
    """Each implementing document with the count of page and figures, and the independent controls
    in the same sentence.
    """
    from compare.adoption.rates import adoption_rates

    rates = adoption_rates(five_tables["adoption"]).set_index(["template", "doc_id"])
    own = rates.loc[("国发〔2018〕32号", "qujing")]
    beside = [rates.loc[("国发〔2018〕32号", doc)] for doc in ("xining", "kunming")]
    alike, cells = sum(r["adopted"] for r in beside), sum(r["items"] for r in beside)
    text = " ".join(methods.methods_paragraphs(five, five_tables, "en"))

    assert f"Qujing takes over {own['adopted']} of {own['items']}" in text
    assert f"independent controls together {alike} of {cells}" in text


@pytest.mark.parametrize("lang", ("zh", "en"))
def test_score_threshold_and_specifications_are_explained(lang):
    """All seven parts with weights, the line and how it was set, the ninety specifications."""
    text = " ".join(methods.methods_paragraphs(STUDY, TABLES, lang))

    for part in PARTS:
        assert say(f"methods.{part}", lang) in text
    assert "0.40" in text and "90" in text
    assert all(f"{line:.2f}" in text for line in THRESHOLDS)


@pytest.mark.parametrize("lang", ("zh", "en"))
def test_passes_of_coding_are_no_coders(lang, five, five_tables):
    """What the coding is, is said; nobody is called a human coder or an expert."""
    text = methods.methods_text(five, five_tables, lang).lower()

    assert ("两遍独立阅读" if lang == "zh" else "two independent passes of reading") in text
    for word in ("human", "expert", "annotator", "人工", "专家", "双人", "编码员"):
        assert word not in text


def test_control_and_origin_counts_are_those_of_the_page(five, five_tables):
    """One number for one thing: text, checklist and findings count the same independent controls
    and the same clauses, with the same words for both.
    """
    told = {
        finding["section"]: finding["text"]["en"] for finding in every_finding(five, five_tables)
    }
    alike, cells = re.search(r"\((\d+) of (\d+) cells\), against", told["adoption"]).groups()
    clauses, unknown = re.search(
        r"Of (\d+) clauses.* (\d+) (?:is|are) undetermined", told["origins"]
    ).groups()
    text = " ".join(methods.methods_paragraphs(five, five_tables, "en"))

    assert f"against {alike} of {cells} (" in text
    assert (
        f"independent controls {alike} of {cells}" in methods.checklist(five, five_tables, "en")[1]
    )
    assert f"Of {clauses} clauses that count" in text
    assert f"{unknown} cannot be traced" in text


def test_checklist_answers_from_the_run(five, five_tables):
    """The counts of the checklist are those of the paragraphs; a study without coding says so."""
    lines = methods.checklist(five, five_tables, "en")
    text = " ".join(methods.methods_paragraphs(five, five_tables, "en"))
    taken, due = re.search(r"(\d+) of (\d+), independent controls", lines[1]).groups()

    assert f"{taken} of {due} cells that can be judged" in text
    assert any("has no coding" in line for line in methods.checklist(STUDY, TABLES, "en"))
    assert any("本研究没有编码" in line for line in methods.checklist(STUDY, TABLES, "zh"))
    assert len(methods.checklist(STUDY, BARE, "zh")) == 5


def test_checklist_of_a_law_without_controls():
    """A rate without controls is told as one, and where all rests on the official text the line is
    that of the certainty: there is no specification curve.
    """
    own = ADOPTION[ADOPTION["relation"] == "direct"].assign(basis="official_text")
    lines = methods.checklist(STUDY, TABLES | {"adoption": own}, "en")

    assert "1 of 2, and there is no independent control" in lines[1]
    assert any("certainty of 0.34" in line for line in lines)
    assert not any("specification" in line for line in lines)


def test_what_the_study_lacks_is_not_mentioned():
    """A folder of texts alone gets no word about adoption, themes or agencies."""
    assert len(methods.methods_paragraphs(STUDY, BARE, "en")) == 2


@pytest.mark.parametrize(
    "lang, foreign",
    [("zh", re.compile(r"\b(the|of|and|clauses)\b")), ("en", re.compile(r"[\u4e00-\u9fff]"))],
)
def test_each_language_is_complete(lang, foreign):
    """Chinese paragraphs hold no English sentence, English ones no Chinese."""
    for paragraph in methods.methods_paragraphs(STUDY, TABLES, lang):
        assert not foreign.search(paragraph), paragraph
        assert "{" not in paragraph


def test_both_languages_give_the_same_numbers():
    """Whoever reads the Chinese paragraph finds the same thresholds and counts."""

    def numbers(lang):
        return [
            sorted(set(re.findall(r"\d+(?:\.\d+)?", p)))
            for p in methods.methods_paragraphs(STUDY, TABLES, lang)[1:3]
        ]

    assert numbers("zh") == numbers("en")


def test_text_ends_with_versions_and_hashes():
    """The full text names the versions, the sha256 of each input and a digest of each table."""
    text = methods.methods_text(STUDY, TABLES, "en")

    assert f"policy-compare {provenance.package_version()}" in text
    assert f"- jia: {'ab' * 32}" in text
    assert re.search(r"^- adoption: [0-9a-f]{12}$", text, re.MULTILINE)
    assert methods.methods_text(STUDY, TABLES, "en") == text


def test_unknown_language_is_refused():
    """The message names the choices."""
    with pytest.raises(ValueError, match="'fr' is not one of zh, en"):
        methods.methods_paragraphs(STUDY, TABLES, "fr")


def test_every_cited_work_is_listed():
    """Whoever is cited in a paragraph has an entry for the same tables."""
    text = " ".join(methods.methods_paragraphs(STUDY, TABLES, "en"))
    listed = {
        references.short_cite(work.key)
        for work in references.references_for(TABLES | {"spans": PAIRS})
        if work.key != "policycompare"
    }

    assert {
        cite
        for cite in (references.short_cite(w.key) for w in references.METHODS)
        if cite.split(",")[0] in text
    } <= listed


def test_references_follow_the_run():
    """A study without similarity does not cite its measures."""
    keys = [work.key for work in references.references_for(BARE)]

    assert keys == ["policycompare", "daubler2012", "opencc"]
    assert "salton1988" in [work.key for work in references.references_for(TABLES)]


def test_bibtex():
    """Authors joined with and, a body of authors kept whole, ampersand escaped, pages with an en
    dash.
    """
    entries = references.to_bibtex(references.references_for(TABLES))

    assert "  author = {Salton, Gerard and Buckley, Christopher},\n" in entries
    assert "  author = {{The policy-compare authors}},\n" in entries
    assert (
        "  journal = {Information Processing \\& Management},\n" in entries
        and "  pages = {513--523},\n" in entries
    )
    assert entries.count("\n@") + 1 == len(references.references_for(TABLES))


def test_csl_json():
    """Zotero and pandoc read names, types, years and DOIs."""
    entries = {
        entry["id"]: entry
        for entry in json.loads(references.to_csl_json(references.references_for(TABLES)))
    }

    assert entries["policycompare"]["author"] == [{"literal": "The policy-compare authors"}]
    assert entries["salton1988"]["author"][0] == {"family": "Salton", "given": "Gerard"}
    assert entries["salton1988"]["issued"] == {"date-parts": [[1988]]}
    assert entries["broder1997"]["type"] == "paper-conference"


def test_works_are_complete_and_named_once():
    """Each work has authors, a year and a place; keys do not repeat."""
    assert len({work.key for work in references.METHODS}) == len(references.METHODS)
    for work in references.METHODS:
        assert (
            work.authors
            and re.fullmatch(r"\d{4}", work.year)
            and (work.container or work.publisher or work.url)
        )
        assert set(work.tables) <= set(schema.TABLES)


@pytest.mark.parametrize(
    "key, cite",
    [
        ("salton1988", "Salton & Buckley, 1988"),
        ("daubler2012", "Däubler et al., 2012"),
        ("wise1996", "Wise, 1996"),
    ],
)
def test_short_cite(key, cite):
    """Author and year as a sentence cites them."""
    assert references.short_cite(key) == cite
    assert references.short_cite(key, narrative=True) == f"{cite[:-6]} ({cite[-4:]})"
