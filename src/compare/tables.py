"""All tables of a study: who makes which table from which others.

`BUILDERS` is the whole story: every analysis with the tables it makes and those it needs.
`build_tables` computes what is asked and what that needs, in this order; the command line, the
notebooks and `compare.scale` call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from compare import schema
from compare.base.progress import Progress

if TYPE_CHECKING:
    import pandas as pd

    from compare.adoption.ledger import Weighed
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
        self._weighed: Weighed | None = None

    def weighed(self, agencies: pd.DataFrame) -> Weighed:
        """What the rules find of every template, once: decisions are applied to it anew."""
        from compare.adoption.ledger import weigh_templates

        study = self.study
        if self._weighed is None:
            self._weighed = weigh_templates(
                study.documents,
                study.clauses,
                study.templates,
                agencies=agencies,
                terms=study.equivalents,
            )
        return self._weighed

    def with_decisions(self, decisions: pd.DataFrame) -> Work:
        """The same work under other decisions; what was computed and does not depend on them is
        kept.
        """
        other = Work(replace(self.study, decisions=decisions), self.progress)
        other._weighed = self._weighed
        return other

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
    from compare.adoption.overruled import check_themes
    from compare.content.themes import code_themes, decide_themes

    study = work.study
    codebook = study.codebooks.get("themes")
    owners = dict(zip(study.clauses["clause_id"], study.clauses["doc_id"], strict=True))
    decided = check_themes(study.decisions, codebook.ids if codebook else (), owners)
    found = code_themes(study.clauses, codebook) if codebook else schema.THEMES.frame()
    return (decide_themes(found, decided, study.clauses),)


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
    from compare.adoption.ledger import settle_ledger

    ledger = settle_ledger(work.weighed(tables["agencies"]), work.study.decisions)
    return ledger.items, ledger.adoption, ledger.actions


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
    tables = compute(Work(study, progress or Progress(quiet=True)), needed(wanted))
    return {name: tables[name] for name in schema.TABLES if name in wanted}


def compute(
    work: Work,
    builders: Iterable[Builder],
    tables: Mapping[str, pd.DataFrame] = MappingProxyType({}),
) -> dict[str, pd.DataFrame]:
    """`tables` and those that `builders` make after them."""
    out = dict(tables)
    for builder in builders:
        work.progress.step(builder.name)
        out |= zip(builder.makes, builder.build(work, out), strict=True)
        work.progress.end(f"{len(out[builder.name]):,} rows")
    return out


DECIDED = ("themes", "instruments", "adoption", "origins")
"""Analyses that a decision can move."""


def decide_again(
    work: Work, tables: Mapping[str, pd.DataFrame], decisions: pd.DataFrame
) -> dict[str, pd.DataFrame]:
    """`tables` as they are under other decisions; only what a decision can move is made again.

    Parameters
    ----------
    work : Work
        What `tables` were made with; it keeps what was weighed.
    tables : mapping of name to DataFrame
        Of `DECIDED`, those whose needs are not among them are left out.
    decisions : DataFrame
        As `Study.decisions`.
    """
    again = [
        builder
        for builder in BUILDERS
        if builder.name in DECIDED and {*builder.makes, *builder.needs} <= set(tables)
    ]
    return compute(work.with_decisions(decisions), again, tables)


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
