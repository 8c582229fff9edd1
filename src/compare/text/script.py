"""Traditional to simplified script, one character for one, so that offsets hold."""

from __future__ import annotations

from functools import lru_cache
from operator import ne

import opencc


@lru_cache(maxsize=1)
def _converter() -> opencc.OpenCC:
    # tw2s keeps the vocabulary; tw2sp would exchange words (建立 for 创建) and must not be used.
    return opencc.OpenCC("tw2s")


def simplify(text: str) -> str:
    """Return `text` in simplified script, of exactly the same length.

    OpenCC's dictionaries keep the number of characters; where a phrase should not, the characters
    are converted one by one, so the k-th character of the result always stands for the k-th of `text`.
    """
    simplified = _converter().convert(text)
    if len(simplified) == len(text):
        return simplified
    out = (_converter().convert(character) for character in text)
    return "".join(new if len(new) == 1 else old for new, old in zip(out, text, strict=True))


def script_of(text: str) -> str:
    """``hant`` where more than one character in fifty is traditional only, else ``hans``."""
    changed = sum(map(ne, text, simplify(text)))
    return "hant" if changed * 50 > max(len(text), 1) else "hans"
