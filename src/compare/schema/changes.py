"""What differs between two runs."""

from __future__ import annotations

from compare.schema.table import Column, Table

CHANGES = Table(
    "changes",
    ("table", "key", "column"),
    "one row a cell that differs between two runs",
    {
        "table": Column("str", "table of the run"),
        "key": Column("str", "values of the key, joined with |"),
        "column": Column("str", "column that differs; row where a whole row came or went"),
        "before": Column("str", "as in the earlier run"),
        "after": Column("str", "as in the later run"),
    },
)
