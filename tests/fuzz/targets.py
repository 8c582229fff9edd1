"""What is fuzzed: for each reader how its inputs are made, and how many of all inputs it gets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

import making as m
import promises as p
from pieces import (
    AMOUNTS,
    BODIES,
    CELLS,
    CODEBOOK,
    DAYS,
    DECISIONS,
    MARKDOWN,
    MARKS,
    NUMBERS,
    NUMERALS,
    PATTERN,
    RTF,
    TAGS,
    TEMPLATE,
    TITLES,
    VALUES,
)  # fmt: skip

from compare.adoption.decisions import COLUMNS as DECIDED
from compare.adoption.templates import parse_template
from compare.reading.url import file_name
from compare.structure.marks import read_marks
from compare.study.columns import NAMES


@dataclass(frozen=True)
class Target:
    """One reader: how its inputs are made, what is done with each, and its weight: cheap readers
    get more of the inputs.
    """

    name: str
    make: m.Make
    run: Callable[[Any], object]
    weight: int


NAMED = (*(name for names in NAMES.values() for name in names.split()), "甲", "", "x", "正文 (2)")
FORMULA = tuple(str(value) for value in VALUES)
BODY = {
    "agency": ["小店局", "小店*站", "商务局", "供销社"], "family": ["商务", "小店"],
    "level": ["", "", "city", "x"], "aliases": ["", "a;b", "小店办；*小店中心", "*"],
    "since": ["", "2018", "2018-13"], "successor": ["", "商务局", "小店局"],
    "pattern": ["", "小店(?:促进)?局", "(?:小店|商)+局", "("],
}  # fmt: skip
PLAIN = m.joined(("甲", "乙", "小店", "a", "1", "。"), 12)


def regular(chance: Random, depth: int = 0) -> str:
    """A regular expression that is one, of the documented form more often than not."""
    how = chance.random()
    if depth > 2 or how < 0.45:
        return "".join(chance.choices(("甲", "乙", "小店", "a", "1", ".", "[甲乙]", "[^。]"), k=2))
    inner = "|".join(regular(chance, depth + 1) for _ in range(chance.randint(1, 3)))
    opening = chance.choice(("(", "(?:", "(?:", "(?=", "(?!", "(?<!", "(?<="))
    if "<" in opening:
        inner = chance.choice(("甲", "乙|小", "a"))
    repeat = chance.choice(("", "", "?", "*", "+", "{0,8}", "{2}", "??")) if ":" in opening else ""
    return (
        f"{chance.choice(('', '甲'))}{opening}{inner}){repeat}{chance.choice(('', '乙', '小店'))}"
    )


PATTERNS = m.either(regular, regular, m.joined(PATTERN, 12))


def _identity(chance: Random) -> str:
    return chance.choice("ABCDEFGH甲") + str(chance.randrange(99))


def _book(spoil: float) -> m.Make:
    cue = {
        "weight": [1, 2.5, -1, 0], "where": ["any", "heading", "text", "section"],
        "match": [regular, (regular,), PATTERNS],
    }  # fmt: skip
    code = {
        "id": _identity, "zh": "甲", "en": "A", "definition": "甲。", "in": "",
        "parent": ["", "A"], "kinds": {"measure": [1, -2]}, "themes": {"A": 1}, "cues": (cue,),
    }  # fmt: skip
    settings = {
        "heading": 3, "repeat": [0.5, 1, 0], "floor": 1, "enough": 12, "cut": 0.5, "most": [3, 2.5],
    }  # fmt: skip
    return m.filled(
        {"title": "x", "version": "1", "codes": [[code], (code,)], "settings": settings}, spoil
    )


def _template(spoil: float) -> m.Make:
    action = {"id": _identity, "action": "甲", "cues": ("乙",)}
    figure = {"what": "补贴", "value": [1, 2.5, None], "unit": ["元", "%", "甲"]}
    item = {
        "no": lambda chance: chance.randrange(1, 9), "section_no": [1, 2], "section": "",
        "heading": "甲", "content": "乙", "kind": ["measure", "implementation"],
        "evidence": ["official_text", "reported"], "heading_official": True,
        "actions": (action,), "cues": ("甲",), "figures": (figure,), "themes": ("A",),
    }  # fmt: skip
    head = {
        "doc_number": ["国发〔2018〕32号", None, 5], "title": "x", "issuer": "国务院",
        "level": ["national", "city"], "implements": ["国发〔2017〕1号", ("a",)],
        "complete": True, "measures": (item,),
        "issue_date": ["2018-09-18", "x", "2018-13", "2018-02-30", "2018", "0000"],
    }  # fmt: skip
    return m.filled(head, spoil)


def _pair(one: m.Make, other: m.Make) -> m.Make:
    return lambda chance: (one(chance), other(chance))


def _said(chance: Random) -> str:
    """What a user writes behind --map."""
    if chance.random() < 0.6:
        return ""
    fields = [
        chance.choice(tuple(NAMES)) + chance.choice(("=", "=", "=", ":")) + chance.choice(NAMED)
        for _ in range(chance.randint(1, 3))
    ]
    return chance.choice((",", ",", "，", " ")).join(fields)


def _rows(chance: Random) -> list[dict[str, Any]]:
    """Rows as mappings, with a text in most of them."""
    rows = m.records(NAMED, VALUES)(chance)
    if chance.random() < 0.8:
        name = chance.choice(("正文", "text", "内容"))
        rows = [{**row, name: chance.choice(VALUES)} for row in rows]
    return rows


def _many(one: m.Make) -> m.Make:
    return lambda chance: [one(chance) for _ in range(chance.randint(1, 3))]


def _act(chance: Random) -> bytes:
    """Akoma Ntoso in which texts and values are changed, or the markup is broken."""
    text = m.mutated("xml", ("<p>", "</p>", "<num>", "&#0;", "&x;", "<x", '"', "<![CDATA["))
    if chance.random() < 0.3:
        return m.as_bytes(text)(chance)
    parts = re.split(r"(?<=>)|(?=<)|(?<=\")|(?=\")", m.corpus("xml")[0])
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(parts))
        if not parts[at].startswith("<"):
            parts[at] = chance.choice(("", "甲", "-1", "²", "2021-02-30", "&#x2028;", "a/b/../c"))
    return "".join(parts).encode()


YAML = m.either(m.mapping(CODEBOOK), m.mutated("yaml", m.VALUES), m.joined(m.VALUES, 20))
BOOK = m.either(m.mapping(CODEBOOK), m.mutated("yaml", m.VALUES))
SHEET = m.as_bytes(
    m.either(
        m.sheet(("doc_id", "file"), ("a", "b", "a.txt", "甲", "a-1", "../x")),
        m.sheet(("doc_id", "file", "title", "sha256"), CELLS),
        m.mutated("csv", CELLS),
    )
)
ROWS = m.either(m.sheet((*NAMED[:40], "正文"), FORMULA), m.mutated("csv", CELLS))
TEXT = m.either(m.joined(m.POLICY, 30), m.joined(BODIES, 25), m.joined(TITLES, 25))
DECISION = m.either(
    m.sheet(DECIDED, DECISIONS),
    m.sheet((*DECIDED[:6], "memo", "who"), DECISIONS),
    m.mutated("csv", DECISIONS),
)
CODING = m.either(
    m.sheet(("unit", "theme_1", "theme_2", "instrument", "strength", "note"), CELLS),
    m.sheet(("unit", "theme_1", "theme_2"), ("u001", "u002", "u003", "", "SHOP", "TAX", "shop")),
    m.mutated("csv", CELLS),
)
ADDRESS = m.joined(
    ("http://", "a.b", "/", "%", "%2e", "?", "#", "@", ":", "[", "]", "甲", "\\"), 12
)

TARGETS = tuple(
    Target(*row)
    for row in (
        ("parser, pieces", m.joined(m.PIECES, 30), p.parse, 50),
        ("parser, mutations", m.mutated("txt", m.PIECES, most=500), p.parse, 30),
        ("marks", m.joined(MARKS, 30), lambda text: read_marks(text) and None, 40),
        ("attributions", m.either(m.joined(BODIES, 25), TEXT), p.attributed, 60),
        ("bodies in running text", TEXT, p.charged, 30),
        ("deadlines", m.joined((*BODIES, *DAYS), 20), p.due, 50),
        ("numerals", m.joined(NUMERALS, 14, least=2), p.counted, 70),
        ("quantities", m.joined(AMOUNTS, 20, least=2), p.measured, 70),
        ("dates", m.joined(DAYS, 12, least=3), p.dated, 70),
        ("document numbers", m.joined(NUMBERS, 14, least=2), p.numbered_as, 60),
        ("titles and relations", m.joined(TITLES, 16, least=2), p.titled, 40),
        ("folding, script, index boxes", TEXT, p.folded, 40),
        ("YAML", YAML, p.plain, 60),
        ("codebooks, YAML", BOOK, p.coded, 20),
        ("codebooks, values", _book(0.01), p.applied, 40),
        ("templates, YAML", m.either(m.mapping(TEMPLATE), m.mutated("yaml", m.VALUES)),
         p.templated, 10),
        ("templates, values", _template(0.02),
         lambda data: parse_template(data, where="x.yaml"), 40),
        ("cue patterns", _pair(PATTERNS, PLAIN), p.patterned, 60),
        ("lists of bodies", _many(m.filled(BODY, 0.03)), p.registered, 20),
        ("sheets of a study", SHEET, p.sheeted, 30),
        ("map of columns", _pair(_rows, _said), p.mapped, 50),
        ("rows, CSV", m.as_bytes(ROWS), p.rowed("rows.csv"), 20),
        ("rows, JSON Lines", m.as_json(_rows, lines=True), p.rowed("rows.jsonl"), 15),
        ("rows, JSON", m.as_json(_rows, lines=False), p.rowed("rows.json"), 15),
        ("decisions and memos", DECISION, p.decided, 8),
        ("coding sheets", CODING, p.filled, 8),
        ("frames shown", m.records(("甲", "a", "b|c", "<script>"), VALUES), p.shown, 10),
        ("names in addresses", ADDRESS, lambda url: file_name(url), 6),
        ("txt", m.as_bytes(m.either(TEXT, m.mutated("txt", m.PIECES))), p.read("txt"), 20),
        ("html", m.as_bytes(m.either(m.joined(("<html>", *TAGS, *m.PIECES), 40),
                                     m.mutated("html", TAGS))), p.read("html"), 20),
        ("md", m.as_bytes(m.either(m.joined((*MARKDOWN, *m.PIECES), 40),
                                   m.mutated("md", MARKDOWN))), p.read("md"), 15),
        ("rtf", m.as_bytes(m.either(m.joined(RTF, 30), m.mutated("rtf", RTF))), p.read("rtf"), 10),
        ("docx", m.damaged(p.whole_docx, inside=True), p.read("docx"), 4),
        ("epub", m.damaged(p.whole_epub, inside=True), p.read("epub"), 2),
        ("pdf", m.damaged(p.whole_pdf, inside=False), p.read("pdf"), 3),
        ("xlsx, rows", m.damaged(p.whole_rows, inside=True), p.rowed("rows.xlsx"), 3),
        ("xlsx, coders", m.damaged(p.whole_sheets, inside=True), p.coder_book, 3),
        ("Akoma Ntoso", _act, p.structured, 8),
    )
)  # fmt: skip
