"""What is left of a text when it is compared: letters, characters and digits, in one width and case.

Two texts that differ in punctuation, width, letter case or line breaks only fold to the same string, and every
folded character remembers where it came from. Digits stay, and so does what stands between
two of them, because 1-3家 is not 13家 and 1.5万元 is not 15万元.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_KEPT = re.compile(r"[^\W_]|[%‰]")
_SENTENCE = re.compile(r"[。；;！!？?]")


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is the folded string; character k of it stands for character ``at[k]`` of the original."""

    text: str
    at: tuple[int, ...]

    def cut(self, begin: int, end: int) -> tuple[int, int]:
        """Where ``text[begin:end]`` stands in the original, end exclusive; the slice must not be empty."""
        return self.at[begin], self.at[end - 1] + 1


def fold(text: str) -> Folded:
    """Fold `text` (simplified script already): NFKC, lower case, punctuation and blanks dropped."""
    folded: list[str] = []
    at: list[int] = []
    for index, character in enumerate(text):
        for new in unicodedata.normalize("NFKC", character).lower() if character > "~" else character.lower():
            if _KEPT.match(new):
                folded.append(new)
                at.append(index)
            elif new != "," and new != " " and text[index - 1 : index].isdigit() and text[index + 1 : index + 2].isdigit():
                folded.append("." if new == "." else "-")
                at.append(index)
    return Folded("".join(folded), tuple(at))


def sentences(text: str) -> list[tuple[int, int]]:
    """Begin and end of each sentence of `text`, closing mark excluded; empty sentences are left out."""
    bounds, begin = [], 0
    for mark in [*_SENTENCE.finditer(text), None]:
        end = mark.start() if mark else len(text)
        if text[begin:end].strip():
            bounds.append((begin, end))
        begin = mark.end() if mark else end
    return bounds


def ngrams(text: str, n: int) -> list[str]:
    """Every run of `n` characters of `text`, in order."""
    return [text[k : k + n] for k in range(len(text) - n + 1)]
