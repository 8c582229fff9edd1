"""Web pages as government sites print them: the block that holds the document, without
navigation.
"""

from __future__ import annotations

import re

import lxml.etree
import lxml.html

from compare.errors import ReadingError
from compare.reading import markup
from compare.reading.base import MAX_CHARS, Reading
from compare.reading.fields import index_of, keys
from compare.reading.paragraphs import ARTICLE, LABEL
from compare.reading.txt import decode
from compare.words.notes import note

_CHARSET = re.compile(rb"""<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)""", re.I)
_HANZI = re.compile(r"[\u3400-\u9fff]")
_SENTENCE = re.compile(r"[，。；！？]")
_CONTAINERS = frozenset({
    "body", "div", "td", "th", "table", "tbody", "tr", "article", "section", "main", "form",
    "center", "font", "span", "blockquote", "dl", "dd", "ul",
})  # fmt: skip
_DROPPED = frozenset({
    "script", "style", "noscript", "template", "iframe", "object", "embed", "svg", "select",
    "option", "button", "textarea", "nav", "aside", "footer", "title",
})  # fmt: skip
_FILES = (
    ".doc", ".docx", ".wps", ".pdf", ".ofd", ".rtf", ".odt", ".xls", ".xlsx", ".et", ".zip", ".rar",
    ".ceb",
)  # fmt: skip
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_NOT_SET = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MOST = (
    0.75  # a block that holds less of its parent's prose is a part of the document, not the whole
)
_META = {"articletitle": "title", "pubdate": "issue_date", "publishdate": "issue_date"}


def read(data: bytes, name: str, charset: str = "") -> Reading:
    """Take the document out of a page.

    The page is decoded by what it declares (``gb2312`` means GB18030), or by its bytes where that
    fails. Scripts, menus and hidden parts go; then the reader walks down to the smallest block
    that still holds
    three quarters of the prose (characters outside links), which is the document.

    Raises
    ------
    ReadingError
        If nothing can be decoded or parsed, or no prose is found.
    """
    declared = charset or (match[1].decode() if (match := _CHARSET.search(data[:4096])) else "")
    text, encoding = decode(data, name, declared=declared)
    root = parse(text, name)
    hints = _hints(root)
    clean(root)
    block = _document_of(root)
    found, dropped = markup.lines_of(block)
    lines = [field for line in found for field in index_of([line]) or [line]]
    attached = _attachments(block)
    if attached and not _measures_before(lines, attached):
        raise ReadingError(
            f"{name} only hands on its attachment: the measures are in "
            f"{' and '.join(_linked(attached))}. Fetch and add that."
        )
    out = "\n".join(lines) + "\n"
    if len(out) > MAX_CHARS:
        raise ReadingError(f"{name} has {len(out):,} characters; the limit is {MAX_CHARS:,}.")
    if not lines:
        raise ReadingError(
            f"{name} is a web page without prose (built by a script, or a page of "
            f"links?). Save the text itself as .txt."
        )
    notes = [note("reading.navigation", n=dropped)] if dropped else []
    if attached:
        notes.append(note("reading.attachments", names=", ".join(_linked(attached))))
    return Reading(out, "html", encoding, tuple(notes), hints)


def parse(text: str, name: str) -> lxml.html.HtmlElement:
    """The tree of a page; entities that it defines itself come to nothing, and nothing is
    fetched.
    """
    parser = lxml.html.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=False
    )
    try:
        return lxml.html.document_fromstring(
            text.replace("\0", "").encode("utf-8", "replace"), parser=parser
        )
    except (lxml.etree.LxmlError, ValueError, AssertionError) as error:
        raise ReadingError(
            f"{name} cannot be read as a web page ({error}). Save the text itself as .txt."
        ) from error


def clean(root: lxml.html.HtmlElement) -> None:
    """Take scripts, menus, comments and what is hidden out of a page."""
    for element in list(root.iter()):
        if (
            not isinstance(element.tag, str)
            or element.tag in _DROPPED
            or _HIDDEN.search(element.get("style") or "")
            or element.get("hidden") is not None
        ):
            _drop(element)


def _attachments(block: lxml.html.HtmlElement) -> dict[str, str]:
    """Files that the document links to: each link with the name that is shown."""
    found: dict[str, str] = {}
    for link in block.iter("a"):
        target, shown = (link.get("href") or "").strip(), " ".join("".join(link.itertext()).split())
        path = target.split("?")[0].split("#")[0].lower()
        if (
            target
            and (path.endswith(_FILES) or shown.lower().endswith(_FILES))
            and not target.lower().startswith("javascript:")
        ):
            found.setdefault(target, shown or target.rsplit("/", 1)[-1])
    return found


def _linked(attached: dict[str, str]) -> list[str]:
    return [f"{shown} (link {target})" for target, shown in attached.items()]


def _measures_before(lines: list[str], attached: dict[str, str]) -> bool:
    """Whether the page itself holds numbered text, before it names what is attached."""
    end = next(
        (n for n, line in enumerate(lines) if any(shown in line for shown in attached.values())),
        len(lines),
    )
    return any(
        LABEL.match(line) or ARTICLE.match(line)
        for line in lines[:end]
        if not line.lstrip().startswith("附件")
    )


def _drop(element: lxml.etree._Element) -> None:
    """Remove an element, keeping the text after it.

    lxml parses control characters of a page, and refuses to have them set: they become blanks.
    """
    parent = element.getparent()
    if parent is None:
        return
    if element.tail:
        before = element.getprevious()
        if before is None:
            parent.text = _NOT_SET.sub(" ", (parent.text or "") + element.tail)
        else:
            before.tail = _NOT_SET.sub(" ", (before.tail or "") + element.tail)
    parent.remove(element)


def _document_of(root: lxml.html.HtmlElement) -> lxml.html.HtmlElement:
    prose: dict[lxml.etree._Element, int] = {}
    for element in root.iter():
        prose[element] = _prose(element.text, element)
    for element in reversed(list(root.iter())):
        parent = element.getparent()
        if parent is not None and parent in prose:
            prose[parent] += (prose[element] if element.tag != "a" else 0) + _prose(
                element.tail, parent
            )
    block = root.find("body") if root.find("body") is not None else root
    while True:
        children = [
            child
            for child in block
            if child.tag in _CONTAINERS and not (child.tag == "table" and markup.is_data(child))
        ]
        best = max(children, key=lambda child: prose[child], default=None)
        if best is None or prose[best] < max(1, _MOST * prose[block]):
            return block
        block = best


def _prose(text: str | None, parent: lxml.etree._Element) -> int:
    """Characters of sentences: a menu, a head table or a share bar holds words without commas and
    stops.
    """
    return len(_HANZI.findall(text)) if text and parent.tag != "a" and _SENTENCE.search(text) else 0


def _hints(root: lxml.html.HtmlElement) -> dict[str, str]:
    """What the page says of the document: meta tags, and the head table with 发文字号, 发文机关,
    成文日期.
    """
    hints: dict[str, str] = {}
    page = re.sub(r"[\s\u3000\xa0]+", " ", " ".join(root.itertext()))
    for key, label in keys():
        found = re.search(
            rf"[【\[]?{'[ ]?'.join(label)}[】\]]? ?[:：] ?([^ :：【\[()（）]{{2,40}})", page
        )
        if found and key not in hints:
            hints[key] = found[1]
    for meta in root.iter("meta"):
        field, value = (
            _META.get((meta.get("name") or "").lower()),
            (meta.get("content") or "").strip(),
        )
        if field and value:
            hints.setdefault(field, value)
    if "title" not in hints:
        window = next((" ".join(title.text_content().split()) for title in root.iter("title")), "")
        headings = [" ".join(heading.text_content().split()) for heading in root.iter("h1")]
        # the site's own name may be a heading, too: the document's is the one that the window shows
        hints["title"] = next(
            (heading for heading in headings if heading and heading in window), window
        )
    return {key: value for key, value in hints.items() if value}
