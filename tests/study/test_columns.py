"""Which column is which field: told from the names, named, or in doubt."""

from __future__ import annotations

import pytest

from compare.errors import StudyError
from compare.study.columns import NAMES, columns_in, find_columns, parse_map

LONG = "第一条 为了支持夜市，制定本办法。" * 20


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        (
            ["标题", "正文", "发文机关", "成文日期", "文号", "链接"],
            ["title", "text", "issuer", "issue_date", "doc_number", "url"],
        ),
        (
            ["record_id", "title", "issuing_authority", "publication_date", "full_text"],
            ["id", "title", "issuer", "published", "text"],
        ),
        (
            ["Doc Title", "BODY", "发布日期", "发文日期"],
            ["title", "text", "published", "issue_date"],
        ),
        (["政策名称", "政策内容", "省份", "城市"], ["title", "text", "province", "region"]),
    ],
)
def test_known_names_leave_no_choice(columns: list[str], expected: list[str]) -> None:
    """Chinese and English names, whatever their case, width and marks, are sure."""
    row = {
        name: LONG if field == "text" else "甲"
        for name, field in zip(columns, expected, strict=True)
    }

    found = find_columns([row])

    assert found.sure
    assert dict(found.of) == {
        field: name
        for name, field in sorted(zip(columns, expected, strict=True), key=lambda p: _place(p[1]))
    }
    assert found.others == ()


def _place(field: str) -> int:
    return list(NAMES).index(field)


@pytest.mark.parametrize(
    "row",
    [
        {"甲": "题", "乙": LONG},  # the longest column is a guess
        {"标题": "题", "网页正文": LONG},  # so is a name that holds a known one
        {"标题": "题", "正文": LONG, "内容": LONG},  # two that may be it
        {"标题": "题", "content": "见附件", "乙": LONG},  # a name whose cells are none
    ],
)
def test_a_guess_is_in_doubt(row: dict[str, str]) -> None:
    """Whatever the names do not settle must be confirmed."""
    found = find_columns([row])

    assert not found.sure
    assert "text" in found.of
    assert find_columns([row], parse_map([found.as_map()])).of == found.of


def test_what_is_named_is_believed() -> None:
    """A column of any name is taken; a field may be said to have none; a name that is not there is
    told with the nearest.
    """
    row = {"标题": "题", "全部文字": LONG, "日期": "2020-01-01"}

    found = find_columns([row], {"text": "全部文字", "issue_date": ""})

    assert (found.sure, dict(found.of)) == (True, {"text": "全部文字", "title": "标题"})
    assert found.others == ("日期",)
    with pytest.raises(StudyError, match=r"no column '全部文宇'.*Is '全部文字' meant"):
        find_columns([row], {"text": "全部文宇"}, where="a.csv")
    with pytest.raises(StudyError, match=r"a\.csv: none of its columns \(甲\).*--map text="):
        find_columns([{"甲": "短"}], where="a.csv")


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        (["txt=正文"], "'txt=正文' is not FIELD=COLUMN"),
        (["正文"], "is not FIELD=COLUMN"),
        (["text=a,text=b"], "names text twice"),
        (["date=a", "issue_date=b"], "names issue_date twice"),
    ],
)
def test_a_wrong_map_is_told(parts: list[str], told: str) -> None:
    """Unknown fields, and fields named twice, by either name."""
    with pytest.raises(StudyError, match=told):
        parse_map(parts)


def test_a_table_without_rows_is_told(tmp_path) -> None:
    """A header alone is no table."""
    (tmp_path / "a.csv").write_text("标题,正文\n", encoding="utf-8")
    with pytest.raises(StudyError, match="no row below its header"):
        columns_in(tmp_path / "a.csv")
