"""A codebook in a spreadsheet, a row a code or a row a cue, read into the YAML form; and back.

Columns are told as those of a table of documents (`compare.study.columns`). Nothing is guessed
inside a cell: what does not fit is an error that names row and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import pandas as pd

from compare.base.patterns import compile_pattern
from compare.content.codebooks import LARGEST, PLACES, Code, Codebook, Cue
from compare.errors import CodebookError
from compare.reading.sheets import Row
from compare.schema import INSTRUMENTS
from compare.study.columns import Columns, Fields

FIELDS = Fields(
    names={
        "id": "id code code_id 代码 编码 代号 编号 主题代码 类目代码 编码代码",
        "zh": (
            "zh name_zh chinese name label 中文 中文名 中文名称 名称 主题 主题名称 编码名称 类目 "
            "类目名称 工具 工具名称 二级类目 二级指标 标签 类别"
        ),
        "en": "en name_en english english_name 英文 英文名 英文名称",
        "parent": (
            "parent side group parent_code 上级 上级编码 工具类型 类型 维度 一级类目 一级指标 "
            "一级编码 大类 父级 所属类别"
        ),
        "definition": (
            "definition description meaning 定义 说明 含义 解释 描述 内涵 操作化定义 编码说明"
        ),
        "cues": (
            "cues cue keywords keyword words terms patterns match dictionary 线索词 线索 关键词 词 "
            "词语 词表 词典 检索词 特征词 触发词 规则"
        ),
        "in": "in includes included include 包括 包含 纳入 纳入标准 适用",
        "out": "out excludes excluded exclude 不包括 不包含 排除 排除标准 不适用",
        "example": "example examples 例 例子 例句 示例 举例 样例 典型例句",
        "weight": "weight weights 权重 分值",
        "where": "where place 位置",
        "kinds": "kinds",
        "themes": "themes",
    },
    short={"name": "zh", "code": "id", "side": "parent", "examples": "example", "words": "cues"},
    needed={
        "zh": (
            "none of its columns ({columns}) is known to hold the names of the codes. Name it: "
            "--map zh=COLUMN, and where there are such, id=, en=, parent=, definition=, cues=, "
            "example=."
        ),
        "cues": (
            "none of its columns ({columns}) is known to hold the cues (words that announce a "
            "code). Name it: --map cues=COLUMN."
        ),
    },
    exact=("id", "in", "out", "en", "zh", "where", "weight", "kinds", "themes"),
)
"""What the rows of a codebook may hold."""
SIDES = {
    "supply": ("supply", "供给", "供给型", "供给面", "供给侧"),
    "environment": ("environment", "environmental", "环境", "环境型", "环境面", "环境侧"),
    "demand": ("demand", "需求", "需求型", "需求面", "需求侧"),
}
"""How people write the three sides of instruments, without 政策 and 工具."""
_OPENING, _CLOSING = "([{", ")]}"
_BETWEEN = "、；;，,\n"
COLUMNS = (
    "id", "zh", "en", "parent", "definition", "in", "out", "example", "weight", "where", "cues",
    "kinds", "themes",
)  # fmt: skip


def codebook_of(
    rows: Iterable[Row], columns: Columns, *, title: str, where: str, instruments: bool = False
) -> dict[str, Any]:
    """Read rows as a codebook in the form that `compare.content.codebooks.parse_codebook` takes.

    Rows of one code stand together: the first says what it is, the others bring further cues, and
    repeat its other cells or leave them empty. A code without a column ``id`` is called by its
    name, one without ``en`` or ``definition`` columns has its name there, which is told by
    `fill_ins`.

    Parameters
    ----------
    rows : iterable of Row
    columns : Columns
        From `compare.study.columns.columns_in` with `FIELDS`.
    title : str
    where : str
        The file, for messages.
    instruments : bool
        Whether the codes are tools, whose ``parent`` is supply, environment or demand.

    Raises
    ------
    CodebookError
        Naming file, row and column.
    """
    sheet = _Sheet(columns, where, instruments)
    entries = [sheet.entry(row) for row in rows]
    codes: list[dict[str, Any]] = []
    for _, group in groupby(entries, key=lambda entry: entry[1]["id"] or id(entry)):
        codes.append(sheet.code(list(group)))
    seen: dict[str, str] = {}
    for code in codes:
        place = code.pop("place")
        if code["id"] in seen:
            raise CodebookError(
                f"{where}, {place}: the code {code['id']!r} stands in {seen[code['id']]} already. "
                f"Rows of one code stand one below the other; other codes need other ids."
            )
        seen[code["id"]] = place
    if not codes:
        raise CodebookError(f"{where}: holds no row below its header.")
    return {"title": title, "version": "1.0", "codes": codes}


def fill_ins(columns: Columns) -> list[str]:
    """Fields that have no column, so that the name stands in for them."""
    return [field for field in ("id", "en", "definition") if field not in columns.of]


def looks_like_instruments(rows: Iterable[Row], columns: Columns) -> bool:
    """Whether every code names one of the three sides as the one above it."""
    column = columns.of.get("parent", "")
    held = {_side(str(row.cells[column])) for row in rows if column in row.cells}
    return bool(held) and "" not in held


class _Sheet:
    """How the cells of one file are read."""

    def __init__(self, columns: Columns, where: str, instruments: bool) -> None:
        self.of, self.where, self.instruments = columns.of, where, instruments

    def entry(self, row: Row) -> tuple[Row, dict[str, str]]:
        """A row and its cells by field; the name is the id where no column holds ids."""
        if row.fault:
            raise CodebookError(f"{self.where}, {row.place}: {row.fault}.")
        cells = {
            field: " ".join(str(row.cells.get(column, "")).split(" ")).strip()
            for field, column in self.of.items()
        }
        if "id" not in self.of:
            cells["id"] = cells["zh"].replace(";", " ").strip()
        elif not cells["id"]:
            raise self.error(row, "id", "is empty. Every row names its code.")
        return row, cells

    def error(self, row: Row, field: str, told: str) -> CodebookError:
        column = self.of.get(field, field)
        return CodebookError(f"{self.where}, {row.place}, column {column!r}: {told}")

    def code(self, entries: list[tuple[Row, dict[str, str]]]) -> dict[str, Any]:
        """One code out of its rows."""
        first, cells = entries[0]
        code: dict[str, Any] = {"place": first.place, "id": cells["id"]}
        if not cells["id"]:
            raise self.error(first, "zh", "is empty. Every code needs a name.")
        for field in ("zh", "en", "definition"):
            if field in self.of and not cells[field]:
                raise self.error(
                    first, field, f"is empty for {cells['id']!r}. Fill it, or leave the column out."
                )
            code[field] = cells.get(field) or cells.get("zh") or cells["id"]
        for field in ("in", "out", "example"):
            if cells.get(field):
                code[field] = cells[field]
        if self.instruments or cells.get("parent"):
            code["parent"] = self._parent(first, cells)
        for field in ("kinds", "themes"):
            if cells.get(field):
                code[field] = self._weights(first, field, cells[field])
        for row, other in entries[1:]:
            for field in ("zh", "en", "parent", "definition"):
                if other.get(field) and other[field] != cells[field]:
                    raise self.error(
                        row, field,
                        f"{other[field]!r} differs from {cells[field]!r} in {first.place}, which "
                        f"is the same code {cells['id']!r}.",
                    )  # fmt: skip
        code["cues"] = [cue for row, held in entries for cue in self._cues(row, held)]
        if not code["cues"]:
            raise self.error(
                first, "cues", f"{cells['id']!r} has no cue, and would never be given."
            )
        return code

    def _parent(self, row: Row, cells: Mapping[str, str]) -> str:
        found = cells.get("parent", "")
        if not self.instruments:
            return found
        side = _side(found)
        if not side:
            raise self.error(
                row, "parent",
                f"{found!r} is none of the sides of instruments: supply 供给型, environment "
                f"环境型, demand 需求型. For other codes above codes import it as themes: --as "
                f"themes.",
            )  # fmt: skip
        return side

    def _weights(self, row: Row, field: str, cell: str) -> dict[str, float]:
        found = {}
        for part in filter(None, map(str.strip, cell.split(";"))):
            name, _, number = part.partition(":")
            found[name.strip()] = self._number(row, field, number)
        return found

    def _number(self, row: Row, field: str, cell: str) -> float:
        try:
            number = float(cell)
        except ValueError:
            number = LARGEST + 1.0
        if not abs(number) <= LARGEST:
            raise self.error(row, field, f"{cell!r} is no number below {LARGEST:,}.")
        return number

    def _cues(self, row: Row, cells: Mapping[str, str]) -> Iterator[dict[str, Any]]:
        words = [_bare(word) for word in split_cues(cells.get("cues", ""))]
        if not words:
            return
        for word in words:
            try:
                compile_pattern(word, self.where)
            except CodebookError as error:
                told = str(error).removeprefix(f"{self.where}: ")
                raise self.error(row, "cues", told) from error
        place = cells.get("where") or "any"
        if place not in PLACES:
            raise self.error(row, "where", f"{place!r} is not one of {', '.join(PLACES)}.")
        weight = self._number(row, "weight", cells["weight"]) if cells.get("weight") else 1.0
        cue: dict[str, Any] = {"weight": int(weight) if weight == int(weight) else weight}
        yield {**cue, **({"where": place} if place != "any" else {}), "match": words}


def split_cues(cell: str) -> Iterator[str]:
    """Cues of a cell: parted by 、 ； ， or line breaks, but not inside the brackets of a pattern.

    >>> list(split_cues("奖补、补助, 给予[^。；]{0,8}万元"))
    ['奖补', '补助', '给予[^。；]{0,8}万元']
    """
    depth, begin, escaped = 0, 0, False
    for at, mark in enumerate(cell):
        if escaped:
            escaped = False
        elif mark == "\\":
            escaped = True
        elif mark in _OPENING:
            depth += 1
        elif mark in _CLOSING:
            depth = max(0, depth - 1)
        elif mark in _BETWEEN and not depth:
            if word := cell[begin:at].strip():
                yield word
            begin = at + 1
    if word := cell[begin:].strip():
        yield word


def _side(cell: str) -> str:
    bare = re.sub(r"\s|政策|工具|类", "", cell).casefold()
    bare = re.sub(r"[(（].*[)）]", "", bare)
    return next((side for side in INSTRUMENTS if bare and bare in SIDES[side]), "")


def sheet_of(codebook: Codebook) -> pd.DataFrame:
    """The codes of a codebook as rows, a row for each weight and place of cues.

    Read again with `codebook_of` they are the same codes; title, version, note and settings are
    not in a sheet.
    """
    rows = [row for code in codebook.codes for row in _rows(code)]
    frame = pd.DataFrame(rows, columns=list(COLUMNS)).fillna("")
    return frame[[name for name in COLUMNS if name in _ALWAYS or (frame[name] != "").any()]]


_ALWAYS = ("id", "zh", "en", "definition", "weight", "cues")


def _rows(code: Code) -> Iterator[dict[str, str]]:
    head = {
        "id": code.id, "zh": code.zh, "en": code.en, "parent": code.parent,
        "definition": code.definition, "in": code.includes, "out": code.excludes,
        "example": code.example, "kinds": _told(code.kinds), "themes": _told(code.themes),
    }  # fmt: skip
    for number, (key, cues) in enumerate(
        groupby(code.cues, key=lambda cue: (cue.weight, cue.where))
    ):
        yield {
            **(head if not number else {"id": code.id}),
            "weight": f"{key[0]:g}",
            "where": key[1] if key[1] != "any" else "",
            "cues": "\n".join(_cell(cue) for cue in cues),
        }
    if not code.cues:
        yield head


def _cell(cue: Cue) -> str:
    pattern = cue.pattern.pattern
    return pattern if list(split_cues(pattern)) == [pattern] else f"(?:{pattern})"


def _bare(word: str) -> str:
    """A cue without the group that `_cell` puts around one that holds a separator."""
    inner = word[3:-1]
    if not (word.startswith("(?:") and word.endswith(")")) or list(split_cues(inner)) == [inner]:
        return word
    try:
        compile_pattern(inner, "")
    except CodebookError:  # the group that begins the cue is not the one that ends it
        return word
    return inner


def _told(weights: Mapping[str, float]) -> str:
    return ";".join(f"{name}:{weight:g}" for name, weight in weights.items())
