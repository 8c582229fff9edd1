"""What a web page says of its document beside the text: title, number, date in the form of
documents.csv.
"""

from __future__ import annotations

import re

from compare.structure.doc_numbers import canonical_number
from compare.text.dates import iso_date


def page_fact(key: str, value: str) -> str:
    """A hint of the page in the form of documents.csv; empty where it is not one, or where a
    spreadsheet would run it.
    """
    value = " ".join(value.split())
    if key == "doc_number":
        return canonical_number(value)
    if key == "issue_date":
        return iso_date(value)
    if key == "title":
        value = re.split(r"[_|]|\s[-–—]\s?|--", value)[0].strip()  # the site's name follows
    return "" if value.startswith(("=", "+", "-", "@")) or len(value) > 120 else value
