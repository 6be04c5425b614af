"""Dates as German council papers print them: 04.09.2018, 4.9.18, 4. September 2018, 2018-09-04."""

import datetime
import re

_MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
    "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
_CENTURY = 2000

MONTH = rf"(?:{'|'.join(_MONTHS)})"
DATE_PATTERN = (
    r"(?<![\d.])(?:\d{1,2}\.\s?\d{1,2}\.(?:\s?\d{4}|\d{2})"
    rf"|\d{{1,2}}\.\s?{MONTH}\s\d{{4}}"
    r"|\d{4}-\d{2}-\d{2})(?!\d)"
)
DATE = re.compile(DATE_PATTERN)
"""Something written as a date; `as_date` says whether the calendar has it."""

_PARTS = re.compile(r"\d+|[^\W\d_]+")


def as_date(written: str) -> datetime.date | None:
    """The day that `written` (a match of DATE) names, or None if there is no such day."""
    first, second, third = _PARTS.findall(written)
    if "." not in written:
        return _day(first, second, third)
    month = second if second.isdigit() else str(_MONTHS.index(second) + 1)
    return _day(third, month, first)


def dates_in(text: str) -> list[datetime.date]:
    """All existing days that the text names, in its order."""
    found = (as_date(match.group()) for match in DATE.finditer(text))
    return [day for day in found if day]


def _day(year: str, month: str, day: str) -> datetime.date | None:
    full_year = int(year) if len(year) > 2 else _CENTURY + int(year)  # noqa: PLR2004 -- a year of two digits
    try:
        return datetime.date(full_year, int(month), int(day))
    except ValueError:
        return None
