"""Which days there are, held against Python's own calendar."""

from __future__ import annotations

from datetime import date

import pytest

from linter.schema.dates import date_problem, day_of, iso_of


def exists(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


@pytest.mark.parametrize("year", [0, 1, 4, 100, 400, 1582, 1900, 1999, 2000, 2023, 2024, 9999])
def test_each_day_of_a_year(year: int) -> None:
    for month in range(15):
        for day in range(34):
            written, wanted = f"{year:04}-{month:02}-{day:02}", exists(year, month, day)
            assert day_of(written, ["%Y-%m-%d"]) == wanted
            assert iso_of(f"{day}/{month}/{year:04}", "DMY") == wanted
            assert (date_problem(written, ["%Y-%m-%d"]) is None) == (wanted is not None)
