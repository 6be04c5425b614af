"""What pages say to machines as JSON-LD, with the words of schema.org; only what is true of them."""

from collections.abc import Iterable
from typing import Any

from flask import url_for

from kb.documents import AnyDocument, Article, Kind, Motion
from kb.library import PublishedDocument, Reading
from web.search.addresses import document_address
from web.wiring import SITE_NAME, current_settings, public_address

Json = dict[str, Any]

_TYPES = {Kind.EVENT: "Event", Kind.PAPER: "CreativeWork", Kind.MODEL: "CreativeWork"}
"""All other kinds are articles. A council paper is no law, so not `Legislation`."""


def about_site() -> Json:
    """The site and how it is searched."""
    template = public_address(url_for("search.results")) + "?q={search_term_string}"
    return (
        _site()
        | {
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": template},
                "query-input": "required name=search_term_string",
            }
        }
        | {"@context": "https://schema.org"}
    )


def about_document(published: PublishedDocument, reading: Reading) -> Json:
    """The document and the way to it."""
    document = published.document
    steps = [("Start", url_for("search.start"))]
    steps += [(reading.topics.label(one), url_for("search.topic", topic_id=one)) for one in document.topics[:1]]
    steps.append((document.title, document_address(document)))
    return {"@context": "https://schema.org", "@graph": [_document(published, reading), _way(steps)]}


def _site() -> Json:
    return {"@type": "WebSite", "name": SITE_NAME, "inLanguage": "de", "url": public_address(url_for("search.start"))}


def _document(published: PublishedDocument, reading: Reading) -> Json:
    document = published.document
    values = {
        "@type": _TYPES.get(document.kind, "Article"),
        "name": document.title,
        "description": document.summary,
        "url": public_address(document_address(document)),
        **(_dates(published) if document.kind is not Kind.EVENT else {}),
        **_of_kind(document),
        "spatialCoverage": reading.municipalities.name(document.municipality) if document.municipality else "",
    }
    if document.kind is Kind.EVENT:
        del values["spatialCoverage"]
        return _filled(values)
    keywords = [reading.topics.label(one) for one in document.topics]
    return _filled(values | {"inLanguage": "de", "keywords": keywords, "isPartOf": _site(), "publisher": _operator()})


def _dates(published: PublishedDocument) -> Json:
    return {
        "datePublished": published.first_published_at.date().isoformat(),
        "dateModified": published.published_at.date().isoformat(),
        "version": published.revision,
    }


def _of_kind(document: AnyDocument) -> Json:
    """A paper's number and day, an event's days."""
    if isinstance(document, Motion):
        return {"identifier": document.reference, "dateCreated": document.date.isoformat() if document.date else ""}
    if isinstance(document, Article) and document.kind is Kind.EVENT:
        return {
            "startDate": document.starts.isoformat() if document.starts else "",
            "endDate": document.ends.isoformat() if document.ends else "",
        }
    return {"headline": document.title}


def _operator() -> Json | str:
    name = current_settings().operator.name
    return {"@type": "Organization", "name": name} if name else ""


def _way(steps: Iterable[tuple[str, str]]) -> Json:
    items = [
        {"@type": "ListItem", "position": place, "name": name, "item": public_address(address)}
        for place, (name, address) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}


def _filled(values: Json) -> Json:
    return {name: value for name, value in values.items() if value}
