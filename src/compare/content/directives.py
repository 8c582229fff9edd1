"""How strongly a clause directs: from forbidding and binding down to encouraging and exploring."""

from __future__ import annotations

import re
from collections import Counter

import pandas as pd

from compare import schema
from compare.content.codebook import Codebook
from compare.content.cues import Match, match_clause
from compare.text.fold import sentences

# 不再给予, 停止实施: what is taken back directs nobody to do it. Cues that deny by themselves
# (不得) begin further left.
_DENIED = re.compile("(?:不再|不予|不能|不会|不|停止|暂停|暂缓|终止|免予|免于|无需|无须|不必)$")


def code_directives(clauses: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Give each clause the step of the ladder on which most of its sentences stand.

    A sentence (up to 。 or ；) stands on the step of its governing verb: the cue of most weight,
    the earliest among equals. Ties between steps go to the stronger one. A sentence without cue is
    not counted.

    Parameters
    ----------
    clauses : DataFrame, shape (n_clauses, ...)
        A `schema.CLAUSES` table; ``text`` is read.
    codebook : Codebook
        The ladder, strongest step first (`Study.ladder`).

    Returns
    -------
    DataFrame, shape (n_clauses, ...)
        A `schema.DIRECTIVES` table with three columns more: ``steps`` (sentences on each step,
        strongest first: ``mandate:1;encourage:3``), ``sentences`` (sentences counted) and
        ``mean_step`` (mean
        position on the ladder, 1 = strongest; NaN where nothing was matched).
    """
    ladder = {step: number for number, step in enumerate(codebook.ids, 1)}
    rows = []
    for clause in clauses.to_dict("records"):
        governing = []
        for begin, end in sentences(clause["text"], closed=True):
            best = _governing(
                {**clause, "heading": "", "section": "", "text": clause["text"][begin:end]},
                codebook,
            )
            if best is not None:
                governing.append((best.code, begin + best.begin, best.cue))
        counts = Counter(code for code, _, _ in governing)
        present = [step for step in ladder if step in counts]
        rows.append(
            {
                "clause_id": clause["clause_id"],
                "doc_id": clause["doc_id"],
                "strength": min(
                    present, key=lambda step: (-counts[step], ladder[step]), default=""
                ),
                "cues": ";".join(f"text {begin}:{cue}" for _, begin, cue in governing),
                "steps": ";".join(f"{step}:{counts[step]}" for step in present),
                "sentences": len(governing),
                "mean_step": sum(ladder[code] for code, _, _ in governing) / len(governing)
                if governing
                else float("nan"),
            }
        )
    return schema.DIRECTIVES.frame(rows)


def _governing(sentence: dict, codebook: Codebook) -> Match | None:
    found = [match for match in match_clause(sentence, codebook) if match.place == "text"]
    matches = [match for match in found if not _DENIED.search(sentence["text"][: match.begin])]
    order = {step: number for number, step in enumerate(codebook.ids)}
    return min(
        matches, key=lambda match: (-match.evidence, match.begin, order[match.code]), default=None
    )
