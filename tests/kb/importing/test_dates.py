"""Dates in German spelling."""

import datetime

import pytest

from kb.importing.dates import dates_in

DAY = datetime.date(2018, 9, 4)


@pytest.mark.parametrize(
    "written",
    ["04.09.2018", "4.9.2018", "4.9.18", "04.09. 2018", "4. September 2018", "4.September 2018", "2018-09-04"],
)
def test_a_day_is_read_however_it_is_written(written: str) -> None:
    assert dates_in(f"Sitzung am {written}, 17 Uhr") == [DAY]


@pytest.mark.parametrize(
    "written", ["31.02.2018", "4.13.2018", "1.2.3.2018", "04.09.20189", "14-0563", "7091/2014-2020", "0. Mai 2018"]
)
def test_what_is_no_day_of_the_calendar_is_none(written: str) -> None:
    assert dates_in(written) == []
