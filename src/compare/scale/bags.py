"""Clauses as bags of words or of character n-grams, counted without a Python loop over tokens.

Words go through one dictionary look-up each, made by ``map`` in C; character n-grams are numbers
made of code points and are counted by sorting. A `Bags` describes a part of the corpus and is
numbered on its own; `common_terms` and
`renumber` bring the parts together.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from compare.text.tokens import Tokenizer

_WORD = re.compile(r"[^\W_]")
_CODE_BITS = 21  # a Unicode code point
_LINE_END = ord("\n")


@dataclass(frozen=True)
class Bags:
    """How often each term occurs in each clause.

    Attributes
    ----------
    terms : ndarray of str or uint64
        The terms of this part, each once.
    starts : ndarray of int64, shape (n_clauses + 1,)
        Clause i owns entries ``starts[i]`` to ``starts[i + 1]``.
    columns : ndarray of int32
        Positions in `terms`, ascending within a clause.
    numbers : ndarray of int32
        Occurrences.
    """

    terms: np.ndarray
    starts: np.ndarray
    columns: np.ndarray
    numbers: np.ndarray

    def df(self) -> np.ndarray:
        """In how many clauses of this part each term occurs."""
        return np.bincount(self.columns, minlength=len(self.terms))

    def save(self, path: Path) -> None:
        """Write as ``.npz``; words as one UTF-8 string, a line each."""
        terms = self.terms
        if terms.dtype.kind != "u":
            terms = np.frombuffer("\n".join(terms.tolist()).encode(), np.uint8)
        np.savez(path, terms=terms, starts=self.starts, columns=self.columns, numbers=self.numbers)

    @classmethod
    def load(cls, path: Path) -> Bags:
        """Read what `save` wrote."""
        with np.load(path) as arrays:
            terms = arrays["terms"]
            if terms.dtype == np.uint8:
                text = terms.tobytes().decode()
                terms = np.array(text.split("\n") if text else [], dtype=object)
            return cls(terms, arrays["starts"], arrays["columns"], arrays["numbers"])


def bag_words(
    texts: Iterable[str], tokenizer: Tokenizer, wanted: Callable[[str], bool] = bool
) -> Bags:
    """Words of each text, as `Tokenizer.words` gives them, as far as they are `wanted`."""
    number: defaultdict[str, int] = defaultdict(count().__next__)
    found, sizes = array("i"), [0]
    for text in texts:
        found.extend(map(number.__getitem__, tokenizer.cut(text)))
        sizes.append(len(found))
    terms = np.array([*number, None], dtype=object)[
        :-1
    ]  # the None keeps numpy from making a table of one-letter words
    is_word = np.fromiter(
        (bool(_WORD.search(term)) and wanted(term) for term in terms), bool, len(terms)
    )
    tokens = np.frombuffer(found, np.int32) if found else np.empty(0, np.int32)
    rows = np.repeat(np.arange(len(sizes) - 1), np.diff(sizes))
    kept = is_word[tokens]
    return _counted(
        rows[kept], (np.cumsum(is_word) - 1)[tokens[kept]], terms[is_word], len(sizes) - 1
    )


def bag_ngrams(texts: Sequence[str], n: int) -> Bags:
    """Runs of `n` (at most 3) characters of each text, none over a line end; a term is its code
    points side by side in one number, and terms ascend.
    """
    codes, bounds = code_points(texts)
    keys = ngram_keys(codes, n)
    rows = np.repeat(np.arange(len(texts)), np.diff(bounds))[: len(keys)]
    inside = np.arange(len(keys)) + n <= bounds[rows + 1] if len(keys) else np.empty(0, bool)
    for offset in range(n):
        inside &= codes[offset : offset + len(keys)] != _LINE_END
    terms, columns = np.unique(keys[inside], return_inverse=True)
    return _counted(rows[inside], columns, terms, len(texts))


def side_by_side(left: Bags, right: Bags) -> Bags:
    """The terms of both, for the same clauses; no term may be in both."""
    rows = np.concatenate(
        [np.repeat(np.arange(len(bags.starts) - 1), np.diff(bags.starts)) for bags in (left, right)]
    )
    columns = np.concatenate([left.columns, right.columns + len(left.terms)])
    order = np.lexsort((columns, rows))
    numbers = np.concatenate([left.numbers, right.numbers])[order]
    return Bags(
        np.concatenate([left.terms, right.terms]),
        left.starts + right.starts,
        columns[order].astype(np.int32),
        numbers,
    )


def code_points(texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """All characters of all texts as uint32, and where each text begins (one more entry than
    texts).
    """
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "surrogatepass"), np.uint32)
    return codes, np.concatenate([[0], np.cumsum([len(text) for text in texts], dtype=np.int64)])


def ngram_keys(codes: np.ndarray, n: int) -> np.ndarray:
    """The n-gram that begins at each place, boundaries between texts ignored."""
    if len(codes) < n:
        return np.empty(0, np.uint64)
    keys = np.zeros(len(codes) - n + 1, np.uint64)
    for offset in range(n):
        keys = (keys << np.uint64(_CODE_BITS)) | codes[offset : offset + len(keys)].astype(
            np.uint64
        )
    return keys


def _counted(rows: np.ndarray, columns: np.ndarray, terms: np.ndarray, n: int) -> Bags:
    width = max(len(terms), 1)
    entries, numbers = np.unique(rows.astype(np.int64) * width + columns, return_counts=True)
    starts = np.searchsorted(entries, np.arange(n + 1, dtype=np.int64) * width)
    return Bags(terms, starts, (entries % width).astype(np.int32), numbers.astype(np.int32))


def common_terms(parts: Iterable[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """Document frequencies of the corpus from those of its parts.

    Parameters
    ----------
    parts : iterable of (terms, df)

    Returns
    -------
    terms, df : ndarray
        Each term once, in the order of its characters, so that nothing depends on how the corpus
        was cut.
    """
    held = list(parts)
    if not held:
        return np.empty(0, object), np.empty(0, np.int64)
    if held[0][0].dtype == np.uint64:
        terms, place = np.unique(np.concatenate([terms for terms, _ in held]), return_inverse=True)
        return terms, np.bincount(place, np.concatenate([df for _, df in held]), len(terms)).astype(
            np.int64
        )
    total: Counter[str] = Counter()
    for terms, df in held:
        total.update(dict(zip(terms.tolist(), df.tolist(), strict=True)))
    words = sorted(total)
    return np.array([*words, None], dtype=object)[:-1], np.array(
        [total[word] for word in words], np.int64
    )
