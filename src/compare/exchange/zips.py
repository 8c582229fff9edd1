"""Zip archives with the same bytes on every run, and reading those of strangers without harm."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path, PurePosixPath

from compare.errors import PolicyCompareError

_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a zip archive can hold
_MODE = 0o644 << 16
MOST_BYTES = 1 << 30  # unpacked; a study of a thousand texts with its figures has a tenth of it
_MOST_FILES = 50_000


def zip_bytes(files: Mapping[str, bytes]) -> bytes:
    """An archive of `files` (path with ``/`` → content), sorted by path, without dates."""
    buffer = BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, _DATE)
            info.compress_type, info.external_attr, info.create_system = (
                zipfile.ZIP_DEFLATED,
                _MODE,
                3,
            )
            archive.writestr(info, files[name])
    return buffer.getvalue()


def read_zip(path: Path) -> dict[str, bytes]:
    """Every file of an archive by its path.

    Raises
    ------
    PolicyCompareError
        If it is no archive, damaged, encrypted, too large unpacked, or a path leads out of it.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            size = sum(info.file_size for info in infos)
            if len(infos) > _MOST_FILES or size > MOST_BYTES:
                raise PolicyCompareError(
                    f"{path.name}: unpacks to {size:,} bytes in {len(infos):,} files; at most "
                    f"{MOST_BYTES:,} and "
                    f"{_MOST_FILES:,} are read. Is it the right file?"
                )
            for info in infos:
                name = PurePosixPath(info.filename)
                if name.is_absolute() or ".." in name.parts or "\\" in info.filename:
                    raise PolicyCompareError(
                        f"{path.name}: the entry {info.filename!r} leads out of the archive."
                    )
            return {info.filename: archive.read(info) for info in infos}
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, EOFError) as error:
        raise PolicyCompareError(
            f"{path.name}: is no readable zip archive ({error}). Save it again."
        ) from error
