"""All tables of a study: who makes which table from which others.

`BUILDERS` is the whole story: every analysis with the tables it makes and those it needs.
`build_tables` computes what is asked and what that needs, in this order; the command line, the
notebooks and `compare.scale` call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from compare import schema
from compare.base.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from compare.likeness.measures import Profiles
    from compare.study.read import Study

    Tables = Mapping[str, pd.DataFrame]
    Made = tuple[pd.DataFrame, ...]


class Work:
    """What the builders of one study share: the study, its progress, and clauses folded, cut and
    weighted once.
    """

    def __init__(self, study: Study, progress: Progress) -> None:
        self.study = study
        self.progress = progress

    @cached_property
    def profiles(self) -> Profiles:
        """Every clause as it is compared, with the study's own words and set phrases."""
        from compare.likeness.measures import profile
        from compare.likeness.set_phrases import parse_formulas

        study = self.study
        words = (*study.registry.words(), *study.words)
        formulas = parse_formulas(study.formulas) if study.formulas else None
        return profile(study.clauses, words=words, formulas=formulas)


@dataclass(frozen=True, slots=True)
class Builder:
    """One analysis.

    Attributes
    ----------
    name : str
        What progress calls it.
    makes : tuple of str
        Tables it makes, in the order in which `build` returns them.
    needs : tuple of str
        Tables it reads beside documents and clauses.
    build : callable
        Takes the `Work` and the tables made so far.
    """

    name: str
    makes: tuple[str, ...]
    needs: tuple[str, ...]
    build: Callable[[Work, Tables], Made]


def _documents(work: Work, tables: Tables) -> Made:
    return work.study.documents, work.study.clauses, work.study.indicators


def _agencies(work: Work, tables: Tables) -> Made:
    from compare.agencies.find import find_agencies

    study = work.study
    return (
        find_agencies(
            study.clauses,
            study.passages,
            study.attributions,
            study.registry,
            documents=study.documents,
        ),
    )


def _amounts(work: Work, tables: Tables) -> Made:
    from compare.content.amounts import find_amounts

    return (find_amounts(work.study.clauses, work.study.passages, work.study.headings),)


def _themes(work: Work, tables: Tables) -> Made:
    from compare.content.themes import code_themes

    codebook = work.study.codebooks.get("themes")
    return (code_themes(work.study.clauses, codebook) if codebook else schema.THEMES.frame(),)


def _instruments(work: Work, tables: Tables) -> Made:
    from compare.content.instruments import code_instruments

    codebook = work.study.codebooks.get("instruments")
    if codebook is None:
        return (schema.INSTRUMENT_ROWS.frame(),)
    return (code_instruments(work.study.clauses, tables["themes"], codebook),)


def _directives(work: Work, tables: Tables) -> Made:
    from compare.content.directives import code_directives

    return (code_directives(work.study.clauses, work.study.ladder),)


def _pairs(work: Work, tables: Tables) -> Made:
    from compare.likeness.pairs import compare_profiles

    study = work.study
    return compare_profiles(
        study.documents, study.clauses, study.passages, work.profiles, progress=work.progress
    )


def _adoption(work: Work, tables: Tables) -> Made:
    from compare.adoption.ledger import trace_adoption

    study = work.study
    return trace_adoption(
        study.documents,
        study.clauses,
        study.passages,
        study.templates,
        decisions=study.decisions,
        agencies=tables["agencies"],
        terms=study.equivalents,
    )


def _origins(work: Work, tables: Tables) -> Made:
    from compare.adoption.origins import trace_origins

    study = work.study
    return (
        trace_origins(
            study.documents, study.clauses, tables["adoption"], tables["pairs"], study.templates
        ),
    )


BUILDERS: tuple[Builder, ...] = (
    Builder("documents", ("documents", "clauses", "indicators"), (), _documents),
    Builder("agencies", ("agencies",), (), _agencies),
    Builder("amounts", ("amounts",), (), _amounts),
    Builder("themes", ("themes",), (), _themes),
    Builder("instruments", ("instruments",), ("themes",), _instruments),
    Builder("directives", ("directives",), (), _directives),
    Builder("pairs", ("pairs", "spans"), (), _pairs),
    Builder("adoption", ("items", "adoption", "actions"), ("agencies",), _adoption),
    Builder("origins", ("origins",), ("adoption", "pairs"), _origins),
)
"""Every analysis, after those it needs."""


def build_tables(
    study: Study, *, only: Iterable[str] = (), progress: Progress | None = None
) -> dict[str, pd.DataFrame]:
    """Compute the tables of `compare.schema.TABLES` for a study.

    Parameters
    ----------
    study : Study
    only : iterable of str, optional
        Names of the tables wanted; they and what they need are computed. Default: all.
    progress : Progress, optional
        Told of every step and how far it is.

    Returns
    -------
    dict of str to DataFrame
        The tables asked for, in the order of `schema.TABLES`. What a study has no codebook for
        comes back empty, never missing.

    Raises
    ------
    ValueError
        If a name in `only` is no table.
    """
    wanted = set([only] if isinstance(only, str) else only) or set(schema.TABLES)
    unknown = sorted(wanted - set(schema.TABLES))
    if unknown:
        raise ValueError(f"no table {unknown[0]!r}; tables are {', '.join(schema.TABLES)}.")
    work = Work(study, progress or Progress(quiet=True))
    tables: dict[str, pd.DataFrame] = {}
    for builder in needed(wanted):
        work.progress.step(builder.name)
        tables |= zip(builder.makes, builder.build(work, tables), strict=True)
        work.progress.end(f"{len(tables[builder.name]):,} rows")
    return {name: tables[name] for name in schema.TABLES if name in wanted}


def needed(wanted: Iterable[str]) -> list[Builder]:
    """The builders that make the tables wanted, and whatever these need, in the order of
    `BUILDERS`.
    """
    names, chosen = set(wanted), []
    for builder in reversed(BUILDERS):
        if not names.isdisjoint(builder.makes):
            chosen.append(builder)
            names |= set(builder.needs)
    return chosen[::-1]
