"""Work that is kept between runs: a folder outside every study, keyed by content and rules, safe to
delete at any time.

An entry that is damaged, of another version, or somebody else's is as good as none; a folder that
cannot be written means that nothing is kept. No result may depend on what lies there.
"""

from __future__ import annotations

import hashlib
import os
import pickle
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from pathlib import Path
from typing import Any

from compare.base.atomic import write_bytes

VARIABLE = "POLICY_COMPARE_CACHE"
_MOST = 2 * 1024**3  # bytes; the entries that were used last stay
_DAY = 24 * 3600.0
_FOLDER = "policy-compare"
_SUM = hashlib.sha256().digest_size
_LIBRARIES = (
    "jieba", "rjieba", "opencc", "scikit-learn", "numpy", "scipy", "pandas", "rapidfuzz", "pyarrow",
)  # fmt: skip


class Cache:
    """Entries under a folder, one file each.

    Parameters
    ----------
    folder : Path or None
        None keeps nothing.
    say : callable
        Told, once, which folder cannot be written and why: nothing is kept then.

    Attributes
    ----------
    hits, misses : int
        Entries that were found, and that were not.
    """

    def __init__(
        self,
        folder: Path | None = None,
        say: Callable[[Path, str], None] = lambda folder, why: None,
    ) -> None:
        self.folder = folder
        self.hits = self.misses = 0
        self._say = say
        self._written = 0

    def get(self, key: str, make: Callable[[], Any]) -> Any:
        """What is kept under `key`, else what `make` gives, which is kept."""
        found, value = self.find(key)
        if found:
            return value
        value = make()
        self.keep(key, value)
        return value

    def find(self, key: str) -> tuple[bool, Any]:
        """Whether something is kept under `key`, and what."""
        if self.folder is None:
            return False, None
        path = self._path(key)
        try:
            if not _own(path):
                raise OSError
            data = path.read_bytes()
            if hashlib.sha256(data[_SUM:]).digest() != data[:_SUM]:
                raise ValueError
            value = pickle.loads(
                data[_SUM:]
            )  # the sum says that it is whole, `_own` that it is ours
        except Exception:  # missing, cut off, of other versions: whatever it is, it is made anew
            self.misses += 1
            return False, None
        self.hits += 1
        with suppress(OSError):
            os.utime(path)
        return True, value

    def keep(self, key: str, value: Any) -> None:
        """Keep `value`; where that fails nothing more is kept in this run."""
        if self.folder is None:
            return
        content = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
        try:
            if not self.folder.is_dir():
                self.folder.mkdir(parents=True, mode=0o700)
            write_bytes(self._path(key), hashlib.sha256(content).digest() + content)
        except OSError as error:
            self._say(self.folder, str(error.strerror or error))
            self.folder = None
            return
        self._written += len(content)
        if self._written > _MOST // 20:
            self._written = 0
            self._prune()

    def _path(self, key: str) -> Path:
        assert self.folder is not None
        return self.folder / key[:2] / f"{key}.entry"

    def _prune(self) -> None:
        """Remove the entries that were used longest ago, down to `_MOST`."""
        assert self.folder is not None
        with suppress(OSError):
            for path in self.folder.glob("??/.*.tmp"):  # of runs that were killed
                if path.stat().st_mtime < time.time() - _DAY:
                    path.unlink(missing_ok=True)
            held = [(path.stat(), path) for path in self.folder.glob("??/*.entry")]
            total = sum(stat.st_size for stat, _ in held)
            for stat, path in sorted(held, key=lambda entry: entry[0].st_mtime):
                if total <= _MOST:
                    break
                path.unlink(missing_ok=True)
                total -= stat.st_size


def key_of(*parts: object) -> str:
    """Key of an entry: everything that can change it, and the code and libraries that make it.

    Parts are told apart by their ``repr``, so give values, not objects with addresses.
    """
    text = "\0".join(part if isinstance(part, str) else repr(part) for part in parts)
    return hashlib.sha256(f"{code_digest()}\0{text}".encode("utf-8", "surrogatepass")).hexdigest()


@cache
def code_digest() -> str:
    """Sum over this package's code and data, and the versions of what it computes with."""
    total = hashlib.sha256(sys.version.encode())
    root = Path(str(files("compare")))
    for path in sorted(root.rglob("*")):
        if path.suffix in {".py", ".csv", ".yaml", ".yml", ".txt", ".toml"}:
            total.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes())
    for name in _LIBRARIES:
        with suppress(PackageNotFoundError):
            total.update(f"{name}={version(name)}\n".encode())
    return total.hexdigest()


def cache_folder(named: str | Path = "") -> Path:
    """The folder named, else ``$POLICY_COMPARE_CACHE``, else the one that this system keeps for
    such.
    """
    if chosen := str(named) or os.environ.get(VARIABLE, ""):
        return Path(chosen).expanduser()
    if sys.platform == "win32":
        home = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        home = Path.home() / "Library" / "Caches"
    else:
        home = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    return home / _FOLDER


def _own(path: Path) -> bool:
    """Whether a file is this user's: what somebody else left in a shared folder is not read."""
    return not hasattr(os, "getuid") or path.stat().st_uid == os.getuid()
