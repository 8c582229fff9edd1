"""One HTML file out of the payload, the figures and the files in ``page/``: nothing is loaded,
nothing is sent.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from typing import Any

from compare.report.strings import strings
from compare.report.typeface import font_face
from compare.words.strings import LANGUAGES

SCRIPTS = (
    "core.js", "listing.js", "ways_out.js", "filters.js", "matrix.js", "keys.js", "evidence.js",
    "search.js", "reader.js", "tables.js", "similarity.js", "address.js", "coding.js",
    "coding_files.js", "main.js",
)  # fmt: skip
SERVED = "coding_served.js"  # only in a page that may write to the study it comes from
STYLES = ("page.css", "matrix.css", "coding.css", "narrow.css", "print.css")
# Characters of JSON that stand in the page as they are; more are packed, and the browser unpacks.
PLAIN = 4_000_000
_MEDIA = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class PageFigure:
    """A drawn figure for the page: the section it stands in, and image, title, caption and alt
    text by language.
    """

    name: str
    section: str
    title: Mapping[str, str]
    caption: Mapping[str, str]
    alt: Mapping[str, str]
    images: Mapping[str, bytes]
    media: str = "png"
    data: str = ""  # what is drawn, as CSV


def render_page(
    payload: Mapping[str, Any],
    figures: Sequence[PageFigure] = (),
    *,
    colours: Mapping[str, str] = {},
) -> str:
    """The page as text.

    Parameters
    ----------
    payload : mapping
        `payload.build_payload`; written into the page as JSON in which no ``<`` survives.
    figures : sequence of PageFigure
    colours : mapping
        Level (or ``control``) to CSS colour.

    Returns
    -------
    str
        Well-formed HTML with a content security policy that allows the page's own style and script
        (by their hashes), images and a font written into it, and no connection at all; a page that
        the study serves may write to where it comes from.
    """
    lang = payload["lang"]
    served = payload.get("coding", {}).get("served", False)
    data = as_json(
        {**payload, "figures": {figure.name: figure.data for figure in figures if figure.data}}
    )
    shown = [
        text for figure in figures for text in (*figure.title.values(), *figure.caption.values())
    ]
    css = font_face("".join([data, *shown])) + "".join(_part(name) for name in STYLES).replace(
        "/*LEVELS*/", _level_rules(colours)
    )
    parts = (*SCRIPTS[:-1], SERVED, SCRIPTS[-1]) if served else SCRIPTS
    script = (
        '(async () => {\n"use strict";\n' + "\n".join(_part(name) for name in parts) + "})();\n"
    )
    connect = "connect-src 'self'; " if served else ""
    policy = (
        f"default-src 'none'; img-src data:; font-src data:; style-src '{_hash(css)}'; script-src "
        f"'{_hash(script)}'; {connect}"
        "base-uri 'none'; form-action 'none'"
    )
    values = {
        "LANG": "zh-Hans" if lang == "zh" else lang,
        "CSP": escape(policy),
        "GENERATOR": escape(payload["made"]["generator"]),
        "TITLE": escape(payload["title"][lang]),
        "NOSCRIPT": " ".join(escape(strings(lang)["clauses.noscript"]) for lang in LANGUAGES),
        "CSS": css,
        "CODING": "" if len(data) <= PLAIN else "gzip",
        "PAYLOAD": data if len(data) <= PLAIN else _packed(data),
        "JS": script,
    }

    def fill(hit: re.Match[str]) -> str:
        section = hit[2]
        if section is None:
            return values[hit[1]]
        shown = "".join(
            figure_html(figure, lang) for figure in figures if figure.section == section
        )
        return f'<div class="figures">{shown}</div>' if shown else ""

    return re.sub(r"\{\{([A-Z]+)(?::(\w+))?\}\}", fill, _part("page.html"))


def as_json(payload: Any) -> str:
    """JSON that is inert inside a script element: no ``<``, ``>``, ``&`` and no line separator
    survives unescaped.
    """
    text = json.dumps(payload, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _packed(text: str) -> str:
    """`text` for a large page: compressed, in letters that end no element."""
    return base64.b64encode(gzip.compress(text.encode("utf-8"), 9, mtime=0)).decode("ascii")


def figure_html(figure: PageFigure, lang: str) -> str:
    """The figure in every language it was drawn in; the page shows one of them."""
    shown = lang if lang in figure.images else next(iter(figure.images))
    blocks = []
    for code in LANGUAGES:
        if code not in figure.images:
            continue
        data = base64.b64encode(figure.images[code]).decode("ascii")
        only = f' data-only="{code}"' if len(figure.images) > 1 else ""
        hidden = "" if code == shown else " hidden"
        blocks.append(
            f'<figure id="figure-{escape(figure.name)}-{code}" '
            f'lang="{"zh-Hans" if code == "zh" else code}"{only}{hidden}>'
            f'<button type="button" class="enlarge"><img alt="{escape(figure.alt[code])}" '
            f'src="data:{_MEDIA[figure.media]};base64,{data}"></button>'
            f"<figcaption><b>{escape(figure.title[code])}</b> "
            f"{escape(figure.caption[code])}</figcaption>"
            f'<div class="ways-out" data-figure="{escape(figure.name)}"></div></figure>'
        )
    return "".join(blocks)


def _level_rules(colours: Mapping[str, str]) -> str:
    rules = []
    for level, colour in colours.items():
        if level == "control":
            rules.append(f":root {{ --control: {colour}; }}")
        else:
            rules.append(f".mark.{level} {{ fill: {colour}; stroke: {colour}; }}")
    return "\n".join(rules)


def _part(name: str) -> str:
    return (files("compare.report") / "page" / name).read_text(encoding="utf-8")


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode(
        "ascii"
    )
