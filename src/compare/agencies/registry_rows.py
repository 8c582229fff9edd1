"""The registry from rows of a file: the package's, and a study's own before them."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files

from compare.agencies.entries import Entry, cells_of, entry_of, with_aliases
from compare.agencies.names import key
from compare.agencies.registry import Registry
from compare.errors import CodebookError


@cache
def package_rows() -> tuple[Mapping[str, str], ...]:
    """Rows of the registry that the package brings (``lexicon/agencies.csv``)."""
    text = (files("compare") / "lexicon" / "agencies.csv").read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def parse_registry(
    rows: Sequence[Mapping[str, str]], extra: Iterable[Mapping[str, str]] = ()
) -> Registry:
    """Build the registry from rows of ``lexicon/agencies.csv``.

    Parameters
    ----------
    rows : sequence of dict
        Columns `COLUMNS`; ``agency`` and ``family`` are needed, the rest may be missing. Lists are
        joined with ``;``.
    extra : iterable of dict
        Rows of a study: a row with a known ``agency`` adds its aliases and replaces the other
        cells it fills; an alias it claims is taken from any other row; others are new bodies, and
        come first.

    Raises
    ------
    CodebookError
        If a row lacks its name or family, a level or year is unknown, a name stands in two rows, a
        pattern is no regular expression, or a successor does not exist.
    """
    entries: dict[str, Entry] = {}
    for line, row in enumerate(rows, 2):
        entry = entry_of(row, f"lexicon/agencies.csv, line {line}")
        if entry.agency in entries:
            raise CodebookError(
                f"lexicon/agencies.csv, line {line}: {entry.agency!r} has a row already; "
                f"merge the two."
            )
        entries[entry.agency] = entry
    own: dict[str, Entry] = {}
    for line, row in enumerate(extra, 2):
        known = own.get(row.get("agency", "")) or entries.get(row.get("agency", ""))
        entry = entry_of(
            {**cells_of(known), **{k: v for k, v in row.items() if v}} if known else row,
            f"the study's lexicon/agencies.csv, line {line}",
        )
        aliases = (
            (*known.aliases, *(a for a in entry.aliases if a not in known.aliases))
            if known
            else entry.aliases
        )
        own[entry.agency] = with_aliases(entry, aliases)
    if own:
        claimed = {key(alias) for entry in own.values() for alias in (entry.agency, *entry.aliases)}
        rest = {
            name: with_aliases(entry, tuple(a for a in entry.aliases if key(a) not in claimed))
            for name, entry in entries.items()
            if name not in own
        }
        entries = {**own, **rest}
    for entry in entries.values():
        if entry.successor and entry.successor not in entries:
            raise CodebookError(
                f"lexicon/agencies.csv, {entry.agency!r}: successor {entry.successor!r} "
                f"has no row; add one."
            )
    return Registry(entries)
