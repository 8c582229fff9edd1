"""The report kit: a figure with everything that must travel with it into a paper or a slide deck.

For each figure: the picture in the formats asked for, ``NAME.csv`` (exactly the data drawn, safe
to open in Excel), and ``NAME.md`` (title, caption and alt text in Chinese and English, and how to
cite it).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from compare.base.atomic import replace_folder
from compare.base.progress import Progress
from compare.figures.save import FORMATS, render
from compare.figures.spec import FigureSpec, all_figures
from compare.figures.theme import check_language, check_width
from compare.paper.export import inert_markdown, to_excel_csv
from compare.paper.provenance import input_digest, issue_years, package_version
from compare.paper.references import cite_software
from compare.words.strings import LANGUAGES, say

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study

DEFAULT_WIDTH = "183mm"


@dataclass(frozen=True)
class Written:
    """What the kit wrote, and the figures that this study has no data for."""

    paths: list[Path] = field(default_factory=list)
    figures: list[str] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)


def write_figures(
    study: Study,
    tables: Mapping[str, pd.DataFrame],
    out: Path,
    *,
    specs: Sequence[FigureSpec] | None = None,
    langs: Iterable[str] = LANGUAGES,
    formats: Iterable[str] = ("png",),
    width: str = DEFAULT_WIDTH,
    progress: Progress | None = None,
) -> Written:
    """Write figures and what belongs to them into the folder `out`, all of them or none.

    Parameters
    ----------
    study, tables : from `compare.read_study` and `compare.build_tables`
    specs : sequence of FigureSpec, optional
        Default: every figure there is.
    langs : of ``zh``, ``en``
    formats : of ``png``, ``svg``, ``pdf``
    width : {"89mm", "183mm", "slide"}
    progress : Progress, optional
        Told how many figures are drawn.

    Returns
    -------
    Written
        Pictures are called ``NAME-LANG.png``; other widths than 183 mm add themselves:
        ``NAME-LANG-89mm.png``.

    Raises
    ------
    ValueError
        If a language, format or width is unknown; nothing is written then.
    """
    languages, kinds = tuple(langs), tuple(formats)
    check_request(languages, kinds, width)
    written = Written()
    chosen = list(all_figures() if specs is None else specs)
    progress = progress or Progress()
    progress.step("figures")
    with replace_folder(out) as folder:
        for number, spec in enumerate(chosen):
            progress.advance(number / len(chosen), number, "figures")
            data = spec.data(study, tables)
            if data.empty:
                written.left_out.append(spec.name)
                continue
            files = {
                f"{spec.name}.csv": to_excel_csv(data),
                f"{spec.name}.md": words(spec, data, study, languages).encode("utf-8"),
            }
            for lang in languages:
                figure = spec.picture(data, lang, width)
                files |= {
                    picture_name(spec.name, lang, kind, width): render(
                        figure, kind, title=spec.title[lang]
                    )
                    for kind in kinds
                }
            for name, content in files.items():
                (folder / name).write_bytes(content)
            written.paths.extend(out / name for name in files)
            written.figures.append(spec.name)
    progress.end(len(written.figures), "figures")
    return written


def check_request(langs: Iterable[str], formats: Iterable[str], width: str) -> None:
    """Raise ValueError, naming the value and the choices, unless all three can be drawn."""
    check_width(width)
    for lang in langs:
        check_language(lang)
    for fmt in formats:
        if fmt not in FORMATS:
            raise ValueError(f"figure format {fmt!r} is not one of {', '.join(FORMATS)}.")


def picture_name(name: str, lang: str, fmt: str, width: str = DEFAULT_WIDTH) -> str:
    """File name of a picture: ``adoption-matrix-zh.png``; ``adoption-matrix-zh-89mm.png`` at
    another width.
    """
    return f"{name}-{lang}{'' if width == DEFAULT_WIDTH else f'-{width}'}.{fmt}"


def full_caption(spec: FigureSpec, data: pd.DataFrame, study: Study, lang: str) -> str:
    """The figure's own caption, then n, the years of the documents, and the version and input that
    made it.
    """
    documents, clauses = len(study.documents), len(study.clauses)
    years = issue_years(study.documents)
    own = spec.caption(data, study, lang).strip()
    key = "made_years" if years else "made"
    return own + say(
        f"kit.{key}",
        lang,
        documents=documents,
        clauses=clauses,
        version=package_version(),
        digest=input_digest(study),
        **({"years": years} if years else {}),
    )


def words(
    spec: FigureSpec, data: pd.DataFrame, study: Study, langs: Iterable[str] = LANGUAGES
) -> str:
    """``NAME.md``: title, caption and alt text in each of `langs`, the columns of the CSV, and the
    citation.
    """
    parts, langs = [f"# {spec.name}", ""], list(langs)
    for lang in langs:
        caption = inert_markdown(full_caption(spec, data, study, lang))
        parts += [
            f"## {spec.title[lang]}", "",
            f"**{say('kit.caption', lang)}** {caption}", "",
            f"**{say('kit.alt', lang)}** {inert_markdown(spec.alt(data, lang))}", "",
        ]  # fmt: skip
    columns = ", ".join(map(str, data.columns))
    for lang in langs:
        held = say("kit.columns", lang, file=f"{spec.name}.csv", n=len(data), columns=columns)
        parts += [f"**{say('kit.data', lang)}** {held}", ""]
    cited = " / ".join(say("kit.citation", lang) for lang in langs)
    return "\n".join([*parts, f"**{cited}** {cite_software()}", ""])
