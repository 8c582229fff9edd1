"""`python -m benchmarks.links`: links of clauses and provisions against hand coding, rules of
thumb beside ours.

Without an argument the hand coding of the example study is used (items described by codebooks).
With ``--texts`` (a folder of ID.txt, or JSON Lines with id and text, also gzipped) the pairs of
laws, regulations and notices in ``benchmarks/coding``, whose texts are not shipped. With ``--coding
DIR`` any other folder: one JSON a pair, ``{"child", "parent", "links": [{"unit", "item",
"level"}], "disputed": [[unit, item]]}``, unit and item being clause ids; level is verbatim, adapted
or either. ``ours`` is given who implements whom; ``found`` finds it as a user's study does, and is
0 where it does not. ``--fit`` fits the weights of `compare.adoption.rules` again, scores every
family of documents by the weights of the others, and prints how often links of each certainty are
the readers'.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd

from benchmarks.coded import CODING, Family, Pair, read_coding
from benchmarks.found import links_found
from compare.adoption.items import item_text
from compare.adoption.ledger import trace
from compare.adoption.links import certainty, link
from compare.adoption.rules import RULES, LinkWeights
from compare.likeness.links import MEASURES
from compare.study.find import find_study
from compare.study.read import read_study
from compare.text.fold import fold, ngrams
from compare.text.weights import tf_idf
from compare.trust.hand_coding import read_hand_coding
from compare.trust.match_clauses import match_units

THUMB, NEAREST = (
    0.13,
    0.6,
)  # the plainest rule: a cosine that is enough, and its part of the nearest
PENALTY = 0.03  # C of the regression, on standardised measures
PAIRS = 60  # weight of a pair's links, all pairs of a family together


def thumb(left: Sequence[str], right: Sequence[str]) -> np.ndarray:
    """Cosines of character 2- and 3-grams, weighted by TF-IDF: what anyone would try first."""
    folded = [fold(text).text for text in [*left, *right]]
    rows = tf_idf([ngrams(text, 2) + ngrams(text, 3) for text in folded])
    return (rows[: len(left)] @ rows[len(left) :].T).toarray()


def scores(found: set, wanted: set, disputed: frozenset) -> tuple[float, float, float]:
    """F1, precision and recall; what the readers dispute counts neither way."""
    found, wanted = found - disputed, wanted - disputed
    both = len(found & wanted)
    return (
        2 * both / (len(found) + len(wanted)) if found or wanted else 1.0,
        both / len(found) if found else 0.0,
        both / len(wanted) if wanted else 0.0,
    )


def linked(
    matrix: np.ndarray, clauses: Sequence[str], items: Sequence, enough: float, nearest: float = 0.0
) -> set:
    """Pairs of a matrix that reach a threshold and a part of the row's best."""
    hit = (matrix >= enough) & (matrix >= nearest * matrix.max(axis=1, keepdims=True, initial=0.0))
    return {(clauses[i], items[j]) for i, j in zip(*np.nonzero(hit), strict=True)}


def rules_of_thumb(
    left: Sequence[str],
    right: Sequence[str],
    clauses: Sequence[str],
    items: Sequence,
    wanted: set,
    disputed: frozenset,
) -> tuple[float, float]:
    """F1 of the plainest rule, and with the threshold that is best for this pair."""
    cosines = thumb(left, right)
    best = max(
        scores(linked(cosines, clauses, items, t, NEAREST), wanted, disputed)[0]
        for t in np.arange(0.04, 0.6, 0.01)
    )
    return scores(linked(cosines, clauses, items, THUMB, NEAREST), wanted, disputed)[0], best


def coded_pairs(families: Sequence[Family]) -> pd.DataFrame:
    """Scores of every coded pair, by the rules in force."""
    rows = []
    for family in families:
        texts = {
            key: f"{heading}{text}"
            for key, heading, text in family.clauses[["clause_id", "heading", "text"]].itertuples(
                index=False
            )
        }
        body = dict(zip(family.clauses["clause_id"], family.clauses["text"], strict=True))
        product = links_found(family)
        for pair in family.pairs:
            clauses, items = family.ids(pair.child), family.ids(pair.parent)
            wanted = set(pair.links)
            plain, best = rules_of_thumb(
                [texts[k] for k in clauses],
                [texts[k] for k in items],
                clauses,
                items,
                wanted,
                pair.disputed,
            )
            table = link(family.provisions, body, items, clauses)
            table = table[table["level"] != ""]
            level = dict(
                zip(
                    zip(table["clause_id"], table["item_id"], strict=True),
                    table["level"],
                    strict=True,
                )
            )
            f1, precision, recall = scores(set(level), wanted, pair.disputed)
            right = [
                pair.links[key] in (level[key], "either") for key in sorted(set(level) & wanted)
            ]
            traced = set(product.get((pair.child, pair.parent), {}))
            rows.append(
                {
                    "child": pair.child,
                    "parent": pair.parent,
                    "coded": len(wanted),
                    "thumb": plain,
                    "thumb_best": best,
                    "ours": f1,
                    "found": scores(traced, wanted, pair.disputed)[0],
                    "precision": precision,
                    "recall": recall,
                    "level": float(np.mean(right)) if right else np.nan,
                }
            )
    return pd.DataFrame(rows)


def samples(
    families: Sequence[Family],
) -> Iterator[tuple[int, Pair, list[str], list[str], np.ndarray, np.ndarray, np.ndarray]]:
    """Measures, truth and weight of every clause and item of every coded pair."""
    for number, family in enumerate(families):
        for pair in family.pairs:
            clauses, items = family.ids(pair.child), family.ids(pair.parent)
            measured = family.measures(pair)
            x = np.stack([measured[name] for name in MEASURES], axis=-1)
            truth = np.array([[(a, b) in pair.links for b in items] for a in clauses], dtype=float)
            counts = np.array(
                [[(a, b) not in pair.disputed for b in items] for a in clauses], dtype=float
            )
            yield (
                number,
                pair,
                clauses,
                items,
                x,
                truth,
                counts * PAIRS / max(truth.sum(), 1) / len(family.pairs),
            )


def fit(chosen: Sequence[tuple]) -> LinkWeights:
    """Weights of a regularised logistic regression, each family and each pair within it with the
    same weight.
    """
    from sklearn.linear_model import LogisticRegression
    from sklearn.preprocessing import StandardScaler

    x = np.concatenate([row[4].reshape(-1, len(MEASURES)) for row in chosen])
    y = np.concatenate([row[5].ravel() for row in chosen])
    weight = np.concatenate([row[6].ravel() for row in chosen])
    scaler = StandardScaler().fit(x)
    model = LogisticRegression(C=PENALTY, max_iter=1000).fit(
        scaler.transform(x), y, sample_weight=weight
    )
    slopes = model.coef_[0] / scaler.scale_
    intercept = float(model.intercept_[0] - (slopes * scaler.mean_).sum())
    return replace(
        RULES.links, intercept=intercept, **dict(zip(MEASURES, map(float, slopes), strict=True))
    )


def left_out(families: Sequence[Family]) -> tuple[pd.DataFrame, pd.DataFrame, LinkWeights]:
    """Each family scored by the weights of the others; how often pairs of each certainty are
    linked; weights of all.
    """
    rows = list(samples(families))
    scored, sure, truth = [], [], []
    for number in range(len(families)):
        weights = (
            fit([row for row in rows if row[0] != number]) if len(families) > 1 else RULES.links
        )
        for _, pair, clauses, items, x, y, weight in (row for row in rows if row[0] == number):
            p = certainty({name: x[..., k] for k, name in enumerate(MEASURES)}, weights)
            found = linked(p, clauses, items, weights.link)
            scored.append(
                {
                    "child": pair.child,
                    "parent": pair.parent,
                    "left_out": scores(found, set(pair.links), pair.disputed)[0],
                }
            )
            sure.append(p[weight > 0])
            truth.append(y[weight > 0])
    return pd.DataFrame(scored), reliability(np.concatenate(sure), np.concatenate(truth)), fit(rows)


def reliability(
    sure: np.ndarray,
    truth: np.ndarray,
    edges: Sequence[float] = (0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1),
) -> pd.DataFrame:
    """Of pairs with about the same certainty: how many, their mean certainty, and the share that
    readers link.
    """
    place = np.clip(np.searchsorted(edges, sure, side="right") - 1, 0, len(edges) - 2)
    rows = [
        {
            "low": edges[k],
            "high": edges[k + 1],
            "pairs": int((place == k).sum()),
            "certainty": sure[place == k].mean(),
            "linked": truth[place == k].mean(),
        }
        for k in range(len(edges) - 1)
        if (place == k).any()
    ]
    return pd.DataFrame(rows)


def example() -> pd.DataFrame:
    """The hand coding of the example study: items of codebooks, found by the ledger."""
    study = read_study(find_study())
    hand = read_hand_coding(study.root)
    to_unit = (
        match_units(hand, study.clauses, study.passages)
        .query("clause_id != ''")
        .set_index("clause_id")["unit"]
    )
    adoption = trace(study.documents, study.clauses, study.templates).adoption
    rows = []
    for (number, doc_id), coded in hand.items.groupby(["template", "doc_id"], sort=False):
        template = next(t for t in study.templates if f"〕{number}号" in t.number)
        first = coded["item_no"].min()  # what stands before the first coded item was not coded
        items = [item for item in template.items if item.item_no >= first]
        clauses = study.clauses[
            (study.clauses["doc_id"] == doc_id) & study.clauses["clause_id"].isin(to_unit.index)
        ]
        units = [to_unit[key] for key in clauses["clause_id"]]
        agreed = coded["agreed"].astype(bool)
        wanted = set(zip(coded.loc[agreed, "unit"], coded.loc[agreed, "item_no"], strict=True))
        disputed = frozenset(
            zip(coded.loc[~agreed, "unit"], coded.loc[~agreed, "item_no"], strict=True)
        )
        texts = [
            f"{heading}{text}"
            for heading, text in zip(clauses["heading"], clauses["text"], strict=True)
        ]
        numbers = [item.item_no for item in items]
        plain, best = rules_of_thumb(
            texts, [item_text(item) for item in items], units, numbers, wanted, disputed
        )
        own = adoption[
            (adoption["template"] == template.number)
            & (adoption["doc_id"] == doc_id)
            & (adoption["item_no"] >= first)
        ]
        found = {
            (to_unit[key], item)
            for item, keys in zip(own["item_no"], own["clause_ids"], strict=True)
            for key in keys.split(";")
            if key in to_unit.index
        }
        f1, precision, recall = scores(found, wanted, disputed)
        rows.append(
            {
                "child": doc_id,
                "parent": template.number,
                "coded": len(wanted),
                "thumb": plain,
                "thumb_best": best,
                "ours": f1,
                "precision": precision,
                "recall": recall,
                "level": np.nan,
            }
        )
    return pd.DataFrame(rows)


def show(table: pd.DataFrame) -> str:
    """The table with its mean and its worst row."""
    numbers = table.select_dtypes("number").drop(columns="coded")
    foot = pd.DataFrame([numbers.mean(), numbers.min()], index=["mean", "worst"]).reset_index(
        names="child"
    )
    whole = pd.concat([table.astype({"coded": object}), foot], ignore_index=True)
    return whole.to_string(index=False, na_rep="", float_format=lambda value: f"{value:.3f}")


def main(arguments: Sequence[str] | None = None) -> None:
    """Score, and fit where asked."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.links", description=__doc__)
    parser.add_argument(
        "--coding",
        type=Path,
        help="folder of coded pairs; default: that of the project where --texts is given, else the "
        "example study's hand coding",
    )
    parser.add_argument(
        "--texts",
        type=Path,
        help="their texts: a folder of ID.txt, or JSON Lines; default: texts/ in the folder",
    )
    parser.add_argument(
        "--fit",
        action="store_true",
        help="fit the weights again and score every family by those of the others",
    )
    chosen = parser.parse_args(arguments)
    if chosen.coding is None and chosen.texts is None:
        print(show(example()))
        return
    families = read_coding(chosen.coding or CODING, chosen.texts)
    if not families:
        parser.error(f"no coded pair with both texts in {chosen.texts or chosen.coding}")
    table = coded_pairs(families)
    if chosen.fit:
        scored, bins, weights = left_out(families)
        table = table.merge(scored, on=["child", "parent"])
        print(bins.to_string(index=False, float_format=lambda value: f"{value:.3f}"), end="\n\n")
        print(
            ", ".join(f"{name} {getattr(weights, name):.2f}" for name in ("intercept", *MEASURES)),
            end="\n\n",
        )
    print(show(table))


if __name__ == "__main__":
    main()
