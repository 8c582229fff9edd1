"""Administrative level and place of an issuing body, told from its name."""

from __future__ import annotations

from compare.gazetteer.bodies import seat_of


def level_and_region(issuer: str) -> tuple[str, str]:
    """Level (national, provincial, city, county) and place of a body; empty strings where its name tells neither.

    >>> level_and_region("样例省人民政府办公室")
    ('provincial', '样例省')
    """
    seat = seat_of(issuer)
    return seat.level, seat.region


def province_of(issuer: str) -> str:
    """Province that a body's name tells; empty where it tells none."""
    return seat_of(issuer).province
