"""One document: an article, or a motion with its parts."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from flask import redirect, render_template
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from kb.documents import ACTORS, AUDIENCES, MOTION_PARTS, AnyDocument, Kind, Motion, part_anchor
from kb.library import Listed, MatterPaper, PublishedDocument
from kb.municipalities import Municipality
from web.search.addresses import document_address
from web.search.blueprint import search
from web.search.citation import citation
from web.search.links import with_links_of_today
from web.search.structured_data import about_document
from web.wiring import current_library, public_address

LEAST_CONTENTS = 2
"""Headings; a shorter document needs no list of contents."""

MOST_PAPERS = 5
MOST_MODELS = 3


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
    published = current_library().reading.document(document_id)
    one = published.document
    if slug != one.slug:
        return redirect(document_address(one), 301)
    return _page(published, newest=published)


@search.get("/dokument/<document_id>/fassung/<int:revision>")
def version(document_id: str, revision: int) -> str:
    """The document as it was published once: what a citation leads to."""
    reading = current_library().reading
    return _page(reading.document_as(document_id, revision), newest=reading.document(document_id))


def _page(published: PublishedDocument, newest: PublishedDocument) -> str:
    """The page of a document in its newest or an earlier revision."""
    reading, one = current_library().reading, published.document
    is_motion = isinstance(one, Motion)
    related = reading.listed(one.related)
    matter = reading.matter_of(one.id) if is_motion else ()
    related = without(related, matter)
    papers = closest(one, related, Kind.PAPER, MOST_PAPERS, elsewhere=matter)
    models = closest(one, related, Kind.MODEL, MOST_MODELS)
    return render_template(
        "search/motion.html" if is_motion else "search/article.html",
        heading=one.title,
        document=one,
        published=published,
        sections=with_links_of_today(sections(published)),
        contents=contents(published, has_matter=bool(matter)),
        part_anchor=part_anchor,
        used_facts=reading.facts_of(one),
        papers=papers,
        models=models,
        related=without(related, (*papers, *models)),
        alike=without(reading.related(published), (*papers, *models)),
        matter=matter,
        topics=[reading.topics.get(topic) for topic in one.topics if topic in reading.topics],
        actors=[ACTORS[actor] for actor in one.actors],
        audiences=[AUDIENCES[audience] for audience in one.audience],
        municipality=_known_municipality(one.municipality),
        municipalities=reading.municipalities,
        is_model=one.kind is Kind.MODEL,
        newest=newest,
        sizes=current_library().attachments.sizes(newest.document),
        newest_address=document_address(newest.document),
        citation=citation(published, datetime.date.today()),
        structured_data=about_document(published, reading),
        canonical=public_address(document_address(newest.document)),
        today=datetime.date.today(),
    )


def closest(
    one: AnyDocument, related: Sequence[Listed], kind: Kind, most: int, elsewhere: Sequence[Listed | MatterPaper] = ()
) -> tuple[Listed, ...]:
    """Documents of a kind for who reads this one: those it names, then those on most of its topics.

    elsewhere: what the page shows in another place.
    """
    named = tuple(other for other in related if other.kind is kind)
    on_topics = current_library().reading.on_same_topics(one, (kind,), most + len(named) + len(elsewhere))
    return (*named, *without(on_topics, (*named, *elsewhere)))[:most]


def without(documents: Sequence[Listed], others: Sequence[Listed | MatterPaper]) -> tuple[Listed, ...]:
    shown = {other.id for other in others}
    return tuple(one for one in documents if one.id not in shown)


def sections(published: PublishedDocument) -> tuple[Section, ...]:
    """The parts that are not empty, in the order of a page."""
    titles = {**MOTION_PARTS, "body": ""} if isinstance(published.document, Motion) else {"body": ""}
    return tuple(
        Section(name, title, Markup(published.parts[name].html))  # noqa: S704 — cleaned by the allow-list on save
        for name, title in titles.items()
        if name in published.parts and published.parts[name].html
    )


def contents(published: PublishedDocument, *, has_matter: bool = False) -> tuple[Entry, ...]:
    """The list of contents: a motion's parts, then the headings of the body; empty for a short document."""
    parts = tuple(Entry(part_anchor(one.name), one.title) for one in sections(published) if one.title)
    before, after = _around_the_texts(published.document, has_matter=has_matter)
    body = published.parts.get("body")
    headings = body.headings if body else ()
    top = min((heading.level for heading in headings), default=0)
    deepest = top if parts else top + 1
    of_body = (Entry(one.id, one.title, one.level - top) for one in headings if one.level <= deepest)
    entries = (*before, *parts, *of_body, *after)
    return entries if len(entries) >= LEAST_CONTENTS else ()


def _around_the_texts(one: AnyDocument, *, has_matter: bool) -> tuple[list[Entry], list[Entry]]:
    """What a motion's page has before and after the texts."""
    attachments = [Entry("anlagen", "Anlagen")] if one.attachments else []
    if not isinstance(one, Motion):
        return [], attachments
    before = [Entry("beratungsfolge", "Beratungsfolge")] if one.consultations else []
    return before, [*attachments, *([Entry("vorgang", "Vorgang")] if has_matter else [])]


def _known_municipality(ags: str) -> Municipality | None:
    register = current_library().reading.municipalities
    return register.get(ags) if ags in register else None
