"""All tables of a study: who makes which table from which others.

`BUILDERS` is the whole story: every analysis with the tables it makes and those it needs.
`build_tables` computes what is asked and what that needs, in this order; the command line, the
notebooks and `compare.scale` call it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING

import pandas as pd

from compare import schema
from compare.base.cache import Cache, key_of
from compare.base.progress import Progress
from compare.study.work import Work

if TYPE_CHECKING:
    from compare.agencies.registry import Registry
    from compare.content.codebook import Codebook
    from compare.study.read import Part, Study

    Tables = Mapping[str, pd.DataFrame]
    Made = tuple[pd.DataFrame, ...]


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
    registry = work.study.registry
    return (work.by_document("agencies", registry.version, _build_agencies, registry, long=True),)


def _build_agencies(registry: Registry, part: Part) -> pd.DataFrame:
    from compare.agencies.find import find_agencies

    return find_agencies(
        part.clauses, part.passages, part.attributions, registry, documents=part.documents
    )


def _amounts(work: Work, tables: Tables) -> Made:
    return (work.by_document("amounts", "", _build_amounts),)


def _build_amounts(shared: None, part: Part) -> pd.DataFrame:
    from compare.content.amounts import find_amounts

    return find_amounts(part.clauses, part.passages, part.headings)


def _themes(work: Work, tables: Tables) -> Made:
    from compare.adoption.overruled import check_themes
    from compare.content.themes import decide_themes

    study = work.study
    codebook = study.codebooks.get("themes")
    owners = dict(zip(study.clauses["clause_id"], study.clauses["doc_id"], strict=True))
    decided = check_themes(study.decisions, codebook.ids if codebook else (), owners)
    found = (
        work.by_document("themes", repr(codebook), _build_themes, codebook)
        if codebook
        else schema.THEMES.frame()
    )
    return (decide_themes(found, decided, study.clauses),)


def _build_themes(codebook: Codebook, part: Part) -> pd.DataFrame:
    from compare.content.themes import code_themes

    return code_themes(part.clauses, codebook)


def _instruments(work: Work, tables: Tables) -> Made:
    codebook = work.study.codebooks.get("instruments")
    if codebook is None:
        return (schema.INSTRUMENT_ROWS.frame(),)
    decided = work.study.decisions.to_csv(index=False)  # themes may have been decided by a person
    rules = f"{codebook!r}{work.study.codebooks.get('themes')!r}{decided}"
    shared = codebook, tables["themes"]
    return (work.by_document("instruments", rules, _build_instruments, shared),)


def _build_instruments(shared: tuple[Codebook, pd.DataFrame], part: Part) -> pd.DataFrame:
    from compare.content.instruments import code_instruments

    codebook, themes = shared
    own = themes[themes["doc_id"].isin(part.documents["doc_id"])]
    return code_instruments(part.clauses, own, codebook)


def _directives(work: Work, tables: Tables) -> Made:
    ladder = work.study.ladder
    return (work.by_document("directives", repr(ladder), _build_directives, ladder),)


def _build_directives(ladder: Codebook, part: Part) -> pd.DataFrame:
    from compare.content.directives import code_directives

    return code_directives(part.clauses, ladder)


def _pairs(work: Work, tables: Tables) -> Made:
    from compare.likeness.pairs import compare_profiles

    study = work.study
    order = list(study.documents["doc_id"])
    texts = [
        sorted(row.items()) for row in study.documents[["doc_id", "sha256"]].to_dict("records")
    ]
    key = key_of("pairs", order, texts, study.whole_words, study.formulas)

    def compare() -> Made:
        with work.changes() as changes:
            return compare_profiles(
                study.documents,
                study.clauses,
                study.passages,
                work.profiles,
                progress=work.progress,
                changes=changes,
            )

    made: Made = work.cache.get(key, compare)
    return made


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


def _diffusion(work: Work, tables: Tables) -> Made:
    from compare.adoption.diffusion import clause_sources, trace_diffusion

    study = work.study
    given = study.documents, study.clauses, tables["pairs"], tables["adoption"], study.templates
    sources = clause_sources(*given)
    return trace_diffusion(*given, sources=sources), sources


def _pmc(work: Work, tables: Tables) -> Made:
    from compare.pmc.decided import decide_cells
    from compare.pmc.index import index_documents, score_cells

    study = work.study
    owners = dict(zip(study.clauses["clause_id"], study.clauses["doc_id"], strict=True))
    cells = decide_cells(work.pmc_cells(tables), study.decisions, study.pmc, owners)
    scores = score_cells(cells, study.pmc)
    return cells, scores, index_documents(scores, cells, study.pmc)


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
    Builder("diffusion", ("diffusion", "sources"), ("adoption", "pairs"), _diffusion),
    Builder(
        "pmc",
        ("pmc_cells", "pmc_scores", "pmc"),
        ("agencies", "amounts", "themes", "instruments", "directives"),
        _pmc,
    ),
)
"""Every analysis, after those it needs."""


def build_tables(
    study: Study,
    *,
    only: Iterable[str] = (),
    progress: Progress | None = None,
    cache: Cache | None = None,
    jobs: int = 1,
) -> dict[str, pd.DataFrame]:
    """Compute the tables of `compare.schema.TABLES` for a study.

    Parameters
    ----------
    study : Study
    only : iterable of str, optional
        Names of the tables wanted; they and what they need are computed. Default: all.
    progress : Progress, optional
        Told of every step and how far it is.
    cache : Cache, optional
        What is kept between runs (`compare.base.cache`); default: nothing. Tables are the same
        with any.
    jobs : int
        Processes for what is made of each document alone, where it pays (`compare.base.jobs`);
        tables are the same with any number. A script that asks for more than one needs
        ``if __name__ == "__main__":``.

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
    work = Work(study, progress or Progress(), cache, jobs)
    tables = compute(work, needed(wanted))
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
        work.progress.end(len(out[builder.name]))
    return out


DECIDED = ("themes", "instruments", "adoption", "origins", "diffusion", "pmc")
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
