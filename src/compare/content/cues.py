"""Where the cues of a codebook stand in clauses, and how much evidence they add up to."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add
from typing import Any

import pandas as pd

from compare.base.patterns import matches_of
from compare.content.codebook import Codebook, Cue
from compare.text.fold import SENTENCE_END
from compare.text.passage import Passage

_Hit = tuple[Cue, int, int, int]  # a cue, its number within its code, begin, end


@dataclass(frozen=True, slots=True)
class Match:
    """One cue found: ``evidence`` is its weight after place and repetition are counted in."""

    code: str
    place: str
    begin: int
    end: int
    cue: str
    evidence: float


def find_cues(clauses: pd.DataFrame, codebook: Codebook) -> pd.DataFrame:
    """Find every cue of `codebook` in every clause.

    Characters count for a code once: where two cues of a code overlap the heavier one is kept,
    then the longer, then the earlier; a cue of weight 0 is kept before all and adds nothing.

    Parameters
    ----------
    clauses : DataFrame
        A `schema.CLAUSES` table; ``section``, ``heading``, ``text`` and ``kind`` are read.
    codebook : Codebook

    Returns
    -------
    DataFrame
        ``clause_id``, ``doc_id``, ``code``, ``place`` (heading, text, section), ``begin`` and
        ``end``
        (characters of that heading or text, end exclusive), ``cue`` (what was matched),
        ``evidence``; in text order. Evidence given by the kind of the clause has place ``kind``
        and no characters (0, 0).
    """
    rows = [
        (
            clause["clause_id"],
            clause["doc_id"],
            match.code,
            match.place,
            match.begin,
            match.end,
            match.cue,
            match.evidence,
        )
        for clause, matches in match_clauses(clauses, codebook)
        for match in matches
    ]
    return pd.DataFrame(
        rows, columns=["clause_id", "doc_id", "code", "place", "begin", "end", "cue", "evidence"]
    )


def locate_cues(
    cues: pd.DataFrame,
    passages: Mapping[str, Passage],
    headings: Mapping[str, Passage] | None = None,
) -> pd.DataFrame:
    """Add where each cue stands in the file as received.

    Parameters
    ----------
    cues : DataFrame
        Result of `find_cues`.
    passages, headings : mapping of clause_id to Passage
        Body and heading of each clause; a cue whose passage is not given is left out.

    Returns
    -------
    DataFrame
        `cues` with ``file_begin`` and ``file_end`` (0-based, end exclusive).
    """
    sources = {"text": passages, "heading": headings or {}}
    kept, places = [], []
    for number, row in enumerate(cues.to_dict("records")):
        passage = sources.get(row["place"], {}).get(row["clause_id"])
        if passage is not None:
            kept.append(number)
            places.append(passage.cut(row["begin"], row["end"]))
    out = cues.iloc[kept].reset_index(drop=True)
    out["file_begin"] = [begin for begin, _ in places]
    out["file_end"] = [end for _, end in places]
    return out


def match_clauses(
    clauses: pd.DataFrame, codebook: Codebook
) -> Iterator[tuple[dict[Hashable, Any], list[Match]]]:
    """Each clause, as a record, with its cues; the cheap form of `find_cues`."""
    # A heading that several clauses of a document stand under says less of each of them.
    shared = clauses.duplicated(["doc_id", "section", "heading"], keep=False)
    for clause, common in zip(clauses.to_dict("records"), shared, strict=True):
        yield clause, match_clause(clause, codebook, own_heading=not common)


def match_clause(
    clause: Mapping[Any, Any], codebook: Codebook, *, own_heading: bool = True
) -> list[Match]:
    """Cues of every code of `codebook` in one clause (a row with section, heading, text, kind)."""
    settings = codebook.settings
    heading, text, section, kind = (
        str(clause[key]) for key in ("heading", "text", "section", "kind")
    )
    stop = SENTENCE_END.search(text)
    first = stop.end() if stop else len(text)
    factors = {
        "heading": settings.heading if own_heading else settings.shared,
        "section": settings.section,
        "text": 1.0,
        "lead": 1.0 if own_heading and heading else settings.lead,
    }
    strings = {"section": section, "heading": heading, "text": text}
    hits = {place: _hits(codebook, place, string) for place, string in strings.items()}
    given = [number for number, code in enumerate(codebook.codes) if code.kinds.get(kind)]
    found = []
    for number in sorted({*given, *chain.from_iterable(hits.values())}):
        code = codebook.codes[number]
        if number in given:
            found.append(Match(code.id, "kind", 0, 0, kind, code.kinds[kind]))
        for place, of_place in hits.items():
            if number not in of_place:
                continue
            string = strings[place]
            for cue, begin, end, share in _kept(of_place[number], string, settings.repeat):
                factor = factors["lead" if place == "text" and begin < first else place]
                found.append(
                    Match(
                        code.id, place, begin, end, string[begin:end], cue.weight * factor * share
                    )
                )
    return found


def evidence_of(matches: Iterable[Match]) -> dict[str, float]:
    """Evidence of each code: the sum over its cues, rounded so that the order of adding does not
    show.
    """
    sums: dict[str, float] = {}
    for match in matches:
        sums[match.code] = sums.get(match.code, 0.0) + match.evidence
    return {code: round(value, 9) for code, value in sums.items()}


def describe(matches: Iterable[Match]) -> str:
    """One cell that names cues, strongest first, with their places: ``heading 0:用地;text
    35:厂房``.
    """
    ordered = sorted(matches, key=lambda match: (-match.evidence, match.place, match.begin))
    named = (
        f"{match.place} {match.begin}:{match.cue}" if match.end else f"{match.place}:{match.cue}"
        for match in ordered
    )
    return ";".join(name.replace(";", ",") for name in named)


@lru_cache(maxsize=256)
def _grams(string: str) -> frozenset[str]:
    """Characters and pairs of characters of a string, and nothing: most cues need a pair that is
    not there.
    """
    return frozenset(["", *string, *map(add, string, string[1:])])


def _hits(codebook: Codebook, place: str, string: str) -> dict[int, list[_Hit]]:
    """Every match in one string, overlapping or not, by the number of its code."""
    if not string:
        return {}
    index = codebook.looked_for[place]
    asked = {
        (code, number): cue
        for begins in index.keys() & _grams(string)
        for code, number, cue in index[begins]
    }
    hits: dict[int, list[_Hit]] = {}
    for (code, number), cue in sorted(asked.items()):
        if any(run in string for run in cue.needed):
            for hit in matches_of(cue.pattern, string):
                if hit.end() > hit.start():
                    hits.setdefault(code, []).append((cue, number, hit.start(), hit.end()))
    return hits


def _kept(hits: list[_Hit], string: str, repeat: float) -> Iterator[tuple[Cue, int, int, float]]:
    """Matches of one code in one string, overlaps resolved, each with its share after
    repetition.
    """
    hits.sort(
        key=lambda hit: (hit[0].weight != 0, -abs(hit[0].weight), hit[2] - hit[3], hit[2], hit[1])
    )
    taken = bytearray(len(string))
    kept = []
    for cue, number, begin, end in hits:
        if not any(taken[begin:end]):
            taken[begin:end] = b"\1" * (end - begin)
            if cue.weight:
                kept.append((begin, end, cue, number))
    times: dict[int, int] = {}
    for begin, end, cue, number in sorted(kept, key=lambda hit: hit[:2]):
        times[number] = times.get(number, 0) + 1
        yield cue, begin, end, repeat ** (times[number] - 1)
