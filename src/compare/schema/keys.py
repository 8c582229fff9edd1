"""Columns that several tables share: keys, places in the file, cues."""

from __future__ import annotations

from compare.schema.table import Column

DOC = Column("str", "document: key into documents")
CLAUSE = Column("str", "clause: key into clauses")
BEGIN = Column("int", "start in the file as received, 0-based, inclusive", unit="character")
END = Column("int", "end in the file as received, exclusive", unit="character")
RAW = Column("str", "as printed: script and misprints kept, white space removed")
TEMPLATE = Column("str", "template: its document number, or the file's stem where it has none")
ITEM = Column(
    "int",
    "item of the template: the codebook's no, or the position of the clause in the official text",
)
CUES = Column("str", "what was matched to reach this row, joined with ;")
