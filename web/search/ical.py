"""Events as an iCalendar file, for the calendars of those who want to come.

Source: RFC 5545. Events last whole days, so no time zone is needed.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_LINE = 75
"""Bytes; a longer line goes on in the next one, which begins with a blank."""


@dataclass(frozen=True, kw_only=True)
class CalendarEvent:
    """One event. last: the last day, the same as `first` for one day. address: public, or empty. changed: in UTC."""

    id: str
    title: str
    summary: str
    first: datetime.date
    last: datetime.date
    place: str
    address: str
    changed: datetime.datetime


def calendar(name: str, events: Iterable[CalendarEvent]) -> str:
    """The events as the text of a calendar file with this name."""
    lines = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Wissensspeicher Engagement//Termine//DE",
        "CALSCALE:GREGORIAN",
        f"X-WR-CALNAME:{_escaped(name)}",
        *(line for event in events for line in _lines(event)),
        "END:VCALENDAR",
    )
    return "".join(f"{_folded(line)}\r\n" for line in lines)


def _lines(event: CalendarEvent) -> Iterator[str]:
    changed = f"{event.changed:%Y%m%dT%H%M%SZ}"
    yield "BEGIN:VEVENT"
    yield f"UID:{event.id}@wissensspeicher-engagement"
    yield f"DTSTAMP:{changed}"
    yield f"LAST-MODIFIED:{changed}"
    yield f"DTSTART;VALUE=DATE:{event.first:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{event.last + datetime.timedelta(days=1):%Y%m%d}"  # the first day that is free again
    yield f"SUMMARY:{_escaped(event.title)}"
    for label, text in (("DESCRIPTION", event.summary), ("LOCATION", event.place)):
        if text:
            yield f"{label}:{_escaped(text)}"
    if event.address:
        yield f"URL:{event.address}"
    yield "END:VEVENT"


def _escaped(text: str) -> str:
    return re.sub(r"\r\n?|\n", r"\\n", re.sub(r"([\\;,])", r"\\\1", text))


def _folded(line: str) -> str:
    """In lines of at most `LONGEST_LINE` bytes, never within a letter."""
    pieces, piece = [], ""
    for letter in line:
        if len(f"{piece}{letter}".encode()) > LONGEST_LINE:
            pieces.append(piece)
            piece = " "
        piece += letter
    return "\r\n".join((*pieces, piece))
