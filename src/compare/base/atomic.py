"""Writing that is done wholly or not at all: a kill or a full disk leaves the old files whole."""

from __future__ import annotations

import errno
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from glob import escape
from pathlib import Path

from compare.base.lock import held


def write_text(path: Path, text: str) -> None:
    """Write `text` as UTF-8 without changing its newlines; see `write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file beside its target, then rename it into place.

    Missing parent folders are made. Until the rename, which needs no space and cannot be seen half
    done, the old file stands untouched; on any error the temporary file is removed. What is no file
    and no folder (a pipe, a terminal, /dev/null) is written to as it stands.

    Raises
    ------
    OSError
        As the operating system reports it (no space, no permission).
    """
    path = Path(path)
    if _is_stream(path):
        with path.open("wb") as stream:
            stream.write(data)
        return
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


def write_output(path: Path, data: bytes | str) -> None:
    """Write the one file that a command makes; see `write_bytes`.

    One writer at a time; what a run that was killed left beside the file is removed.
    """
    path = Path(path)
    content = data.encode("utf-8") if isinstance(data, str) else data
    if _is_stream(path):
        write_bytes(path, content)
        return
    with held(path.parent / f".{path.name}.lock", f"writing {path.name}"):
        sweep(path.parent, path.name)
        write_bytes(path, content)


def _is_stream(path: Path) -> bool:
    return path.exists() and not path.is_file() and not path.is_dir()


@contextmanager
def replace_folder(folder: Path) -> Iterator[Path]:
    """Give a temporary folder to write into; at the end its files replace those of `folder`, by
    renaming only; one writer at a time.

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
    folder = named(Path(folder))
    refuse_file(folder)
    with held(folder.parent / f".{folder.name}.lock", f"writing {folder.name}"):
        sweep(folder.parent, folder.name)
        yield from _replacing(folder)


def _replacing(folder: Path) -> Iterator[Path]:
    temporary = _beside(folder)
    temporary.mkdir()
    try:
        yield temporary
        files = sorted(path for path in temporary.rglob("*") if path.is_file())
        for path in files:
            with path.open("rb+") as file:
                os.fsync(file.fileno())
        if not folder.exists():  # one step, so that a kill leaves all of it or nothing
            temporary.rename(folder)
            return
        targets = [folder / path.relative_to(temporary) for path in files]
        for target in targets:
            target.parent.mkdir(parents=True, exist_ok=True)
        for path, target in zip(files, targets, strict=True):
            path.replace(target)
    finally:
        shutil.rmtree(temporary, ignore_errors=True)


def named(folder: Path) -> Path:
    """A folder by a name that others can stand beside: ``.`` and ``..`` have none."""
    return folder if folder.name not in ("", "..") else folder.resolve()


def refuse_file(folder: Path) -> None:
    """Refuse a place for a folder at which, or above which, a file stands.

    Raises
    ------
    NotADirectoryError
        Names that file.
    """
    for place in (folder, *folder.parents):
        if place.exists():
            if not place.is_dir():
                raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(place))
            return


def refuse_folder(file: Path) -> None:
    """Refuse a place for a file at which a folder stands, or above which a file does.

    Raises
    ------
    OSError
        Names that folder or file.
    """
    if file.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(file))
    refuse_file(file.parent)


def left_behind(folder: Path, name: str = "*") -> list[Path]:
    """What runs that were killed left beside their targets; see `sweep`."""
    stem = name if name == "*" else escape(name)
    return sorted(folder.glob(f".{stem}.????????.tmp"))


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.{secrets.token_hex(4)}.tmp")


def sweep(folder: Path, name: str = "*") -> list[Path]:
    """Remove what runs that were killed left beside their targets, and tell each in a line.

    Only for whoever holds the lock of the targets: nobody else is then at work on them.

    Parameters
    ----------
    folder : Path
        Where the targets lie.
    name : str
        Name of one target; default: all of the folder.
    """
    swept = []
    for path in left_behind(folder, name):
        with suppress(OSError):
            shutil.rmtree(path) if path.is_dir() and not path.is_symlink() else path.unlink()
            swept.append(path)
            print(f"removed {path.name}, which a stopped run left in {folder}", file=sys.stderr)
    return swept
