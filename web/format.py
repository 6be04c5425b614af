"""German for dates, numbers and counts, for the templates."""

import datetime

from flask import Flask

from kb.documents import Kind, Outcome

_MONTHS = (
    "Januar",
    "Februar",
    "März",
    "April",
    "Mai",
    "Juni",
    "Juli",
    "August",
    "September",
    "Oktober",
    "November",
    "Dezember",
)

_PLURALS = {
    Kind.GUIDE: "Praxishilfen",
    Kind.RECOMMENDATION: "Handlungsempfehlungen",
    Kind.PRACTICE: "Praxisbeispiele",
    Kind.AID: "Arbeitshilfen",
    Kind.INFOMAIL: "Infomails",
    Kind.EVENT: "Veranstaltungen",
    Kind.PAPER: "Sitzungsvorlagen",
    Kind.MODEL: "Mustervorlagen",
}


MEGABYTE = 1_000_000


def add_filters(app: Flask) -> None:
    """Make the functions of this module filters of the templates."""
    app.jinja_env.filters.update(
        day=day,
        days=days,
        period=period,
        number=number,
        counted=counted,
        size=size,
        kind_label=kind_label,
        kind_plural=kind_plural,
        outcome_label=outcome_label,
        dated=dated,
    )


def day(date: datetime.date) -> str:
    """`21. August 2018`"""
    return f"{date.day}. {_MONTHS[date.month - 1]} {date.year}"


def days(first: datetime.date, last: datetime.date | None) -> str:
    """`3. Dezember 2026`, `3. bis 5. Dezember 2026`, `30. November bis 2. Dezember 2026`"""
    if last is None or last <= first:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}. bis {day(last)}"
    beginning = f"{first.day}. {_MONTHS[first.month - 1]}" if first.year == last.year else day(first)
    return f"{beginning} bis {day(last)}"


def period(text: str) -> str:
    """A day, month or year as facts carry it: `2018-08-21` → `21. August 2018`, `2018-08` → `August 2018`, `2018`."""
    match text.split("-"):
        case [year, month]:
            return f"{_MONTHS[int(month) - 1]} {year}"
        case [_, _, _]:
            return day(datetime.date.fromisoformat(text))
        case _:
            return text


def number(value: int) -> str:
    """`1.234`"""
    return f"{value:,}".replace(",", ".")


def size(count: int) -> str:
    """Bytes as people tell the size of a file: `12 KB`, `1,3 MB`."""
    if count < MEGABYTE:
        return f"{max(1, round(count / 1000))} KB"
    return f"{count / MEGABYTE:.1f} MB".replace(".", ",")


def counted(value: int, one: str, many: str) -> str:
    """`1 Dokument`, `1.234 Dokumente`"""
    return f"{number(value)} {one if value == 1 else many}"


def kind_label(kind: str) -> str:
    return Kind(kind).label


def kind_plural(kind: str) -> str:
    return _PLURALS[Kind(kind)]


def outcome_label(outcome: str) -> str:
    return Outcome(outcome).label


def dated(date: datetime.date, kind: str) -> str:
    """What a document's day means: that of the paper, of the event, or the Stand of what is said."""
    if Kind(kind) is Kind.PAPER:
        return f"vom {day(date)}"
    return f"am {day(date)}" if Kind(kind) is Kind.EVENT else f"Stand {day(date)}"
