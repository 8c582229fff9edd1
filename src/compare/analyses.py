"""The questions a scholar asks of a study, a function each: a Study in, a table out.

`compare.build_tables` answers all of them at once. Where one is asked alone, only what it needs is
computed; a function that weighs a finished table also takes that table, or the mapping of tables,
so that nothing is computed twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import pandas as pd

from compare.study.read import Study
from compare.tables import build_tables

if TYPE_CHECKING:
    from compare.content.codebook import Codebook
    from compare.likeness.sidebyside import SideBySide

Source = Study | Mapping[str, pd.DataFrame]


def find_agencies(study: Study) -> pd.DataFrame:
    """Who must carry each clause out, and who leads: the table ``agencies``."""
    return _table(study, "agencies")


def find_amounts(study: Study) -> pd.DataFrame:
    """Who promises how much for what: the table ``amounts``."""
    return _table(study, "amounts")


def code_themes(study: Study, codebook: Codebook | None = None) -> pd.DataFrame:
    """Which policy themes each clause has: the table ``themes``.

    Parameters
    ----------
    study : Study
    codebook : Codebook, optional
        In place of the study's own; see `compare.content.parse_codebook`.
    """
    return _table(_with(study, "themes", codebook), "themes")


def code_instruments(study: Study, codebook: Codebook | None = None) -> pd.DataFrame:
    """Which policy instrument each clause uses: the table ``instruments``; `codebook` in place of
    the study's own.
    """
    return _table(_with(study, "instruments", codebook), "instruments")


def compare_clauses(study: Study) -> pd.DataFrame:
    """Every pair of clauses of two documents that are alike, measured and judged: the table
    ``pairs``.
    """
    return _table(study, "pairs")


def counterpart_shares(source: Source) -> pd.DataFrame:
    """Share of each document's clauses that have a counterpart in each other document, with its
    interval.

    See `compare.likeness.counterpart_shares` for the columns.
    """
    from compare.likeness.chance import counterpart_shares

    return counterpart_shares(_table(source, "clauses"), _table(source, "pairs"))


def side_by_side(study: Study, a: str, b: str, *, spans: pd.DataFrame | None = None) -> SideBySide:
    """Two clauses beside each other with their shared wording marked, as text and in a notebook as
    HTML.

    Parameters
    ----------
    study : Study
    a, b : str
        Clause ids, such as ``qujing-07``.
    spans : DataFrame, optional
        The table ``spans``, where it is at hand.

    Raises
    ------
    KeyError
        If a clause does not exist.
    """
    from compare.likeness.sidebyside import side_by_side

    return side_by_side(
        a, b, study.clauses, study.passages, _table(study, "spans") if spans is None else spans
    )


def trace_adoption(study: Study) -> pd.DataFrame:
    """What became of each item of each template in each document: the table ``adoption``."""
    return _table(study, "adoption")


def trace_origins(study: Study) -> pd.DataFrame:
    """Where each clause comes from: the table ``origins``."""
    return _table(study, "origins")


def adoption_matrix(source: Source, template: str = "") -> pd.DataFrame:
    """The ledger of one template as a matrix: items by documents, controls last.

    Parameters
    ----------
    source : Study or mapping of tables
    template : str
        Number of the template, or doc_id of a law; default: the one that most documents implement.

    Returns
    -------
    DataFrame
        Index ``item_no, heading``; one column a document, in it the level of the item.
    """
    from compare.adoption.rates import main_template

    adoption = _table(source, "adoption")
    own = adoption[
        (adoption["template"] == (template or main_template(adoption))) & (adoption["item_no"] > 0)
    ]
    order = own.drop_duplicates("doc_id").sort_values(
        "relation", key=lambda column: column == "control", kind="stable"
    )
    wide = own.pivot(index=["item_no", "heading"], columns="doc_id", values="level")
    return wide[list(order["doc_id"])].rename_axis(columns=None)


def pmc_matrix(source: Source) -> pd.DataFrame:
    """The PMC index: documents by first-level variables, with index, grade and rank.

    See `compare.pmc.matrix_of` for the columns, the tables ``pmc_cells`` for the clause behind each
    value.
    """
    from compare.pmc.index import matrix_of

    if isinstance(source, Study):
        source = build_tables(source, only=("pmc_scores", "pmc"))
    return matrix_of(source["pmc_scores"], source["pmc"])


def adoption_rates(source: Source) -> pd.DataFrame:
    """How much of each template each document takes over, controls among them; see
    `compare.adoption.adoption_rates`.
    """
    from compare.adoption.rates import adoption_rates

    return adoption_rates(_table(source, "adoption"))


def agreement(study: Study, tables: Mapping[str, pd.DataFrame] | None = None) -> pd.DataFrame:
    """Every automatic table against the hand coding that the study brings; empty where it brings
    none.

    See `compare.trust.validate` for the columns.
    """
    from compare.trust.hand_coding import read_hand_coding
    from compare.trust.validation import validate

    return validate(
        read_hand_coding(study.root), study.clauses, study.passages, tables or build_tables(study)
    )


def robustness(
    study: Study, template: str = "", *, tables: Mapping[str, pd.DataFrame] | None = None
) -> pd.DataFrame:
    """Adoption rates of one template under every reasonable set of rules.

    Parameters
    ----------
    study : Study
    template : str
        Number of a codebook; default: the one that most documents implement.
    tables : mapping, optional
        Finished tables of the study.

    Returns
    -------
    DataFrame
        See `compare.trust.specification_curve`; empty where the template is no codebook of the
        study.
    """
    from compare.adoption.rates import main_template
    from compare.trust.specification import specification_curve

    adoption = _table(tables or study, "adoption")
    wanted = template or main_template(adoption)
    documents = adoption.loc[adoption["template"] == wanted, "doc_id"].drop_duplicates()
    for codebook in study.templates:
        if codebook.number == wanted:
            return specification_curve(study.clauses, codebook, documents, words=study.words)
    return pd.DataFrame(
        columns=["template", "doc_id", "tokens", "ngram", "weights", "threshold", "rate", "chosen"]
    )


def _table(source: Source, name: str) -> pd.DataFrame:
    return build_tables(source, only=(name,))[name] if isinstance(source, Study) else source[name]


def _with(study: Study, name: str, codebook: Codebook | None) -> Study:
    return (
        study if codebook is None else replace(study, codebooks={**study.codebooks, name: codebook})
    )
