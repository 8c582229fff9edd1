"""What a run over a corpus is to do: everything a task must know, small enough to travel with
it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from compare.adoption.templates import Template
    from compare.agencies.registry import Registry
    from compare.content.codebook import Codebook
    from compare.pmc.codebook import PmcBook
    from compare.text.tokens import Tokenizer

RULES = "4"  # raise it when a change makes old parts unusable


@dataclass(frozen=True)
class Settings:
    """Settings of a run; equal settings on an equal corpus give equal tables.

    Attributes
    ----------
    neighbours : int
        Pairs are the nearest `neighbours` clauses of other documents of each clause.
    floor : float
        Least word cosine of a pair.
    spans : bool
        Whether shared passages are written too.
    codebooks : tuple of (str, str)
        File and content (YAML) of theme and instrument codebooks.
    templates : tuple of (str, str)
        File and content (YAML) of codebooks of templates.
    tables : tuple of str
        Tables that are made beside documents, clauses and pairs: see `tables_of`.
    batch : int
        Characters of the corpus a reading task takes.
    pair_block : int
        Pairs a task measures.
    columns : str
        Which column is which, as ``--map`` has it; empty: told from their names.
    pmc : tuple of (str, str)
        File and content (YAML) of a codebook of the PMC index, at most one; none: the package's.
    """

    neighbours: int = 10
    floor: float = 0.3
    spans: bool = False
    codebooks: tuple[tuple[str, str], ...] = ()
    templates: tuple[tuple[str, str], ...] = ()
    tables: tuple[str, ...] = ("agencies", "themes", "instruments")
    batch: int = 500_000
    pair_block: int = 50_000
    columns: str = ""
    pmc: tuple[tuple[str, str], ...] = ()

    def manifest(self, corpus: str) -> dict[str, Any]:
        """What must be the same for old parts to be used again."""
        from importlib.metadata import version

        return {
            **asdict(self),
            "corpus": corpus,
            "rules": RULES,
            "version": version("policy-compare"),
        }


@dataclass(frozen=True)
class Tools:
    """What the analyses need, loaded once a process."""

    registry: Registry
    tokenizer: Tokenizer
    themes: Codebook | None
    instruments: Codebook | None
    ladder: Codebook
    templates: tuple[Template, ...]
    pmc: PmcBook


READ = ("agencies", "themes", "instruments", "amounts", "directives")
"""Tables that are made of each document alone, while it is read."""
ADOPTED = ("items", "adoption", "actions", "origins")
"""Tables that need the whole corpus."""
COVERED = ("pmc_cells", "pmc_scores", "pmc")
"""Tables of the PMC index: they rest on all that are made of each document alone."""
WANTED = (*READ, *ADOPTED, *COVERED, "spans")
"""Tables that can be asked for."""


def tables_of(
    asked: Sequence[str], *, templates: bool = False, pmc: bool = False
) -> tuple[str, ...]:
    """The tables that are made where `asked` are wanted, with what these need.

    ``all`` is all of `WANTED` but spans, which a corpus rarely has room for; nothing asked is what
    a search needs: agencies, and themes and instruments where there are codebooks. Codebooks of
    templates ask for adoption, one of the PMC index asks for that.

    Raises
    ------
    PolicyCompareError
        If a name is none of `WANTED`.
    """
    from compare.errors import PolicyCompareError

    unknown = [
        name for name in asked if name not in (*WANTED, "all", "documents", "clauses", "pairs")
    ]
    if unknown:
        raise PolicyCompareError(
            f"--tables: {unknown[0]!r} is not one of all, {', '.join(WANTED)}."
        )
    names = {*(asked or READ[:3]), *(ADOPTED if templates else ()), *(COVERED if pmc else ())}
    if "all" in names:
        names |= {*READ, *ADOPTED, *COVERED}
    if names & {*COVERED}:
        names |= {*READ, *COVERED}
    if names & {*ADOPTED}:
        names |= {"agencies", *ADOPTED}
    if "instruments" in names:
        names.add("themes")
    return tuple(name for name in WANTED if name in names)


def linked(settings: Settings) -> bool:
    """Whether documents must know what they implement: adoption and the PMC index ask."""
    return bool({"adoption", "pmc"} & {*settings.tables})


@lru_cache(maxsize=1)
def tools(settings: Settings) -> Tools:
    """Load registry, tokenizer, codebooks and templates.

    Raises
    ------
    CodebookError
        If a codebook cannot be used.
    """
    from compare.adoption.templates import parse_template
    from compare.base.plain_yaml import load_yaml
    from compare.study.own_lexicon import package_registry, read_ladder
    from compare.text.tokens import Tokenizer

    registry = package_registry()
    books = _codebooks(settings)
    return Tools(
        registry,
        Tokenizer(registry.words()),
        books.get("themes"),
        books.get("instruments"),
        read_ladder(),
        tuple(
            parse_template(load_yaml(text, where=where), where=where)
            for where, text in settings.templates
        ),
        _pmc(settings),
    )


def _pmc(settings: Settings) -> PmcBook:
    from compare.base.plain_yaml import load_yaml
    from compare.pmc.codebook import parse_pmc
    from compare.study.own_lexicon import package_pmc

    if not settings.pmc:
        return package_pmc()
    ((where, text),) = settings.pmc
    return parse_pmc(load_yaml(text, where=where), where=where, package=package_pmc())


def _codebooks(settings: Settings) -> dict[str, Codebook]:
    """Codebooks by what they code: instruments where every code has a parent, else themes."""
    from compare.base.plain_yaml import load_yaml
    from compare.content.codebooks import parse_codebook
    from compare.errors import CodebookError

    found: dict[str, Codebook] = {}
    for where, text in settings.codebooks:
        book = parse_codebook(load_yaml(text, where=where), where=where)
        name = "instruments" if all(code.parent for code in book.codes) else "themes"
        if name in found:
            raise CodebookError(f"{where} is a second codebook of {name}; give one of each.")
        found[name] = book
    return found


_UNITS = {
    "": 1,
    "B": 1,
    "KB": 10**3,
    "MB": 10**6,
    "GB": 10**9,
    "TB": 10**12,
    "KIB": 2**10,
    "MIB": 2**20,
    "GIB": 2**30,
    "TIB": 2**40,
}


def bytes_of(amount: str) -> int:
    """Bytes of an amount such as ``4GB``, ``512 MiB``.

    Raises
    ------
    PolicyCompareError
        If it is none.
    """
    import re

    from compare.errors import PolicyCompareError

    found = re.fullmatch(r"\s*(\d+(?:\.\d+)?)\s*([A-Za-z]*)\s*", amount)
    if not found or found[2].upper() not in _UNITS:
        raise PolicyCompareError(f"--memory is {amount!r}; write an amount such as 4GB or 512MiB.")
    return int(float(found[1]) * _UNITS[found[2].upper()])
