"""`python -m benchmarks.growth`: how the time of the parser and the readers grows on odd shapes.

Each shape is one piece of layout repeated up to a size. The exponent is that between the two
largest sizes: 1 = in proportion, 2 = with the square.
"""

from __future__ import annotations

import argparse
import math
import time
from collections.abc import Callable
from dataclasses import dataclass

from compare.errors import PolicyCompareError
from compare.reading import read_bytes
from compare.structure import parse_text

MEGABYTE = 1_000_000
LIMIT_SECONDS = 5.0
LIMIT_EXPONENT = 1.25
"""n log n shows as 1.05 to 1.1 at these sizes; the rest is noise of the machine."""

HEAD = "样例市人民政府关于推动创业的意见\n各县人民政府：\n一、放宽准入。执行清单。\n"
TAIL = "\n二、减轻负担。落实政策。\n"
SHAPES = {
    "责任单位 lines": "责任单位：市财政局、市商务局\n",
    "责任单位 in one line": "责任单位：市财政局、",
    "牵头 without brackets": "市财政局牵头，",
    "attributions alike": "（市财政局负责）\n",
    "…": "…",
    "dots": ".",
    "contents, dots": "一、总体要求......12\n",
    "contents, ……": "…………12\n",
    "annexes": "附件：1.名单\n",
    "annex labels": "附件1\n",
    "marks": "@@section\n",
    "marks of clauses": "@@clause\n甲。\n",
    "open brackets": "（",
    "bracket pairs": "（）",
    "square brackets": "〔",
    "quotes": "“",
    "title marks": "《",
    "titles": "《国务院关于支持小店的意见》",
    "numbers of documents": "国发〔2018〕32号",
    "digits": "1",
    "decimal labels": "1.1",
    "circled": "①",
    "labels": "一、甲。\n",
    "articles": "第一条 ",
    "table pipes": "|",
    "table rows": "|甲|乙|\n",
    "tabs": "甲\t乙\n",
    "bodies": "市财政局、",
    "governments": "人民政府",
    "dates": "2021年3月5日\n",
    "page numbers": "- 2 -\n",
    "headings of Markdown": "## 甲\n",
    "stars": "**",
    "entities": "&quot;",
    "blanks": " ",
    "line ends": "\r\n",
    "no width": "\u200b",
    "stops": "。",
    "mixed": "一、甲。（市财政局负责）\n责任单位：市商务局\n附件：1.名单\n|甲|乙|\n……12\n"
    "@@section\n“（《",
}
MARKUP = {
    "html: p": "<p>一、甲，乙。</p>",
    "html: open divs": "<div>",
    "html: list items": "<ol><li>丙",
    "html: cells": "<table><tr><td>丁",
    "html: comments": "<!-- x",
    "html: entities": "&#x4e00;",
    "md: quotes": "> ",
    "md: links": "[甲](",
    "md: emphasis": "*_",
    "md: table": "|甲|乙|\n",
    "txt: gb18030": "甲",
    "txt: hard lines": "一、甲乙丙丁戊己庚辛\n",
}


@dataclass(frozen=True, slots=True)
class Grown:
    """Seconds of one shape at the sizes tried."""

    shape: str
    seconds: tuple[float, ...]
    exponent: float

    @property
    def holds(self) -> bool:
        """Within 5 s for 1 MB, and growing about in proportion (short times are noise)."""
        return self.seconds[-1] < LIMIT_SECONDS and (
            self.exponent < LIMIT_EXPONENT or self.seconds[-1] < 0.5
        )


def main() -> None:
    """Measure every shape and print the table; exit 1 where one does not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--bytes", type=int, default=MEGABYTE, help="largest size, UTF-8")
    parser.add_argument("--only", default="", help="shapes that hold this text in their name")
    arguments = parser.parse_args()
    sizes = (arguments.bytes // 16, arguments.bytes // 4, arguments.bytes)
    print("| shape | " + " | ".join(f"{size:,} B, s" for size in sizes) + " | exponent | |")
    print("|---|---:|---:|---:|---:|---|")
    found = []
    for name, job in jobs().items():
        if arguments.only in name:
            one = grown(name, job, sizes)
            found.append(one)
            told = " | ".join(f"{second:.2f}" for second in one.seconds)
            word = "" if one.holds else "too slow"
            print(f"| {name} | {told} | {one.exponent:.2f} | {word} |", flush=True)
    raise SystemExit(not all(one.holds for one in found))


def jobs() -> dict[str, Callable[[int], None]]:
    """For each shape what makes it of a size and reads it."""
    found = {name: _parsing(piece) for name, piece in SHAPES.items()}
    return found | {name: _reading(name, piece) for name, piece in MARKUP.items()}


def grown(name: str, job: Callable[[int], None], sizes: tuple[int, ...]) -> Grown:
    """Processor seconds of a job at each size; it ends early where one size takes minutes."""
    seconds: list[float] = []
    for size in sizes:
        began = time.process_time()
        job(size)
        seconds.append(time.process_time() - began)
        if seconds[-1] > 60:
            break
    last, before = max(seconds[-1], 1e-3), max(seconds[-2] if len(seconds) > 1 else 0, 1e-3)
    return Grown(name, tuple(seconds), math.log(last / before) / math.log(4))


def repeated(piece: str, size: int) -> str:
    """A piece repeated up to so many bytes of UTF-8."""
    return piece * max(1, size // len(piece.encode()))


def _parsing(piece: str) -> Callable[[int], None]:
    def job(size: int) -> None:
        try:
            parse_text("x", HEAD + repeated(piece, size) + TAIL)
        except PolicyCompareError:
            return

    return job


def _reading(name: str, piece: str) -> Callable[[int], None]:
    kind = name.split(":")[0]

    def job(size: int) -> None:
        text = ("<html><body>" if kind == "html" else HEAD) + repeated(piece, size) + TAIL
        data = text.encode("gb18030" if "gb18030" in name else "utf-8")
        try:
            read_bytes(data, f"x.{kind}")
        except PolicyCompareError:
            return

    return job


if __name__ == "__main__":
    main()
