"""Notebooks are thin, executed, and say nothing that differs from machine to machine."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

import pytest

from compare.paper.notebook_source import build, targets

FOLDER = Path(__file__).parents[1] / "notebooks"
ENGLISH = sorted(FOLDER.glob("*.ipynb"))
CHINESE = sorted((FOLDER / "zh").glob("*.ipynb"))
NOTEBOOKS = ENGLISH + CHINESE
BUILT = [pytest.param(*target, id=f"{target[1]}-{target[0].stem}") for target in targets(FOLDER)]
MACHINE = re.compile(
    r"/(?:home|root|tmp|usr|var|Users|opt|work)/|[A-Z]:\\\\|\b0x[0-9a-f]{6,}|"
    r"\d+(?:\.\d+)? ?(?:ms|seconds)\b"
)
THRESHOLD = re.compile(r"[<>]=? *0?\.\d|\bre\.|\blambda\b")


def cells(path: Path, kind: str) -> list[dict]:
    return [
        cell
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]
        if cell["cell_type"] == kind
    ]


def source(cell: dict) -> str:
    return "".join(cell["source"])


def outputs(cell: dict) -> str:
    texts = []
    for output in cell["outputs"]:
        texts.append("".join(output.get("text", "")))
        texts += [
            "".join(value)
            for key, value in output.get("data", {}).items()
            if key.startswith("text/")
        ]
    return "\n".join(texts)


@pytest.fixture(params=NOTEBOOKS, ids=lambda path: f"{path.parent.name}-{path.stem}")
def notebook(request) -> Path:
    return request.param


def test_all_nine_are_there():
    """Corpus, similarity, agencies, themes, adoption, validation, robustness, diffusion, PMC."""
    names = [path.stem for path in ENGLISH]

    assert names == [
        "00-corpus",
        "01-similarity",
        "02-agencies",
        "03-themes",
        "04-adoption",
        "05-validation",
        "06-robustness",
        "07-diffusion",
        "08-pmc",
    ]


def test_both_languages_have_the_same():
    """Every notebook is there in English, in Chinese, and as a source."""
    names = [path.stem for path in ENGLISH]

    assert [path.stem for path in CHINESE] == names
    assert [path.stem for path in sorted((FOLDER / "source").glob("*.py"))] == names


@pytest.mark.parametrize(("path", "lang", "target"), BUILT)
def test_is_what_its_source_builds(path, lang, target):
    """Nobody edited a notebook and left its source, or the other way round."""
    committed = json.loads(target.read_text(encoding="utf-8"))["cells"]

    assert [(cell["cell_type"], source(cell)) for cell in committed] == [
        (cell["cell_type"], cell["source"]) for cell in build(path, lang).cells
    ]


def test_title_is_one_question(notebook):
    """The first cell holds the only top heading, and it asks."""
    headings = [
        line
        for cell in cells(notebook, "markdown")
        for line in source(cell).splitlines()
        if line.startswith("# ")
    ]

    assert len(headings) == 1
    assert headings[0].rstrip().endswith(("?", "？"))


def test_executed_in_order_without_error(notebook):
    """Every code cell has a count, 1..n in order, and none ends in an error or a warning."""
    code = cells(notebook, "code")

    assert [cell["execution_count"] for cell in code] == list(range(1, len(code) + 1))
    for cell in code:
        assert not any(output["output_type"] == "error" for output in cell["outputs"]), source(cell)
        assert not any(output.get("name") == "stderr" for output in cell["outputs"]), outputs(cell)
        assert "Glyph" not in outputs(cell)
        assert "Traceback" not in outputs(cell)


def test_outputs_hold_no_path_time_or_address(notebook):
    """What is stored must be the same on every machine."""
    for cell in cells(notebook, "code"):
        assert not MACHINE.search(outputs(cell)), outputs(cell)


def test_thin(notebook):
    """At most 20 code cells of at most 8 lines; no function, class, regular expression or
    threshold.
    """
    code = cells(notebook, "code")

    assert len(code) <= 20
    for cell in code:
        text = source(cell)
        assert len(text.strip().splitlines()) <= 8, text
        assert not THRESHOLD.search(text), text
        plain = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("%"))
        nodes = list(ast.walk(ast.parse(plain)))
        assert not any(
            isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda) for node in nodes
        ), text
        assert not text.rstrip().endswith(";"), text


def test_study_and_language_are_switched_in_one_line_each(notebook):
    """One line names the study folder, one the language."""
    text = "\n".join(source(cell) for cell in cells(notebook, "code"))

    assert len(re.findall(r"(?m)^STUDY = ", text)) == 1
    assert len(re.findall(r"(?m)^LANG = ", text)) == 1


def test_marks_have_a_reason(notebook):
    """At most one cell is exempt from comparison, and the cell above says why."""
    raw = json.loads(notebook.read_text(encoding="utf-8"))["cells"]
    marked = [
        n
        for n, cell in enumerate(raw)
        if any(tag.startswith("nbval") for tag in cell["metadata"].get("tags", []))
        or "NBVAL" in source(cell)
    ]

    assert len(marked) <= 1
    assert all(raw[n - 1]["cell_type"] == "markdown" for n in marked)


def test_numbers_in_prose_are_shown(notebook):
    """A number quoted in prose stands in what the notebook itself prints, as it is or as a
    share.
    """
    shown = " ".join(outputs(cell) for cell in cells(notebook, "code"))
    for cell in cells(notebook, "markdown"):
        prose = re.sub(
            (
                r"notebook \d\d|〔\d+〕\d+号|`[^`]*`|\[[^\]]*\]\([^)]*\)|\b(?:19|20)\d\d\b|"
                r"^#+ .*$|^\d+\."
            ),
            " ",
            source(cell),
            flags=re.M,
        )
        for number in re.findall(r"(?<![\w.])\d+(?:\.\d+)?(?![\w.]*\d)", prose):
            share = (
                f"0\\.{int(number):02d}"
                if number.isdigit() and int(number) < 100
                else re.escape(number)
            )
            assert re.search(rf"(?<![\d.]){re.escape(number)}(?!\d)|(?<!\d){share}", shown), (
                f"{number} in: {source(cell)}"
            )


def test_notebooks_show_analysis_not_checks(notebook):
    """No assert and at most four lines of imports: checks are tests, and the public names
    suffice.
    """
    code = "\n".join(source(cell) for cell in cells(notebook, "code"))

    assert "assert " not in code
    assert "is_example" not in code
    assert len(re.findall(r"(?m)^(?:import|from) ", code)) <= 4
    assert not re.search(r"(?m)^from compare\.", code)
