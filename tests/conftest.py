"""A small study of our own that most tests share: one city text, one codebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from browsers import BROWSERS, FLAGS

TEXTS = Path(__file__).parent / "texts"
MINI = (TEXTS / "mini.txt").read_text(encoding="utf-8")
DATA = Path(__file__).parents[1] / "data"
# How long an example takes says something of the machine, nothing of the code.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


@pytest.fixture(scope="session", autouse=True)
def own_cache(tmp_path_factory: pytest.TempPathFactory):
    """What commands keep between runs is kept in a folder of the tests, never in the user's."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("POLICY_COMPARE_CACHE", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture
def mini_study(tmp_path: Path) -> Path:
    """A valid study with nothing but documents.csv and one text."""
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "mini.txt").write_text(MINI, encoding="utf-8")
    (tmp_path / "documents.csv").write_text(
        "doc_id,file,province\nmini,mini.txt,东山省\n", encoding="utf-8"
    )
    return tmp_path


@pytest.fixture(scope="session")
def five():
    """The project's own study, read once."""
    from compare import read_study

    return read_study(DATA)


@pytest.fixture(scope="session")
def five_tables(five):
    """Every table of the project's own study, computed once."""
    from compare import build_tables

    return build_tables(five)


@pytest.fixture(scope="module")
def browser():
    """Chromium without a screen; what needs it is skipped where there is none. One a module: as
    long as it is open, no event loop can be started, and notebooks need one.
    """
    from playwright import sync_api as api

    if not BROWSERS:
        pytest.skip("no Chromium in /usr/bin: install Debian's package chromium")
    with api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(BROWSERS[0]), args=FLAGS)
        yield browser
        browser.close()
