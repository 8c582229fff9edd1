"""The declarations: every column of every table is explained."""

from __future__ import annotations

from compare import schema


def test_every_column_has_a_meaning():
    """The data dictionary is printed from the schema, so no meaning may be empty."""
    assert all(
        column.meaning
        for table in schema.TABLES.values()
        for column in [*table.columns.values(), *table.further.values()]
    )


def test_every_column_of_a_run_is_described(five_tables):
    """No table carries a column that the data dictionary does not explain."""
    for name, frame in five_tables.items():
        described = {**schema.TABLES[name].columns, **schema.TABLES[name].further}
        assert set(frame.columns) <= set(described), name
