"""Zip archives (Word, EPUB) looked at before anything unpacks them."""

from __future__ import annotations

import io
import re
import zipfile

from compare.errors import ReadingError

_MAX_UNPACKED = 256 * 1024 * 1024
_MAX_RATIO = 200  # office files shrink to a tenth; a zip bomb to a thousandth
_MAX_ENTRIES = 10_000


def inspect(
    data: bytes, name: str, what: str, *, declarations: bytes, suffixes: tuple[str, ...]
) -> None:
    """Refuse zip bombs, locked files and hostile XML by the directory and the raw bytes alone.

    Parameters
    ----------
    data : bytes
    name, what : str
        The file, and what it should be ("Word", "EPUB"), for messages.
    declarations : bytes
        Pattern of markup declarations that such a file never makes.
    suffixes : tuple of str
        Endings of the parts that are searched for them.

    Raises
    ------
    ReadingError
        If the archive is damaged, locked, hostile, or unpacks to more than `_MAX_UNPACKED`.
    """
    forbidden = re.compile(declarations)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            unpacked = sum(entry.file_size for entry in entries)
            bomb = unpacked > _MAX_UNPACKED or (
                unpacked > 8 * 1024 * 1024 and unpacked > _MAX_RATIO * len(data)
            )
            if bomb or len(entries) > _MAX_ENTRIES:
                raise ReadingError(
                    f"{name} unpacks from {len(data):,} to {unpacked:,} bytes: a zip "
                    f"bomb, not a file of {what}."
                )
            for entry in entries:
                if entry.flag_bits & 1:
                    raise ReadingError(
                        f"{name} is protected by a password. Save a copy without it."
                    )
                if entry.filename.endswith(suffixes) and forbidden.search(archive.read(entry)):
                    raise ReadingError(
                        f"{name} defines XML entities in {entry.filename}, which a file "
                        f"of {what} never does: it is refused as hostile."
                    )
    except ReadingError:
        raise
    except (
        Exception
    ) as error:  # besides BadZipFile: errors of zlib, lzma, the file system, unknown methods
        raise ReadingError(
            f"{name} is a damaged file of {what} ({error}). Download it again."
        ) from error
