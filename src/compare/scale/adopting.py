"""What becomes of templates in a corpus: items, adoption, actions and origins.

Who implements whom is told from all documents. A corpus of at most `WHOLE` clauses is then weighed
as a whole, as a study is, and gives the study's tables. In a larger one each template is weighed
within its family: its own text, the documents that implement it, and the controls that the rules
draw (`compare.adoption.relations.draw_controls`). So weights are those of a field rather than of a
country, a template is a task of its own, and memory does not grow with the corpus.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pandas as pd

from compare.adoption.by_template import Traced, settled, trace_template
from compare.adoption.in_hand import templates_in_use
from compare.adoption.ledger import Ledger, trace
from compare.adoption.origins import trace_origins
from compare.adoption.relations import draw_controls, relate
from compare.adoption.rules import RULES
from compare.adoption.templates import Template
from compare.base.progress import Progress
from compare.errors import PolicyCompareError
from compare.scale.engines import Engine, WorkerDied
from compare.structure.header import Header
from compare.structure.named import Named
from compare.structure.titles import KnownIndex
from compare.study.documents import (
    known_document,
    known_template,
    links_above,
    settled_numbers,
    with_links,
)

WHOLE = 20_000
"""Clauses up to which a corpus is weighed as a whole."""


class Linked:
    """The documents of a corpus with what they implement, as keys of one another.

    Parameters
    ----------
    parts : sequence of Path
        Of the reading tasks.
    templates : tuple of Template
        Codebooks of templates.
    """

    def __init__(self, parts: Sequence[Path], templates: tuple[Template, ...]) -> None:
        self._parts = parts
        said = {
            doc_id: (entry["row"], _header(entry["header"]))
            for part in parts
            for doc_id, entry in json.loads((part / "links.json").read_text("utf-8")).items()
        }
        self._numbers = settled_numbers(said.values())
        known = KnownIndex(
            [
                *(
                    known_document(row, header, self._numbers[doc_id])
                    for doc_id, (row, header) in said.items()
                ),
                *map(known_template, templates),
            ]
        )
        self.templates = tuple(with_links(template, known) for template in templates)
        self._implements = {}
        for doc_id, (row, header) in said.items():
            told, above = links_above(row, header, known, self._numbers[doc_id])
            self._implements[doc_id] = ";".join(told or above)
        self.documents = pd.concat(
            [pd.read_parquet(part / "documents.parquet") for part in parts], ignore_index=True
        )
        self.documents = next(self.with_links([self.documents]))

    def with_links(self, frames: Iterable[pd.DataFrame]) -> Iterator[pd.DataFrame]:
        """Rows of documents with what they implement, and with numbers that tell them apart."""
        for frame in frames:
            ids = frame["doc_id"]
            above = [
                self._implements.get(doc_id, own)
                for doc_id, own in zip(ids, frame["implements"], strict=True)
            ]
            yield frame.assign(
                implements=pd.Series(above, index=frame.index, dtype="str"),
                doc_number=pd.Series(
                    [
                        self._numbers.get(doc_id, own)
                        for doc_id, own in zip(ids, frame["doc_number"], strict=True)
                    ],
                    index=frame.index,
                    dtype="str",
                ),
            )

    def tables(
        self, pairs: pd.DataFrame, engine: Engine, progress: Progress
    ) -> dict[str, pd.DataFrame]:
        """``items, adoption, actions, origins`` of the corpus."""
        clauses, agencies = (
            pd.concat(
                [pd.read_parquet(part / f"{name}.parquet") for part in self._parts],
                ignore_index=True,
            )
            for name in ("clauses", "agencies")
        )
        # A document that could not be parsed has a row, and no say in who implements whom.
        used = self.documents[self.documents["n_clauses"] > 0].reset_index(drop=True)
        progress.step("adoption")
        if len(clauses) <= WHOLE:
            ledger = trace(used, clauses, self.templates, agencies=agencies, progress=progress)
        else:
            ledger = self._by_family(used, clauses, agencies, engine, progress)
        progress.end(len(ledger.adoption))
        progress.step("origins")
        origins = trace_origins(used, clauses, ledger.adoption, pairs, self.templates)
        progress.end(len(origins))
        return {
            "items": ledger.items,
            "adoption": ledger.adoption,
            "actions": ledger.actions,
            "origins": origins,
        }

    def _by_family(
        self,
        documents: pd.DataFrame,
        clauses: pd.DataFrame,
        agencies: pd.DataFrame,
        engine: Engine,
        progress: Progress,
    ) -> Ledger:
        used = templates_in_use(documents, clauses, self.templates)
        related = draw_controls(relate(documents, used), RULES.controls)
        rows = clauses.groupby("doc_id", sort=False).indices
        charged = agencies.groupby("doc_id", sort=False).indices

        def tasks() -> Iterator[tuple[Template, tuple[Template, ...], *tuple[pd.DataFrame, ...]]]:
            for template in used:
                relation = related[related["template"] == template.number]
                family = [template.doc_id, *relation["doc_id"]]
                books = tuple(book for book in self.templates if book.number == template.number)
                yield (
                    template,
                    books,
                    _of(clauses, rows, family),
                    relation,
                    _of(agencies, charged, family),
                )

        traced: dict[str, Traced] = {}
        for task, result in engine.run(trace_family, tasks()):
            if isinstance(result, WorkerDied):
                raise PolicyCompareError(
                    f"adoption of {task[0].number}: {result} What is finished is kept: run the "
                    f"same command again."
                )
            traced[result.template] = result
            progress.advance(len(traced) / len(used), len(traced), "templates")
        return settled([traced[template.number] for template in used], used, documents, related)


def trace_family(
    template: Template,
    books: tuple[Template, ...],
    clauses: pd.DataFrame,
    relation: pd.DataFrame,
    agencies: pd.DataFrame,
) -> Traced:
    """Trace one template within its family; evidence is not sent back."""
    return trace_template(template, books, clauses, relation, agencies=agencies)


def _of(frame: pd.DataFrame, rows: dict, doc_ids: Iterable[str]) -> pd.DataFrame:
    """The rows of some documents, in the order of the frame."""
    wanted = sorted(row for doc_id in dict.fromkeys(doc_ids) for row in rows.get(doc_id, ()))
    return frame.iloc[wanted].reset_index(drop=True)


def _header(said: dict) -> Header:
    return Header(**{**said, "named": tuple(Named(**named) for named in said["named"])})
