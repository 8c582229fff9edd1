"""What a clause is about: themes, instruments, strength, amounts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.content.codebook import Codebook
    from compare.content.codebooks import EMPTY, parse_codebook
    from compare.content.coverage import theme_coverage
    from compare.content.crossings import amounts_by_theme, cross, template_sections
    from compare.content.cues import find_cues, locate_cues
    from compare.content.directives import code_directives
    from compare.content.instruments import code_instruments
    from compare.content.keyness import (
        SIGNIFICANT,
        significant,
        theme_keyness,
        word_keyness,
    )
    from compare.content.suggest import suggest_cues

_HOMES = {
    "code_instruments": "instruments", "EMPTY": "codebooks", "Codebook": "codebook",
    "SIGNIFICANT": "keyness", "amounts_by_theme": "crossings", "code_directives": "directives",
    "cross": "crossings", "find_cues": "cues", "locate_cues": "cues", "parse_codebook": "codebooks",
    "significant": "keyness", "suggest_cues": "suggest", "template_sections": "crossings",
    "theme_coverage": "coverage", "theme_keyness": "keyness", "word_keyness": "keyness",
}  # fmt: skip
__all__ = [
    "EMPTY", "SIGNIFICANT", "Codebook", "amounts_by_theme", "code_directives", "code_instruments",
    "cross", "find_cues", "locate_cues", "parse_codebook", "significant", "suggest_cues",
    "template_sections", "theme_coverage", "theme_keyness", "word_keyness",
]  # fmt: skip
__getattr__, __dir__ = lazily(__name__, _HOMES)
