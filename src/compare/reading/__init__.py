"""One reader a format: a file as received becomes plain text.

`read_file` looks at the content first and at the name second, because sites serve web pages named
``.doc`` and scholars save PDF files as ``.txt``. Whatever cannot be read with certainty is refused
with a `ReadingError` that names the file, what was found, and a way out.
"""

from __future__ import annotations

import importlib
from pathlib import Path

from compare.base.extras import how_to_install
from compare.base.opening import MAX_BYTES, read_regular
from compare.errors import ReadingError
from compare.reading.base import Reading
from compare.reading.formats import format_named
from compare.reading.kind import kind_of

__all__ = ["Reading", "read_bytes", "read_file"]


def read_file(path: Path) -> Reading:
    """Read one file of any format of `compare.reading.formats`.

    Parameters
    ----------
    path : Path
        The file. Its size must not exceed `MAX_BYTES`.

    Returns
    -------
    Reading
        For a plain text, ``path.read_bytes().decode(reading.encoding) == reading.text``: newlines
        are kept as they are, so offsets into `text` are offsets into the file as received.

    Raises
    ------
    ReadingError
        If the file is missing, too large, empty, damaged, in an unknown encoding, a scan without
        text, or in a format that is not read.
    """
    path = Path(path)
    data = read_regular(path)
    return read_bytes(data, str(path))


def read_bytes(data: bytes, name: str, *, charset: str = "") -> Reading:
    """Read a file that is already in memory; `name` is used in messages and, second to the
    content, to tell the format.

    Parameters
    ----------
    data : bytes
    name : str
        Path or address of the file.
    charset : str
        Encoding that the transport declared (HTTP header); a hint for HTML only.

    Returns
    -------
    Reading

    Raises
    ------
    ReadingError
        See `read_file`.
    """
    if len(data) > MAX_BYTES:
        raise ReadingError(f"{name} has {len(data):,} bytes; the limit is {MAX_BYTES:,}.")
    if not data.strip(b"\0 \t\r\n"):
        raise ReadingError(f"{name} is empty. Was it downloaded completely?")
    kind = kind_of(data, name)
    # Readers of office formats import heavy libraries that plain text never needs.
    try:
        reader = importlib.import_module(f"compare.reading.{kind}")
    except ModuleNotFoundError as error:
        raise ReadingError(
            f"{name}: reading {kind} needs the package {error.name}; {how_to_install('formats')}."
        ) from error
    reading: Reading = (
        reader.read(data, name, charset) if format_named(kind).charset else reader.read(data, name)
    )
    if not reading.text.strip("\ufeff \t\r\n\f\u3000"):
        raise ReadingError(f"{name} ({kind}) holds no text.")
    return reading
