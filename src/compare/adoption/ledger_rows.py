"""One template as rows of the ledger: what became of each item, and why in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from compare import schema
from compare.adoption.items import PARTS
from compare.adoption.leads import Charges
from compare.adoption.outcome import outcome
from compare.adoption.relations import named_by, relate
from compare.adoption.rules import Rules
from compare.adoption.templates import Item, Template
from compare.base.rows import rows_of
from compare.words.reasons import because

REST = 0  # item_no of what is not in hand of a template
IMPLEMENTS = ("direct", "via")


def declared(
    rows: list[dict],
    used: tuple[Template, ...],
    documents: pd.DataFrame,
    related: pd.DataFrame,
    rules: Rules,
) -> pd.DataFrame:
    """Rows of the ledger and those of what is not in hand, with every column."""
    every = [*rows, *_not_in_hand(used, documents, related, rules)]
    adoption = with_columns(
        schema.ADOPTIONS.frame(every),
        *("change_from", "change_to", "levels", "counted", "kind", "heading", "matched"),
    )
    adoption = adoption.astype({"counted": "bool"})
    return adoption if "kept" in adoption else adoption.assign(kept=float("nan"))


def with_columns(frame: pd.DataFrame, *names: str) -> pd.DataFrame:
    """A ledger without rows has the same columns as one with rows."""
    return frame.assign(**{name: pd.Series(dtype="str") for name in names if name not in frame})


def rows_of_template(
    template: Template,
    weighed: pd.DataFrame,
    actions: pd.DataFrame,
    relation: pd.DataFrame,
    texts: dict[str, str],
    leads: Charges,
    rules: Rules,
) -> list[dict]:
    strongest = weighed.sort_values(["score", "clause_id"], ascending=[False, True], kind="stable")
    # Most items have no proof in most documents: columns as arrays, and a frame only where there
    # is one.
    columns = {name: strongest[name].to_numpy(dtype=object) for name in strongest}
    ranked = strongest.groupby(["doc_id", "item_no"], sort=False).indices
    proven = strongest["level"].to_numpy(dtype=object) != ""
    scored = actions[actions["found"].notna()]
    counted = (
        scored.groupby(["doc_id", "item_no"])["found"]
        .agg(["sum", "count"])
        .astype(int)
        .to_dict("index")
    )
    nothing = strongest.iloc[:0]
    rows = []
    for related in rows_of(relation):
        for item in template.items:
            places = list(ranked.get((related.doc_id, item.item_no), ()))
            proofs = [place for place in places if proven[place]]
            proof = strongest.iloc[proofs] if proofs else nothing
            best: dict[str, Any] = (
                {str(name): values[places[0]] for name, values in columns.items()}
                if len(places)
                else {}
            )
            found = outcome(
                item,
                proof,
                texts,
                official=template.basis == "official_text",
                leads=leads,
                rules=rules,
            )
            number = counted.get((related.doc_id, item.item_no), {"sum": 0, "count": 0})
            rows.append(
                {
                    "template": template.number,
                    "item_no": item.item_no,
                    "doc_id": related.doc_id,
                    "relation": related.relation,
                    "basis": template.basis,
                    "evidence": item.evidence,
                    **found,
                    "score": round(float(best["score"]), 4) if best else 0.0,
                    "actions_found": number["sum"],
                    "actions_total": number["count"],
                    "why": _told(item, _reversal(found) or _why(best, bool(proofs), rules)),
                    "rules": rules.version,
                    "certainty": float(columns["certainty"][proofs[0]])
                    if proofs and "certainty" in columns
                    else float("nan"),
                    "counted": item.counted,
                    "kind": item.kind,
                    "heading": item.heading,
                    "matched": "",
                }
            )
    return rows


def _told(item: Item, why: str) -> str:
    """The reason, and that a closing is no measure."""
    return because("closing", note=why) if item.closing else why


def _reversal(found: dict) -> str:
    """The reason where the clauses say the opposite."""
    if found["level"] != "reversed":
        return ""
    codes = found["change"].split(";")
    at = codes.index("reversed")
    before, after = found["change_from"].split(";")[at], found["change_to"].split(";")[at]
    clause = found["clause_ids"].split(";")[0]
    return because("opposite", clause=clause, before=before, after=after)


def _why(best: Mapping[str, Any], proven: bool, rules: Rules) -> str:
    """One sentence: what decided the level; `best` is the clause that comes nearest to the item,
    as a record.
    """
    if not best:
        return because("no_clause")
    if not proven:
        nearest = {"clause": best["clause_id"], "score": best["score"]}
        if "wording" not in best:
            return because("nearest", **nearest)
        return because("nearest_floor", floor=rules.taken_over, **nearest)
    if "wording" not in best:
        return because("linked", clause=best["clause_id"], note=best["note"])
    weights = rules.weights
    share = sorted(
        ((getattr(weights, part) * best[part], part) for part in PARTS),
        key=lambda pair: (-pair[0], pair[1]),
    )
    parts = " + ".join(f"{part} {value:.2f}" for value, part in share if value >= 0.005)
    score = {"clause": best["clause_id"], "score": best["score"], "floor": rules.taken_over}
    if not best["found"]:
        return because("scored", parts=parts, **score)
    words = "、".join(best["found"].split(";")[:5])
    return because("scored_words", parts=parts, words=words, **score)


def _not_in_hand(
    used: tuple[Template, ...], documents: pd.DataFrame, related: pd.DataFrame, rules: Rules
) -> list[dict]:
    """A row for what is not known of each template that a document implements, known by number
    only or in part.
    """
    books = {template.number: template for template in used}
    names = named_by(documents, used)
    unknown = {number for numbers in names.values() for number in numbers if number not in books}
    ghosts = tuple(
        Template(number, "", "", "", "", "", "", (), False, ()) for number in sorted(unknown)
    )
    both = (
        pd.concat(
            [related, relate(documents, (*used, *ghosts)).query("template in @unknown")],
            ignore_index=True,
        )
        if ghosts
        else related
    )
    rows = []
    for row in rows_of(both[both["relation"].isin(IMPLEMENTS)]):
        template = books.get(row.template)
        if template is not None and template.complete:
            continue
        known = len(template.items) if template else 0
        rows.append(
            {
                "template": row.template,
                "item_no": REST,
                "doc_id": row.doc_id,
                "relation": row.relation,
                "basis": "",
                "evidence": "",
                "level": "not_in_hand",
                "clause_ids": "",
                "score": float("nan"),
                "actions_found": 0,
                "actions_total": 0,
                "share": float("nan"),
                "kept": float("nan"),
                "certainty": float("nan"),
                "change": "",
                "change_from": "",
                "change_to": "",
                "levels": "",
                "counted": False,
                "matched": "",
                "why": because("known_in_part", template=row.template, known=known)
                if known
                else because("known_by_number", template=row.template),
                "rules": rules.version,
                "kind": "",
                "heading": "",
            }
        )
    return rows
