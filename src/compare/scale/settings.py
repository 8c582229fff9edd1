"""What a run over a corpus is to do: everything a task must know, small enough to travel with
it.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from compare.agencies.registry import Registry
    from compare.content.codebooks import Codebook
    from compare.text.tokens import Tokenizer

RULES = "3"  # raise it when a change makes old parts unusable


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
    codebook : str
        Theme codebook as YAML; empty = no themes.
    codebook_name : str
        Its file, for messages.
    batch : int
        Characters of the corpus a reading task takes.
    pair_block : int
        Pairs a task measures.
    columns : str
        Which column is which, as ``--map`` has it; empty: told from their names.
    """

    neighbours: int = 10
    floor: float = 0.3
    spans: bool = False
    codebook: str = ""
    codebook_name: str = ""
    batch: int = 500_000
    pair_block: int = 50_000
    columns: str = ""

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


@lru_cache(maxsize=1)
def tools(settings: Settings) -> Tools:
    """Load registry, tokenizer and codebook.

    Raises
    ------
    CodebookError
        If the codebook cannot be used.
    """
    from compare.study.read import package_registry
    from compare.text.tokens import Tokenizer

    registry = package_registry()
    return Tools(registry, Tokenizer(registry.words()), _codebook(settings))


def _codebook(settings: Settings) -> Codebook | None:
    if not settings.codebook:
        return None
    from compare.base.plain_yaml import load_yaml
    from compare.content.codebooks import parse_codebook

    data = load_yaml(settings.codebook, where=settings.codebook_name)
    return parse_codebook(data, where=settings.codebook_name)


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
