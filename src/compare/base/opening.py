"""Opening a file that somebody else made: regular files only, bounded in size, never a wait on a
pipe.
"""

from __future__ import annotations

import os
import stat
from pathlib import Path

from compare.errors import PolicyCompareError, ReadingError

MAX_BYTES = 64 * 1024 * 1024
"""No policy text, codebook or sheet comes near this."""


def read_regular(
    path: Path, *, most: int = MAX_BYTES, error: type[PolicyCompareError] = ReadingError
) -> bytes:
    """The bytes of a regular file.

    Parameters
    ----------
    path : Path
    most : int
        Largest size that is read, in bytes.
    error : type
        What to raise, so that the message reaches the user as the kind of fault it is.

    Raises
    ------
    PolicyCompareError
        Of the kind `error`: the file is missing, a folder, a pipe or a device, too large, or not
        readable.
    """
    try:
        # A named pipe would wait for a writer for ever: O_NONBLOCK opens it, and the look at its
        # kind refuses it.
        handle = os.open(
            path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        )
    except OSError as fault:
        raise error(
            f"{path} cannot be opened: {fault.strerror or fault}. Check the name and the "
            f"permissions."
        ) from fault
    try:
        found = os.fstat(handle)
        if stat.S_ISDIR(found.st_mode):
            raise error(f"{path} is a folder, not a file.")
        if not stat.S_ISREG(found.st_mode):
            raise error(
                f"{path} is no regular file (a pipe, a socket or a device). Put a file in "
                f"its place."
            )
        if found.st_size > most:
            raise error(
                f"{path} has {found.st_size:,} bytes; the limit is {most:,}. Is it an "
                f"archive or a whole corpus? "
                "Split it into one file a document."
            )
        with os.fdopen(handle, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(handle)
