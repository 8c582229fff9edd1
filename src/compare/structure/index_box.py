"""The index box above a document: 索引号, 发布机构, 成文日期, 发文字号 … as fields, whatever the
layout.

A field may stand on a line of its own, several on one line, the value on the next line, or name
and value in cells of a table. What a field says is never the title of the document.
"""

from __future__ import annotations

import re

from compare.text.dates import iso_date
from compare.text.index_names import KIND

_NAME = "|".join(sorted(map(re.escape, KIND), key=len, reverse=True))
_SPACED = "|".join(
    r"[\s\u3000]*".join(map(re.escape, name)) for name in sorted(KIND, key=len, reverse=True)
)
_FIELD = re.compile(
    rf"(?:^|(?<=[\s\u3000|｜\t】\]；;]))[【\[〔]?(?P<name>{_SPACED})(?:[】\]〕]\s*[：:]?|"
    rf"\s*(?:[：:](?!\d\d\b)|[\t|｜]))"
)
_ALONE = re.compile(rf"[【\[〔]?(?P<name>{_SPACED})[】\]〕]?\s*[：:]?")
_JOINED = re.compile(rf"(?P<name>{_NAME})[：:]")


def read_index(lines: list[str]) -> tuple[dict[str, str], set[int]]:
    """Fields of an index box in the first lines of a text.

    Parameters
    ----------
    lines : list of str
        Printed lines as in the file, white space kept, simplified script.

    Returns
    -------
    fields : dict of str to str
        ``title``, ``doc_number``, ``issuer``, ``written``, ``published``, ``in_force``; dates in
        ISO form, the first statement of each counts, empty values are left out.
    used : set of int
        Numbers of the lines that hold nothing but fields.
    """
    fields: dict[str, str] = {}
    used: set[int] = set()
    number = 0
    while number < len(lines):
        line = lines[number].strip(" \t\u3000|｜")
        hits = list(_FIELD.finditer(line))
        if len(hits) <= 1 and len(joined := list(_JOINED.finditer(re.sub(r"\s", "", line)))) > 1:
            line = re.sub(r"\s", "", line)
            hits = joined
        if hits and hits[0].start() == 0:
            used.add(number)
            for hit, after in zip(hits, [*hits[1:], None], strict=False):
                value = line[hit.end() : after.start() if after else len(line)].strip(
                    " \t\u3000|｜；;"
                )
                if (
                    not value
                    and after is None
                    and number + 1 < len(lines)
                    and _is_value(lines[number + 1])
                ):
                    number += 1
                    used.add(number)
                    value = lines[number].strip()
                _take(fields, hit["name"], value)
        elif (
            (alone := _ALONE.fullmatch(line))
            and number + 1 < len(lines)
            and _is_value(lines[number + 1])
            and (line[-1] in "：:】]" or used or _is_name(lines, number + 2))
        ):
            used.update((number, number + 1))
            _take(fields, alone["name"], lines[number + 1].strip())
            number += 1
        number += 1
    return fields, used


def _is_name(lines: list[str], number: int) -> bool:
    """Whether a line holds nothing but the name of a field: then so does the one two lines above
    it.
    """
    return number < len(lines) and bool(_ALONE.fullmatch(lines[number].strip(" \t\u3000|｜")))


def _is_value(line: str) -> bool:
    flat = re.sub(r"[\s\u3000]", "", line)
    return (
        0 < len(flat) <= 60
        and not _FIELD.match(line.strip())
        and not re.search("。", flat)
        and not _ALONE.fullmatch(flat)
    )


def _take(fields: dict[str, str], name: str, value: str) -> None:
    kind = KIND[re.sub(r"[\s\u3000]", "", name)]
    if kind == "other" or not value or kind in fields:
        return
    if kind in ("written", "published", "in_force"):
        value = iso_date(re.split(r"[（(\[]|\s{2,}|(?<=日)\s", value)[0].strip()) or iso_date(
            value.split(" ")[0]
        )
    if value:
        fields[kind] = value
