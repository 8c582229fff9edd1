"""How many decimals are written, so that every machine writes the same digits."""

from __future__ import annotations

import pandas as pd

DECIMALS = 9  # beyond this, floats differ between machines


def rounded(table: pd.DataFrame) -> pd.DataFrame:
    """`table` with float columns rounded to `DECIMALS`, so that every machine writes the same
    digits.
    """
    floats = {
        name: table[name].round(DECIMALS) + 0.0
        for name in table.columns
        if pd.api.types.is_float_dtype(table[name])
    }
    return table.assign(**floats)
