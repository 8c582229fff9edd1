"""The findings in sentences, in every language, every number read from the tables."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from typing import Any

from compare import schema
from compare.adoption.origins import between, control_shares
from compare.report.counts import Tables, charged, clauses_by, families, table, tally, traced
from compare.report.pmc import pmc_finding
from compare.report.spread import SEVERAL, spread_finding, spreads
from compare.words.names import item_name
from compare.words.strings import LANGUAGES, say

Finding = dict[str, Any]
NAMED = 4  # as many missing items are named in a sentence; the matrix shows all


def build_findings(
    tables: Tables,
    *,
    places: Mapping[str, Mapping[str, str]],
    numbers: Mapping[str, Mapping[str, str]],
    themes: Mapping[str, Mapping[str, str]],
    bodies: Mapping[str, Mapping[str, str]],
    complete: Mapping[str, bool],
    dependent: Collection[tuple[str, str]] = frozenset(),
    variables: Mapping[str, Mapping[str, str]] | None = None,
) -> list[Finding]:
    """Sentences that answer the questions of the report, the most important first.

    Parameters
    ----------
    tables : mapping of name to DataFrame
        As `compare.build_tables` gives them; missing ones count as empty.
    places, themes, bodies : mapping of language to mapping
        Names of documents, themes and functions of bodies: ``places["en"]["qujing"]``.
    numbers : mapping of language to mapping
        Template to its document number as a sentence writes it.
    complete : mapping
        Template to whether all its items are known, in the order in which the sentences come.
    dependent : collection of (template, document)
        Controls that are not compared with (`compare.report.counts.tally`).
    variables : mapping of language to mapping, optional
        Names of the first-level variables of the PMC index; default: their codes.

    Returns
    -------
    list of dict
        ``text`` (by language), ``section``, the part of the page that shows the evidence, and
        for adoption
        ``cell``: template and document.
    """
    return [
        *_adoption(tables, tally(tables, dependent), places, numbers, complete, dependent),
        *_controls(tally(tables, dependent)),
        *_pairs(tables, places),
        *_origins(tables, dependent),
        *_agencies(tables, places, bodies),
        *_themes(tables, themes),
        *_amounts(tables, places),
        *_pmc(tables, places, variables or {lang: {} for lang in LANGUAGES}),
    ]


def percent(part: float, whole: float) -> str:
    return f"{100 * part / whole:.0f}%"


def _finding(section: str, key: str, values: Callable[[str], Mapping[str, Any]]) -> Finding:
    """The sentence `key` in every language, with its values in that language."""
    text = {lang: say(f"finding.{key}", lang, **values(lang)) for lang in LANGUAGES}
    return {"section": section, "text": text}


def _listed(words: Iterable[str], lang: str) -> str:
    return say("join.items", lang).join(words)


def _adoption(
    tables: Tables, counted: list[dict[str, Any]], places: Any, numbers: Any,
    complete: Mapping[str, bool], dependent: Collection[tuple[str, str]],
) -> list[Finding]:  # fmt: skip
    adoption, order = table(tables, "adoption"), list(complete)
    docs = list(table(tables, "documents")["doc_id"])
    told = [
        row
        for row in counted
        if row["relation"] != "control" and row["t"] in order and row["total"]
    ]
    several = spreads(tables, order, dependent)
    summed = {spread["t"] for spread in several}
    found = [spread_finding(spread, places, numbers) for spread in several]
    for row in sorted(told, key=lambda row: (order.index(row["t"]), docs.index(row["doc"]))):
        if row["t"] in summed:
            continue
        here = adoption[(adoption["template"] == row["t"]) & (adoption["doc_id"] == row["doc"])]
        beside = [other for other in counted if other["beside"] and other["t"] == row["t"]]
        parts = _parts(row, here, beside, tables, complete.get(row["t"], False))

        def words(
            lang: str, row: Mapping[str, Any] = row, parts: list[Part] = parts
        ) -> dict[str, str]:
            names = {"place": places[lang][row["doc"]], "template": numbers[lang][row["t"]]}
            return {
                "told": "".join(
                    say(f"finding.{key}", lang, **{**names, **values(lang)})
                    for key, values in parts
                )
            }

        found.append(_finding("adoption", "sentence", words) | {"cell": [row["t"], row["doc"]]})
    return found


Part = tuple[str, Callable[[str], Mapping[str, Any]]]


def _parts(
    row: Mapping[str, Any], here: Any, beside: list[dict[str, Any]], tables: Tables, whole: bool
) -> list[Part]:
    """What is said of one template in one document, clause by clause of the sentence; `beside`
    are the counts of the controls that it is compared with.
    """
    items = {
        (item["template"], item["item_no"]): item
        for item in table(tables, "items").to_dict("records")
    }
    own = [items.get((row["t"], number), {"kind": ""}) for number in here["item_no"]]
    counts = [bool(item.get("counted", item["kind"] != "preamble")) for item in own]
    measures = here[counts]
    absent = [
        item
        for item, level, counted in zip(own, here["level"], counts, strict=True)
        if level == "absent" and counted
    ]
    share = percent(row["n"], row["total"])
    count = {"n": row["n"], "total": row["total"], "share": share}
    parts: list[Part] = [("adopted" if whole else "adopted_known", lambda lang: count)]
    verbatim = int((here["level"] == "verbatim").sum())
    if verbatim:
        parts.append(("kept", lambda lang: {"n": verbatim}))
    scored = (
        measures[measures["adopted"].fillna(False).astype(bool) & (measures["actions_total"] > 0)]
        if "adopted" in measures
        else measures.iloc[:0]
    )
    if len(scored):
        half = int((2 * scored["actions_found"] >= scored["actions_total"]).sum())
        parts.append(("half", lambda lang: {"n": half}))
    actions, done = int(measures["actions_total"].sum()), int(measures["actions_found"].sum())
    if actions:
        parts.append(("actions", lambda lang: {"n": actions, "found": done}))
    n, of = sum(other["n"] for other in beside), sum(other["total"] for other in beside)
    if of:
        parts.append(("beside", lambda lang: {"share": percent(n, of), "n": n, "total": of}))
    elif row["n"]:
        parts.append(("alone", lambda lang: {}))
    if absent:
        rest = len(absent) - NAMED
        parts.append(
            (
                "missing_more" if rest > 0 else "missing",
                lambda lang: {
                    "items": _listed((_heading(item, lang) for item in absent[:NAMED]), lang),
                    **({"rest": rest} if rest > 0 else {}),
                },
            )
        )
    return parts


def _heading(item: Mapping[Any, Any], lang: str) -> str:
    english = str(item.get("heading_en") or "") if lang == "en" else ""
    return english or item_name(str(item["heading"]), str(item.get("content", "")))


def _controls(rows: list[dict[str, Any]]) -> list[Finding]:
    sums = {
        kind: (sum(row["n"] for row in part), sum(row["total"] for row in part))
        for kind, part in (
            ("told", [row for row in rows if row["relation"] != "control"]),
            ("control", [row for row in rows if row["beside"]]),
        )
    }
    (n, total), (m, other) = sums["told"], sums["control"]
    if not total or not other:
        return []
    values = {
        "share": percent(m, other), "n": m, "total": other,
        "own_share": percent(n, total), "own": n, "own_total": total,
    }  # fmt: skip
    return [_finding("adoption", "controls", lambda lang: values)]


def _pairs(tables: Tables, places: Any) -> list[Finding]:
    pairs, clauses = table(tables, "pairs"), table(tables, "clauses")
    alike = schema.counterparts(pairs)
    if alike.empty:
        return []
    docs = clauses.set_index("clause_id")["doc_id"]
    both = alike.assign(x=alike["a"].map(docs), y=alike["b"].map(docs))
    order = {doc: k for k, doc in enumerate(table(tables, "documents")["doc_id"])}
    sizes = (
        both.assign(verbatim=both["level"] == "verbatim")
        .groupby(["x", "y"])["verbatim"]
        .agg(["sum", "size"])
    )
    # Wording says more about who copied whom than the number of measures in common.
    ranked = zip(sizes.index, sizes["sum"], sizes["size"], strict=True)
    x, y = min(ranked, key=lambda row: (-row[1], -row[2], *(order[doc] for doc in row[0])))[0]
    here = both[(both["x"] == x) & (both["y"] == y)]
    verbatim = int((here["level"] == "verbatim").sum())
    longest = int(here["longest_run"].max())
    numbers = {
        "n": len(here), "verbatim": verbatim, "longest": longest, "all": len(alike)
    }  # fmt: skip
    return [
        _finding(
            "similarity",
            "closest",
            lambda lang: {"a": places[lang][x], "b": places[lang][y], **numbers},
        )
    ]


def _origins(tables: Tables, dependent: Collection[tuple[str, str]]) -> list[Finding]:
    origins = traced(tables)
    if not (origins["origin"] != "undetermined").any():
        return []
    n = {code: int((origins["origin"] == code).sum()) for code in schema.ORIGINS}
    above = sum(n[code] for code in schema.ABOVE)
    values = {"total": len(origins), "above": above, "share": percent(above, len(origins)), **n}
    needed = {name: table(tables, name) for name in ("adoption", "origins")}
    shares = between(control_shares(needed, dependent).values())

    def words(lang: str) -> dict[str, Any]:
        key = "finding.origins_beside" if shares else "finding.origins_alone"
        beside = say(key, lang, between=shares)
        open_ = "finding.origins_open" if n["undetermined"] else "finding.origins_settled"
        return {**values, "beside": beside, "open_above": say(open_, lang, **n)}

    return [_finding("origins", "origins" if n["undetermined"] else "origins_settled", words)]


def _agencies(tables: Tables, places: Any, bodies: Any) -> list[Finding]:
    agencies = charged(tables)
    if agencies.empty:
        return []
    first = families(agencies)[0]
    clauses = sum(value[0] for value in first["per"].values())
    lead = agencies[agencies["role"] == "lead"]
    with_lead = [doc for doc in table(tables, "documents")["doc_id"] if doc in set(lead["doc_id"])]
    n_clauses = agencies["clause_id"].nunique()
    numbers = {"n": n_clauses, "times": len(agencies), "clauses": clauses}

    def words(lang: str) -> dict[str, Any]:
        leads = (
            say("finding.leads_many", lang, n=len(with_lead))
            if len(with_lead) > SEVERAL
            else say(
                "finding.leads",
                lang,
                places=_listed((places[lang][doc] for doc in with_lead), lang),
            )
        )
        return {
            **numbers,
            "family": bodies[lang][first["family"]],
            "leads": leads if with_lead else "",
        }

    return [_finding("agencies", "agencies", words)]


def _themes(tables: Tables, names: Any) -> list[Finding]:
    themes, documents = table(tables, "themes"), table(tables, "documents")
    if themes.empty:
        return []
    rows = clauses_by(themes, "theme")
    everywhere = sum(len(row["per"]) == len(documents) for row in rows)
    top = rows[:3]
    totals = [sum(value[0] for value in row["per"].values()) for row in top]

    def words(lang: str) -> dict[str, Any]:
        named = (
            say("finding.theme", lang, theme=names[lang].get(row["code"], row["code"]), n=n)
            for row, n in zip(top, totals, strict=True)
        )
        return {"n": len(rows), "everywhere": everywhere, "themes": _listed(named, lang)}

    return [_finding("themes", "themes", words)]


def _amounts(tables: Tables, places: Any) -> list[Finding]:
    amounts = table(tables, "amounts")
    if amounts.empty:
        return []
    money = amounts[amounts["unit"] == "元"]
    order = list(table(tables, "documents")["doc_id"])
    per = amounts.groupby("doc_id").size()
    most = min(per.index, key=lambda doc: (-per[doc], order.index(doc)))
    numbers = {"n": len(amounts), "money": len(money), "most": int(per[most])}
    return [_finding("amounts", "amounts", lambda lang: {"place": places[lang][most], **numbers})]


def _pmc(tables: Tables, places: Any, variables: Any) -> list[Finding]:
    found = pmc_finding(tables, places, variables)
    return [] if found is None else [found]
