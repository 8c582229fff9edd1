"""The Word report: its parts in order, and evidence that leads to the characters of the file."""

from __future__ import annotations

import re
from io import BytesIO

import docx
import pytest

from compare.figures.save import render
from compare.figures.spec import get_figure
from compare.paper.kit import picture_name
from compare.report.document import word_report
from compare.report.evidence_table import evidence_rows
from compare.words.strings import LANGUAGES

NAMES = ("corpus-clauses", "agency-network")


@pytest.fixture(scope="module")
def written(five, five_tables, tmp_path_factory):
    """Both languages with two figures, one of them for the supplement."""
    folder = tmp_path_factory.mktemp("figures")
    specs = [get_figure(name) for name in NAMES]
    files = {}
    for lang in LANGUAGES:
        for spec in specs:
            figure = spec.picture(spec.data(five, five_tables), lang, "183mm")
            (folder / picture_name(spec.name, lang, "png")).write_bytes(render(figure))
        files[lang] = word_report(five, five_tables, folder, lang=lang, specs=specs)
        assert files[lang] == word_report(five, five_tables, folder, lang=lang, specs=specs)
    return files


@pytest.mark.parametrize(
    "lang, heads",
    [
        ("zh", ["发现", "表", "图", "补充图", "方法", "参考文献", "附录：每一格的依据"]),
        ("en", ["Findings", "Tables", "Figures", "Supplementary figures", "Methods", "References",
                "Appendix: the evidence of each cell"]),
    ],
)  # fmt: skip
def test_parts_stand_in_order(written, lang, heads):
    """Findings first, evidence last; three tables, two figures, references numbered."""
    document = docx.Document(BytesIO(written[lang]))
    headings = [p.text for p in document.paragraphs if p.style.name == "Heading 1"]
    captions = [p.text for p in document.paragraphs if p.style.name == "Caption"]
    references = [p.text for p in document.paragraphs if p.style.name == "Reference"]

    assert headings == heads
    assert len(document.inline_shapes) == 2 and len(captions) == 5
    assert [int(re.match(r"\[(\d+)\]", line)[1]) for line in references] == list(
        range(1, len(references) + 1)
    )
    assert ("[Z]" in references[0]) == (lang == "zh")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_evidence_leads_to_the_file(five, five_tables, lang):
    """Every adopted cell has its measure and its clauses, each at the characters of the file that
    the table names.
    """
    rows = evidence_rows(five, five_tables, lang)
    adoption = five_tables["adoption"]
    due = adoption[(adoption["relation"] != "control") & (adoption["kind"] != "preamble")]
    clauses = five_tables["clauses"].set_index("clause_id")

    assert len(rows) == int(due["adopted"].fillna(False).sum())
    for row in rows:
        for at in re.findall(r"(\S+)\n\S+\.txt\n\D*(\d+)–(\d+)", row["place"]):
            clause = clauses.loc[at[0]]
            assert (int(at[1]), int(at[2])) == (clause["begin"], clause["end"])
            assert clause["text"][:20] in row["clause"]
    assert all(row["place"] and row["item"] and row["cell"] for row in rows)


def test_where_every_template_has_only_controls_there_is_no_evidence(five, five_tables):
    """A study of a draft that nobody implements yet is written all the same."""
    adoption = five_tables["adoption"]
    only = adoption[adoption["relation"] == "control"].reset_index(drop=True)

    assert len(only)
    assert evidence_rows(five, {**five_tables, "adoption": only}, "en") == []


def test_language_is_refused(five, five_tables, tmp_path):
    """The message names the choices."""
    with pytest.raises(ValueError, match="'fr' is not one of zh, en"):
        word_report(five, five_tables, tmp_path, lang="fr")
