"""The page is one file: it shows what the tables say, holds no markup from a text, and repeats to
the byte.
"""

import html
import json
import re
from importlib.resources import files
from io import BytesIO

import pandas as pd
import pytest
from PIL import Image

from compare import schema
from compare.adoption.official_text import template_of
from compare.figures.spec import all_figures
from compare.report import PageFigure, build_payload, render_page, write_report
from compare.report.drawn import lighter, section_of
from compare.report.page import as_json
from compare.report.strings import strings
from report_study import NATIONAL, PROVINCIAL, small_study, small_tables


@pytest.fixture(scope="module")
def study():
    return small_study()


@pytest.fixture(scope="module")
def tables(study):
    return small_tables(study)


@pytest.fixture(scope="module")
def payload(study, tables):
    return build_payload(study, tables)


def cells(payload: dict) -> list[dict]:
    """Cells as the page sees them: what is left out is what most cells have."""
    return [{**payload["cell"], **row} for row in payload["cells"]]


def read_back(page: str) -> dict:
    return json.loads(re.search(r'id="payload"[^>]*>(.*?)</script>', page, re.S)[1])


def test_a_cell_carries_its_evidence(payload, study):
    """A cell names its clause, its actions, and where the cue stands in the clause's text."""
    cell = next(cell for cell in payload["cells"] if (cell["no"], cell["doc"]) == (2, "alpha"))
    clause = cell["clauses"][0]
    [[begin, end]] = cell["cues"][clause]

    assert study.passages[clause].text[begin:end] == "一照多址"
    assert [(action["id"], action["found"]) for action in cell["actions"]] == [
        ("2.1", True),
        ("2.2", False),
    ]


def test_shared_wording_stands_at_the_same_characters_on_both_sides(payload, study):
    """Offsets in two files, one of them in traditional script, become the same words in both
    cleaned texts.
    """
    [pair] = payload["pairs"]
    words = [
        study.passages[clause].text[begin:end]
        for clause, [(begin, end)] in ((pair["a"], pair["a_spans"]), (pair["b"], pair["b_spans"]))
    ]

    assert words == ["推行一照多址登记，企业开办不超过"] * 2


def test_with_the_official_text_the_shared_wording_stands_on_both_sides(study, tables):
    """Alpha's first clause taken as a template: the cell of beta marks the same words in the item
    and in the clause.
    """
    alpha, _, beta = study.clauses["clause_id"]
    document = next(study.documents.assign(doc_number=NATIONAL).itertuples(index=False))
    official = template_of(document, study.clauses[study.clauses["doc_id"] == "alpha"])
    adoption = schema.ADOPTIONS.frame(
        [
            {
                "template": NATIONAL,
                "item_no": 1,
                "doc_id": "beta",
                "relation": "control",
                "basis": "official_text",
                "evidence": "official_text",
                "level": "verbatim",
                "clause_ids": beta,
                "score": 0.9,
                "actions_found": 0,
                "actions_total": 0,
                "why": "",
                "rules": "r1",
            }
        ]
    )
    [cell] = cells(build_payload(study, tables | {"adoption": adoption}, templates=[official]))
    [[begin, end]], [[first, last]] = cell["item_shared"], cell["shared"][beta]

    assert official.items[0].clause_id == alpha
    assert (
        official.items[0].content[begin:end]
        == study.passages[beta].text[first:last]
        == "推行一照多址登记，企业开办不超过"
    )


def test_a_decision_of_a_person_is_shown_with_the_rules_level(study, tables):
    """The level is the person's, the rule's stays beside it."""
    adoption = tables["adoption"].assign(automatic="absent", decided_by="A. Reader")
    cell = cells(build_payload(study, tables | {"adoption": adoption}))[2]

    assert (cell["level"], cell["automatic"], cell["decided_by"]) == (
        "taken_over",
        "absent",
        "A. Reader",
    )


def test_the_preamble_is_shown_but_not_counted(payload):
    """Alpha has items 2 and 3 of the two that command something; the guiding thought is a cell all
    the same.
    """
    assert {
        (row["doc"], row["relation"], row["n"], row["total"])
        for row in payload["relations"]
        if row["total"]
    } == {
        ("alpha", "via", 2, 2),
        ("beta", "control", 1, 2),
    }
    assert len([cell for cell in payload["cells"] if cell["no"] == 1]) == 2


def test_many_counterparts_are_counted_and_the_longest_shown(monkeypatch):
    """Beyond what the page can carry, counts are of all pairs, and no pair is lost from them."""
    study = small_study()
    tables = small_tables(study)
    whole = build_payload(study, tables)
    alike = tables["pairs"][tables["pairs"]["level"] != ""]
    monkeypatch.setattr("compare.report.evidence_rows.MOST_PAIRS", len(alike) - 1)
    cut = build_payload(study, tables)

    assert whole["pair_counts"] == []
    assert cut["pairs"] == whole["pairs"][: len(alike) - 1]
    assert sum(n for _, _, n, _, _ in cut["pair_counts"]) == len(alike)
    assert max(longest for *_, longest in cut["pair_counts"]) == alike["longest_run"].max()


def test_findings_say_the_numbers_of_the_tables(payload):
    """Adoption, controls, siblings, origins, agencies, themes and amounts, each in both
    languages.
    """
    english = [finding["text"]["en"] for finding in payload["findings"]]

    assert english[0] == (
        "Alpha took over 2 of the 2 items of Guofa [2020] No. 1 (100%), with 1 of 2 "
        "single actions; in independent controls, counted alike, 50% (1 of 2 cells)."
    )
    assert english[1].startswith(
        "Independent controls, texts that carry out neither a template nor a document above it, "
        "have 50% of its items all the same (1 of 2 cells), against 100% (2 of 2)"
    )
    assert (
        "1 pair of clauses is the same measure, 1 of them with a sentence in common, and "
        "the longest shared passage has 16 characters"
    ) in english[2]
    assert english[3].startswith(
        "Of 2 clauses, 1 (50%) has a match in a template, 0 are shared with a sibling text "
        "and 0 are local; 1 is undetermined"
    )
    assert [finding["section"] for finding in payload["findings"]] == [
        "adoption",
        "adoption",
        "similarity",
        "origins",
        "agencies",
        "themes",
        "amounts",
    ]
    assert payload["findings"][0]["text"]["zh"] == (
        "甲山采纳了国发〔2020〕1号所列2项措施中的2项（100%），2项具体举措中见到1项；"
        "独立对照中同样计算为50%（1/2格）。"
    )


def test_limits_name_what_is_not_in_hand(payload):
    """The template known by number alone and the unverified item are said aloud."""
    limits = " ".join(limit["en"] for limit in payload["limits"])

    assert "known by number and title alone" in limits
    assert "Not verified: 1 item of Guofa [2020] No. 1" in limits
    assert [template["in_hand"] for template in payload["templates"]] == [True, False]
    assert [template["id"] for template in payload["templates"]] == [NATIONAL, PROVINCIAL]


def test_open_bounds_are_null_not_zero(payload):
    """An amount without a lower bound has none; JSON knows no NaN."""
    amounts = [amount for clause in payload["clauses"] for amount in clause["amounts"]]

    assert amounts[0] == {"raw": "不超过3个工作日", "low": None, "high": 3, "unit": "工作日"}


def test_markup_in_a_text_stays_text(payload):
    """No ``<`` of the data survives in the page, and reading the JSON back gives the data
    unchanged.
    """
    page = render_page(payload)
    data = re.search(r'id="payload"[^>]*>(.*?)</script>', page, re.S)[1]

    assert not set("<>&") & set(data)
    assert read_back(page) == json.loads(json.dumps({**payload, "figures": {}}))
    assert "<b>每年&评选</b>" in payload["texts"]["alpha"]


@pytest.mark.parametrize("text", ["</script><script>alert(1)", "<!--", "\u2028\u2029", "&amp;"])
def test_json_is_inert(text):
    """Whatever a text holds, the JSON has no character that could end its element."""
    assert not set("<>&\u2028\u2029") & set(as_json([text])) and json.loads(as_json([text])) == [
        text
    ]


def test_nothing_is_loaded_from_elsewhere(payload):
    """No address, no import, the font written into the page; the policy allows the page's own
    style and script by hash only.
    """
    page = render_page(payload)
    shell = page.replace(re.search(r'id="payload"[^>]*>(.*?)</script>', page, re.S)[1], "")
    shell = shell.replace("http://www.w3.org/2000/svg", "").replace("url(data:font/woff;", "")

    assert not re.search(
        r"https?://|//cdn|@import|url\(|fetch\(|XMLHttpRequest|innerHTML|eval\(", shell
    )
    assert "default-src &#x27;none&#x27;" in page and "unsafe" not in page


def test_figures_stand_in_both_languages(payload):
    """The image and its words are escaped; the language that the page does not open in is
    hidden.
    """
    words = {"zh": "甲<乙", "en": 'A "quoted" <b>'}
    figure = PageFigure("fig", "themes", words, words, words, {"zh": b"1", "en": b"2"})
    page = render_page(payload, [figure])

    assert f'alt="{html.escape(words["en"])}"' in page and "甲<乙" not in page
    assert re.search(r'id="figure-fig-en"[^>]* hidden>', page) and not re.search(
        r'id="figure-fig-zh"[^>]* hidden>', page
    )


@pytest.mark.parametrize("name", [spec.name for spec in all_figures()])
def test_every_figure_has_a_place(name):
    """A figure stands in a section that the page has; only those on the corpus stand with the
    texts.
    """
    assert section_of(name) != "documents" or name.startswith("corpus")
    assert "{{FIGURES:" + section_of(name) + "}}" in (
        files("compare.report") / "page" / "page.html"
    ).read_text(encoding="utf-8")


def test_a_lighter_picture_keeps_its_pixels():
    """Flat colours come out as they went in, in the same places, and the bytes repeat."""
    image = Image.new("RGB", (40, 20), "white")
    image.paste((18, 53, 91), (5, 5, 20, 15))
    buffer = BytesIO()
    image.save(buffer, "PNG")
    small = lighter(buffer.getvalue())

    assert Image.open(BytesIO(small)).convert("RGB").tobytes() == image.tobytes()
    assert lighter(buffer.getvalue()) == small


def test_the_same_inputs_give_the_same_bytes(study, tables, tmp_path):
    """Two runs write the same file: no time, no order of a set."""
    first = write_report(study, tables, tmp_path / "1" / "index.html").read_bytes()

    assert (
        write_report(
            small_study(), small_tables(small_study()), tmp_path / "index.html"
        ).read_bytes()
        == first
    )


def test_a_study_without_templates_still_has_a_page(tables):
    """No template, no codebook, no other table: sections say what is missing, nothing fails."""
    bare = small_study(templates=())
    payload = build_payload(bare, {"documents": bare.documents, "clauses": bare.clauses})

    assert payload["templates"] == [] and payload["findings"] == []
    assert "no template" in payload["limits"][0]["en"]
    assert render_page(payload)


def test_unknown_language_is_refused(study, tables):
    """The page opens in zh or en."""
    with pytest.raises(ValueError, match="language 'fr' is not one of zh, en"):
        build_payload(study, tables, lang="fr")


def test_every_word_of_the_page_is_declared_in_both_languages():
    """Keys that the scripts ask for exist; no language lacks a word; placeholders agree."""
    page = re.sub(
        r'id="payload"[^>]*>.*?</script>',
        "",
        # The served page has every script that the other has, and one more.
        render_page(build_payload(small_study(), small_tables(small_study()), revision="1")),
        flags=re.S,
    )
    quoted = set(re.findall(r'"([a-z]+\.[\w.]+)"', page))
    asked = set(re.findall(r'\bt\("([\w.]+)"', page)) | set(
        re.findall(r'data-t(?:-label)?="([\w.]+)"', page)
    )

    built = {
        key
        for key in strings("zh")
        for stem in set(re.findall(r"\bt\(`([\w.]+)\$", page))
        if key.startswith(stem)
    }

    assert sorted(asked - set(strings("zh"))) == []
    assert sorted(set(strings("zh")) - asked - built - quoted - {"clauses.noscript"}) == []


def test_missing_truth_is_not_scored(study, tables):
    """An action without cues of its own is neither found nor missed."""
    actions = tables["actions"].assign(found=pd.array([pd.NA] * 4, dtype="boolean"))
    payload = build_payload(study, tables | {"actions": actions})

    assert [
        action for cell in cells(payload) for action in cell["actions"] if "found" in action
    ] == []
