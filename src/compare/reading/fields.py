"""Index boxes of government sites and gazettes: 索引号, 发文字号, 成文日期 … as fields, one a
line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from compare.text.index_names import KIND, NAMES, ORDINARY

# Columns of documents.csv, and what fields say of them.
_COLUMNS = (
    ("doc_number", ("doc_number",)),
    ("issuer", ("issuer",)),
    ("issue_date", ("written", "published")),
)
_TYPE = {"字号"}  # also the size of the letters that a page offers
_MARKS = r"\s*(?:[】\]]\s*[:：]?|[:：]|\t)\s*"


def _named(names: Iterable[str]) -> str:
    return "|".join(r"[ \u3000\xa0]*".join(name) for name in sorted(names, key=len, reverse=True))


_NAMES = _named(name for name in KIND if name not in ORDINARY)
_FIELD = re.compile(
    rf"[【\[]?(?P<name>{_NAMES}){_MARKS}|(?:(?<=[\s\u3000])|"
    rf"^)[【\[]?(?P<loose>{_named(ORDINARY)}){_MARKS}"
)


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
        (
            "".join((match["name"] or match["loose"]).split()),
            " ".join(text[match.end() : end].split()),
        )
        for match, end in zip(found, ends, strict=True)
    ]


def index_of(lines: Iterable[str]) -> list[str]:
    """A block of lines as index fields, one a line; empty where it is no index box.

    Every line must begin with a field, and two different ones must be there that are no ordinary
    words.
    """
    out: list[tuple[str, str]] = []
    for line in lines:
        if not line.strip():
            continue
        found = fields_of(line)
        if not found:
            return []
        out += found
    strong = {name for name, _ in out if name not in ORDINARY}
    return [f"{name}：{value}" for name, value in out] if len(strong) > 1 else []


def keys() -> list[tuple[str, str]]:
    """Columns of documents.csv with the names they have in index boxes, the surer names first."""
    return [
        (column, name)
        for column, kinds in _COLUMNS
        for kind in kinds
        for name in NAMES[kind]
        if name not in _TYPE
    ]


def hints_of(lines: Iterable[str]) -> dict[str, str]:
    """What index fields say of the document, under the names of documents.csv; the first one said
    counts, by kind.
    """
    said = [field for line in lines for field in fields_of(line)]
    hints: dict[str, str] = {}
    for column, name in keys():
        value = next((value for found, value in said if found == name and value), "")
        if value and column not in hints:
            hints[column] = value
    return hints
