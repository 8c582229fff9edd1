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

import pandas as pd

from compare import schema
from compare.base.cache import Cache, key_of
from compare.base.progress import Progress

if TYPE_CHECKING:
    from compare.likeness.measures import Profiles
    from compare.study.read import Study

    Tables = Mapping[str, pd.DataFrame]
    Made = tuple[pd.DataFrame, ...]


class Work:
    """What the builders of one study share: the study, its progress, and clauses folded, cut and
    weighted once.
    """

    def __init__(self, study: Study, progress: Progress, cache: Cache | None = None) -> None:
        self.study = study
        self.progress = progress
        self.cache = cache or Cache()

    def by_document(
        self, name: str, rules: str, build: Callable[[Study], pd.DataFrame]
    ) -> pd.DataFrame:
        """A table that is made of each document alone: only those documents are built that are not
        kept from an earlier run.

        Parameters
        ----------
        name : str
            Of the table.
        rules : str
            Everything beside the document that can change it.
        build : callable
            Makes the table of the documents of a study.
        """
        study = self.study
        if self.cache.folder is None:
            return build(study)
        keys = self._document_keys
        found = {
            doc_id: frame
            for doc_id, key in keys.items()
            if (held := self.cache.find(key_of(name, rules, key)))[0]
            for frame in [held[1]]
        }
        missing = [doc_id for doc_id in keys if doc_id not in found]
        if missing:
            made = build(study.part(missing))
            owners = dict(made.groupby("doc_id", sort=False).indices.items())
            for doc_id in missing:
                frame = made.iloc[owners.get(doc_id, [])].reset_index(drop=True)
                self.cache.keep(key_of(name, rules, keys[doc_id]), frame)
                found[doc_id] = frame
            if len(missing) == len(keys):
                return made
        parts = [found[doc_id] for doc_id in keys if len(found[doc_id])]
        empty = [frame for frame in found.values() if not len(frame)][:1]
        return pd.concat(parts or empty, ignore_index=True)

    @cached_property
    def _document_keys(self) -> dict[str, str]:
        """What each document is: its row of documents, which has the sum of its text."""
        return {
            str(row["doc_id"]): key_of(sorted(row.items()))
            for row in self.study.documents.to_dict("records")
        }

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

    def build(study: Study) -> pd.DataFrame:
        return find_agencies(
            study.clauses,
            study.passages,
            study.attributions,
            study.registry,
            documents=study.documents,
        )

    return (work.by_document("agencies", work.study.registry.version, build),)


def _amounts(work: Work, tables: Tables) -> Made:
    from compare.content.amounts import find_amounts

    return (
        work.by_document(
            "amounts", "", lambda study: find_amounts(study.clauses, study.passages, study.headings)
        ),
    )


def _themes(work: Work, tables: Tables) -> Made:
    from compare.content.themes import code_themes

    codebook = work.study.codebooks.get("themes")
    if codebook is None:
        return (schema.THEMES.frame(),)
    return (
        work.by_document(
            "themes", repr(codebook), lambda study: code_themes(study.clauses, codebook)
        ),
    )


def _instruments(work: Work, tables: Tables) -> Made:
    from compare.content.instruments import code_instruments

    codebook = work.study.codebooks.get("instruments")
    if codebook is None:
        return (schema.INSTRUMENT_ROWS.frame(),)
    themes = tables["themes"]

    def build(study: Study) -> pd.DataFrame:
        own = themes[themes["doc_id"].isin(study.documents["doc_id"])]
        return code_instruments(study.clauses, own, codebook)

    rules = f"{codebook!r}{work.study.codebooks.get('themes')!r}"
    return (work.by_document("instruments", rules, build),)


def _directives(work: Work, tables: Tables) -> Made:
    from compare.content.directives import code_directives

    ladder = work.study.ladder
    return (
        work.by_document(
            "directives", repr(ladder), lambda study: code_directives(study.clauses, ladder)
        ),
    )


def _pairs(work: Work, tables: Tables) -> Made:
    from compare.likeness.pairs import compare_profiles

    study = work.study
    order = list(study.documents["doc_id"])
    texts = [
        sorted(row.items()) for row in study.documents[["doc_id", "sha256"]].to_dict("records")
    ]
    key = key_of("pairs", order, texts, study.registry.words(), study.words, study.formulas)
    return work.cache.get(
        key,
        lambda: compare_profiles(
            study.documents, study.clauses, study.passages, work.profiles, progress=work.progress
        ),
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
    study: Study,
    *,
    only: Iterable[str] = (),
    progress: Progress | None = None,
    cache: Cache | None = None,
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
    work = Work(study, progress or Progress(quiet=True), cache)
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
