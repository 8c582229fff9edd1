"""The words of a study: what its folder ``lexicon/`` says beside, or in place of, the package's.

One object, so that no analysis forgets a part of it (`Study.lexicon`).
"""

from __future__ import annotations

from dataclasses import dataclass

from compare.adoption.equivalents import Groups
from compare.likeness.set_phrases import Formulas


@dataclass(frozen=True)
class Lexicon:
    """Words that a study brings; without any, those of the package count.

    Attributes
    ----------
    words : tuple of str
        Words that the segmenter keeps whole.
    formulas : Formulas, optional
        Set phrases that are no substance.
    equivalents : groups of terms, optional
        Terms that stand for each other.
    """

    words: tuple[str, ...] = ()
    formulas: Formulas | None = None
    equivalents: Groups | None = None


PACKAGE = Lexicon()
