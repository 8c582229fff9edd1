"""Rows of an agencies table, small enough to be counted by hand."""

import pandas as pd


def rows(*specs):
    """doc-clause, family, role[, generic] as rows of an agencies table."""
    out = []
    for number, (clause, family, role, *generic) in enumerate(specs):
        out.append(
            {
                "clause_id": clause,
                "doc_id": clause.split("-")[0],
                "family": family,
                "agency": family + "局",
                "role": role,
                "where": "attribution",
                "begin": number,
                "generic": bool(generic),
                "group": 1,
            }
        )
    return pd.DataFrame(out)


CLAUSES = pd.DataFrame(
    {"clause_id": ["a-1", "a-2", "a-3", "b-1", "b-2"], "doc_id": ["a", "a", "a", "b", "b"]}
)


AGENCIES = rows(
    ("a-1", "科技", "lead"),
    ("a-1", "财政", "support"),
    ("a-2", "科技", "responsible"),
    ("a-2", "教育", "responsible"),
    ("a-2", "商务", "responsible"),
    ("a-2", "科技", "responsible"),
    ("b-1", "财政", "responsible"),
    ("b-2", "有关部门", "responsible", True),
)


def one(table, **where):
    """The only row for which the columns have these values."""
    for column, value in where.items():
        table = table[table[column] == value]
    assert len(table) == 1
    return table.iloc[0]


def times(n):
    """Both tables `n` times over, each time as clauses of their own."""
    return tuple(
        pd.concat(
            [frame.assign(clause_id=frame["clause_id"] + f"~{k}") for k in range(n)],
            ignore_index=True,
        )
        for frame in (AGENCIES, CLAUSES)
    )
