"""What the analyses of one study share: computed once, and kept between runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property, partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

import pandas as pd

from compare.base.cache import Cache, key_of
from compare.base.jobs import PAYS, each
from compare.base.progress import Progress

if TYPE_CHECKING:
    from compare.adoption.weighed import Weighed
    from compare.likeness.measures import Profiles
    from compare.likeness.pairs import Changes
    from compare.pmc.codebook import PmcBook
    from compare.study.read import Part, Study

    Tables = Mapping[str, pd.DataFrame]
    Made = tuple[pd.DataFrame, ...]

TOGETHER = 16
"""Documents that are made at a time."""


class Work:
    """What the builders of one study share: the study, its progress, and clauses folded, cut and
    weighted once.
    """

    def __init__(
        self, study: Study, progress: Progress, cache: Cache | None = None, jobs: int = 1
    ) -> None:
        self.study = study
        self.progress = progress
        self.cache = cache or Cache()
        self.jobs = jobs
        self._weighed: Weighed | None = None
        self._ruled: tuple[tuple[pd.DataFrame, pd.DataFrame], pd.DataFrame] | None = None

    def weighed(self, agencies: pd.DataFrame) -> Weighed:
        """What the rules find of every template, once: decisions are applied to it anew."""
        from compare.adoption.weighed import weigh_templates

        study = self.study
        if self._weighed is None:
            weigh = partial(
                weigh_templates,
                study.documents,
                study.clauses,
                study.templates,
                agencies=agencies,
                lexicon=study.lexicon,
                progress=self.progress,
            )
            self._weighed = (
                self.cache.get(self._weighed_key(), weigh) if self.cache.folder else weigh()
            )
        return self._weighed

    def _weighed_key(self) -> str:
        """Everything that `weighed` rests on; agencies follow from documents and registry."""
        study = self.study
        return key_of(
            "weighed",
            study.documents.to_csv(index=False),
            study.templates,
            study.registry.version,
            study.equivalents,
            study.formulas,
            study.words,
        )

    def pmc_cells(self, tables: Tables) -> pd.DataFrame:
        """Cells of the PMC index by the rules alone, once for the tables they rest on."""
        rest = tables["themes"], tables["instruments"]  # decisions on themes move these
        same = self._ruled is not None and all(
            one.equals(other) for one, other in zip(rest, self._ruled[0], strict=True)
        )
        if self._ruled is None or not same:
            from compare.adoption.overruled import check_themes
            from compare.pmc.codebook import READ

            study = self.study
            coded = set(tables) | {"documents", "clauses"}
            coded -= {name for name in ("themes", "instruments") if name not in study.codebooks}
            used = {name: tables[name] for name in READ if name in tables}
            # What the other tables were made by, and what was decided on the themes among them.
            book = study.codebooks.get("themes")
            owners = dict(zip(study.clauses["clause_id"], study.clauses["doc_id"], strict=True))
            decided = check_themes(study.decisions, book.ids if book else (), owners)
            rules = repr(
                (study.pmc, book, study.codebooks.get("instruments"), study.ladder,
                 study.registry.version, decided.to_csv(index=False) if len(decided) else "")
            )  # fmt: skip
            shared = study.pmc, used, study.beside(), frozenset(coded)
            self._ruled = rest, self.by_document("pmc_cells", rules, _build_cells, shared)
        return self._ruled[1]

    def with_decisions(self, decisions: pd.DataFrame) -> Work:
        """The same work under other decisions; what was computed and does not depend on them is
        kept.
        """
        other = Work(replace(self.study, decisions=decisions), self.progress, self.cache, self.jobs)
        other._weighed = self._weighed
        other._ruled = self._ruled
        return other

    def by_document(
        self,
        name: str,
        rules: str,
        build: Callable[[Any, Part], pd.DataFrame],
        shared: Any = None,
        *,
        long: bool = False,
    ) -> pd.DataFrame:
        """A table that is made of each document alone, some documents at a time; those that are
        kept from an earlier run are not made again.

        Parameters
        ----------
        name : str
            Of the table.
        rules : str
            Everything beside the document that can change it.
        build : callable
            ``build(shared, part)`` makes the table of some documents.
        shared : object
            What it needs beside them.
        long : bool
            Whether it takes long enough for more than one process.
        """
        found: dict[str, pd.DataFrame] = {}
        for doc_id, key in self._document_keys.items():
            if key:
                held, frame = self.cache.find(key_of(name, rules, key))
                if held:
                    found[doc_id] = frame
        missing = [doc_id for doc_id in self._document_keys if doc_id not in found]
        groups = [missing[n : n + TOGETHER] for n in range(0, len(missing), TOGETHER)]
        jobs = self.jobs if long and len(missing) >= PAYS else 1
        made = each(build, shared, map(self.study.part, groups), jobs=jobs)
        for number, (group, frame) in enumerate(zip(groups, made, strict=True), 1):
            owners = frame.groupby("doc_id", sort=False).indices
            for doc_id in group:
                own = frame.iloc[owners.get(doc_id, [])].reset_index(drop=True)
                if key := self._document_keys[doc_id]:
                    self.cache.keep(key_of(name, rules, key), own)
                found[doc_id] = own
            self.progress.advance(number / len(groups), number * TOGETHER, "texts")
        parts = [found[doc_id] for doc_id in self._document_keys]
        full = [frame for frame in parts if len(frame)]
        if not parts:
            return build(shared, self.study.part([]))
        return pd.concat(full or parts[:1], ignore_index=True)

    @cached_property
    def _document_keys(self) -> dict[str, str]:
        """What each document is: its row of documents, which has the sum of its text; empty where
        nothing is kept.
        """
        kept = self.cache.folder is not None
        return {
            str(row["doc_id"]): key_of(sorted(row.items())) if kept else ""
            for row in self.study.documents.to_dict("records")
        }

    @cached_property
    def profiles(self) -> Profiles:
        """Every clause as it is compared, with the study's own words and set phrases."""
        from compare.likeness.measures import cut_clauses, profile

        study = self.study
        words, formulas = study.whole_words, study.lexicon.formulas
        cut = None
        if self.cache.folder is not None:
            rules, cut = key_of(words, study.formulas), []
            for _, texts in study.clauses.groupby("doc_id", sort=False)["text"]:
                own = list(texts)
                cut += self.cache.get(
                    key_of("cut", rules, own), partial(cut_clauses, own, words, formulas)
                )
        return profile(study.clauses, words=words, formulas=formulas, cut=cut)

    @contextmanager
    def changes(self) -> Iterator[Changes | None]:
        """What two texts of counterparts differ in, as an earlier run of this study found it."""
        from compare.likeness.altered_many import compare_many

        if self.cache.folder is None:
            yield None
            return
        key = key_of("changes", str(self.study.root.resolve()))
        found, known = self.cache.find(key)
        told: dict[bytes, tuple[str, str, str]] = {}

        def changes(texts: Sequence[tuple[str, str]]) -> list[tuple[str, str, str]]:
            keys = [
                blake2b(f"{a}\0{b}".encode("utf-8", "surrogatepass"), digest_size=16).digest()
                for a, b in texts
            ]
            held = known if found else {}
            missing = {key: pair for key, pair in zip(keys, texts, strict=True) if key not in held}
            new = dict(zip(missing, compare_many(list(missing.values())), strict=True))
            own = {key: held[key] if key in held else new[key] for key in keys}
            told.update(own)
            return [own[key] for key in keys]

        yield changes
        self.cache.keep(key, told)


def _build_cells(
    shared: tuple[PmcBook, Tables, pd.DataFrame, frozenset[str]], part: Part
) -> pd.DataFrame:
    from compare.pmc.cells import rule_cells

    book, tables, outside, coded = shared
    here = set(part.documents["doc_id"])
    own = {name: frame[frame["doc_id"].isin(here)] for name, frame in tables.items()}
    beside = outside[outside["doc_id"].isin(here)]
    return rule_cells(book, part.documents, part.clauses, own, beside, coded=coded)
