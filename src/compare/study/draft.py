"""A codebook skeleton from a template's text: numbers, sections and headings filled in, the coding
left to a person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd
import yaml

from compare.text.fold import sentences
from compare.words.strings import say

TO_FILL = "（待填）"


def draft_codebook(facts: Mapping[str, str], clauses: pd.DataFrame, *, lang: str = "en") -> str:
    """Lay out the clauses of a document as a codebook in YAML.

    Every measure carries its clause as a comment, sentence by sentence, each numbered like the
    action that is to describe it. Contents and actions say 待填 (to be filled) and have no cues,
    so nothing is
    scored before a person has coded it; ``policy-compare check`` lists what is still to be filled.

    Parameters
    ----------
    facts : mapping
        title, doc_number, issuer, issue_date, level, region, implements as understood.
    clauses : DataFrame
        `schema.CLAUSES` of the document, in text order.
    lang : {"en", "zh"}
        Language of the note at its head.

    Returns
    -------
    str
        YAML in the form that `compare.adoption.templates.parse_template` reads.
    """
    head = {
        "doc_number": facts.get("doc_number") or None,
        "title": facts.get("title", ""),
        "issuer": facts.get("issuer", ""),
        "level": facts.get("level") or None,
        "region": facts.get("region", ""),
        "issue_date": facts.get("issue_date") or None,
        "official_url": None,
        "implements": [number for number in facts.get("implements", "").split(";") if number]
        or None,
        "complete": True,
        "note": say("take.draft", lang),
    }
    return "".join(
        [
            _dump(head),
            "measures:\n",
            *(_measure(number, row) for number, row in enumerate(clauses.to_dict("records"), 1)),
        ]
    )


def _measure(number: int, clause: Mapping[Any, Any]) -> str:
    parts = list(_sentences(str(clause["text"])))
    measure = {
        "no": number,
        "section_no": int(str(clause["section_no"])),
        "section": clause["section"],
        "heading": clause["heading"] or parts[0][:20],
        "heading_official": bool(clause["heading"]),
        "kind": clause["kind"],
        "evidence": "official_text",
        "content": TO_FILL,
        "actions": [
            {"id": f"{number}.{part}", "action": TO_FILL, "cues": []}
            for part in range(1, len(parts) + 1)
        ],
    }
    comments = "".join(f"# {number}.{part} {sentence}\n" for part, sentence in enumerate(parts, 1))
    return comments + _dump([measure])


def _sentences(text: str) -> Iterator[str]:
    text = text.replace("\n", " ")
    yield from (text[begin:end] for begin, end in sentences(text, closed=True))


def _dump(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
