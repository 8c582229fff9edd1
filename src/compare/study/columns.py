"""Which column of a table holds what: named with ``--map``, or told from the names and the cells.

A guess is *sure* only where the names leave no choice: the text column has a name that means
nothing else and holds texts. Whoever takes rows in shows the guess and asks where it is not.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from itertools import islice
from pathlib import Path
from statistics import median
from typing import Any

from compare.errors import StudyError
from compare.reading.sheets import read_rows
from compare.words.notes import note

NAMES: dict[str, str] = {
    "id": "id doc_id document_id record_id policy_id uuid 文档编号 记录编号 文档id 唯一标识 标识码",
    "text": (
        "text full_text body main_text content full_content article document_text policy_text "
        "html 正文 全文 政策正文 政策全文 文件正文 文件全文 正文内容 全文内容 政策内容 文件内容 "
        "文本 文本内容 政策文本 内容 原文 政策原文 正文文本"
    ),
    "title": (
        "title doc_title document_title policy_title policy_name headline 标题 题名 文件标题 "
        "政策标题 文件名称 政策名称 法规名称 文档标题 名称 题目 标题名称 文件名"
    ),
    "issuer": (
        "issuer issuing_body issuing_authority issuing_agency issuing_department issued_by "
        "authority agency publisher 发文机关 发文单位 发文机构 发文部门 制定机关 印发机关 颁布机关 "
        "颁布单位 颁布部门 发布机关 发布机构 发布单位 发布部门 制定单位 制发机关 机关 机构 单位"
    ),
    "issue_date": (
        "issue_date issued_date date_issued issued date doc_date 成文日期 成文时间 发文日期 "
        "发文时间 印发日期 印发时间 颁布日期 颁布时间 签发日期 日期 时间"
    ),
    "published": (
        "publication_date publish_date published_date date_published pub_date pubdate "
        "publish_time release_date published 发布日期 发布时间 公布日期 公布时间 公开日期 公开时间 "
        "上网日期"
    ),
    "doc_number": (
        "doc_number document_number doc_no number file_number policy_number reference_number "
        "文号 发文字号 发文文号 发布文号 文件号 文件字号 文件文号 文件编号 公文号 发文号 字号"
    ),
    "url": (
        "url link href source_url page_url web_address 链接 网址 原文链接 来源链接 链接地址 "
        "来源网址 网页地址 网页链接 文件链接 政策链接"
    ),
    "level": "level admin_level government_level 层级 行政层级 行政级别 政府层级 级别",
    "region": "region city place 地区 城市 地市 区域 所在地 行政区 地级市 所属城市",
    "province": "province 省份 省 所在省 所在省份 所属省份 省级行政区",
    "implements": "implements 上位文件 上位文件文号 依据文件",
    "in_force_date": "in_force_date effective_date 施行日期 生效日期 实施日期 生效时间 施行时间",
    "title_en": "title_en english_title 英文标题",
}
"""Names of the columns that crawls and scholars use, for each field; the usual ones first."""
SHORT = {"date": "issue_date", "number": "doc_number", "source": "url", "doc_id": "id"}
"""Other names of fields in ``--map``."""
NEEDED = (
    "none of its columns ({columns}) is known to hold the text of the documents. Name it: "
    "--map text=COLUMN, and where there are such, title=, issuer=, date=, number=, url=."
)
SAMPLE = 200
"""Rows that columns are told from."""
_NOT_A_TEXT = 20  # characters; what is shorter in the middle is a name, a link or a date
_SURELY_A_TEXT = 200


@dataclass(frozen=True)
class Fields:
    """What the rows of a table may hold.

    Attributes
    ----------
    names : mapping
        Names of the columns that people use, for each field; the usual ones first.
    short : mapping
        Other names of fields in ``--map``.
    needed : mapping of field to str
        What is told where a field without which nothing can be done has no column.
    exact : tuple of str
        Fields with short names that other names hold by accident: told from the whole name only.
    """

    names: Mapping[str, str]
    short: Mapping[str, str]
    needed: Mapping[str, str]
    exact: tuple[str, ...] = ()


DOCUMENTS = Fields(NAMES, SHORT, {"text": NEEDED}, ("region", "level", "id"))
"""Rows of which each is a document."""


@dataclass(frozen=True)
class Columns:
    """Which column is which field.

    Attributes
    ----------
    of : dict of str to str
        Column of each field of `NAMES` that has one.
    others : tuple of str
        Columns that belong to no field.
    doubts : tuple of str
        Why a person should look; empty = sure.
    """

    of: Mapping[str, str]
    others: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether the names left no choice."""
        return not self.doubts

    def as_map(self) -> str:
        """The same as a value of ``--map``."""
        return ",".join(f"{field}={column}" for field, column in self.of.items())


def parse_map(parts: Iterable[str], fields: Fields = DOCUMENTS) -> dict[str, str]:
    """``title=标题,text=正文`` as fields and columns; ``date=`` says that there is none.

    A comma inside a column's name does not part: what follows must begin with a field and ``=``.

    Raises
    ------
    StudyError
        If a field is none of `fields` or named twice.

    Examples
    --------
    >>> parse_map(["title=标题,text=正文, 全文", "date=成文日期"])
    {'title': '标题', 'text': '正文, 全文', 'issue_date': '成文日期'}
    """
    found: dict[str, str] = {}
    for part in parts:
        for pair in re.split(r"[,，](?=\s*\w+\s*=)", part):
            if not pair.strip():
                continue
            name, equals, column = (cell.strip() for cell in pair.partition("="))
            field = fields.short.get(name, name)
            if not equals or field not in fields.names:
                raise StudyError(
                    f"--map: {pair.strip()!r} is not FIELD=COLUMN with one of the fields "
                    f"{', '.join([*fields.names, *fields.short])}."
                )
            if field in found:
                raise StudyError(f"--map names {name} twice: {found[field]!r} and {column!r}.")
            found[field] = column
    return found


def find_columns(
    rows: Sequence[Mapping[str, Any]],
    given: Mapping[str, str] | None = None,
    *,
    names: Sequence[str] = (),
    where: str = "the table",
    fields: Fields = DOCUMENTS,
) -> Columns:
    """Tell fields from columns.

    Parameters
    ----------
    rows : sequence of mapping
        The first rows, a mapping of column to value each.
    given : mapping of field to column, optional
        What the user says (`parse_map`); other fields are told from the names. An empty column
        says that there is none.
    names : sequence of str
        All columns, in order; default: those of `rows`.
    where : str
        The file, for messages.
    fields : Fields
        What the rows may hold.

    Raises
    ------
    StudyError
        If a column that is given is not there, or a field that is needed has none.
    """
    columns = list(names) or list(dict.fromkeys(name for row in rows for name in row))
    given = dict(given or {})
    unknown = [column for column in given.values() if column and column not in columns]
    if unknown:
        near = get_close_matches(unknown[0], columns, 1, 0.5)
        raise StudyError(
            f"{where} has no column {unknown[0]!r}; its columns are {', '.join(columns)}."
            + (f" Is {near[0]!r} meant?" if near else "")
        )
    of = {field: column for field, column in given.items() if column}
    doubts: list[str] = []
    length = {column: _median_length(rows, column) for column in columns}
    for guess in (_by_name, _by_likeness):  # what is named outright is not up for guessing
        for field in fields.names:
            if field not in given and field not in of:
                free = [column for column in columns if column not in of.values()]
                column, doubt = guess(fields, field, free, length)
                if column:
                    of[field] = column
                    doubts += [doubt] if doubt else []
    for field, told in fields.needed.items():
        if field not in of:
            raise StudyError(f"{where}: {told.format(columns=', '.join(columns))}")
    ordered = {field: of[field] for field in fields.names if field in of}
    others = tuple(column for column in columns if column not in of.values())
    return Columns(ordered, others, tuple(doubts))


def columns_in(
    path: Path,
    given: Mapping[str, str] | None = None,
    *,
    sheet: str = "",
    fields: Fields = DOCUMENTS,
) -> Columns:
    """Tell fields from columns by the first `SAMPLE` rows of a file; see `find_columns`.

    Raises
    ------
    StudyError, ReadingError
        If the file holds no row that can be read, or the columns cannot be told.
    """
    sample = [row for row in islice(read_rows(path, sheet=sheet), SAMPLE) if not row.fault]
    if not sample:
        raise StudyError(f"{path} has no row below its header that can be read.")
    return find_columns([row.cells for row in sample], given, where=str(path), fields=fields)


def _by_name(
    fields: Fields, field: str, columns: Sequence[str], length: Mapping[str, float]
) -> tuple[str, str]:
    """The column that has a known name of the field, and why it is in doubt; empty where none."""
    known = _known(fields, field)
    exact = sorted(
        (column for column in columns if _bare(column) in known),
        key=lambda column: known[_bare(column)],
    )
    if field == "text":
        exact.sort(key=lambda column: -length[column])
    if not exact:
        return "", ""
    return exact[0], _text_doubt(exact, columns, length) if field == "text" else ""


def _by_likeness(
    fields: Fields, field: str, columns: Sequence[str], length: Mapping[str, float]
) -> tuple[str, str]:
    """The column whose name holds a known one (for the text, also the longest), always in
    doubt.
    """
    if field in fields.exact:
        return "", ""
    near = [column for column in columns if _holds(column, _known(fields, field))]
    if field == "text":
        long = [column for column in columns if length[column] >= _SURELY_A_TEXT]
        near = sorted(
            [column for column in near if length[column] >= _NOT_A_TEXT] or long,
            key=lambda column: -length[column],
        )
    return (near[0], note("take.guessed", field=field, column=repr(near[0]))) if near else ("", "")


def _known(fields: Fields, field: str) -> dict[str, int]:
    return {_bare(name): place for place, name in enumerate(fields.names[field].split())}


def _text_doubt(exact: Sequence[str], columns: Sequence[str], length: Mapping[str, float]) -> str:
    first = exact[0]
    longest = max(columns, key=lambda column: length[column])
    if length[first] < _NOT_A_TEXT and length[longest] >= _SURELY_A_TEXT:
        return note(
            "take.short_text", column=repr(first), n=length[first],
            other=repr(longest), most=length[longest],
        )  # fmt: skip
    rivals = [column for column in exact[1:] if length[column] >= _SURELY_A_TEXT]
    return note("take.rival", column=repr(first), other=repr(rivals[0])) if rivals else ""


def _holds(column: str, known: Iterable[str]) -> bool:
    """Whether a column's name holds a known name (网页正文, title of document) or nearly is one."""
    bare = _bare(column)
    long = [name for name in known if len(name) > 1 and (not name.isascii() or len(name) > 3)]
    return any(name in bare for name in long) or bool(get_close_matches(bare, long, 1, 0.9))


def _bare(name: str) -> str:
    """A name without case, width, blanks and marks: ``Full Text`` and ``full_text`` are one."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name).casefold())


def _median_length(rows: Sequence[Mapping[str, Any]], column: str) -> float:
    sizes = [len(str(row[column])) for row in rows if column in row]
    return float(median(sizes)) if sizes else 0.0
