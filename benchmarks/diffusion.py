"""`python -m benchmarks.diffusion`: sources of clauses in invented corpora whose sources are known.

Cities take measures over from one earlier document each and reword a part of every measure
(``--noise``: the chance that a measure's half-sentence is written anew), some from a national
document that they carry out, and add measures of their own. Precision: named sources that are the
true ones, of those named. Recall: true sources that were named. `listed`:
true sources that are among the candidates at all. Without noise every copy is the same, so that
nothing in the texts tells a source from its own source.
"""

from __future__ import annotations

import argparse
import random

import pandas as pd

from benchmarks.synthetic import BODIES, ENDS, OBJECTS, VERBS, WAYS
from compare import schema
from compare.adoption.diffusion import clause_sources
from compare.likeness.pairs import compare_clauses
from compare.text.passage import Passage

MEASURES, OWN, NATIONAL = 8, 2, "n000"


def part(draw: random.Random) -> str:
    """A half-sentence that means nothing."""
    end = draw.choice(ENDS).format(n=draw.randint(2, 900))
    task = draw.choice(WAYS) + draw.choice(VERBS) + draw.choice(OBJECTS)
    return f"{task}，由{draw.choice(BODIES)}{end}"


def measure(draw: random.Random) -> list[str]:
    """Four half-sentences: a measure."""
    return [part(draw) for _ in range(4)]


def corpus(
    cities: int, noise: float, seed: int
) -> tuple[pd.DataFrame, pd.DataFrame, dict[str, str]]:
    """Documents, clauses, and the true source of every clause that has one."""
    draw = random.Random(seed)
    held: dict[str, list[tuple[str, list[str]]]] = {
        NATIONAL: [(f"{NATIONAL}-{n:02d}", measure(draw)) for n in range(MEASURES)]
    }
    rows = [(NATIONAL, "国家", "", "national", "2015-01-01", "")]
    truth: dict[str, str] = {}
    for k in range(1, cities + 1):
        doc_id = f"c{k:03d}"
        from_above = k == 1 or draw.random() < 0.3
        parent = NATIONAL if from_above else f"c{draw.randint(max(1, k - 20), k - 1):03d}"
        own: list[tuple[str, list[str]]] = []
        for source, parts in draw.sample(held[parent], min(MEASURES, len(held[parent]))):
            clause_id = f"{doc_id}-{len(own):02d}"
            own.append((clause_id, [part(draw) if draw.random() < noise else p for p in parts]))
            truth[clause_id] = source
        own += [(f"{doc_id}-{len(own) + n:02d}", measure(draw)) for n in range(OWN)]
        held[doc_id] = own
        day = (pd.Timestamp("2016-01-01") + pd.Timedelta(days=7 * k)).date().isoformat()
        above = NATIONAL if from_above else ""
        rows.append((doc_id, f"城{k}", f"省{k % 7}", "city", day, above))
    names = ["doc_id", "region", "province", "level", "issue_date", "implements"]
    documents = pd.DataFrame(rows, columns=names).assign(doc_number="")
    documents["title"] = documents["region"] + "若干措施"
    clauses = pd.DataFrame(
        [
            {
                "clause_id": clause_id, "doc_id": doc_id, "kind": "measure", "heading": "",
                "text": "；".join(parts) + "。",
            }
            for doc_id, own in held.items()
            for clause_id, parts in own
        ]
    )  # fmt: skip
    return documents, clauses, truth


def score(cities: int, noise: float, seed: int) -> dict[str, float]:
    """Precision and recall of the most probable source, and how many are listed at all."""
    documents, clauses, truth = corpus(cities, noise, seed)
    passages = {
        row.clause_id: Passage(row.text, row.text, tuple(range(len(row.text))))
        for row in clauses.itertuples()
    }
    pairs, _ = compare_clauses(documents, clauses, passages)
    sources = clause_sources(documents, clauses, pairs, schema.ADOPTIONS.frame())
    top = sources[(sources["rank"] == 1) & (sources["source_weight"] > 0)]
    told = dict(zip(top["clause_id"], top["source_clause"], strict=True))
    exact = sum(truth.get(clause_id) == source for clause_id, source in told.items())
    listed = set(zip(sources["clause_id"], sources["source_clause"], strict=True))
    found = sum(pair in listed for pair in truth.items())
    named = max(len(told), 1)
    return {
        "sources": len(truth), "named": len(told), "precision": exact / named,
        "recall": exact / len(truth), "listed": found / len(truth),
    }  # fmt: skip


def main() -> None:
    """Print a line for each size and noise."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cities", type=int, nargs="+", default=[5, 30, 120])
    parser.add_argument("--noise", type=float, nargs="+", default=[0.0, 0.1, 0.3])
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    print("cities noise sources named precision recall listed")
    for cities in given.cities:
        for noise in given.noise:
            row = score(cities, noise, given.seed)
            print(
                f"{cities} {noise:.1f} {row['sources']} {row['named']} {row['precision']:.3f} "
                f"{row['recall']:.3f} {row['listed']:.3f}",
                flush=True,
            )


if __name__ == "__main__":
    main()
