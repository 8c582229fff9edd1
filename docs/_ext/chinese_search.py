"""Search of the documentation that finds Chinese: every two neighbouring characters are a word.

Sphinx cuts Chinese by a dictionary when it builds the index and not at all when a reader types, so
责任单位 would not find the page that has it. Cut into pairs on both sides it does; Latin words stay
whole and are stemmed as in English.
"""

import re
from typing import Any

from sphinx.search import languages
from sphinx.search.en import SearchEnglish

_WORD = re.compile(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+")
_SPLITTER = """
function splitQuery(query) {
  const words = [];
  for (const part of query.match(/[\u3400-\u9fff]+|[^\\s\u3400-\u9fff]+/g) || []) {
    if (!/^[\u3400-\u9fff]{2,}$/.test(part)) { words.push(part); continue; }
    for (let i = 0; i + 1 < part.length; i++) words.push(part.slice(i, i + 2));
  }
  return words;
}
"""


class SearchByPairs(SearchEnglish):
    """English, with Chinese cut into pairs of characters."""

    lang = "pairs"
    js_splitter_code = _SPLITTER

    def split(self, input: str) -> list[str]:
        """Words of a page: Latin ones whole, Chinese ones in pairs."""
        return [word for part in _WORD.findall(input) for word in _pairs(part)]

    def word_filter(self, word: str) -> bool:
        """A pair of Chinese characters is never too short for the index."""
        return bool(re.match(r"[\u3400-\u9fff]", word)) or super().word_filter(word)


def _pairs(part: str) -> list[str]:
    if len(part) < 2 or not re.match(r"[\u3400-\u9fff]", part):
        return [part]
    return [part[i : i + 2] for i in range(len(part) - 1)]


def setup(app: Any) -> dict[str, bool]:
    """Entry point of a Sphinx extension."""
    languages["pairs"] = SearchByPairs
    return {"parallel_read_safe": True, "parallel_write_safe": True}
