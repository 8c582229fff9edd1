"""The lines of a block of HTML as a browser would show them, list numbers included."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

from compare.reading.fields import index_of
from compare.reading.labels import counted, number_label
from compare.reading.tables import Cell, cell_text, set_apart, table_lines

_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main",
    "ol", "p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FURNITURE = re.compile(
    r"^[【\[（(]?(?:字[体号]|打印|关闭|分享|扫一扫|浏览(?:次数|量)|阅读次数|上一[篇条]|"
    r"下一[篇条]|当前位置|您(?:现在)?(?:所在)?的?位置|责任编辑|主办(?:单位)?：|"
    r"承办(?:单位)?：|版权所有"
    r"|网站标识码|网站地图|返回(?:顶部|首页)|相关(?:阅读|链接|解读|文章|稿件|新闻|"
    r"政策解读))|ICP备|公网安备"
)
_LONGEST_CELL = 300  # characters; a longer cell holds text that a table only lays out
_LONGEST_TASK = 2000  # ... in a table of several rows and more than two columns
_MOSTLY = 0.8  # share of a line that stands in links above which it is navigation


def lines_of(block: lxml.html.HtmlElement) -> tuple[list[str], int]:
    """Return the lines that `block` shows, and how many lines of navigation were left out.

    A row of a table of data becomes one line with tabs between its cells, and the table is set
    apart by blank lines; a table that only lays out a page is walked through cell by cell. Items
    of an ordered
    list get the number that a browser prints.
    """
    written = _written(block)
    kept = [line for line, links in written if not line or not _is_furniture(line, links)]
    return set_apart(kept), sum(bool(line) for line, _ in written) - sum(
        bool(line) for line in kept
    )


def _written(block: lxml.html.HtmlElement) -> list[tuple[str, int]]:
    """The lines of a block with the number of their characters that stand in links."""
    writer = _Writer()
    walk = lxml.etree.iterwalk(block, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            if element.tag == "table" and element is not block and is_data(element):
                writer.table(element)
                walk.skip_subtree()
            else:
                writer.start(element)
        else:
            writer.end(element)
            if element is not block:
                writer.text(element.tail, element.getparent())
    writer.break_line()
    return writer.lines


def _is_furniture(line: str, links: int) -> bool:
    size = len(line.strip())
    if size > 120:
        return False
    return bool(_FURNITURE.search(line.strip())) or (links >= _MOSTLY * size and "附件" not in line)


class _Writer:
    """Collects text until a block ends; knows whether it stands inside a link or preformatted
    text.
    """

    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []
        self._parts: list[str] = []
        self._links = 0
        self._in_link = 0
        self._in_pre = 0
        self._counts: dict[lxml.etree._Element, int] = {}

    def start(self, element: lxml.etree._Element) -> None:
        tag = element.tag
        if tag == "a":
            self._in_link += 1
        elif tag == "pre":
            self._in_pre += 1
        if tag in _BLOCKS or tag == "br":
            self.break_line()
            if tag == "li":
                self._parts.append(self._number(element))
        self.text(element.text, element)

    def table(self, table: lxml.etree._Element) -> None:
        """Write a table of data; an index box is written as fields, one a line."""
        self.break_line()
        lines = table_lines(
            [
                Cell(
                    cell_text("\n".join(line for line, _ in _written(cell))),
                    _span(cell, "rowspan"),
                    _span(cell, "colspan"),
                )
                for cell in row
                if cell.tag in {"td", "th"}
            ]
            for row in table.iter("tr")
        )
        links = sum(len("".join(link.itertext()).strip()) for link in table.iter("a"))
        if links >= _MOSTLY * len("".join("".join(lines).split())):
            self.lines += [(line, len(line)) for line in lines]  # a menu
            return
        self.lines += [("", 0), *((line, 0) for line in index_of(lines) or lines), ("", 0)]

    def end(self, element: lxml.etree._Element) -> None:
        if element.tag == "a":
            self._in_link -= 1
        elif element.tag == "pre":
            self._in_pre -= 1
        if element.tag in _BLOCKS:
            self.break_line()

    def text(self, text: str | None, parent: lxml.etree._Element) -> None:
        if not text:
            return
        if self._in_pre:
            first, *rest = text.splitlines()
            self._add(first)
            for line in rest:
                self.break_line()
                self._add(line)
        else:
            self._add(_SPACE.sub(" ", text))

    def _add(self, text: str) -> None:
        self._parts.append(text)
        if self._in_link:
            self._links += len(text.strip())

    def break_line(self) -> None:
        line = "".join(self._parts).strip(" \t")
        if line.strip(" \xa0\u3000\t"):
            self.lines.append((line, self._links))
        self._parts, self._links = [], 0

    def _number(self, item: lxml.etree._Element) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
            return ""
        start, value = parent.get("start") or "", item.get("value") or ""
        count = self._counts.get(parent, counted(start, 1) - 1) + 1
        self._counts[parent] = count = counted(value, count)
        return number_label(count, _FORMATS.get(parent.get("type") or "", "decimal")) + ". "


def _span(cell: lxml.etree._Element, name: str) -> int:
    value = (cell.get(name) or "").strip()
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 6 else 1


def is_data(table: lxml.etree._Element) -> bool:
    """Whether a table holds data: several cells in a row, none too long for a cell, no table
    inside.
    """
    if table.find(".//table") is not None:
        return False
    rows = [[cell for cell in row if cell.tag in {"td", "th"}] for row in table.iter("tr")]
    widest = max((len(row) for row in rows), default=0)
    longest = max(
        (len("".join(cell.itertext()).strip()) for row in rows for cell in row), default=0
    )
    ruled = len(rows) > 1 and widest > 2  # a page is laid out in two columns, or in one row
    return widest > 1 and longest <= (_LONGEST_TASK if ruled else _LONGEST_CELL)
