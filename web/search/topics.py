"""The topics: all of them, and one with its documents, events and the municipalities that know about it."""

import datetime
from collections import Counter
from collections.abc import Iterable

from flask import render_template

from kb.documents import Kind
from kb.library import Listed
from kb.municipalities import Municipality
from kb.slugs import slugify
from web.search.blueprint import search
from web.search.groups import by_kind
from web.search.subscribing import feeds_of
from web.wiring import current_library

EXPERIENCE = (Kind.PRACTICE, Kind.PAPER)
"""Documents that show that a municipality has dealt with something."""
MOST_EVENTS = 5
MOST_SHOWN = 6
"""Documents of a kind that are seen at once; the others wait behind „mehr zeigen“."""


@search.get("/themen/")
def topics() -> str:
    reading = current_library().reading
    return render_template(
        "search/topics.html", heading="Themen", topics=reading.topics, counts=reading.counts_by_topic()
    )


@search.get("/themen/<path:topic_id>")
def topic(topic_id: str) -> str:
    reading = current_library().reading
    one = reading.topics.get(topic_id.rstrip("/"))
    broader = [reading.topics.get(parent) for parent in reading.topics.with_broader([one.id]) if parent != one.id]
    documents = reading.topic_documents(one.id)
    return render_template(
        "search/topic.html",
        heading=one.label,
        topic=one,
        broader=broader,
        narrower=reading.topics.narrower(one.id),
        counts=reading.counts_by_topic(),
        groups=by_kind(document for document in documents if document.kind is not Kind.EVENT),
        experienced=experienced(documents),
        events=reading.events(datetime.date.today(), one.id, MOST_EVENTS),
        has_events=any(document.kind is Kind.EVENT for document in documents),
        municipalities=reading.municipalities,
        feeds=feeds_of(topic=(one.id,)),
        most_shown=MOST_SHOWN,
    )


def experienced(documents: Iterable[Listed]) -> list[tuple[Municipality, int]]:
    """The municipalities that have dealt with what the documents are on, by name, with the number of their documents."""
    register = current_library().reading.municipalities
    counts = Counter(one.municipality for one in documents if one.kind in EXPERIENCE and one.municipality in register)
    return sorted(((register.get(ags), count) for ags, count in counts.items()), key=lambda one: slugify(one[0].name))
