"""Characters: script, width, wraps, numerals, words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from compare.base.lazy import lazily

if TYPE_CHECKING:
    from compare.text.tokens import Tokenizer

_HOMES = {"Tokenizer": "tokens"}
__all__ = ["Tokenizer"]
__getattr__, __dir__ = lazily(__name__, _HOMES)
