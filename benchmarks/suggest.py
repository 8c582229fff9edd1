"""How many hidden cues come back: the cues of a theme are hidden, up to 20 clauses that have it are
marked, and words are suggested from them.

``python -m benchmarks.suggest`` prints a line a theme of the example study: hidden cues that stand
in at least two marked clauses and are among the first twenty suggestions, and suggestions that
hold a hidden cue.
"""

from __future__ import annotations

from pathlib import Path

import numpy as np

from compare.base.patterns import matches_of
from compare.content.suggest import LEAST, suggest_cues
from compare.content.themes import code_themes
from compare.study.read import read_study
from compare.text.tokens import Tokenizer

MARKED, FEWEST, SHOWN, SEED = 20, 8, 20, 1


def main() -> None:
    """Print a line a theme, and the sum."""
    study = read_study(Path(__file__).parents[1] / "data")
    book = study.codebooks["themes"]
    themes = code_themes(study.clauses, book)
    texts = dict(
        zip(
            study.clauses["clause_id"],
            study.clauses["heading"] + "\n" + study.clauses["text"],
            strict=True,
        )
    )
    tokenizer = Tokenizer((*study.registry.words(), *study.words))
    sums = np.zeros(4, dtype=int)
    for code in book.codes:
        ids = sorted(themes.loc[themes["theme"] == code.id, "clause_id"])
        if len(ids) < FEWEST:
            continue
        marked = list(np.random.default_rng(SEED).permutation(ids)[:MARKED])
        found = list(suggest_cues(study.clauses, marked, tokenizer=tokenizer, most=SHOWN)["cue"])
        cues = [cue.pattern for cue in code.cues if cue.weight > 0]
        hidden = [cue for cue in cues if sum(_in(cue, texts[clause]) for clause in marked) >= LEAST]
        back = sum(any(_in(cue, word) for word in found) for cue in hidden)
        right = sum(any(_in(cue, word) for cue in cues) for word in found)
        sums += (back, len(hidden), right, len(found))
        print(
            f"{code.id:10} {len(marked):2} marked: {back:2} of {len(hidden):2} cues back, "
            f"{right:2} of {len(found)} suggestions hold one: {' '.join(found[:6])}"
        )
    back, hidden_all, right, all_found = sums
    print(f"all: {back} of {hidden_all} cues back, {right} of {all_found} suggestions hold one")


def _in(pattern, text: str) -> bool:  # type: ignore[no-untyped-def]
    return any(hit.end() > hit.start() for hit in matches_of(pattern, text))


if __name__ == "__main__":
    main()
