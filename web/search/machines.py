"""Answers for machines: health check, robots, icon, what there is to find and how to search it."""

import datetime
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from flask import Response, current_app, jsonify, render_template, url_for
from flask.typing import ResponseReturnValue

from kb.errors import NotFound
from web.search.addresses import document_address
from web.search.blueprint import search
from web.search.municipalities import municipality_address
from web.wiring import current_library, current_settings, public_address

MOST_IN_SITEMAP = 50_000
"""Addresses in one file, by the rules of sitemaps.org."""

OVERVIEWS = ("start", "topics", "municipalities")


@dataclass(frozen=True)
class Address:
    """A page to be found from outside, and when it was changed last, if that is known."""

    address: str
    changed: datetime.datetime | None = None


@search.get("/health")
def health() -> ResponseReturnValue:
    """`{"status": "ok" | "degraded", …}`; 503 if a reader would be refused something."""
    found = current_library().keeping.health()
    return jsonify(asdict(found)), 200 if found.is_ready else 503


@search.get("/robots.txt")
def robots() -> Response:
    lines = ["User-agent: *", f"Disallow: {url_for('search.health')}", f"Disallow: {url_for('search.suggestions')}"]
    if current_settings().base_url:
        lines += ["", f"Sitemap: {public_address(url_for('search.sitemap'))}"]
    return Response("\n".join([*lines, ""]), mimetype="text/plain")


@search.get("/sitemap.xml")
def sitemap() -> Response:
    """All pages, or the list of the files that have them if they are too many for one. Raises NotFound."""
    _refuse_without_base()
    overviews = [*_overviews()]
    count = sum(current_library().reading.counts_by_kind().values())
    if len(overviews) + count <= MOST_IN_SITEMAP:
        return _sitemap([*overviews, *_documents(0)])
    parts = range(1, 2 + -(-count // MOST_IN_SITEMAP))
    addresses = [public_address(url_for("search.sitemap_part", number=number)) for number in parts]
    return _xml(render_template("feeds/sitemaps.xml", addresses=addresses))


@search.get("/sitemap-<int:number>.xml")
def sitemap_part(number: int) -> Response:
    """The first has everything but documents. Raises NotFound."""
    _refuse_without_base()
    entries = [*_overviews()] if number == 1 else [*_documents(number - 2)] if number > 1 else []
    if not entries:
        raise NotFound(f"Der Teil {number} der Sitemap")
    return _sitemap(entries)


@search.get("/opensearch.xml")
def opensearch() -> Response:
    """How browsers search here. Raises NotFound."""
    _refuse_without_base()
    text = render_template(
        "feeds/opensearch.xml",
        results=public_address(url_for("search.results")),
        feed=public_address(url_for("search.atom")),
        suggestions=public_address(url_for("search.suggestions")),
        icon=public_address(url_for("static", filename="marke.svg")),
    )
    return Response(text, mimetype="application/opensearchdescription+xml")


@search.get("/favicon.ico")
def favicon() -> Response:
    return current_app.send_static_file("marke.svg")


def _refuse_without_base() -> None:
    """These name whole addresses, and the Host header of a request is nothing to go by."""
    if not current_settings().base_url:
        raise NotFound("Diese Auskunft für Suchmaschinen (sie braucht die Einstellung KB_BASE_URL)")


def _overviews() -> Iterator[Address]:
    """What there is besides documents; only topics and municipalities that have any."""
    reading = current_library().reading
    with_documents = reading.counts_by_municipality()
    yield from (Address(public_address(url_for(f"search.{name}"))) for name in OVERVIEWS)
    counts = reading.counts_by_topic()
    for topic in reading.topics:
        if topic.id in counts:
            yield Address(public_address(url_for("search.topic", topic_id=topic.id)))
    for one in reading.municipalities:
        if one.ags in with_documents:
            yield Address(public_address(municipality_address(one)))


def _documents(page: int) -> Iterator[Address]:
    for one in current_library().reading.public_page(page, MOST_IN_SITEMAP):
        yield Address(public_address(document_address(one)), one.published_at)


def _sitemap(entries: list[Address]) -> Response:
    return _xml(render_template("feeds/sitemap.xml", entries=entries))


def _xml(text: str) -> Response:
    return Response(text, mimetype="application/xml")
