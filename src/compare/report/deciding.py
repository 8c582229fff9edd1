"""What decisions that come in would do to a study: refused, merged, and which cells they change.

The command ``decide`` and the server of the page ask the same; neither writes what was refused.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from compare.adoption.decisions import check_decisions, kind_of
from compare.adoption.overruled import (
    cells_of,
    misfits_of_actions,
    misfits_of_cells,
    misfits_of_themes,
)
from compare.base.progress import Progress
from compare.base.rows import rows_of
from compare.pmc.decided import misfits_of_variables
from compare.study.changes import compare_runs
from compare.study.memos import memo_fault, merge_memos
from compare.study.read import Study
from compare.study.work import Work
from compare.tables import compute, decide_again, needed
from compare.trust.decided import (
    WITHDRAWN,
    decided_agreement,
    faults,
    merge_decisions,
    refusals,
)

SHOWN = ("adoption", "actions", "themes", "pmc_cells")
"""Tables whose cells are shown before and after."""


@dataclass(frozen=True)
class Ruled:
    """A study as the rules alone have it: work done once, for every decision that is tried."""

    study: Study
    work: Work
    tables: dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Proposal:
    """What would be written, and what it changes."""

    refused: list[str]
    decisions: pd.DataFrame
    memos: pd.DataFrame
    disagreements: pd.DataFrame
    agreement: pd.DataFrame
    changes: pd.DataFrame
    given: int


def rule(study: Study, *, only: Sequence[str] = SHOWN, progress: Progress | None = None) -> Ruled:
    """The tables of a study without anybody's decisions."""
    bare = replace(study, decisions=study.decisions.iloc[:0])
    work = Work(bare, progress or Progress())
    return Ruled(study, work, compute(work, needed(only)))


def propose(
    ruled: Ruled,
    decisions: pd.DataFrame,
    memos: pd.DataFrame,
    *,
    prefer: Sequence[str] = (),
) -> Proposal:
    """Check what coders give, merge it with what stands, and say what changes.

    Parameters
    ----------
    ruled : Ruled
    decisions, memos : DataFrame
        From `compare.trust.decided.read_coder_file`, with ``file`` and ``row``.
    prefer : sequence of str
        Coders whose decision holds where they differ.

    Returns
    -------
    Proposal
        Of the rows that were not refused.
    """
    study, tables = ruled.study, ruled.tables
    owners = dict(zip(study.clauses["clause_id"], study.clauses["doc_id"], strict=True))
    book = study.codebooks.get("themes")
    # What takes a decision back fits where the decision would.
    tried = decisions.assign(
        decision=[
            word if word != WITHDRAWN else "absent" if kind == "item" else "false"
            for word, kind in zip(
                decisions["decision"], map(kind_of, rows_of(decisions)), strict=True
            )
        ]
    )
    wrong = faults(decisions)
    sound = [at for at in range(len(decisions)) if at not in wrong]
    fitting = tried.iloc[sound].reset_index(drop=True)
    misfits = _misfits(ruled, fitting, owners, book.ids if book else ())
    wrong |= {sound[at]: why for at, why in misfits.items()}
    good = decisions.drop(index=[decisions.index[at] for at in wrong])
    refused = refusals(decisions, wrong)

    cells = set(cells_of(tables["adoption"]))
    bad_memos = {
        at: why
        for at, memo in enumerate(rows_of(memos))
        if (why := memo_fault(memo, owners, cells))
    }
    refused += refusals(memos, bad_memos)
    good_memos = memos.drop(index=[memos.index[at] for at in bad_memos])

    standing = check_decisions(study.decisions)
    merged = merge_decisions(standing, good, prefer=prefer)
    clash = _misfits(ruled, merged.decisions, owners, book.ids if book else ())
    if clash:  # each row fits, and together they contradict each other
        refused += list(dict.fromkeys(clash.values()))
        merged = replace(merged, decisions=standing)
    before = decide_again(ruled.work, tables, standing)
    after = decide_again(ruled.work, tables, merged.decisions)
    shown = [name for name in SHOWN if name in tables]
    coders = pd.concat([standing.assign(file="", row=0), good], ignore_index=True)
    return Proposal(
        refused,
        merged.decisions,
        merge_memos(study.memos, good_memos[list(study.memos.columns)]),
        merged.disagreements,
        decided_agreement(coders),
        compare_runs({name: before[name] for name in shown}, {name: after[name] for name in shown}),
        len(good) + len(good_memos),
    )


def _misfits(
    ruled: Ruled, decisions: pd.DataFrame, owners: dict[str, str], codes: Sequence[str]
) -> dict[int, str]:
    tables = ruled.tables
    return (
        misfits_of_cells(decisions, tables["adoption"], owners)
        | misfits_of_actions(decisions, tables["actions"], owners)
        | misfits_of_themes(decisions, codes, owners)
        | misfits_of_variables(decisions, tables["pmc_cells"], ruled.study.pmc, owners)
    )
