"""Into the programs and archives that scholars use, and back: REFI-QDA, Akoma Ntoso, deposits,
Stata.

Nothing here computes a result. Each format has a module that writes it and one that reads it; what
a format needs beyond the standard library is asked for with `require`, so that a plain
installation says what is missing.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from compare.base.extras import how_to_install
from compare.errors import PolicyCompareError


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
