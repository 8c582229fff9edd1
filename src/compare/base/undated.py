"""Workbooks and Word files without the dates of their making, so that the same data give the same
file.
"""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

_FIXED_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest a zip archive can hold


def without_dates(content: bytes) -> bytes:
    """Bytes of an xlsx or docx file with the dates of its parts and of its properties taken
    out.
    """
    result = BytesIO()
    with (
        zipfile.ZipFile(BytesIO(content)) as old,
        zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            data = old.read(info)
            if info.filename == "docProps/core.xml":
                data = re.sub(rb"<dcterms:(created|modified)[^>]*>[^<]*</dcterms:\1>", b"", data)
            new.writestr(zipfile.ZipInfo(info.filename, _FIXED_DATE), data, zipfile.ZIP_DEFLATED)
    return result.getvalue()
