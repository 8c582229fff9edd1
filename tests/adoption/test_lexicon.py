"""A study's own words reach every analysis: what its lexicon calls a set phrase proves nothing."""

from __future__ import annotations

import pandas as pd
import pytest

import compare
from compare.adoption.lexicon import Lexicon
from compare.adoption.weighed import weigh_templates
from compare.base.cache import Cache
from compare.study.read import Study, read_study

SLOGAN = "全面打造宜居宜业的山水花园新城样板"
TEXTS = {
    "东山省绿化条例": (
        "第一条　为了绿化国土，制定本条例。\n"
        f"第二条　各级人民政府应当{SLOGAN}。\n"
        "第三条　林业部门应当每年公布苗木名录。\n"
    ),
    "平安市绿化办法": (
        "第一条　根据《东山省绿化条例》，制定本办法。\n"
        f"第二条　住房城乡建设部门要{SLOGAN}。\n"
        "第三条　林业部门应当每年公布苗木名录。\n"
    ),
}


@pytest.fixture
def folder(tmp_path):
    """A province's regulation and a city's measures that share a slogan and one real provision."""
    frame = pd.DataFrame({"标题": list(TEXTS), "正文": list(TEXTS.values())})
    frame["发布日期"] = ["2019-01-01", "2020-01-01"]
    Study.from_frame(frame, folder=tmp_path / "study")
    return tmp_path / "study"


def own_phrases(folder):
    """The study says what its set phrases are, in place of those that the package brings."""
    (folder / "lexicon").mkdir()
    rows = f"phrase,kind\n{SLOGAN},guiding\n"
    (folder / "lexicon" / "formula.csv").write_text(rows, encoding="utf-8")


def proofs(study, **options):
    """Whether the slogan's item, and the real one, are proved by a clause of the city."""
    adoption = compare.build_tables(study, only="adoption", **options)["adoption"]
    return [row.clause_ids != "" for row in adoption.itertuples() if row.item_no in (2, 3)]


def test_own_set_phrases_prove_no_adoption(folder, tmp_path):
    """A slogan links two clauses, until the study says that it is a set phrase; what was kept from
    the run before is not used.
    """
    cache = Cache(tmp_path / "cache")
    assert proofs(read_study(folder), cache=cache) == [True, True]

    own_phrases(folder)

    assert proofs(read_study(folder), cache=cache) == [False, True]


def test_own_set_phrases_are_what_the_figure_counts(folder):
    """The share of set phrases that is drawn is that of the study's own list."""
    own_phrases(folder)
    study = read_study(folder)
    data = compare.figure_data(
        "formula-share", study, compare.build_tables(study, only=("documents", "clauses"))
    )

    assert set(data.loc[data["n_chars"] > 0, "kind"]) == {"guiding"}
    assert set(data["n_chars"]) == {0, len(SLOGAN)}


def test_own_words_are_kept_whole_where_wording_is_compared(folder):
    """A word of the study's own is one word of the links with an official text, too."""
    study = read_study(folder)
    plain, own = (
        weigh_templates(study.documents, study.clauses, lexicon=Lexicon(words=words))
        .evidence["frame-1"]
        .set_index(["clause_id", "item_no"])["score"]
        for words in ((), ("公布苗木名录", SLOGAN))
    )

    assert len(plain) == len(own) > 0
    assert (plain - own).abs().max() > 0
