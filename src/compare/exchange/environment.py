"""The environment a deposit was made in: every package that policy-compare rests on, with its version."""

from __future__ import annotations

import json
import platform
import re
from importlib.metadata import PackageNotFoundError, distribution

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def locked() -> dict[str, str]:
    """Name → version of policy-compare and of every installed package it needs, directly or not, in order of names."""
    found: dict[str, str] = {}
    waiting = ["policy-compare"]
    while waiting:
        name = _normal(waiting.pop())
        if name in found:
            continue
        try:
            package = distribution(name)
        except PackageNotFoundError:
            continue
        found[name] = package.version
        for line in package.requires or ():
            # what an extra asks for counts where it is installed: it may have moved a number
            if (match := _NAME.match(line)) is not None:
                waiting.append(match[0])
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


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
