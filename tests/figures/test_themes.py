"""Theme, instrument, directive, amount and reliability figures: what they draw, and that it can be
read.
"""

from __future__ import annotations

import re
from types import SimpleNamespace

import pandas as pd
import pytest

from compare.figures import amounts, instruments, reliability, theme, themes
from figure_checks import check_figure, check_words, drawn_texts

DOCUMENTS = pd.DataFrame(
    [
        {
            "doc_id": "jia",
            "doc_number": "",
            "level": "city",
            "region": "甲山市",
            "region_en": "Jiashan",
            "title": "",
        },
        {
            "doc_id": "bing",
            "doc_number": "",
            "level": "city",
            "region": "丙江市",
            "region_en": "Bingjiang",
            "title": "",
        },
    ]
)
CLAUSES = pd.DataFrame(
    [
        {
            "clause_id": f"{doc}-{n}",
            "doc_id": doc,
            "path": f"一/{n}",
            "kind": "measure",
            "text": "甲" * 10,
        }
        for doc in ("jia", "bing")
        for n in (1, 2, 3)
    ]
)
THEMES = pd.DataFrame(
    [
        ("jia-1", "LAND", "jia", 1),
        ("jia-2", "LAND", "jia", 1),
        ("jia-2", "TAX", "jia", 2),
        ("bing-1", "TAX", "bing", 1),
    ],
    columns=["clause_id", "theme", "doc_id", "rank"],
)
INSTRUMENTS = pd.DataFrame(
    {
        "clause_id": ["jia-1", "jia-2", "bing-1"],
        "instrument": ["supply", "environment", "environment"],
    }
)
DIRECTIVES = pd.DataFrame(
    {
        "clause_id": ["jia-1", "jia-2", "bing-1", "bing-2"],
        "doc_id": ["jia", "jia", "bing", "bing"],
        "strength": ["must", "may", "may", ""],
        "steps": ["must:2;may:1", "may:1", "may:3", ""],
    }
)
AMOUNTS = pd.DataFrame(
    {
        "clause_id": ["jia-1", "jia-1", "bing-1", "bing-3"],
        "doc_id": ["jia", "jia", "bing", "bing"],
        "raw": ["a"] * 4,
        "what": ["b"] * 4,
        "low": [1e5, None, 2e5, 5.0],
        "high": [1e5, 3e5, 4e5, 5.0],
        "unit": ["元"] * 4,
    }
)


def code(name, zh, en):
    return SimpleNamespace(id=name, zh=zh, en=en)


BOOK = SimpleNamespace(
    names=lambda lang: {
        "LAND": {"zh": "用地", "en": "Land"}[lang],
        "TAX": {"zh": "税费", "en": "Taxes"}[lang],
    }
)
STUDY = SimpleNamespace(
    codebooks={"themes": BOOK},
    ladder=SimpleNamespace(
        ids=("must", "may"), codes=(code("must", "必须", "Must"), code("may", "鼓励", "May"))
    ),
)
TABLES = {
    "documents": DOCUMENTS,
    "clauses": CLAUSES,
    "themes": THEMES,
    "instruments": INSTRUMENTS,
    "directives": DIRECTIVES,
    "amounts": AMOUNTS,
}
SPECS = {spec.name: spec for module in (themes, instruments, amounts) for spec in module.FIGURES}


def test_coverage_is_named_and_ordered():
    """Documents in their order, the most frequent theme first, ties by code; n counts clauses."""
    data = SPECS["themes-coverage"].data(STUDY, TABLES)

    assert data[["doc_id", "theme", "n_clauses"]].values.tolist() == [
        ["jia", "LAND", 2],
        ["jia", "TAX", 1],
        ["bing", "LAND", 0],
        ["bing", "TAX", 1],
    ]
    assert data["n"].tolist() == [3] * 4
    assert data["theme_en"].tolist()[:2] == ["Land", "Taxes"]


def test_instruments_count_every_theme_of_a_clause():
    """LAND: one supply, one environment; TAX: two environment."""
    data = (
        SPECS["themes-instruments"]
        .data(STUDY, TABLES)
        .set_index(["theme", "instrument"])["clauses"]
    )

    assert data["LAND"].to_dict() == {"supply": 1, "environment": 1, "demand": 0}
    assert data["TAX"].to_dict() == {"supply": 0, "environment": 2, "demand": 0}


def test_directives_count_sentences():
    """Sentences of each step over all clauses of a document."""
    data = SPECS["directive-strength"].data(STUDY, TABLES)

    assert data[["doc_id", "step", "sentences", "n"]].values.tolist() == [
        ["jia", "must", 2, 4],
        ["jia", "may", 2, 4],
        ["bing", "must", 0, 3],
        ["bing", "may", 3, 3],
    ]


def test_amounts_say_which_side_is_open():
    """Exact, at most, range; a clause without theme is left out."""
    data = SPECS["amounts-money"].data(STUDY, TABLES)

    assert data[["theme", "value", "bound"]].values.tolist() == [
        ["TAX", 4e5, "range"],
        ["LAND", 1e5, "exact"],
        ["LAND", 3e5, "upper"],
    ]


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ("zh", "en"))
@pytest.mark.parametrize("name", SPECS)
def test_figures_can_be_read(name, lang, width):
    """No text cut, overlapping, tiny, or in the other language; words travel with the figure."""
    spec = SPECS[name]
    data = spec.data(STUDY, TABLES)

    check_figure(spec.draw(data, lang, width), lang)
    check_words(spec, data, STUDY, lang, allow=("Fisher", "Benjamini–Hochberg"))


@pytest.mark.parametrize("name", SPECS)
def test_nothing_to_draw_is_an_empty_frame(name):
    """A study without codebooks leaves these figures out."""
    bare = SimpleNamespace(codebooks={}, ladder=None)
    empty = TABLES | {
        key: TABLES[key].iloc[:0] for key in ("themes", "instruments", "directives", "amounts")
    }

    assert SPECS[name].data(bare, empty).empty


SCORES = pd.DataFrame([
    ("all", 5, 0.7, 0.5, 0.9, "not reliable", "全部主题", "All themes", True, False),
    ("LAND", 3, 0.9, 0.6, 1.0, "publish", "用地", "Land", False, False),
    ("TAX", 2, 0.5, 0.0, 1.0, "too few", "税费", "Taxes", False, True),
], columns=[
    "theme", "agreed", "f1", "low", "high", "verdict", "theme_zh", "theme_en", "total", "few",
])  # fmt: skip
ROWS = pd.DataFrame(
    {
        "question": ["themes", "amounts"],
        "measure": ["f1", "f1"],
        "by_hand": [80, 51],
        "value": [0.9, 0.95],
        "ceiling": [0.965, None],
        "label_zh": ["主题（F1）", "数额（F1）"],
        "label_en": ["Themes (F1)", "Amounts (F1)"],
    }
)


@pytest.mark.parametrize("width", theme.WIDTHS)
@pytest.mark.parametrize("lang", ("zh", "en"))
@pytest.mark.parametrize(
    ("name", "data"), [("reliability-themes", SCORES), ("reliability-tables", ROWS)]
)
def test_reliability_can_be_read(name, data, lang, width):
    """Both reliability figures, in words and pictures."""
    spec = next(spec for spec in reliability.FIGURES if spec.name == name)

    check_figure(spec.draw(data, lang, width), lang)
    check_words(spec, data, STUDY, lang, allow=("Fisher", "Benjamini–Hochberg"))


def test_codes_that_cannot_be_judged_are_hollow():
    """TAX has two units by hand; its dot is white inside, that of LAND is filled."""
    ax = reliability.plot_themes(SCORES, lang="en")
    filled, hollow = [line for line in ax.get_lines() if line.get_marker() == "o"]

    assert list(filled.get_xdata()) == [0.7, 0.9]
    assert (list(hollow.get_xdata()), hollow.get_markerfacecolor()) == ([0.5], "white")
    assert {"n", "5", "3", "2"} <= {text.get_text() for text, _ in drawn_texts(ax.figure)}


def test_reliability_needs_a_coding(tmp_path):
    """A study without coding/ has no reliability figure."""
    study = SimpleNamespace(root=tmp_path, codebooks={}, passages={})

    assert all(spec.data(study, TABLES).empty for spec in reliability.FIGURES)


@pytest.mark.parametrize("width, ticks", [("89mm", ["−4", "4"]), ("183mm", ["−4", "0", "4"])])
def test_keyness_has_two_numbers_under_a_narrow_panel(width, ticks):
    """Three would run together in one column of a journal; the minus is a minus, not a hyphen."""
    figure = themes.plot_keyness(keyness(g2=[7.0, -3.0]), lang="en", width=width)

    assert [label.get_text() for label in figure.axes[0].get_xticklabels()] == ticks


def test_keyness_caption_counts_tests_and_what_is_drawn():
    """Tests, those that stay after correction, and themes drawn of all themes."""
    data = keyness(g2=[7.0, -3.0], p=[0.001, 0.5])
    [spec] = [spec for spec in themes.FIGURES if spec.name == "themes-keyness"]
    many = pd.concat([keyness(g2=[1.0, 2.0], theme=f"T{k}") for k in range(themes.TYPICAL + 3)])

    def said(frame):
        return spec.caption(frame, STUDY, "en")

    counts = re.findall(r"(\d+) (?:tests|have p)|the (\d+) themes, of (\d+)", said(data))

    assert [int(n) for found in counts for n in found if n] == [2, 1, 1, 1]
    assert f"the {themes.TYPICAL} themes, of {themes.TYPICAL + 3}" in said(many)


def test_panels_say_what_they_measure_and_what_they_leave_out():
    """Below all panels stands the measure once; more documents than fit are one distribution, which
    says so and keeps the measure.
    """
    few = themes.plot_keyness(keyness(g2=[7.0, -3.0]), lang="en", width="183mm")
    documents = [f"d{k:02d}" for k in range(40)]
    many = pd.concat([keyness(g2=[1.0], docs=[doc]) for doc in documents], ignore_index=True)
    crowd = themes.plot_keyness(many, lang="en", width="183mm")

    assert "\n" not in few.get_supxlabel()
    assert few.get_supxlabel()
    assert crowd.get_supxlabel().startswith("40 documents")
    assert [axes.get_xlabel() for axes in crowd.axes] == [few.get_supxlabel()]


def keyness(
    *, g2: list[float], p: list[float] | None = None, theme: str = "LAND", docs: object = None
) -> pd.DataFrame:
    """Rows of the keyness figure, one a document."""
    names = list(docs or ("jia", "bing"))
    return pd.DataFrame([
        {"doc_id": doc, "place_zh": doc, "place_en": doc, "n": 3, "theme": theme,
         "theme_zh": "用地", "theme_en": "Land", "g2": value, "p_corrected": chance}
        for doc, value, chance in zip(names, g2, p or [0.9] * len(g2), strict=True)
    ])  # fmt: skip


def test_caption_of_instruments_warns_where_themes_are_evidence():
    """A codebook of cues alone needs no warning; where themes count, theme by instrument partly
    follows from the codebook, and the caption says so.
    """
    [spec] = [spec for spec in instruments.FIGURES if spec.name == "themes-instruments"]
    data = spec.data(STUDY, TABLES)

    def book(themes):
        return SimpleNamespace(codes=(SimpleNamespace(themes=()), SimpleNamespace(themes=themes)))

    plain, warned, none = (
        spec.caption(data, SimpleNamespace(codebooks=books), "en")
        for books in (
            {"instruments": book(())}, {"instruments": book((("LAND", 1.0),))}, {},
        )
    )  # fmt: skip
    assert plain == none
    assert warned.startswith(plain)
    assert len(warned) > len(plain) + 20
