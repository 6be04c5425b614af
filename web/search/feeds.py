"""The newest documents of a question, as Atom and as JSON Feed.

Source: RFC 4287; JSON Feed 1.1.
"""

import datetime
import uuid
from dataclasses import dataclass

from flask import Response, jsonify, render_template, request
from flask.typing import ResponseReturnValue

from kb.library import Library
from kb.search.query import Sort
from kb.search.results import Hit, Results
from web.search.address import Asked, read_question
from web.search.addresses import document_address
from web.search.blueprint import search
from web.search.choices import address_of, chosen_filters
from web.search.results import answer
from web.search.subscribing import FORMATS
from web.wiring import SITE_NAME, current_library, current_settings, public_address

MOST_ENTRIES = 50
NEVER = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)
"""When a feed without any document was changed."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """A document as a feed tells of it; `id` is the same for good, wherever the service is."""

    id: str
    title: str
    address: str
    summary: str
    updated: datetime.datetime
    tags: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class FeedPage:
    """A feed; `page` is the address of the same for people, `address` its own."""

    id: str
    title: str
    address: str
    page: str
    entries: tuple[Entry, ...]

    @property
    def updated(self) -> datetime.datetime:
        return max((one.updated for one in self.entries), default=NEVER)


@search.get("/suche.atom")
def atom() -> Response:
    text = render_template("feeds/atom.xml", feed=_feed("search.atom"), site_name=SITE_NAME)
    return Response(text, mimetype=FORMATS["search.atom"][1])


@search.get("/suche.json")
def json_feed() -> ResponseReturnValue:
    feed = _feed("search.json_feed")
    answered = jsonify(
        version="https://jsonfeed.org/version/1.1",
        title=feed.title,
        home_page_url=feed.page,
        feed_url=feed.address,
        language="de",
        items=[
            {
                "id": one.id,
                "url": one.address,
                "title": one.title,
                "content_text": one.summary,
                "date_modified": one.updated.isoformat(),
                "tags": one.tags,
            }
            for one in feed.entries
        ],
    )
    answered.mimetype = FORMATS["search.json_feed"][1]
    return answered


def _feed(endpoint: str) -> FeedPage:
    library = current_library()
    asked = read_question(request.args, library).subscribed()
    found = answer(asked, library, Sort.PUBLISHED, MOST_ENTRIES)
    page = address_of(asked)
    return FeedPage(
        id=_lasting_id(page.removeprefix(current_settings().prefix)),
        title=_title(asked, library),
        address=public_address(address_of(asked, endpoint)),
        page=public_address(page),
        entries=_entries(found, library),
    )


def _title(asked: Asked, library: Library) -> str:
    narrowed = [one.label for one in chosen_filters(asked, library) if one.label not in asked.text]
    return _one_line(": ".join(filter(None, (SITE_NAME, " · ".join(filter(None, (asked.text, *narrowed)))))))


def _entries(found: Results, library: Library) -> tuple[Entry, ...]:
    return tuple(_entry(hit, library) for hit in found.hits)


def _entry(hit: Hit, library: Library) -> Entry:
    reading = library.reading
    return Entry(
        id=_lasting_id(f"/dokument/{hit.id}"),
        title=_one_line(hit.title),
        address=public_address(document_address(hit)),
        summary=_one_line(hit.summary) or reading.label("kind", hit.kind),
        updated=hit.published_at or NEVER,
        tags=(reading.label("kind", hit.kind), *map(reading.topics.label, hit.topics)),
    )


def _lasting_id(path: str) -> str:
    """Of an address below no host and no prefix: both may change, and readers would be told everything again."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"wissensspeicher:{path}").urn


def _one_line(text: str) -> str:
    """Without what XML forbids: form feeds are blanks, and the templates see to the rest."""
    return " ".join(text.split())
