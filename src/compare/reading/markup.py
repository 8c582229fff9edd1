"""The lines of a block of HTML as a browser would show them, list numbers included."""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

from compare.reading.labels import number_label

_BLOCKS = frozenset({
    "address", "article", "blockquote", "body", "center", "dd", "div", "dl", "dt", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "ol", "p", "pre",
    "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_FORMATS = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}
_FURNITURE = re.compile(
    r"^[【\[（(]?(?:字[体号]|打印|关闭|分享|扫一扫|浏览(?:次数|量)|阅读次数|上一[篇条]|下一[篇条]|当前位置|您(?:现在)?(?:所在)?的?位置|责任编辑|主办(?:单位)?：|承办(?:单位)?：|版权所有"
    r"|网站标识码|网站地图|返回(?:顶部|首页)|相关(?:阅读|链接|解读|文章|稿件|新闻|政策解读))|ICP备|公网安备"
)
_LONGEST_CELL = 300  # characters; a longer cell holds text that a table only lays out


def lines_of(block: lxml.html.HtmlElement) -> tuple[list[str], int]:
    """Return the lines that `block` shows, and how many lines of navigation were left out.

    A row of a table of data becomes one line with tabs between its cells; a table that only lays out a
    page is walked through cell by cell. Items of an ordered list get the number that a browser prints.
    """
    writer = _Writer()
    for event, element in lxml.etree.iterwalk(block, events=("start", "end")):
        if event == "start":
            writer.start(element)
        else:
            writer.end(element)
            if element is not block:
                writer.text(element.tail, element.getparent())
    writer.break_line()
    kept = [line for line, links in writer.lines if not _is_furniture(line, links)]
    while kept and not kept[0].strip():
        kept.pop(0)
    return kept, len(writer.lines) - sum(not _is_furniture(line, links) for line, links in writer.lines)


def _is_furniture(line: str, links: int) -> bool:
    size = len(line.strip())
    if size > 120:
        return False
    return bool(_FURNITURE.search(line.strip())) or (links >= 0.8 * size and "附件" not in line)


class _Writer:
    """Collects text until a block ends; knows whether it stands inside a link, a row of data, or preformatted text."""

    def __init__(self) -> None:
        self.lines: list[tuple[str, int]] = []
        self._parts: list[str] = []
        self._links = 0
        self._in_link = 0
        self._in_pre = 0
        self._row: lxml.etree._Element | None = None
        self._counts: dict[lxml.etree._Element, int] = {}

    def start(self, element: lxml.etree._Element) -> None:
        tag = element.tag
        if tag == "a":
            self._in_link += 1
        elif tag == "pre":
            self._in_pre += 1
        if tag == "tr" and self._row is None and _is_data(element):
            self.break_line()
            self._row = element
        elif self._row is not None and tag in {"td", "th"}:
            if self._parts:
                self._parts.append("\t")
        elif tag in _BLOCKS or tag == "br":
            self.break_line()
            if tag == "li":
                self._parts.append(self._number(element))
        self.text(element.text, element)

    def end(self, element: lxml.etree._Element) -> None:
        if element.tag == "a":
            self._in_link -= 1
        elif element.tag == "pre":
            self._in_pre -= 1
        if element is self._row:
            self._row = None
        if element.tag in _BLOCKS:
            self.break_line()

    def text(self, text: str | None, parent: lxml.etree._Element) -> None:
        if not text:
            return
        if self._in_pre and self._row is None:
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
        if self._row is not None:
            if self._parts and not self._parts[-1].endswith((" ", "\t")):
                self._parts.append(" ")
            return
        line = re.sub(r" *\t *", "\t", "".join(self._parts)).strip(" \t")
        if line.strip(" \xa0\u3000\t"):
            self.lines.append((line, self._links))
        self._parts, self._links = [], 0

    def _number(self, item: lxml.etree._Element) -> str:
        parent = item.getparent()
        if parent is None or parent.tag != "ol" or "none" in (parent.get("style") or ""):
            return ""
        start, value = parent.get("start") or "", item.get("value") or ""
        count = self._counts.get(parent, int(start) - 1 if start.isdecimal() else 0) + 1
        self._counts[parent] = count = int(value) if value.isdecimal() else count
        return number_label(count, _FORMATS.get(parent.get("type") or "", "decimal")) + ". "


def _is_data(row: lxml.etree._Element) -> bool:
    cells = [cell for cell in row if cell.tag in {"td", "th"}]
    return len(cells) > 1 and all(len("".join(cell.itertext())) <= _LONGEST_CELL and cell.find(".//table") is None for cell in cells)
