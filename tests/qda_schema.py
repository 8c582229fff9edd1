"""The REFI-QDA schema as pyrefiqda ships it (models made from the standard's XSD), applied element
by element.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from typing import Any, get_args


def faults(element: ET.Element, model: Any) -> list[str]:
    """Unknown, missing, doubled or misplaced children; unknown, missing or ill-formed
    attributes.
    """
    children, attributes = {}, {}
    for name, field in model.model_fields.items():
        meta = field.xsdata_metadata
        xml = str(meta.get("name") or name)
        (attributes if meta.get("type") == "Attribute" else children)[xml] = (field, meta)
    where = element.tag.rpartition("}")[2]
    out = [
        f"{where}: attribute {name} is unknown" for name in element.attrib if name not in attributes
    ]
    for name, (field, meta) in attributes.items():
        value = element.get(name)
        if value is None and field.is_required():
            out.append(f"{where}: attribute {name} is missing")
        if (
            value is not None
            and meta.get("pattern")
            and not re.fullmatch(str(meta["pattern"]), value)
        ):
            out.append(f"{where}: attribute {name} is {value!r}")
    order = list(children)
    seen = [child.tag.rpartition("}")[2] for child in element]
    out += [f"{where}: child {name} is unknown" for name in seen if name not in children]
    places = [order.index(name) for name in seen if name in children]
    if places != sorted(places):
        out.append(f"{where}: children stand in the order {seen}")
    for name, (field, _) in children.items():
        many = "list" in str(field.annotation)
        if not many and seen.count(name) > 1:
            out.append(f"{where}: {name} stands {seen.count(name)} times")
        if not many and field.is_required() and name not in seen:
            out.append(f"{where}: {name} is missing")
    for child in element:
        name = child.tag.rpartition("}")[2]
        if name in children and (below := _model(children[name][0].annotation)) is not None:
            out += faults(child, below)
    return out


def _model(annotation: Any) -> Any:
    if hasattr(annotation, "model_fields"):
        return annotation
    return next(
        (found for part in get_args(annotation) if (found := _model(part)) is not None), None
    )
