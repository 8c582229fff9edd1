"""Tables that go on over the end of a page are one table."""

from __future__ import annotations

from compare.reading.page_layout import Block
from compare.reading.page_tables import Table


def tables_joined(flow: list[tuple[int, Block]]) -> list[Block]:
    """Tables that run over a page break put together; their repeated heads go."""
    out: list[Block] = []
    last_page = -1
    for page, block in flow:
        before = out[-1] if out else None
        if (
            isinstance(block, Table)
            and isinstance(before, Table)
            and page == last_page + 1
            and _same_columns(before, block)
        ):
            out[-1] = _continued(before, block)
        else:
            out.append(block)
        last_page = page
    return out


def _same_columns(one: Table, other: Table) -> bool:
    return len(one.xs) == len(other.xs) and all(
        abs((a - one.xs[0]) - (b - other.xs[0])) <= 6 for a, b in zip(one.xs, other.xs, strict=True)
    )


def _continued(before: Table, after: Table) -> Table:
    rows, covered = list(after.rows), list(after.covered)
    if rows and rows[0] == before.rows[0]:
        rows, covered = rows[1:], covered[1:]
    if not rows:
        return before
    upper = list(before.rows)
    counts = _counting_column(before)
    if not rows[0][counts] and any(rows[0]):
        upper[-1] = tuple(
            one + other for one, other in zip(upper[-1], rows[0], strict=True)
        )  # the row itself was parted
        rows, covered = rows[1:], covered[1:]
    else:
        rows = _filled(
            upper[-1],
            rows,
            covered,
            [all(row[column] for row in upper) for column in range(len(upper[0]))],
        )
    return Table(before.xs, (*upper, *rows), (*before.covered, *covered))


def _counting_column(table: Table) -> int:
    """The column that numbers the rows; the first where none says so."""
    return next(
        (
            number
            for number, head in enumerate(table.rows[0])
            if "".join(head.split()) in {"序号", "编号"}
        ),
        0,
    )


def _filled(
    above: tuple[str, ...],
    rows: list[tuple[str, ...]],
    covered: list[tuple[bool, ...]],
    always: list[bool],
) -> list[tuple[str, ...]]:
    """Cells merged over the page break: empty at the top of a page, in a column that is never
    empty, or over several rows.
    """
    out = list(rows)
    for column, text in enumerate(above):
        reach = 1
        while reach < len(rows) and covered[reach][column]:
            reach += 1
        if not rows[0][column] and text and (always[column] or reach > 1):
            for row in range(reach):
                out[row] = (*out[row][:column], text, *out[row][column + 1 :])
    return out
