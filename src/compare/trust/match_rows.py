"""Rows of a validation: counts, precision, recall and value, with the same columns for every
question.
"""

from __future__ import annotations

from typing import Any

COLUMNS = ["question", "measure", "document", "by_hand", "found", "precision", "recall", "value"]


def scores_row(
    question: str,
    measure: str,
    document: str,
    by_hand: int,
    found: int,
    right: int,
    hit: int | None = None,
) -> dict[str, Any]:
    """F1 of `right` of `found` (precision) and `hit` of `by_hand` (recall; default: `right`); NaN
    where nothing is there.
    """
    hit = right if hit is None else hit
    precision = right / found if found else float("nan")
    recall = hit / by_hand if by_hand else float("nan")
    if found and by_hand:
        value = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    else:
        value = 0.0 if found or by_hand else float("nan")
    return {
        "question": question,
        "measure": measure,
        "document": document,
        "by_hand": by_hand,
        "found": found,
        "precision": precision,
        "recall": recall,
        "value": value,
    }


def share_row(question: str, measure: str, document: str, right: int, of: int) -> dict[str, Any]:
    """Share `right` of `of`, which both sides have."""
    return {
        "question": question,
        "measure": measure,
        "document": document,
        "by_hand": of,
        "found": of,
        "precision": float("nan"),
        "recall": float("nan"),
        "value": right / of if of else float("nan"),
    }


def total(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The rows of all documents as one, from their counts; none for a single document or none."""
    if len(rows) < 2:
        return []
    right = sum(round(row["precision"] * row["found"]) for row in rows if row["found"])
    hit = sum(round(row["recall"] * row["by_hand"]) for row in rows if row["by_hand"])
    by_hand, found = sum(row["by_hand"] for row in rows), sum(row["found"] for row in rows)
    return [scores_row(rows[0]["question"], rows[0]["measure"], "all", by_hand, found, right, hit)]
