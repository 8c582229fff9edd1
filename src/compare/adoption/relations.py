"""Who implements whom, and how long it took: one row a template and document.

A document implements what its text names and, through that, what the named document implements.
Whatever else is in the study is a control: it shows how much two policies of one field resemble
each other anyway.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Any

import numpy as np
import pandas as pd

from compare.adoption.templates import Template
from compare.base.rows import rows_of
from compare.structure.doc_numbers import canonical_number
from compare.structure.editions import first_day
from compare.structure.titles import is_template
from compare.text.numerals import whole_number

COLUMNS = ("template", "doc_id", "relation", "through", "shares", "order", "lag_min", "lag_max")
Window = tuple[date, date]


def relate(
    documents: pd.DataFrame, templates: Iterable[Template], *, controls: bool = True
) -> pd.DataFrame:
    """Relation and lag of every template with every document below or beside it.

    Parameters
    ----------
    documents : DataFrame
        A `schema.DOCUMENTS` table; doc_number, implements and the dates are read.
    templates : iterable of Template
        Their own `implements` carries the chain on.
    controls : bool
        Whether documents that do not implement a template have rows, too.

    Returns
    -------
    DataFrame
        ``template, doc_id``; ``relation`` (direct: named by the document, via: named by a document
        it implements, control: neither); ``through`` (numbers between both, joined with ;);
        ``shares`` (a
        control that implements a document which the template implements too, so not independent of
        it); ``order``
        (after, before, same, undecidable); ``lag_min, lag_max`` (days from template to document,
        NaN where nothing is known). A template is never set against itself or against what it
        implements.

    Notes
    -----
    The day of a document is the first that its head tells of (`issued_on`), whatever edition is in
    hand. A year alone stands for every day of it. A document cannot be older than what it names,
    nor the named one younger: this narrows both, and nothing else is assumed. A text that carries
    out what is younger than its issue does so since it was amended, and the lag runs to that day.
    """
    templates = tuple(templates)
    names = named_by(documents, templates)
    windows = date_windows(documents, templates)
    amended = {
        key_of(row): window
        for row in rows_of(documents)
        if (window := _window(str(getattr(row, "amended_date", ""))))
    }
    listed = [(row.doc_id, key_of(row)) for row in rows_of(documents)]
    ways = {key: ways_up(key, names) for _, key in listed}
    below: dict[str, list[tuple[str, str]]] = {}
    if not controls:
        for doc_id, key in listed:
            for number in ways[key]:
                below.setdefault(number, []).append((doc_id, key))
    rows = []
    for template in templates:
        above = ways_up(template.number, names)
        for doc_id, key in listed if controls else below.get(template.number, ()):
            if template.number == key or doc_id == template.doc_id or key in above:
                continue
            path = ways[key].get(template.number)
            relation = "control" if path is None else "direct" if not path else "via"
            shares = path is None and not above.keys().isdisjoint(ways[key])
            rows.append(
                (
                    template.number,
                    doc_id,
                    relation,
                    ";".join(path or ()),
                    shares,
                    *_lag(
                        windows.get(template.number),
                        windows.get(key),
                        path is not None,
                        amended.get(key),
                    ),
                )
            )
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype(
        {"shares": bool, "lag_min": float, "lag_max": float}
    )


def draw_controls(relations: pd.DataFrame, most: int) -> pd.DataFrame:
    """At most `most` controls of each template: those whose sum of template and document is least.

    The draw knows nothing of the texts and needs no seed; a document more displaces at most one.
    Every document that implements a template stays.

    Parameters
    ----------
    relations : DataFrame
        From `relate`.
    most : int
        See `compare.adoption.rules.Rules`.
    """
    control = relations["relation"] == "control"
    number = control.groupby(relations["template"], sort=False).transform("sum")
    if not (number > most).any():
        return relations
    sums = pd.Series(
        [
            sha256(f"{template}\n{doc_id}".encode()).hexdigest()
            for template, doc_id in zip(relations["template"], relations["doc_id"], strict=True)
        ],
        index=relations.index,
        dtype="str",
    )
    place = sums[control].groupby(relations["template"][control], sort=False).rank("first")
    drawn = ~control | place.reindex(relations.index).astype(float).le(most)
    return relations[drawn].reset_index(drop=True)


def named_by(documents: pd.DataFrame, templates: Iterable[Template]) -> dict[str, tuple[str, ...]]:
    """Keys of the documents that each document or template carries out.

    A key is the document number, or the doc_id of a document without one; what the study does not
    hold goes by its number or its title. A law of another subject that only gives the legal basis,
    and is not in the study, is left out
    (`compare.structure.titles.is_template`).
    """
    templates = tuple(templates)
    held = {template.number for template in templates} | {key_of(row) for row in rows_of(documents)}
    names = {template.number: (template.implements, template.title) for template in templates}
    for row in rows_of(documents):
        own = tuple(key for key in str(row.implements).split(";") if key)
        names[key_of(row)] = (
            tuple(dict.fromkeys([*own, *names.get(key_of(row), ((), ""))[0]])),
            str(getattr(row, "title", "")),
        )
    return {
        below: tuple(
            key for key in above if key in held or canonical_number(key) or is_template(key, title)
        )
        for below, (above, title) in names.items()
    }


def key_of(document: Any) -> str:
    """What a document goes by wherever others refer to it: its number, else its doc_id."""
    return document.doc_number or document.doc_id


def issued_on(document: Any) -> str:
    """When a document was first there (`compare.structure.editions.first_day`): lags, and who can
    have followed whom, are counted from that day.
    """
    passed, amended = (str(getattr(document, name, "")) for name in ("passed_date", "amended_date"))
    return first_day(str(document.issue_date), passed, amended)


def edition_of(document: Any) -> str:
    """Of which day the text in hand is: its last amendment, else its issue."""
    return max(str(document.issue_date), str(getattr(document, "amended_date", "")))


def later_editions(documents: pd.DataFrame) -> dict[str, str]:
    """Documents whose text in hand is of a later day than their first, with that day, by key."""
    return {
        key_of(row): edition_of(row)
        for row in rows_of(documents)
        if str(getattr(row, "amended_date", "")) and edition_of(row) > issued_on(row)
    }


def ancestors(number: str, names: dict[str, tuple[str, ...]]) -> set[str]:
    """Everything above a document, however far up; circles are cut."""
    seen: set[str] = set()
    rest = list(names.get(number, ()))
    while rest:
        above = rest.pop()
        if above not in seen and above != number:
            seen.add(above)
            rest.extend(names.get(above, ()))
    return seen


def date_windows(documents: pd.DataFrame, templates: Iterable[Template]) -> dict[str, Window]:
    """First and last day on which each document can have been issued, narrowed by who names
    whom.
    """
    templates = tuple(templates)
    windows: dict[str, Window] = {}
    for template in templates:
        if window := _window(template.issue_date or _year(template.number)):
            windows[template.number] = window
    for row in rows_of(documents):
        if window := _window(issued_on(row) or _year(str(row.doc_number))):
            windows[key_of(row)] = window
    names = named_by(documents, templates)
    for _ in range(len(names)):
        before = dict(windows)
        for below, aboves in names.items():
            for above in aboves:
                if below in windows and above in windows:
                    (a, b), (c, d) = windows[above], windows[below]
                    if (
                        a <= min(b, d) and max(a, c) <= d
                    ):  # contradicting dates are left as they are
                        windows[above], windows[below] = (a, min(b, d)), (max(a, c), d)
        if windows == before:
            break
    return windows


def ways_up(below: str, names: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Everything above a document, with the numbers between both on the shortest way; () where it
    is named directly. Circles are cut.
    """
    ways: dict[str, tuple[str, ...]] = {}
    rest: list[tuple[str, tuple[str, ...]]] = [(below, ())]
    for at, way in rest:
        for number in names.get(at, ()):
            if number != below and number not in ways:
                ways[number] = way
                rest.append((number, (*way, number)))
    return ways


def _lag(
    template: Window | None,
    document: Window | None,
    implements: bool,
    amended: Window | None = None,
) -> tuple[str, float, float]:
    if template is None or document is None:
        return ("after" if implements else "undecidable"), (0.0 if implements else np.nan), np.nan
    if implements and amended and document[1] < template[0] <= amended[1]:
        document = amended
    low, high = (document[0] - template[1]).days, (document[1] - template[0]).days
    if implements and high >= 0:  # what is named was there
        low = max(low, 0)
    order = (
        "same"
        if low == high == 0
        else "after"
        if low > 0 or (implements and high >= 0)
        else "before"
        if high < 0
        else "undecidable"
    )
    return order, float(low), float(high)


def _window(text: str) -> Window | None:
    """First and last day of a day, a month or a year; None where the text is none that exists."""
    parts = [whole_number(part) or 0 for part in text.split("-")]
    year, month, day = (*parts, 1, 1)[:3]
    try:
        if len(parts) == 1:
            return date(year, 1, 1), date(year, 12, 31)
        if len(parts) == 2:
            return date(year, month, 1), date(year, month, monthrange(year, month)[1])
        return (date(year, month, day),) * 2 if len(parts) == 3 else None
    except ValueError:  # no year, month or day 0
        return None


def _year(number: str) -> str:
    return number.partition("〔")[2][:4]
