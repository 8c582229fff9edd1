"""The search for circular garbage is paused for one call, however it ends."""

from __future__ import annotations

import gc

import pytest

from compare.base.collector import collector_paused


@pytest.mark.parametrize("on", [True, False])
@pytest.mark.parametrize("fails", [True, False])
def test_paused_and_as_before(on, fails):
    """Off inside; afterwards on where it was on, and off where it was off."""
    seen = []

    @collector_paused
    def work(number: int, *, more: int = 0) -> int:
        """What it does."""
        seen.append(gc.isenabled())
        if fails:
            raise ValueError(number)
        return number + more

    was = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        if fails:
            with pytest.raises(ValueError, match="1"):
                work(1)
        else:
            assert work(1, more=2) == 3
        assert seen == [False] and gc.isenabled() is on
        assert work.__doc__ == "What it does."
    finally:
        (gc.enable if was else gc.disable)()
