"""The same analyses over a large corpus: one machine as far as it goes, a Dask cluster beyond.

Nothing of the five-text path imports this package. A run (`compare.scale.run`) goes through steps
whose tasks read and write parts on disk: `parsing` (documents to clauses and counts), `vectors`
(one index of the corpus), `pairs`
(chance, neighbours, measures) and `tables`. `neighbours` can be used on its own on any TF-IDF
matrix.
"""

from __future__ import annotations

from importlib.util import find_spec

from compare.base.extras import how_to_install
from compare.errors import PolicyCompareError


def require() -> None:
    """Tell what to install where the extra ``scale`` is missing.

    Raises
    ------
    PolicyCompareError
        If numba is not installed.
    """
    if find_spec("numba") is None:
        raise PolicyCompareError(f"large corpora need numba; {how_to_install('scale')}.")
