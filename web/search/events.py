"""Events: what is to come, what was, and both for one's own calendar."""

import datetime
from collections.abc import Iterable

from flask import Response, render_template, request

from kb.documents import Article, Kind
from kb.errors import NotFound
from kb.library import Listed
from web.search.blueprint import search
from web.search.documents import document_address
from web.search.ical import CalendarEvent, calendar
from web.wiring import SITE_NAME, current_library, current_settings, public_address

MOST_PAST = 12
MOST_NEWS = 5
KEPT_IN_CALENDARS = datetime.timedelta(days=90)
"""How long an event that is over stays in the calendars of those who subscribed."""


@search.get("/termine")
def events() -> str:
    reading, today = current_library().reading, datetime.date.today()
    return render_template(
        "search/events.html",
        heading="Termine und Nachrichten",
        coming=reading.events(today),
        past=reading.past_events(today, MOST_PAST),
        news=reading.latest_of(Kind.INFOMAIL, MOST_NEWS),
        municipalities=reading.municipalities,
    )


@search.get("/termine.ics")
def events_calendar() -> Response:
    """Every event, or with `thema` those on a topic. An unknown topic is not found."""
    reading, topic_id = current_library().reading, request.args.get("thema", "")
    since = datetime.date.today() - KEPT_IN_CALENDARS
    found = reading.events(since, topic_id)
    name = f"{SITE_NAME}: {reading.topics.label(topic_id)}" if topic_id else f"{SITE_NAME}: Termine"
    return _calendar_file("termine.ics", name, found)


@search.get("/termine/<event_id>.ics")
def event_calendar(event_id: str) -> Response:
    reading = current_library().reading
    event = reading.document(event_id).document
    if not isinstance(event, Article) or event.kind is not Kind.EVENT or not event.starts:
        raise NotFound(f"Der Termin „{event_id}“")
    return _calendar_file(f"{event.id}-{event.slug}.ics", event.title, reading.listed((event.id,)))


def _calendar_file(name: str, title: str, found: Iterable[Listed]) -> Response:
    answer = Response(calendar(title, map(_calendar_event, found)), content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.add_etag()
    return answer.make_conditional(request)


def _calendar_event(one: Listed) -> CalendarEvent:
    first = one.day or one.published_at.date()
    return CalendarEvent(
        id=one.id,
        title=one.title,
        summary=one.summary,
        first=first,
        last=one.ends or first,
        place=one.place,
        address=public_address(document_address(one)) if current_settings().base_url else "",
        changed=one.published_at,
    )
