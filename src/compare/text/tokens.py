"""Chinese words: jieba's segmentation, quiet, without a shared cache, at either of two speeds.

jieba 0.42.1 is the reference. ``rjieba`` (jieba in Rust) is some twenty times faster and differs
from it in two places only: runs of Latin letters and digits (``2021-2023``, ``1-3家``) and
characters
beyond U+9FD5. `_RustEngine` mends both, so the two engines give identical tokens and
the faster one may be the default without any number depending on the machine.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any, Literal, Protocol

Engine = Literal["auto", "jieba", "rjieba"]

_WORD = re.compile(r"[^\W_]")
# The three expressions below are jieba's own (jieba.re_han_default, finalseg.re_skip).
_BLOCK = re.compile(r"([\u4E00-\u9FD5a-zA-Z0-9+#&._%\-]+)")
_LATIN_RUN = re.compile(r"[a-zA-Z0-9+#&._%\-]{2,}")
_LATIN_MARK = re.compile(
    r"[+#&._%\-]"
)  # a run of letters and digits alone is one token to both engines
_LATIN_PART = re.compile(r"([a-zA-Z0-9]+(?:\.\d+)?%?)")
_RARE = re.compile(r"[\u3400-\u4DBF\u9FD6-\u9FFF\uF900-\uFAFF\U00020000-\U0003FFFF]")


class _Segmenter(Protocol):
    def cut(self, text: str) -> list[str]: ...


class Tokenizer:
    """Cut Chinese text into words.

    Parameters
    ----------
    words : iterable of str
        Words to keep whole beside jieba's dictionary, for example the names of agencies. Order and
        repetition do not matter.
    engine : {"auto", "jieba", "rjieba"}
        ``auto`` takes rjieba where it is installed, else jieba. Tokens are the same.

    Notes
    -----
    The dictionary is loaded at the first call (0.1 s with rjieba, 0.6 s with jieba), not when the
    object is made. Nothing is written to disk or to stderr, and no other user of jieba in the
    process is affected.
    A tokenizer can be pickled: it travels as its words and engine.

    Examples
    --------
    >>> Tokenizer().words("落实税收优惠政策。")
    ['落实', '税收', '优惠政策']
    """

    def __init__(self, words: Iterable[str] = (), *, engine: Engine = "auto") -> None:
        if engine not in ("auto", "jieba", "rjieba"):
            raise ValueError(f"engine is {engine!r}; choose auto, jieba or rjieba.")
        self.user_words = tuple(sorted({word for word in words if word}))
        self.engine = engine
        self._segmenter: _Segmenter | None = None

    def cut(self, text: str) -> list[str]:
        """Every token in order, punctuation and blanks included: joined, they are `text` again."""
        if self._segmenter is None:
            self._segmenter = _segmenter(self.engine, self.user_words)
        return self._segmenter.cut(text)

    def words(self, text: str) -> list[str]:
        """The tokens of `text` that hold a letter, a Chinese character or a digit, in order."""
        return [token for token in self.cut(text) if _WORD.search(token)]

    def __getstate__(self) -> dict[str, Any]:
        return {"user_words": self.user_words, "engine": self.engine, "_segmenter": None}


@lru_cache(maxsize=8)
def _segmenter(engine: Engine, user_words: tuple[str, ...]) -> _Segmenter:
    if engine == "jieba":
        return _PythonEngine(user_words)
    try:
        return _RustEngine(user_words)
    except ModuleNotFoundError:
        if engine == "rjieba":
            raise
        return _PythonEngine(user_words)


class _PythonEngine:
    """jieba itself, in a private instance that neither logs nor caches."""

    def __init__(self, user_words: tuple[str, ...]) -> None:
        import jieba

        jieba.setLogLevel(60)
        self._jieba = jieba.Tokenizer()
        # initialize() would read and write jieba.cache in the temporary folder that all users
        # share.
        self._jieba.FREQ, self._jieba.total = self._jieba.gen_pfdict(self._jieba.get_dict_file())
        self._jieba.initialized = True
        for word in user_words:
            self._jieba.add_word(word)

    def cut(self, text: str) -> list[str]:
        return list(self._jieba.cut(text))


class _RustEngine:
    """rjieba, mended where it differs from jieba."""

    def __init__(self, user_words: tuple[str, ...]) -> None:
        import rjieba

        self._jieba = rjieba.Jieba()
        for word in user_words:
            self._jieba.add_word(word, None, None)

    def cut(self, text: str) -> list[str]:
        if _RARE.search(text):
            blocks = _BLOCK.split(text)
            return [
                token
                for k, block in enumerate(blocks)
                for token in (self._block(block) if k % 2 else _others(block))
            ]
        return self._block(text)

    def _block(self, text: str) -> list[str]:
        tokens = self._jieba.cut(text)
        if not _LATIN_MARK.search(text):
            return tokens
        if not any(_LATIN_RUN.fullmatch(token) for token in tokens):
            return tokens
        mended: list[str] = []
        for token in tokens:
            if _LATIN_RUN.fullmatch(token) and not self._jieba.has_word(token):
                mended.extend(part for part in _LATIN_PART.split(token) if part)
            else:
                mended.append(token)
        return mended


def _others(text: str) -> list[str]:
    """What jieba does outside its blocks: character by character, a Windows line end in one
    piece.
    """
    return re.findall(r"\r\n|[\s\S]", text)
