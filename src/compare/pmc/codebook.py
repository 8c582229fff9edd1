"""The PMC codebook: first- and second-level variables, and by which rule each is decided.

The form is that of the other codebooks (`compare.content.codebooks`); a second-level variable has
its first-level one as ``parent``. What decides it stands beside its cues: facts of the tables, and
years that the text plans for. The package brings a codebook for policies of any field
(``lexicon/pmc.yaml``); a study extends or replaces it with ``codebooks/pmc.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import regex

from compare import schema
from compare.base.patterns import compile_pattern
from compare.content.codebook import Code, Codebook
from compare.content.codebooks import parse_codebook
from compare.errors import CodebookError

READ = ("documents", "clauses", "agencies", "amounts", "themes", "instruments", "directives")
"""Tables whose rows may be facts."""
GRADES = {"perfect": 0.9, "excellent": 0.7, "acceptable": 0.5}
"""Least share of the largest index for each grade: 9, 7 and 5 of ten; below them poor."""
SURFACE = 9
"""First-level variables of a surface: three by three."""
BESIDE = ("head", "tail")
_RULE_KEYS = {"facts", "years", "least", "given", "beside", "otherwise"}
_BOOK_KEYS = {"extends", "without", "grades"}


@dataclass(frozen=True, slots=True)
class Condition:
    """What a row of a table must hold: each column one of its values, any value (None), or a match
    of a pattern.
    """

    table: str
    columns: tuple[tuple[str, tuple[str, ...] | regex.Pattern[str] | None], ...]

    def __str__(self) -> str:
        return " & ".join(f"{self.table}.{name}{_sought(value)}" for name, value in self.columns)


def _sought(value: tuple[str, ...] | regex.Pattern[str] | None) -> str:
    if value is None:
        return ""
    return "=" + ("|".join(value) if isinstance(value, tuple) else value.pattern)


@dataclass(frozen=True, slots=True)
class Rule:
    """How a variable is decided, beside its cues.

    Attributes
    ----------
    facts : tuple of tuple of Condition
        Any one of them earns a 1; its conditions hold in the same clause.
    years : (int, int) or None
        Earned by a term the text plans for, in years after its issue, both ends included.
    least : int
        Clauses that must earn it together.
    given : bool
        A cue counts only where it is not taken back (不再, 取消, 停止 … before it).
    beside : tuple of str
        Parts of the text outside clauses that are searched, too: head, tail.
    otherwise : {"", "yes"}
        "yes": the variable is 1 where nothing is found against it (a cue of negative weight).
    """

    facts: tuple[tuple[Condition, ...], ...] = ()
    years: tuple[int, int] | None = None
    least: int = 1
    given: bool = False
    beside: tuple[str, ...] = ()
    otherwise: str = ""


@dataclass(frozen=True, slots=True)
class PmcBook:
    """First- and second-level variables with their rules.

    Attributes
    ----------
    codes : Codebook
        Every variable as a code, with its cues.
    rules : mapping of variable to Rule
        Of the variables that are decided.
    grades : mapping of grade to float
        Least share of the largest index, best grade first.
    """

    codes: Codebook
    rules: Mapping[str, Rule]
    grades: Mapping[str, float] = field(default_factory=lambda: dict(GRADES))

    @property
    def version(self) -> str:
        """Version of the codebook."""
        return self.codes.version

    @property
    def first(self) -> tuple[str, ...]:
        """First-level variables, in order."""
        return tuple(code.id for code in self.codes.codes if not code.parent)

    def second(self, first: str) -> tuple[str, ...]:
        """The variables that are decided for a first-level one: those below it, else itself."""
        below = tuple(code.id for code in self.codes.codes if code.parent == first)
        return below or (first,)

    @property
    def surface(self) -> tuple[str, ...]:
        """The nine first-level variables of the surface, those that have others below them; empty
        where there are more or fewer than nine.
        """
        found = tuple(first for first in self.first if self.second(first) != (first,))
        return found if len(found) == SURFACE else ()

    @property
    def decided(self) -> tuple[Code, ...]:
        """The codes that are decided 0 or 1, in order."""
        return tuple(
            self.codes[variable] for first in self.first for variable in self.second(first)
        )

    def parent(self, variable: str) -> str:
        """The first-level variable of one that is decided."""
        return self.codes[variable].parent or variable

    def names(self, lang: str) -> dict[str, str]:
        """Every variable's name."""
        return self.codes.names(lang)

    def of_document(self, variable: str) -> bool:
        """Whether the document may earn it, rather than one of its clauses."""
        rule = self.rules[variable]
        tables = {condition.table for fact in rule.facts for condition in fact}
        return bool(rule.beside or rule.otherwise or "documents" in tables)


def parse_pmc(data: Any, *, where: str, package: PmcBook | None = None) -> PmcBook:
    """Build a `PmcBook` from the mapping a YAML file holds.

    Parameters
    ----------
    data : mapping
        As for `compare.content.codebooks.parse_codebook`; a variable may have, beside its cues,
        ``facts``, ``years``, ``least``, ``given``, ``beside``, ``otherwise`` (`Rule`), the book
        ``grades``; one that extends the package's has ``extends: package`` and perhaps ``without``,
        a list of variables to leave out.
    where : str
        Name of the file, for messages.
    package : PmcBook, optional
        What a book may extend.

    Raises
    ------
    CodebookError
        With the file, the variable, what was found and what may stand there.
    """
    if not isinstance(data, Mapping):
        raise CodebookError(f"{where}: expected keys and values, found {type(data).__name__}.")
    entries = data.get("codes")
    given = entries if isinstance(entries, list) else []
    plain = {key: value for key, value in data.items() if key not in _BOOK_KEYS}
    if isinstance(entries, list):
        plain["codes"] = [_plain(entry) for entry in entries]
    codes = parse_codebook(plain, where=where)
    rules = {
        code.id: _rule(entry, f"{where}, {code.id}")
        for code, entry in zip(codes.codes, given, strict=True)
    }
    book = PmcBook(codes, rules, _grades(data.get("grades"), where))
    if data.get("extends") is not None:
        if data["extends"] != "package" or package is None:
            raise CodebookError(
                f"{where}: extends is {data['extends']!r}; only 'package' can be extended."
            )
        book = _extended(package, book, data.get("without") or [], "grades" in data, where)
    elif data.get("without"):
        raise CodebookError(f"{where}: 'without' belongs to a book that has 'extends: package'.")
    return _checked(book, where)


def _plain(entry: Any) -> Any:
    if not isinstance(entry, Mapping):
        return entry
    return {key: value for key, value in entry.items() if key not in _RULE_KEYS}


def _extended(package: PmcBook, own: PmcBook, without: Any, graded: bool, where: str) -> PmcBook:
    if not isinstance(without, list) or any(name not in package.codes for name in without):
        raise CodebookError(
            f"{where}: 'without' must list variables of the package; found {without!r}."
        )
    replaced = {code.id: code for code in own.codes.codes}
    kept = [replaced.pop(code.id, code) for code in package.codes.codes if code.id not in without]
    codes = Codebook(
        own.codes.title,
        f"{package.version}+{own.version}",
        (*kept, *replaced.values()),
        own.codes.settings,
        own.codes.note,
    )
    rules = {**package.rules, **own.rules}
    return PmcBook(
        codes, {name: rules[name] for name in codes.ids}, own.grades if graded else package.grades
    )


def _checked(book: PmcBook, where: str) -> PmcBook:
    for code in book.codes.codes:
        if code.parent and code.parent not in book.first:
            raise CodebookError(
                f"{where}, {code.id}: parent {code.parent!r} is no first-level variable; those are "
                f"{', '.join(book.first) or 'none'}."
            )
    for code in book.decided:
        rule = book.rules[code.id]
        if not (code.cues or rule.facts or rule.years or rule.otherwise):
            raise CodebookError(
                f"{where}, {code.id}: nothing decides it. Give cues, facts, years or otherwise, or "
                f"variables below it."
            )
    return book


def _grades(data: Any, where: str) -> dict[str, float]:
    if data is None:
        return dict(GRADES)
    if not isinstance(data, Mapping) or set(data) != set(GRADES):
        raise CodebookError(f"{where}: 'grades' needs exactly {', '.join(GRADES)}; found {data!r}.")
    shares = [data[name] for name in GRADES]
    numbers = all(isinstance(x, int | float) and not isinstance(x, bool) for x in shares)
    if not numbers or not 1 >= shares[0] > shares[1] > shares[2] > 0:
        raise CodebookError(
            f"{where}: grades are shares of the largest index, falling from perfect; found "
            f"{dict(data)}."
        )
    return {name: float(data[name]) for name in GRADES}


def _rule(entry: Mapping[str, Any], where: str) -> Rule:
    facts = entry.get("facts") or []
    if not isinstance(facts, list):
        raise CodebookError(f"{where}: 'facts' must be a list, found {facts!r}.")
    least = entry.get("least", 1)
    if isinstance(least, bool) or not isinstance(least, int) or least < 1:
        raise CodebookError(f"{where}: 'least' must be a whole number from 1, found {least!r}.")
    given = entry.get("given", False)
    if not isinstance(given, bool):
        raise CodebookError(f"{where}: 'given' must be true or false, found {given!r}.")
    beside = entry.get("beside") or []
    if not isinstance(beside, list) or any(part not in BESIDE for part in beside):
        raise CodebookError(f"{where}: 'beside' must list {' or '.join(BESIDE)}, found {beside!r}.")
    otherwise = entry.get("otherwise", "")
    if otherwise not in ("", "yes", True):
        raise CodebookError(f"{where}: 'otherwise' can only be yes, found {otherwise!r}.")
    return Rule(
        facts=tuple(_fact(fact, where) for fact in facts),
        years=_years(entry.get("years"), where),
        least=least,
        given=given,
        beside=tuple(beside),
        otherwise="yes" if otherwise else "",
    )


def _years(data: Any, where: str) -> tuple[int, int] | None:
    if data is None:
        return None
    whole = isinstance(data, list) and len(data) == 2 and all(type(year) is int for year in data)
    if not whole or not 0 <= data[0] <= data[1]:
        raise CodebookError(
            f"{where}: 'years' must be two whole numbers, the least and the most; found {data!r}."
        )
    return data[0], data[1]


def _fact(data: Any, where: str) -> tuple[Condition, ...]:
    conditions = data if isinstance(data, list) else [data]
    if not conditions:
        raise CodebookError(f"{where}: a fact is empty.")
    return tuple(_condition(one, where) for one in conditions)


def _condition(data: Any, where: str) -> Condition:
    if not isinstance(data, Mapping) or data.get("table") not in READ:
        raise CodebookError(
            f"{where}: a fact needs 'table', one of {', '.join(READ)}; found {data!r}."
        )
    table = str(data["table"])
    known = schema.TABLES[table].every
    columns = {str(name): value for name, value in data.items() if name != "table"}
    unknown = sorted(set(columns) - set(known))
    if unknown or not columns:
        raise CodebookError(
            f"{where}: a fact on {table} names columns of it; unknown: {unknown or 'none named'}."
        )
    return Condition(
        table, tuple((name, _wanted(value, f"{where}, {name}")) for name, value in columns.items())
    )


def _wanted(value: Any, where: str) -> tuple[str, ...] | regex.Pattern[str] | None:
    if value == "some":
        return None
    if isinstance(value, Mapping) and set(value) == {"match"}:
        return compile_pattern(value["match"], where)
    if isinstance(value, bool):
        return (str(value).lower(),)
    if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
        return tuple(value)
    raise CodebookError(
        f"{where}: expected a list of values, true, false, some, or match with a pattern; found "
        f"{value!r}."
    )
