"""`python -m benchmarks.supply`: licences of everything that is installed with the project, and a
software bill of materials (CycloneDX 1.5) from what is installed: nothing is asked of the network.
"""

from __future__ import annotations

import argparse
import json
import re
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

from packaging.requirements import Requirement

PROJECT = "policy-compare"
SHARE_ALIKE = re.compile(r"\b(A?GPL|LGPL|GNU|SSPL|EUPL|CC-BY-SA|CC-BY-NC)", re.I)


def main() -> None:
    """Print the table of licences, or write the bill of materials."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.supply", description=__doc__)
    parser.add_argument("--extras", default="", help="extras of the project, joined with commas")
    parser.add_argument("--sbom", type=Path, help="write the bill of materials here instead")
    arguments = parser.parse_args()
    parts = needed(PROJECT, {name for name in arguments.extras.split(",") if name})
    if arguments.sbom:
        text = json.dumps(bill(parts), indent=1, ensure_ascii=False, sort_keys=True) + "\n"
        arguments.sbom.write_text(text, encoding="utf-8")
        print(f"{len(parts)} components in {arguments.sbom}")
        return
    print("| package | version | licence | |\n|---|---|---|---|")
    for part in parts:
        told = licence_of(part)
        note = "look: passing on has conditions" if SHARE_ALIKE.search(told) else ""
        note = note or ("" if told else "look: states none")
        print(f"| {part.metadata['Name']} | {part.version} | {told} | {note} |")


def needed(name: str, extras: set[str]) -> list[Distribution]:
    """Everything installed that a distribution needs, directly or through others, by name."""
    found: dict[str, Distribution] = {}
    waiting = [(name, frozenset(extras))]
    seen: set[tuple[str, frozenset[str]]] = set()
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        try:
            part = distribution(one[0])
        except PackageNotFoundError:  # another platform's, or an extra that is not installed
            continue
        if one[0] != name:
            found[re.sub(r"[-_.]+", "-", one[0]).lower()] = part
        for line in part.requires or ():
            wanted = Requirement(line)
            given = [{"extra": extra} for extra in one[1]] or [{"extra": ""}]
            if wanted.marker is None or any(wanted.marker.evaluate(each) for each in given):
                waiting.append((wanted.name, frozenset(wanted.extras)))
    return [found[key] for key in sorted(found)]


def licence_of(part: Distribution) -> str:
    """The licence as the package states it: expression, else classifiers, else its field."""
    told = part.metadata.get("License-Expression")
    if told:
        return str(told)
    kinds = [
        line.rsplit(" :: ", 1)[1]
        for line in part.metadata.get_all("Classifier") or ()
        if line.startswith("License ::") and not line.endswith("OSI Approved")
    ]
    if kinds:
        return " / ".join(kinds)
    lines = str(part.metadata.get("License") or "").strip().splitlines()
    return lines[0][:60] if lines else ""


def bill(parts: list[Distribution]) -> dict[str, Any]:
    """A bill of materials, the same for the same installation: no serial number and no time."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {
            "component": {
                "type": "library",
                "name": PROJECT,
                "version": distribution(PROJECT).version,
                "bom-ref": PROJECT,
            }
        },
        "components": [
            {
                "type": "library",
                "bom-ref": (ref := f"pkg:pypi/{part.metadata['Name'].lower()}@{part.version}"),
                "name": part.metadata["Name"],
                "version": part.version,
                "purl": ref,
                **(
                    {"licenses": [{"license": {"name": told}}]}
                    if (told := licence_of(part))
                    else {}
                ),
            }
            for part in parts
        ],
    }


if __name__ == "__main__":
    main()
