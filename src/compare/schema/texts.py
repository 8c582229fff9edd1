"""What a text says of itself: documents, their clauses, and the indicators of plans."""

from __future__ import annotations

from compare.schema.codes import FORMS, KINDS, LEVELS
from compare.schema.keys import BEGIN, DOC, END
from compare.schema.table import Column, Table

DOCUMENTS = Table(
    "documents",
    ("doc_id",),
    "one row a text of the study",
    {
        "doc_id": Column("str", "short name of the document, from documents.csv"),
        "title": Column("str", "title, simplified script"),
        "doc_number": Column(
            "str", "document number, canonical: 国发〔2018〕32号; empty where none is known"
        ),
        "issuer": Column("str", "issuing body, simplified script"),
        "level": Column("str", "administrative level of the issuer", allowed=(*LEVELS, "")),
        "region": Column("str", "place the document governs"),
        "province": Column("str", "province the place lies in"),
        "issue_date": Column(
            "str", "ISO date; a year alone where only the number tells it; empty where unknown"
        ),
        "script": Column("str", "script as received", allowed=("hans", "hant")),
        "implements": Column(
            "str",
            (
                "documents it says it implements, joined with ;: number, else doc_id of a "
                "document of the study, else title as printed"
            ),
        ),
        "n_clauses": Column("int", "clauses found", unit="clause"),
        "n_chars": Column("int", "characters of the file as received", unit="character"),
        "sha256": Column("str", "sha256 of the file's bytes as received"),
    },
    {
        "file": Column("str", "file in texts/"),
        "title_en": Column("str", "English title, from documents.csv"),
        "region_en": Column("str", "English name of the place, from documents.csv"),
        "passed_date": Column(
            "str",
            "ISO date on which a regulation was first passed, approved or issued as its head "
            "tells; empty where it does not",
        ),
        "in_force_date": Column(
            "str", "ISO date from which it is in force; empty where the text does not say"
        ),
        "amended_date": Column(
            "str",
            "ISO date of the last amendment that the head tells of; empty where it tells none",
        ),
        "in_clauses": Column("float", "printed characters that stand in clauses", unit="0–1"),
        "in_tables": Column("float", "printed characters that stand in tables", unit="0–1"),
        "ignored_labels": Column(
            "int", "labels at line beginnings that were not taken", unit="label"
        ),
        "repairs": Column(
            "int",
            "page marks, doubled lines and oddities of numbering put right or noted",
            unit="repair",
        ),
        "doubts": Column(
            "str",
            (
                "why the reading is in doubt: code, or code@place in the file, the gravest "
                "first, joined with ;"
            ),
        ),
    },
)

CLAUSES = Table(
    "clauses",
    ("clause_id",),
    "one row a clause: the smallest numbered item with policy content",
    {
        "clause_id": Column("str", "document and running number, e.g. qujing-07"),
        "doc_id": DOC,
        "path": Column("str", "labels from the top down, e.g. 二/（三）/1"),
        "section_no": Column("int", "running number of the top section; 0 = before or without any"),
        "section": Column(
            "str", "heading of the top section, simplified script; empty where the text has none"
        ),
        "label": Column("str", "label as printed"),
        "heading": Column("str", "heading without label and final stop, simplified script"),
        "kind": Column("str", "role of the clause in the document", allowed=KINDS),
        "begin": BEGIN,
        "end": END,
        "text": Column(
            "str", "body: simplified, unwrapped, without label, heading and attribution"
        ),
        "form": Column(
            "str", "running text, row of a table of tasks, or box (专栏)", allowed=(*FORMS, "")
        ),
        "deadline": Column(
            "str", "by when, as printed (完成时限：…); not part of text; empty where none"
        ),
    },
)

INDICATORS = Table(
    "indicators",
    ("doc_id", "row"),
    "one row an indicator of a plan, as its table prints it; no clause",
    {
        "doc_id": DOC,
        "row": Column("int", "running number in the document, from 1"),
        "name": Column("str", "name of the indicator"),
        "unit": Column("str", "unit, of its column or of the bracket behind the name"),
        "base": Column("str", "value of the base year"),
        "base_year": Column("str", "year of that value; empty where the table does not say"),
        "target": Column("str", "value aimed at"),
        "target_year": Column("str", "year of that value; empty where the table does not say"),
        "kind": Column("str", "kind of indicator as printed (预期性, 约束性)"),
        "begin": BEGIN,
        "end": END,
    },
)
