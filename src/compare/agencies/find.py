"""Who must carry a clause out, and who leads: the table `agencies`.

Bodies come from attributions (brackets and 责任单位 lines), and from running text that charges a
body with a duty or a power (X应当…; 由X牵头，会同Y…). The two are kept apart in the column
``where``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

import pandas as pd

from compare import schema
from compare.agencies.entries import Match
from compare.agencies.mentions import Mention, find_mentions
from compare.agencies.nouns import class_of, without_place
from compare.agencies.printed_levels import government, level_in, text_level
from compare.agencies.registry import GENERIC, UNKNOWN, Registry
from compare.agencies.split import Split, split_attribution
from compare.agencies.wording import LEAD, RESPONSIBLE, RULE, SUPPORT, role_of
from compare.text.passage import Passage

if TYPE_CHECKING:
    from collections.abc import Sequence


class Attribution(Protocol):
    """What `find_agencies` needs of an attribution: its clause, document and text with offsets."""

    @property
    def clause_id(self) -> str: ...
    @property
    def doc_id(self) -> str: ...
    @property
    def begin(self) -> int: ...
    @property
    def passage(self) -> Passage: ...


def find_agencies(
    clauses: pd.DataFrame,
    passages: Mapping[str, Passage],
    attributions: Iterable[Attribution],
    registry: Registry,
    *,
    documents: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Every body that a clause charges with carrying it out.

    Parameters
    ----------
    clauses : DataFrame
        A `schema.CLAUSES` table.
    passages : dict of str to Passage
        Body of each clause.
    attributions : iterable of Attribution
        In text order within a document.
    registry : Registry
        Names, families, levels.
    documents : DataFrame, optional
        A `schema.DOCUMENTS` table. With it, a body printed without its level takes the level of the
        issuer, and 市 in a document of a municipality under the centre is provincial.

    Returns
    -------
    DataFrame
        A `schema.AGENCIES` table, clauses in text order. Further columns: ``known`` (stands in the
        registry), ``repair`` (misprint as ``printed→read``), ``today`` (body that holds the
        function after the reforms on record), ``place`` (level and place before the name),
        ``generic``
        (有关部门 and its like), ``class`` (what kind of public body; empty for governments and
        departments), ``group`` (running number of the attribution within its clause; 0 = running
        text),
        ``rule`` (True where the role follows from a rule sentence such as 列第一位者为牵头单位),
        ``scope`` (above, below: the body holds for the clauses before or after as well; empty: for
        this clause).

    Notes
    -----
    Roles: 牵头 = lead; 配合, 协助, 参加 = support; X会同Y = X leads, Y supports; anything else =
    responsible. A rule sentence makes the first body of each attribution a lead, from where it
    stands to the end of the document, unless the
    attribution names its lead itself. Levels that are left out after the first body of a list
    (市城乡建设局、水务局) are taken over from the body before.
    """
    home = (
        {} if documents is None else dict(zip(documents["doc_id"], documents["level"], strict=True))
    )
    by_clause: dict[str, list[Attribution]] = {}
    for attribution in attributions:
        by_clause.setdefault(attribution.clause_id, []).append(attribution)
    rows: list[dict] = []
    for doc_id, part in clauses.groupby("doc_id", sort=False):
        rows += _document(
            str(doc_id),
            list(part["clause_id"]),
            passages,
            by_clause,
            registry,
            home.get(doc_id, ""),
        )
    return schema.AGENCIES.frame(rows)


def unknown_bodies(agencies: pd.DataFrame) -> pd.DataFrame:
    """Bodies that no row of the registry knows: ``raw``, ``mentions``, ``documents``; most
    frequent first.

    A study adds them in its ``lexicon/agencies.csv`` (columns agency, family, aliases).
    """
    rows = agencies[~agencies["known"].astype(bool)]
    table = rows.groupby("raw", as_index=False).agg(
        mentions=("raw", "size"), documents=("doc_id", lambda d: ";".join(sorted(set(d))))
    )
    return table.sort_values(["mentions", "raw"], ascending=[False, True], ignore_index=True)


def repaired_names(agencies: pd.DataFrame) -> pd.DataFrame:
    """Misprints read as another name: ``doc_id``, ``clause_id``, ``raw``, ``repair``, in text
    order.
    """
    return agencies.loc[
        agencies["repair"] != "", ["doc_id", "clause_id", "raw", "repair"]
    ].reset_index(drop=True)


def _document(
    doc_id: str,
    clause_ids: Sequence[str],
    passages: Mapping[str, Passage],
    attributions: Mapping[str, Sequence[Attribution]],
    registry: Registry,
    home: str,
) -> list[dict]:
    splits = {
        id(a): split_attribution(a.passage.text, registry)
        for c in clause_ids
        for a in attributions.get(c, ())
    }
    witnesses = {}
    for clause_id in clause_ids:
        for attribution in attributions.get(clause_id, ()):
            for charge in splits[id(attribution)].charges:
                name = attribution.passage.text[charge.begin : charge.end]
                if registry.knows(name):
                    witnesses[name] = registry.resolve(name)
    rows: list[dict] = []
    rule = others = False
    for clause_id in clause_ids:
        found: list[dict] = []
        passage = passages.get(clause_id)
        if passage is not None:
            if "牵头" in passage.text and (hit := RULE.search(passage.text)):
                rule, others = True, bool(hit["others"])
            for mention in find_mentions(passage.text, registry):
                match = _read(mention, registry)
                found.append(
                    _row(
                        doc_id,
                        clause_id,
                        passage,
                        mention.begin,
                        mention.end,
                        mention.role,
                        match,
                        registry,
                        where="text",
                        group=0,
                        level=text_level(mention, match, home),
                    )
                )
        for group, attribution in enumerate(attributions.get(clause_id, ()), 1):
            split = splits[id(attribution)]
            if split.rule:
                rule, others = True, split.others_support
            found += _attribution(
                attribution,
                split,
                group,
                rule and not split.explicit_lead,
                others,
                registry,
                witnesses,
                home,
            )
        rows += sorted(found, key=lambda row: row["begin"])
    return rows


def _read(mention: Mention, registry: Registry) -> Match:
    """What the registry makes of a body in running text: its completed name, level and government
    before it left out.
    """
    name = without_place(mention.full, registry)
    match = registry.resolve(name)
    if mention.generic:
        return Match(
            match.agency if match.generic else name,
            GENERIC,
            "",
            True,
            generic=True,
            place=mention.place,
        )
    if name.endswith("政府") and (entry := registry.entries.get(government(mention.full))):
        return Match(entry.agency, entry.family, "", True, place=mention.place)
    if match.repair or match.generic or not match.known:
        match = Match(name, UNKNOWN, "", False)
    return replace(match, place=mention.place)


def _attribution(
    attribution: Attribution,
    split: Split,
    group: int,
    rule: bool,
    others: bool,
    registry: Registry,
    witnesses: Mapping[str, Match],
    home: str,
) -> list[dict]:
    rows = []
    passage, before = attribution.passage, ""
    column = getattr(attribution, "column", "")  # name of the column, where it is a cell of a table
    names = [passage.text[charge.begin : charge.end] for charge in split.charges]
    matches = [registry.resolve(name, witnesses) for name in names]
    for number, (charge, match) in enumerate(
        zip(split.charges, _shared_heads(names, matches), strict=True)
    ):
        level = level_in(match, home, before)
        before = level or before
        role = role_of(column) if column and charge.role == RESPONSIBLE else charge.role
        if rule:
            role = LEAD if number == 0 else SUPPORT if others and role == RESPONSIBLE else role
        rows.append(
            _row(
                attribution.doc_id,
                attribution.clause_id,
                passage,
                charge.begin,
                charge.end,
                role,
                match,
                registry,
                where="table" if column else "attribution",
                group=group,
                level=level,
                rule=rule and role != charge.role,
                scope=charge.scope,
            )
        )
    return rows


def _row(
    doc_id: str,
    clause_id: str,
    passage: Passage,
    begin: int,
    end: int,
    role: str,
    match: Match,
    registry: Registry,
    *,
    where: str,
    group: int,
    level: str,
    rule: bool = False,
    scope: str = "",
) -> dict:
    first, last = passage.cut(begin, end)
    return {
        "clause_id": clause_id,
        "doc_id": doc_id,
        "raw": passage.raw[begin:end].replace(" ", ""),
        "agency": match.agency,
        "family": match.family,
        "level": level,
        "role": role,
        "where": where,
        "begin": first,
        "end": last,
        "known": match.known,
        "repair": match.repair,
        "today": registry.today(match.agency),
        "place": match.place,
        "generic": match.generic,
        "class": class_of(passage.text[begin:end]),
        "group": group,
        "rule": rule,
        "scope": scope,
    }


def _shared_heads(names: Sequence[str], matches: Sequence[Match]) -> list[Match]:
    """济南、青岛、烟台市政府: places that share the last one's noun are governments like it."""
    out = list(matches)
    for number in range(len(out) - 2, -1, -1):
        following = out[number + 1]
        if (
            not out[number].known
            and re.fullmatch("[一-鿿]{2,4}", names[number])
            and following.family in ("县区政府", "市州政府")
            and following.known
        ):
            out[number] = Match(
                following.agency, following.family, following.level, True, place=names[number]
            )
    return out
