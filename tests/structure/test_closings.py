"""What only closes a document is told from what commands."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compare.structure.closings import is_closing

CLOSING = [
    "本条例自2021年3月1日起施行。",
    "本意见自印发之日起施行，有效期至2026年12月31日。",
    "自发布之日起施行。",
    "本办法自2020年5月1日起施行。2009年公布的《样例市夜市管理办法》同时废止。",
    "本市以前发布的有关规定与本办法不一致的，以本办法为准。",
    "本规定由市商务局负责解释。",
    "本办法具体应用中的问题，由市人民政府夜市主管部门负责解释。",
    "本办法由市商务局负责解释；施行细则由市商务局制定。",
    "本预案由市应急管理局负责解释，自印发之日起实施。",
    "本应急预案由市应急管理局组织修订。",
    "具体实施细则由市财政局会同市商务局另行制定。",
    "灯会的具体办法，由省人民政府规定。",
    "县（市、区）人民政府可以根据本条例制定实施办法。",
    "各县人民政府可以依照本条例，结合本地实际制定实施细则，并报市人民政府备案。",
    "镇上的早市，参照本条例执行。",
    "水上集市参照本办法的有关规定执行。法律、法规另有规定的，从其规定。",
    "本办法未作规定的，按照国家有关规定执行。",
]
COMMANDS = [
    "摊位收费标准由市发展改革委制定。",
    "市商务局应当制定夜市管理办法。",
    "本办法自发布之日起施行。施行前已经开办的夜市，应当在三个月内登记。",
    "违反本条例规定的，依照本条例第九条的规定处罚。",
    "自取得执照之日起十五日内，摊主应当办理备案。",
    "由市商务局负责夜市名录的编制。",
    "夜市可以延长营业时间。",
    "夜市卫生标准由市场监督管理部门组织修订。",
    "对参照本条例执行的早市，由镇人民政府每年检查一次。",
    "",
]


@pytest.mark.parametrize("text", CLOSING)
def test_closings(text: str):
    """Force, repeal, interpretation, rules to be made below, analogy: nothing to take over."""
    assert is_closing(text)


@pytest.mark.parametrize("text", COMMANDS)
def test_what_commands_is_none(text: str):
    """A duty, a sanction, a term of transition, also behind the day of force."""
    assert not is_closing(text)


@given(st.sampled_from(CLOSING), st.sampled_from([text for text in COMMANDS if text]))
def test_one_sentence_that_commands_is_enough(closing: str, command: str):
    """A clause that closes and commands is a measure, in either order."""
    assert not is_closing(closing + command)
    assert not is_closing(command + closing)


@given(st.text(alphabet="本法由市局起自施行解释参照制定办法，。；\n", max_size=80))
def test_any_text_is_judged(text: str):
    """Never an error; white space around sentences decides nothing."""
    assert is_closing(text) == is_closing(text.replace("。", "。 \n"))
