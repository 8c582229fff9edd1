"""Index boxes of government sites and gazettes: 索引号, 发文字号, 成文日期 … as fields, one a line."""

from __future__ import annotations

import re
from collections.abc import Iterable

_KEYS = (  # what the columns of documents.csv are called there
    ("doc_number", ("发文字号", "公文文号", "文件编号", "文号")),
    ("issuer", ("发文机关", "发布机构", "发文单位", "发布单位", "制发机关", "发布机关", "信息来源")),
    ("issue_date", ("成文日期", "发文日期", "印发日期", "成文时间", "生成日期", "发布日期", "发布时间")),
)
_OTHERS = (
    "信息索引号", "索引号", "索引号码", "主题分类", "组配分类", "体裁分类", "服务对象", "信息类别", "信息分类", "公开方式", "公开形式", "公开类别",
    "信息公开形式", "公开范围", "公开时限", "公开责任部门", "责任部门", "有效性", "时效性", "效力状态", "生效日期", "实施日期", "施行日期", "废止日期",
    "失效日期", "信息名称", "文件名称", "主题词", "关键词", "统一编号", "规范性文件编号", "登记号",
)
_LOOSE = ("标题", "名称", "题名", "日期", "来源", "编号")  # also ordinary words: only where a line or a cell begins
_MARKS = r"\s*(?:[】\]]\s*[:：]?|[:：]|\t)\s*"


def _named(names: Iterable[str]) -> str:
    return "|".join(r"[ \u3000\xa0]*".join(name) for name in sorted(names, key=len, reverse=True))


_NAMES = _named([*_OTHERS, *(name for _, names in _KEYS for name in names)])
_FIELD = re.compile(rf"[【\[]?(?P<name>{_NAMES}){_MARKS}|(?:(?<=[\s\u3000])|^)[【\[]?(?P<loose>{_named(_LOOSE)}){_MARKS}")


def fields_of(text: str) -> list[tuple[str, str]]:
    """The fields of a line or a table row, in order; empty where it does not begin with one.

    >>> fields_of("索引号：00/1 主题分类：商贸")
    [('索引号', '00/1'), ('主题分类', '商贸')]
    """
    found = list(_FIELD.finditer(text))
    if not found or text[: found[0].start()].strip():
        return []
    ends = [*(match.start() for match in found[1:]), len(text)]
    return [
        ("".join((match["name"] or match["loose"]).split()), " ".join(text[match.end() : end].split()))
        for match, end in zip(found, ends, strict=True)
    ]


def index_of(lines: Iterable[str]) -> list[str]:
    """A block of lines as index fields, one a line; empty where it is no index box.

    Every line must begin with a field, and two different ones must be there that are no ordinary words.
    """
    out: list[tuple[str, str]] = []
    for line in lines:
        if not line.strip():
            continue
        found = fields_of(line)
        if not found:
            return []
        out += found
    strong = {name for name, _ in out if name not in _LOOSE}
    return [f"{name}：{value}" for name, value in out] if len(strong) > 1 else []


def keys() -> list[tuple[str, str]]:
    """Columns of documents.csv with the names they have in index boxes, the surer names first."""
    return [(key, name) for key, names in _KEYS for name in names]


def hints_of(lines: Iterable[str]) -> dict[str, str]:
    """What index fields say of the document, under the names of documents.csv; the first one said counts, by kind."""
    said = [field for line in lines for field in fields_of(line)]
    hints: dict[str, str] = {}
    for key, names in _KEYS:
        for name in names:
            value = next((value for found, value in said if found == name and value), "")
            if value and key not in hints:
                hints[key] = value
    return hints
