"""The environment a deposit was made in: every package that policy-compare rests on, with its
version.
"""

from __future__ import annotations

import json
import platform
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

EXTRAS = ("exchange", "formats", "notebooks")  # those that can move a number or an output


def locked(extras: Iterable[str] = EXTRAS) -> dict[str, str]:
    """Name → version of policy-compare and of every installed package it needs, directly or not, in
    order of names.

    Parameters
    ----------
    extras : iterable of str
        Extras of policy-compare whose packages count where they are installed.
    """
    found: dict[str, str] = {}
    seen: set[tuple[str, frozenset[str]]] = set()
    waiting = [("policy-compare", frozenset(extras))]
    while waiting:
        name, wanted = waiting.pop()
        if (name, wanted) in seen:
            continue
        seen.add((name, wanted))
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = package.version
        for line in package.requires or ():
            needed = Requirement(line)
            chosen = [{"extra": extra} for extra in ("", *sorted(wanted))]
            if needed.marker is None or any(needed.marker.evaluate(choice) for choice in chosen):
                waiting.append((canonicalize_name(needed.name), frozenset(needed.extras)))
    return dict(sorted(found.items()))


def lock_text(versions: dict[str, str]) -> str:
    """The versions as a requirements file."""
    return "".join(f"{name}=={version}\n" for name, version in versions.items())


def environment_json() -> str:
    """Python, its platform, and the packages."""
    facts = {
        "python": platform.python_version(),
        "implementation": platform.python_implementation(),
        "system": platform.system(),
        "machine": platform.machine(),
        "packages": locked(),
    }
    return json.dumps(facts, indent=1) + "\n"


def moved(stored: dict[str, str], today: dict[str, str]) -> list[str]:
    """Packages whose versions differ, a sentence each."""
    return [
        f"{name} {stored.get(name, 'none')} → {today.get(name, 'none')}"
        for name in sorted(stored.keys() | today.keys())
        if stored.get(name) != today.get(name)
    ]
