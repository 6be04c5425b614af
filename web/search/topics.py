"""The topics: all of them, and one with its documents."""

from flask import render_template

from web.search.blueprint import search
from web.search.groups import by_kind
from web.search.subscribing import feeds_of
from web.wiring import current_library


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
    return render_template(
        "search/topic.html",
        heading=one.label,
        topic=one,
        broader=broader,
        narrower=reading.topics.narrower(one.id),
        counts=reading.counts_by_topic(),
        groups=by_kind(reading.topic_documents(one.id)),
        municipalities=reading.municipalities,
        feeds=feeds_of(topic=(one.id,)),
    )
