"""What a report author gets: pictures, the data behind them, words in both languages, a
citation.
"""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest
from PIL import Image, ImageChops

from compare.figures import theme
from compare.figures.spec import FigureSpec
from compare.paper import gallery, kit, provenance
from compare.study.own_lexicon import package_pmc

STUDY = SimpleNamespace(
    root=Path("data"),
    registry=SimpleNamespace(version="1"),
    ladder=None,
    pmc=package_pmc(),
    formulas=[],
    documents=pd.DataFrame(
        {"doc_id": ["a", "b"], "sha256": ["1", "2"], "issue_date": ["2020-01-02", "2018"]}
    ),
    clauses=pd.DataFrame({"clause_id": ["a-01", "b-01", "b-02"]}),
    templates=(),
    codebooks={},
    words=(),
    equivalents=(),
    decisions=pd.DataFrame(),
)


def draw(data, lang, width):
    ax = theme.new_axes(width, 40)
    with theme.use(width):
        ax.bar(data["x"], data["n"])
        ax.set_xlabel(theme.label("clauses", lang))
    return ax.figure


def spec(name: str, rows: int = 2) -> FigureSpec:
    return FigureSpec(
        name, {"zh": f"{name} 的问题？", "en": f"Question of {name}?"},
        lambda study, tables: pd.DataFrame({"x": ["=1+1", "乙"], "n": [1, 2]}).head(rows), draw,
        lambda data, study, lang: "图注 2。" if lang == "zh" else "Caption of 2.",
        lambda data, lang: "条形图。" if lang == "zh" else "Bars [two].",
    )  # fmt: skip


def test_each_figure_brings_data_and_words(tmp_path):
    """A picture a language and format, the drawn data for Excel, and captions, alt texts and
    citation.
    """
    written = kit.write_figures(
        STUDY, {}, tmp_path, specs=[spec("bars")], formats=("png", "svg"), width="89mm"
    )

    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "bars-en-89mm.png",
        "bars-en-89mm.svg",
        "bars-zh-89mm.png",
        "bars-zh-89mm.svg",
        "bars.csv",
        "bars.md",
    ]
    assert sorted(written.paths) == sorted(tmp_path.iterdir())
    assert (tmp_path / "bars.csv").read_bytes() == "\ufeffx,n\n'=1+1,1\n乙,2\n".encode()
    page = (tmp_path / "bars.md").read_text(encoding="utf-8")
    assert "**图注** 图注 2。资料：2 份文件，共 3 个条款，2018–2020 年发布。" in page
    assert (
        "**Caption** Caption of 2. Data: 3 clauses of 2 documents, issued 2018–2020. policy-compare"
        in page
    )
    assert (
        "**Alt text** Bars [two]." in page
        and "**引用 / Citation** The policy-compare authors" in page
    )


def test_figure_without_data_is_left_out_and_named(tmp_path):
    """A study without the data gets no empty picture, and is told so."""
    written = kit.write_figures(
        STUDY, {}, tmp_path, specs=[spec("empty", 0), spec("bars")], langs=["zh"]
    )

    assert (written.figures, written.left_out) == (["bars"], ["empty"])
    assert not list(tmp_path.glob("empty*"))


def test_two_runs_write_the_same_bytes(tmp_path):
    """Pictures, data and words are the same to the byte."""
    for run in ("one", "two"):
        kit.write_figures(
            STUDY, {}, tmp_path / run, specs=[spec("bars")], formats=("png", "svg", "pdf")
        )

    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / run).iterdir()}
        for run in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize(
    "wrong, message",
    [
        ({"langs": ["fr"]}, "'fr' is not one of zh, en"),
        ({"formats": ["gif"]}, ("'gif' is not one of png, svg, pdf")),
        ({"width": "12cm"}, "'12cm' is not one of 89mm, 183mm, slide"),
    ],
)
def test_unknown_request_writes_nothing(tmp_path, wrong, message):
    """The wrong value and the choices are named before anything is drawn."""
    with pytest.raises(ValueError, match=message):
        kit.write_figures(STUDY, {}, tmp_path / "out", specs=[spec("bars")], **wrong)
    assert not (tmp_path / "out").exists()


def test_a_drawing_that_fails_leaves_the_old_kit(tmp_path):
    """A crash in one figure leaves yesterday's files as they were."""
    kit.write_figures(STUDY, {}, tmp_path / "out", specs=[spec("bars")])
    before = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    broken = FigureSpec("broken", {}, lambda study, tables: 1 / 0, draw, draw, draw)

    with pytest.raises(ZeroDivisionError):
        kit.write_figures(STUDY, {}, tmp_path / "out", specs=[spec("bars", 1), broken])
    assert {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


def test_gallery_shows_every_figure_and_drops_stale_ones(tmp_path):
    """The index shows both languages with captions; a figure that is gone leaves no file."""
    (tmp_path / "old-en.png").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("mine")
    gallery.write_gallery(STUDY, {}, tmp_path, specs=[spec("bars"), spec("empty", 0)])

    index = (tmp_path / "README.md").read_text(encoding="utf-8")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "README.md",
        "bars-en.png",
        "bars-zh.png",
        "bars.csv",
        "bars.md",
        "notes.txt",
    ]
    assert "- [Question of bars?](#bars) bars 的问题？" in index
    assert "![Bars (two).](bars-en.png)" in index and "![条形图。](bars-zh.png)" in index
    assert "empty" not in index


def test_gallery_pictures_are_smaller_and_alike(tmp_path):
    """The committed pictures keep size, resolution and title, and no pixel moves far in colour."""
    kit.write_figures(STUDY, {}, tmp_path, specs=[spec("bars")], langs=["en"])
    full = (tmp_path / "bars-en.png").read_bytes()
    small = gallery.with_palette(full)
    one, two = Image.open(BytesIO(full)), Image.open(BytesIO(small))

    assert len(small) < len(full) and gallery.with_palette(full) == small
    assert (two.size, two.info["dpi"], two.info["Title"]) == (
        one.size,
        one.info["dpi"],
        "Question of bars?",
    )
    assert (
        max(
            high
            for _, high in ImageChops.difference(
                one.convert("RGB"), two.convert("RGB")
            ).getextrema()
        )
        <= 16
    )


@pytest.mark.parametrize(
    "other",
    [
        {"documents": STUDY.documents.assign(sha256=["1", "3"])},
        {"registry": SimpleNamespace(version="2")},
        {"ladder": "another"},
        {"formulas": [{"phrase": "切实加强"}]},
        {"words": ("负面清单",)},
        {"codebooks": {"themes": "another"}},
        {"decisions": pd.DataFrame({"decision": ["absent"]})},
    ],
    ids=lambda other: next(iter(other)),
)
def test_input_digest_follows_everything_that_can_change_a_result(other):
    """The digest in captions changes with a text, the registry, the ladder, set phrases, words,
    codebooks, decisions.
    """
    changed = SimpleNamespace(**(vars(STUDY) | other))

    assert provenance.input_digest(STUDY) != provenance.input_digest(changed)
    assert len(provenance.input_digest(STUDY)) == 12


def test_input_digest_follows_the_rules(monkeypatch):
    """Another threshold, or another word in the package's lexicon, is another digest."""
    before = provenance.input_digest(STUDY)
    monkeypatch.setattr(provenance, "RULES", replace(provenance.RULES, taken_over=0.5))
    rules = provenance.input_digest(STUDY)
    monkeypatch.setattr(provenance, "lexicon_digest", lambda: "0" * 12)

    assert len({before, rules, provenance.input_digest(STUDY)}) == 3
