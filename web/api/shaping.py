"""From the library's values to the shapes of answers."""

import datetime

from flask import url_for

from kb.documents import ACTORS, AUDIENCES, MOTION_PARTS, AnyDocument, Kind, Motion
from kb.library import Library, Listed, PublishedDocument
from kb.search.results import FacetValue, Hit, Results
from web.api import shapes
from web.search.address import WRITTEN, Asked, written
from web.search.links import linked_today
from web.wiring import public_address

LICENCE = (
    "Texte der Redaktion: CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/deed.de). "
    "Auszüge aus amtlichen Dokumenten: § 5 UrhG. Maßgeblich ist die Angabe beim Dokument."
)


def terms() -> shapes.Terms:
    return {"licence": LICENCE, "source": public_address(url_for("search.start"))}


def page_address(document_id: str, slug: str) -> str:
    return _pages() + _named(document_id, slug)


def _pages() -> str:
    """Below which address all documents have their pages; an answer with many of them asks once."""
    return public_address(url_for("search.document", address="-")).removesuffix("-")


def _named(document_id: str, slug: str) -> str:
    """Ids and slugs need no quoting."""
    return f"{document_id}-{slug}" if slug else document_id


def search_answer(asked: Asked, found: Results, library: Library, following: str | None) -> shapes.SearchAnswer:
    below = _pages()
    return {
        **terms(),
        "query": {name: _values(value) for name, value in asked.parameters.items()},
        "total": found.total,
        "total_is_exact": True,
        "hits": [_hit(one, library, below) for one in found.hits],
        "facets": {name: _counts(name, values) for name, values in found.facets.items()},
        "next": following,
        "corrected": {"query": found.corrected} if found.corrected else None,
        "answers_hardly": found.answers_hardly,
        "notes": list(found.notes),
    }


def _values(value: object) -> list[str]:
    return [str(one) for one in value] if isinstance(value, list | tuple) else [str(value)]


def _counts(facet: str, values: tuple[FacetValue, ...]) -> list[shapes.Count]:
    as_written = WRITTEN[facet]  # once, as there are hundreds of values
    return [{"value": as_written.get(value, value), "label": label, "count": count} for value, count, label in values]


def _hit(hit: Hit, library: Library, below: str) -> shapes.Hit:
    return {
        "id": hit.id,
        "kind": written("kind", hit.kind),
        "kind_label": Kind(hit.kind).label,
        "title": list(hit.title_marked or ((hit.title, False),)),
        "snippet": list(hit.snippet),
        "url": below + _named(hit.id, hit.slug),
        "reference": hit.reference or None,
        "outcome": written("outcome", hit.outcome) if hit.outcome else None,
        "as_of": _day(hit.day),
        "municipality": place(hit.municipality, library),
        "topics": topics_of(hit.topics, library),
    }


def place(ags: str, library: Library) -> shapes.Place | None:
    return {"ags": ags, "name": library.reading.municipalities.name(ags)} if ags else None


def topics_of(ids: tuple[str, ...], library: Library) -> list[shapes.Named]:
    return [{"id": one, "label": library.reading.topics.label(one)} for one in ids if one in library.reading.topics]


def document_answer(published: PublishedDocument, library: Library) -> shapes.DocumentAnswer:
    one = published.document
    return {
        **terms(),
        "licence": one.rights or LICENCE,
        "id": one.id,
        "version": published.version,
        "kind": written("kind", one.kind),
        "kind_label": one.kind.label,
        "title": one.title,
        "summary": one.summary,
        "url": page_address(one.id, one.slug),
        "topics": topics_of(one.topics, library),
        "actors": [ACTORS[actor] for actor in one.actors],
        "audience": [AUDIENCES[audience] for audience in one.audience],
        "municipality": place(one.municipality, library),
        "as_of": _day(one.as_of),
        "review_by": _day(one.review_by),
        "published_at": published.published_at.isoformat(),
        **_of_motion(one),
        "parts": _parts(published),
        "origin_source": one.source,
        "origin_url": one.source_url or None,
    }


def _of_motion(one: AnyDocument) -> shapes.OfMotion:
    motion = one if isinstance(one, Motion) else Motion(kind=Kind.PAPER, title="")
    return {
        "reference": motion.reference or None,
        "office": motion.office or None,
        "date": _day(motion.date),
        "outcome": written("outcome", motion.outcome) if motion.outcome else None,
        "consultations": [
            {
                "committee": step.committee,
                "date": _day(step.date),
                "public": step.public,
                "outcome": written("outcome", step.outcome) if step.outcome else None,
            }
            for step in motion.consultations
        ],
    }


def _parts(published: PublishedDocument) -> list[shapes.Part]:
    headings = {**MOTION_PARTS, "body": ""}
    parts = published.parts
    names = [name for name in headings if name in parts]
    linked = linked_today([parts[name].html for name in names], public_address)
    return [
        {"name": name, "heading": headings[name], "html": str(html)} for name, html in zip(names, linked, strict=True)
    ]


def mention(one: Listed) -> shapes.Mention:
    return {
        "id": one.id,
        "kind": written("kind", one.kind),
        "kind_label": one.kind.label,
        "title": one.title,
        "summary": one.summary,
        "url": page_address(one.id, one.slug),
    }


def _day(day: datetime.date | None) -> str | None:
    return day.isoformat() if day else None
