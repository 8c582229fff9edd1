"""The tables of a study, declared once: column names, types, units, allowed codes.

Everything that shows, writes or checks a table reads it from here: `Table.check`, the exports and
the printed data dictionary. A list inside a cell is one string joined with ``;``. A missing text is
the empty string, a missing number is NaN, a missing truth value is ``<NA>``.

A module holds the tables of one question; its table is named here to be written and described.
"""

from __future__ import annotations

from compare.schema.adoption import ACTIONS, ADOPTIONS, ITEMS, ORIGIN_ROWS
from compare.schema.changes import CHANGES
from compare.schema.coded import DECISIONS, MEMOS
from compare.schema.codes import (
    ABOVE,
    ADOPTED,
    ADOPTION,
    CHANGE_CODES,
    COUNTERPARTS,
    CURRENCIES,
    DEGREES,
    DIFFUSION_RELATIONS,
    EVIDENCE,
    FORMS,
    INSTRUMENTS,
    KINDS,
    LEVELS,
    ORIGINS,
    PAIR_LEVELS,
    PMC_GRADES,
    PRESENT,
    ROLES,
    UNITS,
)
from compare.schema.content import AGENCIES, AMOUNTS, DIRECTIVES, INSTRUMENT_ROWS, THEMES
from compare.schema.diffusion import DIFFUSION, EVENTS, FIRST_USERS, PASSAGES, SOURCES
from compare.schema.likeness import PAIRS, SPANS, counterparts
from compare.schema.pmc import PMC, PMC_CELLS, PMC_SCORES
from compare.schema.regression import CITY_ITEMS, CITY_PAIRS
from compare.schema.table import Column, Table
from compare.schema.texts import CLAUSES, DOCUMENTS, INDICATORS

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        *(DOCUMENTS, CLAUSES, AGENCIES, AMOUNTS, THEMES, INSTRUMENT_ROWS, DIRECTIVES),
        *(PAIRS, SPANS, ITEMS, ADOPTIONS, ACTIONS, ORIGIN_ROWS, DIFFUSION, SOURCES, INDICATORS),
        *(PMC_CELLS, PMC_SCORES, PMC),
    )
}
"""Tables of a run, in the order in which they are written."""
CODED: dict[str, Table] = {table.name: table for table in (DECISIONS, MEMOS)}
"""Tables that people write and a study keeps."""
OUTPUTS: dict[str, Table] = TABLES | {
    table.name: table for table in (CITY_ITEMS, CITY_PAIRS, PASSAGES, FIRST_USERS, EVENTS, CHANGES)
}
"""Every table that a command writes."""

__all__ = [
    "ABOVE",
    "ACTIONS",
    "ADOPTED",
    "ADOPTION",
    "ADOPTIONS",
    "AGENCIES",
    "AMOUNTS",
    "CHANGES",
    "CHANGE_CODES",
    "CITY_ITEMS",
    "CITY_PAIRS",
    "CLAUSES",
    "CODED",
    "COUNTERPARTS",
    "CURRENCIES",
    "DECISIONS",
    "DEGREES",
    "DIFFUSION",
    "DIFFUSION_RELATIONS",
    "DIRECTIVES",
    "DOCUMENTS",
    "EVENTS",
    "EVIDENCE",
    "FIRST_USERS",
    "FORMS",
    "INDICATORS",
    "INSTRUMENTS",
    "INSTRUMENT_ROWS",
    "ITEMS",
    "KINDS",
    "LEVELS",
    "MEMOS",
    "ORIGINS",
    "ORIGIN_ROWS",
    "OUTPUTS",
    "PAIRS",
    "PAIR_LEVELS",
    "PASSAGES",
    "PMC",
    "PMC_CELLS",
    "PMC_GRADES",
    "PMC_SCORES",
    "PRESENT",
    "ROLES",
    "SOURCES",
    "SPANS",
    "TABLES",
    "THEMES",
    "UNITS",
    "Column",
    "Table",
    "counterparts",
]
