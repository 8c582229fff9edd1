"""compare.likeness.offences: penalties go by the wrong that they punish."""

from __future__ import annotations

import pytest

from compare.likeness.altered import compare_wordings


@pytest.mark.parametrize(
    ("upper", "lower", "codes"),
    [
        (
            "私自拆卸浮标的，由航道部门处五千元罚款。",
            "私自拆卸浮标的，由航道部门处九千元罚款。",
            ("raised",),
        ),
        ("私自拆卸浮标的，处五千元罚款。", "在航道内设置渔网的，处九千元罚款。", ()),
        (
            "私自拆卸浮标的，处五千元罚款；情节严重的，处五万元罚款。",
            "私自拆卸浮标的，处五千元罚款；拒不改正的，处二万元罚款。",
            (),
        ),
        (
            "私自拆卸浮标的，责令改正。情节严重的，处五万元罚款。",
            "私自拆卸浮标的，责令改正。情节严重的，处二万元罚款。",
            ("lowered",),
        ),
        (
            "有下列行为之一的，处五千元罚款：（一）拆卸浮标；（二）移动航标灯。",
            "有下列行为之一的，处二千元罚款：（一）倾倒渣土；（二）擅自捕捞鱼苗。",
            (),
        ),
        ("违反规定的，处五千元罚款。", "违反规定的，处九千元罚款。", ()),
    ],
)
def test_amounts_of_one_wrong_at_one_step(upper: str, lower: str, codes: tuple[str, ...]):
    """The sentence before, the list behind and the step tell which."""
    assert compare_wordings(upper, lower).codes == codes


@pytest.mark.parametrize(
    ("upper", "lower", "codes"),
    [
        ("渔业企业私自拆卸浮标的，处五千元罚款。", "私自拆卸浮标的，处九千元罚款。", ("raised",)),
        (
            "违反前款规定，出租经营权的，处五千元罚款。",
            "船舶经营者出租经营权的，处二千元罚款。",
            ("lowered",),
        ),
        ("渔业企业未经许可拆卸浮标的，处五千元罚款。", "拆卸浮标的，处九千元罚款。", ()),
        ("渔业企业拆卸浮标的，处五千元罚款。", "个人拆卸浮标的，处九千元罚款。", ()),
    ],
)
def test_one_side_alone_names_the_actor(upper: str, lower: str, codes: tuple[str, ...]):
    """The other side leaves the actor to the article it names; a condition, or another actor, makes
    another wrong.
    """
    assert compare_wordings(upper, lower).codes == codes
