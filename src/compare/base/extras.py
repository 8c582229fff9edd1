"""How to install what an optional part needs: one sentence, the same wherever it is missing."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from compare.errors import PolicyCompareError


def how_to_install(extra: str) -> str:
    """What to type for an extra of policy-compare, from a clone or from a wheel; no package index
    is assumed.
    """
    return (
        f"install the extra {extra!r}: pip install -e '.[{extra}]' in a clone, or pip "
        f"install 'WHEEL[{extra}]'"
    )


def require(module: str, *, purpose: str, extra: str = "exchange") -> ModuleType:
    """Import an optional library, or say in one sentence what to install.

    Parameters
    ----------
    module : str
        Import name, such as ``"rocrate.rocrate"``.
    purpose : str
        What it is needed for, as the end of the sentence "… needs".

    Raises
    ------
    PolicyCompareError
        If it is not installed.
    """
    try:
        return import_module(module)
    except ImportError as error:
        name = module.partition(".")[0]
        raise PolicyCompareError(
            f"{purpose} needs {name}, which cannot be loaded ({error}); {how_to_install(extra)}."
        ) from error
