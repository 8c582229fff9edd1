"""Script: what is simplified stays as printed, what is traditional is converted, passage by
passage.
"""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from compare.text.script import script_of, simplify

# Characters of both scripts that a converter would change, in words that are right as they stand.
SIMPLIFIED = [
    "质量显著提高", "覆盖面扩大", "与乾安县合作", "使用昇腾设备", "出版专著", "著名商标", "反覆",
    "乾坤湾景区", "么", "土地榘尺",
]  # fmt: skip
TRADITIONAL = "國務院關於推動創新創業高質量發展打造雙創升級版的意見，顯著提高覆蓋面。"


@pytest.mark.parametrize("text", SIMPLIFIED)
def test_simplified_text_stays_as_printed(text):
    """No character of a simplified text is exchanged, however a converter would read it."""
    assert simplify(text) == text
    assert (
        simplify(f"提升夜市服务质量。\n{text}\n建立巡查制度，发放补贴。")
        == f"提升夜市服务质量。\n{text}\n建立巡查制度，发放补贴。"
    )


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("國務院辦公廳", "国务院办公厅"),
        ("臺北市", "台北市"),
        ("隨著發展", "随着发展"),
        ("顯著提高覆蓋面，乾燥", "显著提高覆盖面，干燥"),
    ],
)
def test_traditional_text_is_converted(printed, expected):
    """A name or a phrase is enough where it holds characters of traditional script alone."""
    assert simplify(printed) == expected


def test_mixed_text_is_judged_by_passage():
    """A traditional annex is converted; the simplified notice before it is not, short lines go
    with their neighbours.
    """
    notice = "现将夜市管理办法印发给你们，请认真贯彻执行，显著提升服务质量。"
    text = f"{notice}\n乾安县\n{notice}\n{TRADITIONAL}\n乾燥\n{TRADITIONAL}\n"

    lines = simplify(text).split("\n")

    assert lines[:3] == [notice, "乾安县", notice]
    assert lines[3:6] == [simplify(TRADITIONAL), "干燥", simplify(TRADITIONAL)]
    assert (
        simplify(TRADITIONAL)
        == "国务院关于推动创新创业高质量发展打造双创升级版的意见，显著提高覆盖面。"
    )


def test_a_name_in_the_other_script_does_not_turn_a_paragraph():
    """A traditional title quoted in a simplified paragraph stays as printed, and so does the
    paragraph.
    """
    text = "依据《著作權法》，进一步规范夜市经营，显著提高管理水平，覆盖全部乡镇、街道和社区。"

    assert simplify(text) == text


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([*SIMPLIFIED, "提升服务质量，发放补贴", "\r\n", "\u2028", "12", "", "。"]),
        max_size=12,
    ).map("\n".join)
)
def test_no_simplified_text_is_ever_changed(text):
    """Whatever is put together from simplified passages comes back as it was."""
    assert simplify(text) == text


def test_script_is_the_majority_of_what_only_one_script_has():
    """Characters that both scripts share do not count."""
    assert script_of("显著覆盖乾安县昇腾") == "hans"
    assert script_of(TRADITIONAL) == "hant"
    assert script_of("著作") == "hans"


def test_half_a_character_stays_and_the_rest_is_converted():
    """A lone surrogate cannot be handed to the converter; length and place are kept."""
    assert simplify("開展創業\ud800，經濟") == "开展创业\ud800，经济"
