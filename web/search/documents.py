"""One document: an article, or a motion with its parts."""

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kb.documents import ACTORS, AUDIENCES, MOTION_PARTS, Document, Kind, Motion, part_anchor
from kb.library import PublishedDocument
from kb.municipalities import Municipality
from web.search.blueprint import search
from web.wiring import current_library, public_address

LEAST_CONTENTS = 2
"""Headings; a shorter document needs no list of contents."""


@dataclass(frozen=True)
class Section:
    """A part of a document as the page shows it; `html` was made safe when it was saved."""

    name: str
    title: str
    html: Markup


@dataclass(frozen=True)
class Entry:
    """A line of the list of contents; `depth` is 0 or 1."""

    anchor: str
    title: str
    depth: int = 0


@search.get("/dokument/<address>")
def document(address: str) -> ResponseReturnValue:
    document_id, _, slug = address.partition("-")
    reading = current_library().reading
    published = reading.document(document_id)
    one = published.document
    if slug != one.slug:
        return redirect(document_address(one), 301)
    is_motion = isinstance(one, Motion)
    return render_template(
        "search/motion.html" if is_motion else "search/article.html",
        heading=one.title,
        document=one,
        published=published,
        sections=sections(published),
        contents=contents(published),
        part_anchor=part_anchor,
        used_facts=reading.facts_of(one),
        related=reading.listed(one.related),
        alike=reading.related(published),
        matter=reading.matter_of(one.id) if is_motion else (),
        topics=[reading.topics.get(topic) for topic in one.topics if topic in reading.topics],
        actors=[ACTORS[actor] for actor in one.actors],
        audiences=[AUDIENCES[audience] for audience in one.audience],
        municipality=_known_municipality(one.municipality),
        is_model=one.kind is Kind.MODEL,
        canonical=public_address(document_address(one)),
    )


def document_address(one: Document) -> str:
    return url_for("search.document", address=f"{one.id}-{one.slug}" if one.slug else one.id)


def sections(published: PublishedDocument) -> tuple[Section, ...]:
    """The parts that are not empty, in the order of a page."""
    titles = {**MOTION_PARTS, "body": ""} if isinstance(published.document, Motion) else {"body": ""}
    return tuple(
        Section(name, title, Markup(published.parts[name].html))  # noqa: S704 — cleaned by the allow-list on save
        for name, title in titles.items()
        if name in published.parts and published.parts[name].html
    )


def contents(published: PublishedDocument) -> tuple[Entry, ...]:
    """The list of contents: a motion's parts, then the headings of the body; empty for a short document."""
    parts = tuple(Entry(part_anchor(one.name), one.title) for one in sections(published) if one.title)
    body = published.parts.get("body")
    headings = body.headings if body else ()
    top = min((heading.level for heading in headings), default=0)
    deepest = top if parts else top + 1
    entries = (*parts, *(Entry(one.id, one.title, one.level - top) for one in headings if one.level <= deepest))
    return entries if len(entries) >= LEAST_CONTENTS else ()


def _known_municipality(ags: str) -> Municipality | None:
    register = current_library().reading.municipalities
    return register.get(ags) if ags in register else None
