"""``policy-compare coding``: blind sheets out, filled sheets in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from compare.commands.telling import in_table, speaking, tell, told

app = typer.Typer(
    help="Coding by hand: blind sheets for a sample of clauses, and how far the coders agree.",
    no_args_is_help=True,
)


@app.command()
@speaking
def sheet(
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/coding"),
    units: Annotated[
        int, typer.Option(help="Clauses in the sample; more than there are takes all.", min=1)
    ] = 40,
    coders: Annotated[
        str, typer.Option(help="Names of the coders, separated by commas; a sheet each.")
    ] = "A,B",
    seed: Annotated[int, typer.Option(help="The same seed draws the same sample.")] = 1,
) -> None:
    """Write blind coding sheets (xlsx and csv), their codebook, and a key to keep from the
    coders.
    """
    from compare.base.atomic import replace_folder
    from compare.errors import CodingError
    from compare.paper.export import to_csv, to_excel_csv
    from compare.study.read import read_study
    from compare.trust.sheets import (
        blank_sheet,
        codebook_sheet,
        draw_sample,
        fields_of,
        may_be_filled,
        to_workbook,
    )

    names = [name.strip() for name in coders.split(",") if name.strip()]
    unsafe = [name for name in names if not name.replace("-", "").replace("_", "").isalnum()]
    if not names or unsafe or len(set(names)) < len(names):
        raise CodingError(told("coders", given=repr(coders)))
    loaded = read_study(study)
    fields = fields_of(loaded)
    sample = draw_sample(loaded.clauses, units, seed=seed)
    blank = blank_sheet(loaded.clauses, sample, fields)
    book, plain = to_workbook(blank, fields), to_excel_csv(blank)
    sheets = {
        f"sheet-{name}{suffix}": content
        for name in names
        for suffix, content in ((".xlsx", book), (".csv", plain))
    }
    if existing := may_be_filled(out, sheets):
        raise CodingError(told("sheets_there", folder=out, names=", ".join(existing)))
    with replace_folder(out) as folder:
        for name, content in sheets.items():
            (folder / name).write_bytes(content)
        (folder / "codebook.csv").write_bytes(to_excel_csv(codebook_sheet(fields)))
        (folder / "key.csv").write_bytes(to_csv(sample))
    tell("sheets", n=len(sample), coders=len(names), folder=out)


@app.command()
@speaking
def read(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Filled sheets, xlsx or csv, one a coder; the coder is the name after 'sheet-'."
        ),
    ],
    study: Annotated[str, typer.Option(help="Study folder; default: the nearest one upward.")] = "",
    out: Annotated[Path, typer.Option(help="Folder to write into.")] = Path("build/coding/read"),
    key: Annotated[
        Path | None, typer.Option(help="key.csv of the sheets: also score the automatic coding.")
    ] = None,
) -> None:
    """Read filled sheets: agreement beyond chance, every disagreement, and (with --key) scores of
    the automatic coding.
    """
    import pandas as pd

    from compare.base.atomic import replace_folder
    from compare.errors import CodingError
    from compare.paper.export import to_excel_csv
    from compare.study.read import read_study
    from compare.trust.filled_sheets import coder_agreement, disagreements, read_sheet
    from compare.trust.sheets import fields_of

    loaded = read_study(study)
    sheets: dict[str, pd.DataFrame] = {}
    for path in files:
        coder = path.stem.removeprefix("sheet-")
        if not path.is_file():
            raise CodingError(told("no_such_file", names=path))
        if coder in sheets:
            named = ", ".join(str(p) for p in files)
            raise CodingError(told("two_sheets", coder=repr(coder), names=named))
        sheets[coder] = read_sheet(path, fields_of(loaded))
    if len(sheets) < 2:
        raise CodingError(told("one_coder"))
    results = {"agreement": coder_agreement(sheets), "disagreements": disagreements(sheets)}
    if key is not None:
        results["scores"] = _scores(loaded, sheets, key)
    with replace_folder(out) as folder:
        for name, table in results.items():
            (folder / f"{name}.csv").write_bytes(to_excel_csv(table))
    overall = results["agreement"][~results["agreement"]["measure"].str.contains(":")]
    typer.echo(in_table(overall))
    written = ", ".join(f"{name}.csv" for name in results)
    tell("disagreements", n=len(results["disagreements"]), files=written, folder=out)


@app.command()
@speaking
def agreement(
    study: Annotated[
        str, typer.Option(help="Study folder with coding/; default: the nearest one upward.")
    ] = "",
) -> None:
    """Print how far every automatic table agrees with the study's hand coding, beside the
    agreement of its two passes.
    """
    from compare.errors import CodingError
    from compare.study.read import read_study
    from compare.tables import build_tables
    from compare.trust.hand_coding import read_hand_coding
    from compare.trust.validation import validate

    loaded = read_study(study)
    hand = read_hand_coding(loaded.root)
    if not len(hand.units):
        raise CodingError(told("no_hand_coding", folder=f"{loaded.root}/coding"))
    scores = validate(hand, loaded.clauses, loaded.passages, build_tables(loaded))
    typer.echo(in_table(scores))


def _scores(loaded, sheets, key: Path):  # type: ignore[no-untyped-def]
    """Scores of the automatic coding by field and code against what the coders agree on."""
    import pandas as pd

    from compare.content.directives import code_directives
    from compare.content.instruments import code_instruments
    from compare.content.themes import code_themes
    from compare.errors import CodingError
    from compare.trust.filled_sheets import passes
    from compare.trust.reliability import code_scores

    if not key.is_file():
        raise CodingError(told("no_key", file=key))
    unit_of = pd.read_csv(key, dtype=str).set_index("clause_id")["unit"]
    clauses = loaded.clauses
    found: dict[str, pd.DataFrame] = {}
    themes = None
    if "themes" in loaded.codebooks:
        themes = code_themes(clauses, loaded.codebooks["themes"])
        found["theme"] = themes.rename(columns={"theme": "code"})
    if "instruments" in loaded.codebooks:
        found["instrument"] = code_instruments(
            clauses, themes, loaded.codebooks["instruments"]
        ).rename(columns={"instrument": "code"})
    if loaded.ladder is not None:
        found["strength"] = code_directives(clauses, loaded.ladder).rename(
            columns={"strength": "code"}
        )
    parts = []
    for field, table in found.items():
        agreed, either = passes(
            {coder: sheet for coder, sheet in sheets.items() if field in sheet}, field
        )
        given = table.assign(unit=table["clause_id"].map(unit_of))[["unit", "code"]].dropna()
        given = given[given["code"] != ""]
        if len(either):
            scores = code_scores(
                given, agreed, either, units=pd.Series(sorted(set(either["unit"])))
            )
            parts.append(scores.assign(field=field))
    columns = [
        "field", "code", "found", "agreed", "precision", "recall", "f1", "low", "high", "kappa",
        "verdict",
    ]  # fmt: skip
    return pd.concat(parts, ignore_index=True)[columns] if parts else pd.DataFrame(columns=columns)
