"""One pattern for many words, the longest first."""

from __future__ import annotations

import re
from collections.abc import Iterable


def longest_of(words: Iterable[str]) -> str:
    """A regular expression for the longest of `words`: common beginnings shared, so that it fails
    at the first wrong character.
    """
    tree: dict[str, dict] = {}
    for word in sorted(words):
        node = tree
        for character in word:
            node = node.setdefault(character, {})
        node[""] = {}

    def pattern(node: dict[str, dict]) -> str:
        branches = [
            re.escape(character) + pattern(node[character])
            for character in sorted(node)
            if character
        ]
        if not branches:
            return ""
        joined = (
            branches[0] if len(branches) == 1 and "" not in node else f"(?:{'|'.join(branches)})"
        )
        return joined + ("?" if "" in node else "")

    return pattern(tree)
