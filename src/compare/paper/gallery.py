"""The gallery: every figure as PNG in both languages, and an index that a code host shows as a
page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from compare.base.atomic import write_bytes, write_text
from compare.base.progress import Progress
from compare.figures.spec import FigureSpec, all_figures
from compare.paper.export import inert_markdown
from compare.paper.kit import Written, full_caption, picture_name, write_figures
from compare.words.strings import say

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study


def write_gallery(
    study: Study,
    tables: Mapping[str, pd.DataFrame],
    out: Path,
    *,
    specs: Sequence[FigureSpec] | None = None,
    progress: Progress | None = None,
) -> Written:
    """Write `specs` (default: all) as `compare.paper.kit.write_figures` does, with ``README.md``
    that shows them all.

    Files of figures that are no longer in the gallery are removed, so that the folder holds
    nothing stale; nothing else in the folder is touched.
    """
    chosen = list(all_figures() if specs is None else specs)
    written = write_figures(study, tables, out, specs=chosen, progress=progress)
    for path in written.paths:
        if path.suffix == ".png":
            write_bytes(path, with_palette(path.read_bytes()))
    index = out / "README.md"
    write_text(
        index, index_page(study, tables, [spec for spec in chosen if spec.name in written.figures])
    )
    current = {*written.paths, index}
    for path in sorted(out.iterdir()):
        if path not in current and path.suffix in (".png", ".csv", ".md"):
            path.unlink()
    written.paths.append(index)
    return written


def with_palette(png: bytes) -> bytes:
    """The same picture in 256 colours, about a third of the size: the gallery is kept under
    version control.
    """
    from PIL import Image, PngImagePlugin

    picture = Image.open(BytesIO(png))
    kept = PngImagePlugin.PngInfo()
    for name, value in picture.info.items():
        if isinstance(name, str) and isinstance(value, str):
            kept.add_itxt(name, value)
    smaller = picture.convert("RGB").quantize(
        256, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
    )
    buffer = BytesIO()
    smaller.save(buffer, format="png", optimize=True, pnginfo=kept, dpi=picture.info["dpi"])
    return buffer.getvalue()


def index_page(
    study: Study, tables: Mapping[str, pd.DataFrame], specs: Sequence[FigureSpec]
) -> str:
    """Markdown: a list of the questions, then each figure in both languages with caption and links
    to its data.
    """
    lines = [
        "# " + " / ".join(say("gallery.title", lang) for lang in ("en", "zh")),
        "",
        say("gallery.written", "en"),
        "",
        "```python",
        "from compare import build_tables, draw, read_study",
        "",
        f'study = read_study("{study.root.name}")',
        "tables = build_tables(study)",
        "```",
        "",
        *(f"- [{spec.title['en']}](#{spec.name}) {spec.title['zh']}" for spec in specs),
        "",
    ]
    for spec in specs:
        data = spec.data(study, tables)
        lines += [f'<a id="{spec.name}"></a>', "", f"## {spec.title['en']}", ""]
        for lang in ("en", "zh"):
            alt = _one_line(inert_markdown(spec.alt(data, lang)))
            lines += [
                f"![{alt}]({picture_name(spec.name, lang, 'png')})", "",
                inert_markdown(full_caption(spec, data, study, lang)), "",
            ]  # fmt: skip
        lines += [
            "```python",
            f'draw("{spec.name}", study, tables, lang="en")',
            "```",
            "",
            f"[{spec.name}.csv]({spec.name}.csv) · [{say('gallery.words', 'en')}]({spec.name}.md)",
            "",
        ]
    return "\n".join(lines)


def _one_line(text: str) -> str:
    return " ".join(text.split()).replace("[", "(").replace("]", ")")
