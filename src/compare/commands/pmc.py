"""``policy-compare pmc``: the PMC index of every document, sheets to code it by hand, and how far
coders agree.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from compare.commands.computing import Strict, read_and_compute
from compare.commands.telling import language, speaking, tell, told

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study


@speaking
def pmc(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Filled sheets, xlsx or csv, one a coder: how far the coders agree, and decisions "
            "on what they agree on. Without any: the index."
        ),
    ] = None,
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/pmc"),
    sheets: Annotated[
        str,
        typer.Option(
            help="Names of coders, separated by commas: also a blank sheet for each, to be coded "
            "by hand.",
            show_default=False,
        ),
    ] = "",
    strict: Strict = False,
) -> None:
    """Write the PMC index (Ruiz Estrada): cells with the clauses that earn them, scores, index,
    grade, and the matrix of documents by variables.
    """
    from compare.commands.progress import Shown
    from compare.paper.export import to_excel_csv, write_tables
    from compare.pmc.index import matrix_of
    from compare.study.show import show

    if files:
        _agreement(files, study, out)
        return
    with Shown() as progress:
        corpus, tables = read_and_compute(
            study, progress, only=("pmc_cells", "pmc_scores", "pmc"), strict=strict
        )
    names = corpus.pmc.names(language())
    matrix = matrix_of(tables["pmc_scores"], tables["pmc"])
    wide = matrix.rename(columns={code: f"{code} {names[code]}" for code in corpus.pmc.first})
    beside = {"pmc-matrix.csv": to_excel_csv(wide.reset_index())}
    if sheets:
        beside |= _blank(corpus, sheets, out)
    written = write_tables(tables, out, beside=beside)
    show(
        matrix.reset_index()[["doc_id", "index", "grade", "rank"]].sort_values("rank"),
        rows=20, lang=language(), study=corpus, decimals=2,
    )  # fmt: skip
    unknown = int(tables["pmc"]["index"].isna().sum())
    if unknown:
        tell("pmc_no_index", n=unknown)
    tell("files", n=len(written), folder=out)


def _blank(corpus: Study, coders: str, out: Path) -> dict[str, bytes]:
    """Blank sheets by file name; one that may be filled is never written over."""
    from compare.errors import CodingError
    from compare.paper.export import to_excel_csv
    from compare.trust.pmc_sheets import VALUE, pmc_sheet
    from compare.trust.sheets import may_be_filled, to_workbook

    names = [name.strip() for name in coders.split(",") if name.strip()]
    unsafe = [name for name in names if not name.replace("-", "").replace("_", "").isalnum()]
    if unsafe or len(set(names)) < len(names):
        raise CodingError(told("coders", given=repr(coders)))
    blank = pmc_sheet(corpus.documents, corpus.pmc)
    book, plain = to_workbook(blank, (VALUE,)), to_excel_csv(blank)
    files = {
        f"pmc-sheet-{name}{suffix}": content
        for name in names
        for suffix, content in ((".xlsx", book), (".csv", plain))
    }
    if existing := may_be_filled(out, files):
        raise CodingError(told("sheets_there", folder=out, names=", ".join(existing)))
    tell("pmc_sheets", n=len(blank), coders=len(names), folder=out)
    return files


def _agreement(files: list[Path], study: str, out: Path) -> None:
    from compare.base.atomic import replace_folder
    from compare.errors import CodingError
    from compare.paper.export import to_excel_csv
    from compare.study.read import read_study
    from compare.study.show import show
    from compare.trust.pmc_sheets import (
        ALL,
        agreed_decisions,
        pmc_agreement,
        pmc_disagreements,
        read_pmc_sheet,
    )

    corpus = read_study(study)
    owners = dict(zip(corpus.clauses["clause_id"], corpus.clauses["doc_id"], strict=True))
    sheets: dict[str, pd.DataFrame] = {}
    for path in files:
        coder = path.stem.removeprefix("pmc-sheet-")
        if coder in sheets:
            named = ", ".join(str(one) for one in files)
            raise CodingError(told("two_sheets", coder=repr(coder), names=named))
        sheets[coder] = read_pmc_sheet(path, corpus.pmc, owners, corpus.documents)
    if len(sheets) < 2:
        raise CodingError(told("one_coder"))
    results = {
        "pmc-agreement": pmc_agreement(sheets),
        "pmc-disagreements": pmc_disagreements(sheets),
        "pmc-decisions": agreed_decisions(sheets, told("pmc_agreed")),
    }
    with replace_folder(out) as folder:
        for name, table in results.items():
            (folder / f"{name}.csv").write_bytes(to_excel_csv(table))
    found = results["pmc-agreement"]
    show(found[found["variable"] == ALL], rows=None, lang=language(), study=corpus)
    tell(
        "disagreements",
        n=len(results["pmc-disagreements"]),
        files=", ".join(f"{name}.csv" for name in results),
        folder=out,
    )
    tell("pmc_decide", file=out / "pmc-decisions.csv")
