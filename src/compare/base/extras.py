"""How to install what an optional part needs: one sentence, the same wherever it is missing."""

from __future__ import annotations


def how_to_install(extra: str) -> str:
    """What to type for an extra of policy-compare, from a clone or from a wheel; no package index
    is assumed.
    """
    return (
        f"install the extra {extra!r}: pip install -e '.[{extra}]' in a clone, or pip "
        f"install 'WHEEL[{extra}]'"
    )
