"""RO-Crate metadata: what each file of a deposit is, in the terms that repositories read."""

from __future__ import annotations

import json
import mimetypes
from collections.abc import Mapping
from typing import Any

from compare.base.extras import require
from compare.exchange.licences import Licence
from compare.paper.provenance import package_version

METADATA = "ro-crate-metadata.json"
_KINDS = {
    ".parquet": "application/vnd.apache.parquet",
    ".ipynb": "application/x-ipynb+json",
    ".md": "text/markdown",
    ".yaml": "application/yaml",
    ".cff": "application/yaml",
    ".csv": "text/csv",
    ".bib": "application/x-bibtex",
}


def crate_metadata(
    files: Mapping[str, bytes],
    *,
    title: str,
    date: str,
    licence: str,
    texts: Mapping[str, Licence],
    about: Mapping[str, str],
) -> bytes:
    """``ro-crate-metadata.json`` for the files of a deposit.

    Parameters
    ----------
    files : mapping of path to bytes
        Every other file of the deposit.
    title, date, licence : str
        Of the whole: its name, ``datePublished`` (YYYY-MM-DD), and what it may be used for.
    texts : mapping of path to Licence
        Of the texts among the files.
    about : mapping of path to str
        What a file holds; a folder's sentence (``tables/``) serves for all of it.
    """
    crates = require("rocrate.rocrate", purpose="Writing an RO-Crate")
    entities = require("rocrate.model.contextentity", purpose="Writing an RO-Crate")
    crate: Any = crates.ROCrate(gen_preview=False)
    crate.name, crate.description = (
        title,
        "A study of policy adoption with everything its tables were made from.",
    )
    crate.datePublished, crate.license = date, licence
    properties = {
        "@type": "SoftwareApplication",
        "name": "policy-compare",
        "softwareVersion": package_version(),
    }
    software = crate.add(entities.ContextEntity(crate, "#policy-compare", properties=properties))
    for path in sorted(files):
        facts: dict[str, Any] = {
            "name": path.rpartition("/")[2],
            "encodingFormat": _kind(path),
            "contentSize": str(len(files[path])),
        }
        if words := _about(path, about):
            facts["description"] = words
        if path in texts:
            facts["license"] = texts[path].licence or "not stated"
        crate.add_file(dest_path=path, properties=facts)
    made = [crate.get(path) for path in sorted(files) if path.startswith("tables/")]
    crate.add_action(
        software, identifier="#run", result=made, properties={"name": "policy-compare archive"}
    )
    return (json.dumps(crate.metadata.generate(), ensure_ascii=False, indent=1) + "\n").encode(
        "utf-8"
    )


def _about(path: str, about: Mapping[str, str]) -> str:
    folder = path.partition("/")[0] + "/"
    return about.get(path) or about.get(folder, "")


def _kind(path: str) -> str:
    ending = "." + path.rpartition(".")[2].lower()
    return _KINDS.get(ending) or mimetypes.types_map.get(ending, "application/octet-stream")
