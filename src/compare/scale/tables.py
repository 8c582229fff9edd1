"""Last step: the parts become one Parquet file a table, written a part at a time."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from compare import schema
from compare.base.atomic import write_text
from compare.base.digits import rounded

if TYPE_CHECKING:
    import pandas as pd


def write_parts(
    name: str, frames: Iterable[pd.DataFrame], out: Path, *, extra: Sequence[str] = ()
) -> int:
    """Write frames one after the other as ``NAME.parquet`` (a row group each), whole or not at
    all. Returns the rows.

    Parameters
    ----------
    extra : sequence of str
        Text columns that some frames have and others lack.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    temporary = out / f".{name}.parquet.tmp"
    writer, rows = None, 0
    try:
        for frame in frames:
            if writer is not None and not len(frame):
                continue
            missing = {column: "" for column in extra if column not in frame}
            table = pa.Table.from_pandas(
                rounded(schema.TABLES[name].check(frame.assign(**missing))), preserve_index=False
            )
            if writer is None:
                writer = pq.ParquetWriter(temporary, table.schema, compression="zstd")
            writer.write_table(table.select(writer.schema.names).cast(writer.schema))
            rows += len(frame)
        if writer is None:
            empty = pa.Table.from_pandas(schema.TABLES[name].frame(), preserve_index=False)
            writer = pq.ParquetWriter(temporary, empty.schema, compression="zstd")
        writer.close()
        temporary.replace(out / f"{name}.parquet")
    finally:
        temporary.unlink(missing_ok=True)
    return rows


def frames_of(parts: Iterable[Path], name: str) -> Iterator[pd.DataFrame]:
    """The table `name` of each part."""
    import pandas as pd

    for part in parts:
        yield pd.read_parquet(part / f"{name}.parquet")


def with_p_values(parts: Sequence[Path], p_value: np.ndarray) -> Iterator[pd.DataFrame]:
    """The pairs of each part with their corrected p-values, which only the whole gives."""
    at = 0
    for frame in frames_of(parts, "pairs"):
        yield frame.assign(p_value=p_value[at : at + len(frame)])
        at += len(frame)


def excess_of(parts: Sequence[Path]) -> np.ndarray:
    """The column ``excess`` of all pairs."""
    import pandas as pd

    return np.concatenate(
        [
            np.empty(0),
            *(
                pd.read_parquet(part / "pairs.parquet", columns=["excess"])["excess"].to_numpy()
                for part in parts
            ),
        ]
    )


def extra_columns(parts: Iterable[Path]) -> list[str]:
    """Columns of documents that the corpus brought, in the order of their names."""
    import pyarrow.parquet as pq

    names = {name for part in parts for name in pq.read_schema(part / "documents.parquet").names}
    return sorted(names - set(schema.DOCUMENTS.columns))


def write_failures(parts: Iterable[Path], out: Path) -> int:
    """Write ``failures.csv``: every document that could not be used, where it stands, and why.
    Returns how many.
    """
    text = StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["doc_id", "place", "reason"])
    rows = [
        row
        for part in parts
        for row in json.loads((part / "failures.json").read_text(encoding="utf-8"))
    ]
    writer.writerows([row["doc_id"], row["place"], row["reason"]] for row in rows)
    write_text(out / "failures.csv", text.getvalue())
    return len(rows)
