"""A study as one archive for a repository: inputs, tables, figures, notebooks as run, environment,
licences, checksums.

The archive is an RO-Crate and holds a Frictionless Data Package. The same study, versions and date
give the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from compare.errors import StudyError
from compare.exchange.crate import METADATA, crate_metadata
from compare.exchange.datapackage import data_package, faults_of_package
from compare.exchange.environment import environment_json, lock_text, locked
from compare.exchange.licences import Licence, licences, without_passages
from compare.exchange.notebook_check import executed
from compare.exchange.zips import zip_bytes
from compare.paper.dictionary import dictionary_text
from compare.paper.export import to_csv, to_parquet
from compare.paper.methods import methods_text
from compare.paper.provenance import package_version
from compare.paper.references import references_for, to_bibtex
from compare.study.files import read_sheet
from compare.words.strings import LANGUAGES

if TYPE_CHECKING:
    import pandas as pd

    from compare.study.read import Study

MANIFEST = "manifest-sha256.txt"
DIGESTS = "tables/digests.csv"
_FOLDERS = ("templates", "codebooks", "lexicon", "coding")
_ABOUT = {
    "study/": "what the tables are made from",
    "tables/": "a table of the study, described in datapackage.json",
    "figures/": "a figure, its data, or its captions",
    "notebooks/": "an analysis as run on this study",
    "software/": "the program that made the tables",
    "datapackage.json": "columns, types, units and codes of the tables (Frictionless)",
    **{
        f"data-dictionary-{lang}.md": f"what every table and column means ({lang})"
        for lang in LANGUAGES
    },
    DIGESTS: "rows and sha256 of every table before any passage was left out",
    MANIFEST: "sha256 of every file",
    "environment.json": "Python, platform and versions of all packages",
    "requirements.lock": "the packages to install for the same numbers",
}


@dataclass(frozen=True)
class Deposit:
    """An archive as made.

    Attributes
    ----------
    content : bytes
        The zip.
    files : int
        Files in it.
    withheld, unstated : tuple of Licence
        Texts left out because their licence forbids passing them on; texts whose licence is not
        stated.
    faults : tuple of str
        What Frictionless finds wrong with the data package; empty where it is valid.
    """

    content: bytes
    files: int
    withheld: tuple[Licence, ...] = ()
    unstated: tuple[Licence, ...] = ()
    faults: tuple[str, ...] = field(default=())


def make_deposit(
    study: Study,
    tables: Mapping[str, pd.DataFrame],
    *,
    title: str = "",
    date: str = "",
    licence: str = "",
    notebooks: tuple[Path, ...] = (),
    figures: Mapping[str, bytes] | None = None,
    software: tuple[Path, ...] = (),
    say: Callable[[str], None] = lambda name: None,
) -> Deposit:
    """Gather a study into one archive.

    Parameters
    ----------
    study : Study
    tables : mapping of name to DataFrame
        As `compare.build_tables` gives them.
    title, licence : str
        Name of the deposit, and what the tables, figures and codebooks may be used for.
    date : str
        Day of publication; empty: `published`.
    notebooks : tuple of Path
        Executed on the study. Where a text is withheld they go in without outputs, which quote it.
    figures : mapping of file name to bytes
    software : tuple of Path
        Wheel or source archive of the program, to be archived, too.
    say : callable
        Called with the name of each notebook before it is run.
    """
    texts = {
        f"study/texts/{row['file']}": row for row in read_sheet(study.root / "documents.csv").rows
    }
    said = dict(zip(texts, licences(texts.values()), strict=True))
    withheld = tuple(one for one in said.values() if one.forbids)
    secret = [
        study.sources[one.doc_id].passage().text for one in withheld if one.doc_id in study.sources
    ]
    files = _study_files(study.root, said)
    digests = "table,rows,sha256\n"
    for name, table in tables.items():
        digests += f"{name},{len(table)},{hashlib.sha256(to_csv(table)).hexdigest()}\n"
        shown = table if name == "documents" else without_passages(table, secret)
        files |= {f"tables/{name}.csv": to_csv(shown), f"tables/{name}.parquet": to_parquet(shown)}
    files[DIGESTS] = digests.encode()
    title = title or study.root.resolve().name
    files["datapackage.json"] = data_package(
        tables, files, name=title, title=title, withheld=bool(withheld)
    )
    files |= {f"figures/{name}": content for name, content in (figures or {}).items()}
    for path in notebooks:
        say(path.name)
        files[f"notebooks/{path.name}"] = _notebook(path, study, blank=bool(withheld))
    files |= {f"software/{path.name}": path.read_bytes() for path in software}
    files |= _papers(study, tables, secret, licence)
    files |= {
        f"data-dictionary-{lang}.md": dictionary_text(lang, tables).encode("utf-8")
        for lang in LANGUAGES
    }
    files["README.md"] = _readme(title, said, licence, software).encode("utf-8")
    files[METADATA] = crate_metadata(
        files,
        title=title,
        date=date or published(study.root),
        licence=licence or "not stated",
        texts={path: one for path, one in said.items() if path in files},
        about=_ABOUT,
    )
    files[MANIFEST] = "".join(
        f"{hashlib.sha256(files[path]).hexdigest()}  {path}\n" for path in sorted(files)
    ).encode()
    unstated = tuple(one for one in said.values() if not one.stated)
    return Deposit(zip_bytes(files), len(files), withheld, unstated, tuple(_faults(files)))


def published(root: Path) -> str:
    """Day of publication: ``date-released`` of the study's CITATION.cff, else SOURCE_DATE_EPOCH,
    else today.
    """
    citation = root / "CITATION.cff"
    if citation.is_file():
        for line in citation.read_text(encoding="utf-8").splitlines():
            if line.startswith("date-released:"):
                return line.partition(":")[2].strip(" '\"")
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    return time.strftime("%Y-%m-%d", time.gmtime(int(epoch) if epoch.isdigit() else None))


def _study_files(root: Path, said: Mapping[str, Licence]) -> dict[str, bytes]:
    names = ["documents.csv", "README.md", "requirements.lock"]
    wanted = [root / name for name in names]
    wanted += [path for folder in _FOLDERS for path in sorted((root / folder).rglob("*"))]
    wanted += [
        root / name.removeprefix("study/") for name, licence in said.items() if not licence.forbids
    ]
    files = {}
    for path in wanted:
        name = path.relative_to(root).as_posix()
        if path.is_file() and not any(part.startswith(".") for part in Path(name).parts):
            files[f"study/{name}"] = path.read_bytes()
        elif name.startswith("texts/"):
            raise StudyError(
                f"{path} does not exist, though documents.csv names it. Is the study sound? "
                "policy-compare check"
            )
    return files


def _notebook(path: Path, study: Study, *, blank: bool) -> bytes:
    import nbformat

    from compare.study.new import blank as without_outputs

    if blank:
        return without_outputs(path.read_text(encoding="utf-8")).encode("utf-8")
    return (nbformat.writes(executed(path, study)).rstrip("\n") + "\n").encode("utf-8")


def _papers(
    study: Study, tables: Mapping[str, pd.DataFrame], secret: list[str], licence: str
) -> dict[str, bytes]:
    """Methods, references, environment, citation."""
    files = {
        "environment.json": environment_json().encode(),
        "requirements.lock": lock_text(locked()).encode(),
    }
    files |= {
        f"methods-{lang}.md": methods_text(study, tables, lang).encode("utf-8")
        for lang in LANGUAGES
    }
    files["references.bib"] = to_bibtex(references_for(tables)).encode("utf-8")
    own = study.root / "CITATION.cff"
    files["CITATION.cff"] = (
        own.read_bytes() if own.is_file() else _citation(study, licence).encode("utf-8")
    )
    return files


def _citation(study: Study, licence: str) -> str:
    lines = [
        "cff-version: 1.2.0",
        'message: "Fill in title and authors, then cite this deposit; CITATION.cff in the study '
        'folder replaces this file."',
        f'title: "{study.root.resolve().name}"',
        "type: dataset",
        "authors:",
        '  - name: "Authors of the study"',
    ]
    return "\n".join([*lines, *([f"license: {licence}"] if licence else []), ""])


def _readme(
    title: str, said: Mapping[str, Licence], licence: str, software: tuple[Path, ...]
) -> str:
    lines = [
        f"# {title}",
        "",
        f"A study made with policy-compare {package_version()}; what each file is stands in "
        f"{METADATA}.",
        "",
    ]
    lines += [
        "## Verify",
        "",
        f"Unpack nothing. With policy-compare {package_version()} and the packages of "
        "requirements.lock installed:",
        "",
    ]
    lines += [
        "    policy-compare verify THIS.zip",
        "",
        "says whether every table is equal to the digit when it is computed again from `study/`.",
        "",
    ]
    if software:
        lines += [
            f"The program itself is in `software/`: {', '.join(path.name for path in software)}.",
            "",
        ]
    lines += [
        "## Licences",
        "",
        f"Tables, figures, notebooks and codebooks: {licence or 'not stated'}.",
        "",
    ]
    lines += ["| text | licence | here |", "|---|---|---|"]
    for one in said.values():
        lines.append(
            f"| {one.doc_id} | {one.licence or 'not stated'} | "
            f"{'no: it may not be passed on' if one.forbids else 'yes'} |"
        )
    if any(one.forbids for one in said.values()):
        lines += [
            "",
            "Cells that reproduce a passage of a text that is not here are empty, and the "
            "notebooks are without outputs. "
            "Who has the texts verifies with `policy-compare verify THIS.zip --texts FOLDER`; "
            "they are known by sha256.",
        ]
    return "\n".join([*lines, ""])


def _faults(files: Mapping[str, bytes]) -> list[str]:
    with TemporaryDirectory() as folder:
        for name, content in files.items():
            if name.startswith("tables/") or name == "datapackage.json":
                path = Path(folder) / name
                path.parent.mkdir(exist_ok=True)
                path.write_bytes(content)
        return faults_of_package(Path(folder))
