"""No cell that we write is run by a spreadsheet, and each comes back as it was."""

from hypothesis import given
from hypothesis import strategies as st

from compare.base.formula import guarded, unguarded


@given(st.text(alphabet="'=+-@\t\ra中"))
def test_every_cell_comes_back(cell):
    """Also one that begins with the mark itself."""
    assert unguarded(guarded(cell)) == cell
    assert guarded(cell)[:1] not in ("=", "+", "-", "@", "\t", "\r") or not guarded(cell)
