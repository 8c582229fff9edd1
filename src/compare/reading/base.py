"""What every reader returns, and the limits that all of them keep."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

MAX_CHARS = (
    10_000_000  # text taken from it; the longest law of China has fewer than 200,000 characters
)


@dataclass(frozen=True, slots=True)
class Reading:
    """The text of a file.

    Attributes
    ----------
    text : str
        The text; for plain text exactly ``bytes.decode(encoding)``, newlines kept.
    format : str
        Name of one of `compare.reading.formats.FORMATS`.
    encoding : str
        Python codec that decodes the file; ``utf-8`` for a format from which the text is
        extracted, the encoding it is stored in.
    notes : tuple of str
        What a user should know about this reading (repairs, oddities), one sentence each.
    hints : dict
        What the page around the text says of it (``title``, ``doc_number``, ``issuer``,
        ``issue_date``), as found there. The text itself is believed first.
    """

    text: str
    format: str
    encoding: str
    notes: tuple[str, ...] = ()
    hints: Mapping[str, str] = field(default_factory=dict)
