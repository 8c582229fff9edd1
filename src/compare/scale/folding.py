"""`compare.text.fold.fold` without the places of the characters, ten times as fast on ordinary text."""

from __future__ import annotations

import re
import unicodedata

from compare.text.fold import fold

# Characters that fold to one character or to nothing, whatever stands beside them.
_ORDINARY = re.compile(r"[0-9A-Za-z\u4e00-\u9fff ，。、；：！？（）《》〈〉“”‘’〔〕【】—…·％%()\[\],.;:!?\"'/-]*")
# Between two digits a mark may stay; there `fold` decides.
_BETWEEN_DIGITS = re.compile(r"[0-9][^0-9A-Za-z\u4e00-\u9fff][0-9]")


class _Table(dict[int, str]):
    def __missing__(self, code: int) -> str:
        new = unicodedata.normalize("NFKC", chr(code)).lower()
        self[code] = "".join(character for character in new if character.isalnum() or character in "%‰")
        return self[code]


_TABLE = _Table()


def fold_text(text: str) -> str:
    """The string that `fold` makes of `text`."""
    if _ORDINARY.fullmatch(text) and not _BETWEEN_DIGITS.search(text):
        return text.translate(_TABLE)
    return fold(text).text
