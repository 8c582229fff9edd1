"""``policy-compare pair``: one clause, its counterparts, and the wording they share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.telling import coded, language, speaking, tell, told
from compare.words.reasons import reason
from compare.words.strings import say

_CHANGES = ("change", "change_a", "change_b")


@speaking
def pair(
    a: Annotated[str, typer.Argument(help="A clause, such as qujing-09.")],
    b: Annotated[
        str,
        typer.Argument(
            help="Another clause; left out: list the counterparts of the first.", show_default=False
        ),
    ] = "",
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    width: Annotated[int, typer.Option(min=12, help="Terminal columns of each side.")] = 40,
    html: Annotated[
        Path | None, typer.Option(help="Write the pair as a page there instead.")
    ] = None,
) -> None:
    """Show two clauses beside each other, shared passages numbered alike on both sides."""
    from compare import schema
    from compare.base.atomic import write_output
    from compare.errors import StudyError
    from compare.likeness.pairs import compare_clauses
    from compare.likeness.sidebyside import side_by_side
    from compare.study.read import read_study

    corpus = read_study(study)
    known = set(corpus.clauses["clause_id"])
    for clause in filter(None, (a, b)):
        if clause not in known:
            raise StudyError(told("no_clause", clause=repr(clause), example=repr(min(known))))
    pairs, spans = compare_clauses(
        corpus.documents,
        corpus.clauses,
        corpus.passages,
        words=corpus.whole_words,
        formulas=corpus.lexicon.formulas,
    )
    if not b:
        mine = pairs[((pairs["a"] == a) | (pairs["b"] == a)) & (pairs["level"] != "")]
        for row in mine.sort_values(["evidence", "a", "b"], ascending=[False, True, True]).to_dict(
            "records"
        ):
            other = row["b"] if row["a"] == a else row["a"]
            typer.echo(f"{other}  {_level(row['level'])}  {reason(row['why'], language())}")
        tell("counterparts", n=len(schema.counterparts(mine)), clause=a)
        return
    shown = side_by_side(a, b, corpus.clauses, corpus.passages, spans)
    if html is not None:
        write_output(
            html,
            (
                f'<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>{a} – '
                f"{b}</title><body>{shown.html()}</body></html>\n"
            ),
        )
        typer.echo(str(html))
        return
    typer.echo(shown.text(width))
    found = pairs[((pairs["a"] == a) & (pairs["b"] == b)) | ((pairs["a"] == b) & (pairs["b"] == a))]
    if found.empty or not found["level"].iloc[0]:
        tell("not_same")
        return
    judged = found.iloc[0]
    tell("pair.level", level=_level(judged["level"]), why=reason(judged["why"], language()))
    changes = zip(*(str(judged[name]).split(";") for name in _CHANGES), strict=False)
    for change, before, after in changes if judged["change"] else ():
        tell("pair.change", change=coded("change", change), before=before, after=after)


def _level(level: str) -> str:
    """The level of two clauses: in Chinese not the word of the ledger, for no clause of a city is
    adopted from another's.
    """
    return level if language() == "en" else say(f"page.pair.level.{level}", language())
