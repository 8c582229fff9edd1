"""Follow every link of the built documentation and of the Markdown files, without a network.

``python docs/check_links.py build/docs`` prints each link that leads nowhere and ends with exit
code 1 if there is one. Addresses on the web are not contacted.
"""

from __future__ import annotations

import re
import sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

ROOT = Path(__file__).resolve().parents[1]


class Page(HTMLParser):
    """The ids of a page and where its links lead."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: set[str] = {""}
        self.links: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        for name, value in attrs:
            if name in ("id", "name") and value:
                self.ids.add(value)
            elif name in ("href", "src") and value:
                self.links.append(value)


def broken_in_pages(folder: Path) -> list[str]:
    """Links between the HTML pages of `folder` that have no target."""
    pages = {
        path.resolve(): Page(path.read_text(encoding="utf-8"))
        for path in sorted(folder.rglob("*.html"))
    }
    broken = []
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            ids = pages[target].ids if target in pages else {""}
            if not target.exists() or (target in pages and unquote(parts.fragment) not in ids):
                broken.append(f"{path.relative_to(folder.resolve())}: {link}")
    return broken


def broken_in_markdown(paths: list[Path]) -> list[str]:
    """Relative links of Markdown files that lead to no file."""
    broken = []
    for path in paths:
        text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.M | re.S)
        for link in re.findall(r"\]\(([^)\s]+)\)|<img[^>]+src=\"([^\"]+)\"", text):
            parts = urlsplit("".join(link))
            if parts.scheme or parts.netloc or not parts.path:
                continue
            if not (path.parent / unquote(parts.path)).exists():
                broken.append(f"{path.relative_to(ROOT)}: {''.join(link)}")
    return broken


def markdown_files() -> list[Path]:
    """README, CHANGELOG and every page of docs, data and figures."""
    folders = [
        ROOT,
        ROOT / "docs",
        ROOT / "docs" / "decisions",
        ROOT / "data",
        ROOT / "figures",
        ROOT / "benchmarks",
    ]
    return [path for folder in folders for path in sorted(folder.glob("*.md"))]


def main() -> int:
    """Check; with a folder of built pages, check these too."""
    broken = broken_in_markdown(markdown_files())
    for folder in map(Path, sys.argv[1:]):
        broken += broken_in_pages(folder)
    for line in broken:
        print(line)
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
