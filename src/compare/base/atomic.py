"""Writing that is done wholly or not at all: a kill or a full disk leaves the old files whole."""

from __future__ import annotations

import os
import secrets
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

_ABANDONED_AFTER = (
    3600  # seconds; a temporary file older than this belongs to a run that was killed
)


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 without changing its newlines; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file beside its target, then rename it into place.

    Missing parent folders are made. Until the rename, which needs no space and cannot be seen half
    done, the old file stands untouched; on any error the temporary file is removed.

    Raises
    ------
    OSError
        As the operating system reports it (no space, no permission).
    """
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = _beside(path)
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except BaseException:
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        raise


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """Give a temporary folder to write into; at the end its files replace those of `folder`, by
    renaming only.

    Everything that can fail slowly (computing, a full disk) happens in the temporary folder. Files
    of `folder` that the new set does not name stay. If the body raises, `folder` is left as it was.

    Yields
    ------
    Path
        An empty folder beside `folder`, on the same file system.

    Examples
    --------
    >>> with replace_folder(Path("build/tables")) as out:      # doctest: +SKIP
    ...     clauses.to_csv(out / "clauses.csv")
    """
    folder = Path(folder)
    folder.parent.mkdir(parents=True, exist_ok=True)
    _clear_abandoned(folder)
    temporary = _beside(folder)
    temporary.mkdir()
    try:
        yield temporary
        files = sorted(path for path in temporary.rglob("*") if path.is_file())
        for path in files:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        targets = [folder / path.relative_to(temporary) for path in files]
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
        for path, target in zip(files, targets, strict=True):
            path.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def _clear_abandoned(folder: Path) -> None:
    for path in folder.parent.glob(f".{folder.name}.????????.tmp"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > _ABANDONED_AFTER:
                shutil.rmtree(path) if path.is_dir() else path.unlink()
