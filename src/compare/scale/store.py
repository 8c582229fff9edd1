"""Where a run keeps its parts: written whole or not at all, so that a killed run goes on where it
stopped.

A part is a folder of tables and arrays. It is made beside its place and renamed into it, so a part
that exists is complete, and no list of finished parts can disagree with what is there.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from compare.base.atomic import write_text

WORK = ".parts"


class Store:
    """The parts of one run, under the output folder.

    Parameters
    ----------
    out : Path
        Output folder.
    settings : dict
        What must be the same for parts to be used again. Its sum is part of their path, so that a
        worker that keeps files mapped never takes those of another run for its own; parts of other
        settings are removed.

    Attributes
    ----------
    resumed : bool
        Whether an earlier run left parts.
    """

    def __init__(self, out: Path, settings: dict[str, Any]) -> None:
        self.out = Path(out)
        wanted = json.dumps(settings, ensure_ascii=False, indent=1, sort_keys=True)
        work = self.out / WORK
        self.root = work / hashlib.sha256(wanted.encode()).hexdigest()[:12]
        for old in work.glob("*"):
            if old != self.root:
                shutil.rmtree(old, ignore_errors=True)
        self.resumed = self.root.is_dir()
        self.root.mkdir(parents=True, exist_ok=True)
        write_text(self.root / "settings.json", wanted)
        for abandoned in self.root.glob("*.tmp"):
            shutil.rmtree(abandoned, ignore_errors=True)

    def path(self, kind: str, number: int) -> Path:
        """Folder of a part."""
        return self.root / f"{kind}-{number:07d}"

    def has(self, kind: str, number: int) -> bool:
        """Whether the part is complete."""
        return self.path(kind, number).is_dir()

    def parts(self, kind: str) -> list[Path]:
        """The complete parts of a kind, in order."""
        return sorted(path for path in self.root.glob(f"{kind}-*") if path.suffix != ".tmp")

    def close(self) -> None:
        """Remove all parts."""
        shutil.rmtree(self.out / WORK, ignore_errors=True)


@contextmanager
def new_part(path: Path) -> Iterator[Path]:
    """A folder to fill; it takes the place `path` when the block ends without an error."""
    temporary = path.with_name(path.name + ".tmp")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir(parents=True)
    yield temporary
    shutil.rmtree(path, ignore_errors=True)
    temporary.rename(path)
