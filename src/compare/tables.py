"""All tables of a study, in the order in which one needs the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from compare import schema

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study


def build_tables(study: Study, *, progress: Callable[[str], None] | None = None) -> dict[str, pd.DataFrame]:
    """Compute every table of `compare.schema.TABLES` for a study.

    Parameters
    ----------
    study : Study
    progress : callable, optional
        Called with the name of each table before it is computed.

    Returns
    -------
    dict of str to DataFrame
        Every declared table. What a study has no codebook for comes back empty, never missing.
    """
    say = progress or (lambda name: None)
    tables: dict[str, pd.DataFrame] = {"documents": study.documents, "clauses": study.clauses}
    clauses, passages = study.clauses, study.passages

    say("agencies")
    from compare.agencies.find import find_agencies

    tables["agencies"] = find_agencies(clauses, passages, study.attributions, study.registry, documents=study.documents)

    say("amounts")
    from compare.content.amounts import find_amounts

    tables["amounts"] = find_amounts(clauses, passages)

    say("themes")
    if "themes" in study.codebooks:
        from compare.content.themes import code_themes

        tables["themes"] = code_themes(clauses, study.codebooks["themes"])
    else:
        tables["themes"] = schema.THEMES.frame()

    say("instruments")
    if "instruments" in study.codebooks:
        from compare.content.instruments import code_instruments

        tables["instruments"] = code_instruments(clauses, tables["themes"], study.codebooks["instruments"])
    else:
        tables["instruments"] = schema.INSTRUMENT_ROWS.frame()

    say("directives")
    from compare.content.directives import code_directives

    tables["directives"] = code_directives(clauses, study.ladder)

    say("pairs")
    from compare.likeness.pairs import compare_clauses
    from compare.likeness.set_phrases import parse_formulas

    words = (*study.registry.words(), *study.words)
    formulas = parse_formulas(study.formulas) if study.formulas else None
    tables["pairs"], tables["spans"] = compare_clauses(study.documents, clauses, passages, words=words, formulas=formulas)

    say("adoption")
    from compare.adoption.ledger import trace_adoption

    tables["items"], tables["adoption"], tables["actions"] = trace_adoption(
        study.documents, clauses, passages, study.templates, decisions=study.decisions
    )

    say("origins")
    from compare.adoption.origins import trace_origins

    tables["origins"] = trace_origins(study.documents, clauses, tables["adoption"], tables["pairs"], study.templates)
    return {name: tables[name] for name in schema.TABLES}
