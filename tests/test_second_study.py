"""The notebooks run on another study, one that has nothing but two small texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from compare.paper.notebooks import execute
from conftest import MINI

# the English set is enough: the Chinese one has the same code (test_is_what_its_source_builds)
NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
OTHER = (
    MINI.replace("样例市", "邻近市")
    .replace("样政发〔2021〕7号", "邻政发〔2021〕9号")
    .replace("2021年3月5日", "2021年6月1日")
    .replace("5000元", "8000元")
    .replace("推行网上办理。", "全部在网上办理。")
)


@pytest.fixture
def bare_study(mini_study: Path) -> Path:
    (mini_study / "texts" / "other.txt").write_text(OTHER, encoding="utf-8")
    (mini_study / "documents.csv").write_text(
        "doc_id,file\nmini,mini.txt\nother,other.txt\n", encoding="utf-8"
    )
    return mini_study


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
# the kernel's transport warns on import; the notebook itself is executed in another process
@pytest.mark.filterwarnings("default")
def test_notebook_runs_on_a_study_without_codebooks(path, bare_study):
    """Parts that need what is missing say so; no cell fails."""
    executed = execute(path, study=bare_study)

    assert not any(
        output["output_type"] == "error"
        for cell in executed.cells
        if cell.cell_type == "code"
        for output in cell["outputs"]
    )
