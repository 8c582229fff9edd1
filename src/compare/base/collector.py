"""Python's search for circular garbage, paused where very many objects are made that all stay."""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def collector_paused(function: Callable[P, R]) -> Callable[P, R]:
    """A function during which nothing is searched for; what it left is found afterwards.

    The search looks at every object again each time a quarter more have been made. A text of 60,000
    clauses spent a quarter of its time on it, and none of what was made was garbage.
    """

    @wraps(function)
    def paused(*arguments: P.args, **named: P.kwargs) -> R:
        was = gc.isenabled()
        gc.disable()
        try:
            return function(*arguments, **named)
        finally:
            if was:
                gc.enable()

    return paused
