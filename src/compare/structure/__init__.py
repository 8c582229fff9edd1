"""From a text as received to its head, its clauses and their attributions."""

from compare.structure.parse import Parsed, parse_text

__all__ = ["Parsed", "parse_text"]
