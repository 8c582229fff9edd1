"""The words of the page, as its scripts ask for them: those of ``[page]`` in the files of strings,
and the names of codes.

``{name}`` marks a value that `page/core.js` fills in.
"""

from __future__ import annotations

from compare import schema
from compare.words import strings as words

# Codes of the tables carry the names that figures give them, so a reader meets one word for one
# thing.
_CODES = {
    "level": tuple(level for level in schema.ADOPTION if level != "not_in_hand"),
    "degree": schema.DEGREES,
    "change": schema.CHANGE_CODES,
    "relation": ("direct", "via", "control"),
    "evidence": schema.EVIDENCE,
    "origin": schema.ORIGINS,
    "instrument": schema.INSTRUMENTS,
    "role": schema.ROLES,
}


def strings(lang: str) -> dict[str, str]:
    """All strings of one language, ``zh`` or ``en``, under the keys that the scripts use."""
    every = words.strings(lang)
    page = {
        key.removeprefix("page."): text for key, text in every.items() if key.startswith("page.")
    }
    names = {
        f"{group}.{code}": every[f"code.{code}"]
        for group, codes in _CODES.items()
        for code in codes
    }
    return page | names
