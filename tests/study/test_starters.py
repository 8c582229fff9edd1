"""Starter codebooks: complete, of the documented form, and copied without writing over anything."""

from __future__ import annotations

import pandas as pd
import pytest

from compare import schema
from compare.content.cues import find_cues
from compare.content.directives import code_directives
from compare.content.instruments import code_instruments
from compare.content.themes import code_themes
from compare.errors import StudyError
from compare.study.read import read_ladder
from compare.study.starters import (
    STARTERS,
    add_starters,
    chosen_starters,
    starter_codebook,
    starter_files,
)

THEMES, INSTRUMENTS = starter_codebook("themes"), starter_codebook("instruments")


def clauses(*texts: str, kind: str = "measure") -> pd.DataFrame:
    """Clauses of one document, without headings."""
    return schema.CLAUSES.frame(
        [
            {
                "clause_id": f"d-{number:02}", "doc_id": "d", "path": str(number), "section_no": 1,
                "section": "", "label": "", "heading": "", "kind": kind, "begin": 0, "end": 1,
                "text": text,
            }
            for number, text in enumerate(texts, 1)
        ]
    )  # fmt: skip


@pytest.mark.parametrize("name", STARTERS)
def test_every_code_says_what_it_is_in_both_languages(name):
    """Names, definition, an example, and cues that can announce it."""
    for code in starter_codebook(name).codes:
        assert code.zh and code.en and code.definition and code.example, code.id
        assert code.zh != code.en, code.id
        assert any(cue.weight > 0 for cue in code.cues), code.id


@pytest.mark.parametrize("book", [THEMES, INSTRUMENTS], ids=["themes", "instruments"])
def test_every_example_is_given_its_own_code(book):
    """The example of a code, written apart from its cues, is found by them."""
    table = clauses(*(code.example for code in book.codes))
    if book is THEMES:
        given = code_themes(table, book).groupby("clause_id")["theme"].agg(list)
    else:
        given = (
            code_instruments(table, None, book).set_index("clause_id")["tool"].map(lambda t: [t])
        )

    missed = [
        code.id
        for number, code in enumerate(book.codes, 1)
        if code.id not in given.get(f"d-{number:02}", [])
    ]

    assert missed == []


def test_all_three_sides_have_tools():
    """After Rothwell and Zegveld; every tool lies on one of them."""
    assert {code.parent for code in INSTRUMENTS.codes} == set(schema.INSTRUMENTS)


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("县级以上人民政府按职责分工负责。", "WELFARE"),  # 民政
        ("市政府定期听取意见。", "INFRA"),  # 市政
        ("各部门做好实施工作。", "LAND"),  # 施工
        ("企业主管机关另行通知。", "WELFARE"),  # 业主
        ("各方协调解决分歧。", "SUPERVISE"),  # 调解
        ("综合生产能力稳步上升。", "INDUSTRY"),  # 产能
        ("由市教育局、市财政局、市卫生健康委按职责办理。", "EDUCATION"),
    ],
)
def test_characters_across_two_words_and_names_of_bodies_are_no_cues(text, never):
    """民政 stands in 人民政府 and 施工 in 实施工作: no theme follows from either."""
    assert never not in set(code_themes(clauses(text), THEMES)["theme"])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("检验人员玩忽职守的，由所在单位处理。", "GOVERN"),
        ("申报材料一式三份，于月底前报送至县水务局。", "GOVERN"),
        ("各渡口管理站按照各自职责做好巡护。", "GOVERN"),
        ("原告向村所在地的人民法院起诉。", "SUPERVISE"),
        ("过期糕点不得上架，超过保质期的当日销毁。", "SAFETY"),
        ("单艘渔船最高给予20万元扶持。", "FISCAL"),
    ],
)
def test_kinds_of_clauses_that_a_first_reading_missed(text, code):
    """Faults of officials, applications, division of duties, courts, food, sums with a limit."""
    assert code in set(code_themes(clauses(text), THEMES)["theme"])


@pytest.mark.parametrize(
    ("text", "never"),
    [
        ("企业应当在项目开始前书面说明情况。", "INDUSTRY"),
        ("归侨、侨眷的墓地受到保护。", "OPENING"),
        ("村民向居住地的站点反映。", "RURAL"),
        ("工会派人参加。", "EMPLOY"),
        ("志愿者自带饮水。", "WELFARE"),
        ("非道路移动机械排放黑烟的，限期维修。", "INFRA"),
    ],
)
def test_whom_a_clause_mentions_is_not_what_it_is_about(text, never):
    """A word for people or things that a rule happens to name gives no theme by itself."""
    assert never not in set(code_themes(clauses(text), THEMES)["theme"])


@pytest.mark.parametrize(
    ("text", "tool"),
    [
        ("采砂不得靠近铁路、公路、水库和管道，距离应当不少于五百米。", "regulation"),
        ("由市发展和改革委员会牵头，渔业局等为成员单位。", "goals"),
        ("实施渔网编织机械化改造，改造后实现自动化。", "technology"),
        ("渡船经营者应当提供服务记录，不得涂改。", "regulation"),
        ("对年产万吨的冷库给予50万元补助。", "funding"),
    ],
)
def test_words_that_a_clause_names_beside_are_not_its_tool(text, tool):
    """Works that a rule protects build nothing, the name of a body reforms nothing, and technology
    put to use is no information.
    """
    assert list(code_instruments(clauses(text), None, INSTRUMENTS)["tool"]) == [tool]


def test_a_policy_of_any_field_is_coded():
    """None of the tables is empty for a text about a field that no codebook was written for."""
    text = clauses(
        "鼓励渔港周边村民经营海钓民宿，对首次开业的给予两万元补助。",
        "渔船应当安装定位设备，未安装的不得出港。",
        "建立渔获可追溯数据平台，到2027年覆盖全部码头。",
    )

    assert set(code_themes(text, THEMES)["clause_id"]) == set(text["clause_id"])
    assert (code_instruments(text, None, INSTRUMENTS)["instrument"] != "").all()
    assert (code_directives(text, read_ladder())["strength"] != "").all()


def test_the_ladder_is_that_of_the_package():
    """It stands once: the starter is the ladder that every study without its own is coded with."""
    assert starter_codebook("ladder") == read_ladder()


def test_no_cue_is_named_twice_in_a_code():
    """A pattern that stands twice would count a word twice."""
    for book in (THEMES, INSTRUMENTS):
        for code in book.codes:
            patterns = [cue.pattern.pattern for cue in code.cues if cue.weight > 0]
            assert len(set(patterns)) == len(patterns), code.id


def test_names_are_chosen_or_refused():
    """All, some in one order, and a misspelt one with what there is."""
    assert chosen_starters("all") == tuple(STARTERS)
    assert chosen_starters("ladder， themes") == ("themes", "ladder")
    with pytest.raises(StudyError, match="'thems' is no starter codebook. There are themes"):
        chosen_starters("themes,thems")
    with pytest.raises(StudyError, match="no starter"):
        chosen_starters(" , ")


def test_a_codebook_of_the_study_is_never_written_over(tmp_path):
    """Nothing at all is written where one of several is there, under either ending."""
    (tmp_path / "codebooks").mkdir()
    own = tmp_path / "codebooks" / "instruments.yml"
    own.write_text("mine", encoding="utf-8")

    with pytest.raises(StudyError, match=r"instruments\.yml is there already"):
        add_starters(tmp_path, ("themes", "instruments"))

    assert [path.name for path in (tmp_path / "codebooks").iterdir()] == ["instruments.yml"]
    assert add_starters(tmp_path, ("themes",)) == ["codebooks/themes.yaml"]
    written = (tmp_path / "codebooks" / "themes.yaml").read_text(encoding="utf-8")
    assert {"codebooks/themes.yaml": written} == starter_files(("themes",))


def test_every_code_of_the_themes_can_be_found():
    """No code is hidden behind the cues of weight 0 that stand in it."""
    found = find_cues(clauses(*(code.example for code in THEMES.codes)), THEMES)

    assert set(found["code"]) == set(THEMES.ids)


def test_a_run_that_was_stopped_between_two_starters_is_finished(tmp_path):
    """What stands as it would be written is no obstacle; a codebook of the study's own is one, and
    then nothing is written.
    """
    for name, content in starter_files(["themes"]).items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_bytes(content.encode("utf-8"))

    add_starters(tmp_path, STARTERS)
    assert all((tmp_path / name).is_file() for name in starter_files(STARTERS))
    with pytest.raises(StudyError, match="is there already"):
        add_starters(tmp_path, STARTERS)

    (tmp_path / "codebooks" / "instruments.yaml").write_text("title: own\n", encoding="utf-8")
    (tmp_path / "codebooks" / "themes.yaml").unlink()
    with pytest.raises(StudyError, match="instruments.yaml is there already"):
        add_starters(tmp_path, STARTERS)
    assert not (tmp_path / "codebooks" / "themes.yaml").exists()
