"""A declared table: what is checked, and how a fault is told."""

from __future__ import annotations

import pandas as pd
import pytest

from compare import schema
from compare.errors import SchemaError


def test_frame_without_rows_has_every_column():
    """An empty table still has its declared columns and types."""
    for table in schema.TABLES.values():
        assert list(table.frame().columns) == list(table.columns), table.name


def test_wrong_code_names_table_column_value_and_record():
    """A code that is not allowed is told with the record it sits in."""
    rows = [{"clause_id": "a-01", "doc_id": "a", "instrument": "suply"}]

    with pytest.raises(
        SchemaError,
        match=r"instruments\.instrument: \['suply'\] not among .* \(first at \['a-01'\]\)",
    ):
        schema.INSTRUMENT_ROWS.frame(rows)


def test_missing_column_and_doubled_key_are_refused():
    """Columns and keys are checked on frames that come from elsewhere, too."""
    with pytest.raises(SchemaError, match=r"directives: columns \['strength'"):
        schema.DIRECTIVES.check(pd.DataFrame({"clause_id": ["a"], "doc_id": ["a"], "cues": [""]}))
    with pytest.raises(SchemaError, match="key .* is not unique"):
        schema.DIRECTIVES.frame([{"clause_id": "a"}, {"clause_id": "a"}])
