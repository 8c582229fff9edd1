"""Copies and versions of one text are told apart from other texts."""

from __future__ import annotations

import pytest

from compare.study.copies import Kin, Text, kin, squeezed

BODY = "".join(
    f"第{n}条 市场监管部门应当在{n}个工作日内办理夜市第{n}区摊位登记，不得收取费用{n * 7}元。"
    for n in range(40)
)
OTHER = "".join(f"第{n}条 教育部门组织第{n}所学校开展劳动实践{n * 3}课时。" for n in range(40))
TITLE = "平安市夜市管理办法"


def texts(*rows: tuple) -> list[Text]:
    return [Text(f"t{n}", squeezed(body), *facts) for n, (body, *facts) in enumerate(rows)]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([(BODY,), (" \n".join(BODY),)], {"t1": ("t0", "same")}),
        ([(BODY,), (BODY.replace("39个工作日", "38个工作日"),)], {"t1": ("t0", "near")}),
        ([(BODY,), (OTHER,)], {}),
        (
            [(BODY, TITLE), (OTHER, "平安市夜市管理办法（2021年修订）")],
            {"t1": ("t0", "version")},
        ),
        (
            [
                (BODY, TITLE, "", "2018-01-01"),
                (BODY.replace("39个", "38个"), TITLE, "", "2021-01-01"),
            ],
            {"t1": ("t0", "version")},
        ),
        ([(BODY, TITLE), (OTHER, "东山市夜市管理办法")], {}),
        ([(BODY, "工作报告", "甲"), (OTHER, "工作报告", "甲")], {}),
        ([(BODY,), (BODY,), (BODY,)], {"t1": ("t0", "same"), "t2": ("t0", "same")}),
    ],
)
def test_kin(rows: list[tuple], expected: dict) -> None:
    """White space makes no other text; one day or number more makes a version; another place none;
    a title that many bear says nothing.
    """
    found = kin(texts(*rows))

    assert {key: (one.other, one.kind) for key, one in found.items()} == expected


def test_the_share_is_told() -> None:
    """Near copies say how much of them is the same."""
    (found,) = kin(texts((BODY,), (BODY + "附则。",))).values()

    assert isinstance(found, Kin)
    assert 0.85 <= found.share < 1
