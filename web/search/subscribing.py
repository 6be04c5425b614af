"""The feeds that a page offers."""

from collections.abc import Mapping
from dataclasses import dataclass

from kb.search.query import Filters
from web.search.address import Asked
from web.search.choices import address_of

FORMATS: Mapping[str, tuple[str, str]] = {
    "search.atom": ("Atom", "application/atom+xml"),
    "search.json_feed": ("JSON Feed", "application/feed+json"),
}
"""By endpoint: what it is called, and its media type."""


@dataclass(frozen=True)
class Feed:
    """A feed as a page links it."""

    name: str
    mimetype: str
    address: str


def feeds(asked: Asked) -> tuple[Feed, ...]:
    """The feeds of exactly this question, in each format."""
    return tuple(
        Feed(name, mimetype, address_of(asked.subscribed(), endpoint)) for endpoint, (name, mimetype) in FORMATS.items()
    )


def feeds_of(**chosen: tuple[str, ...]) -> tuple[Feed, ...]:
    """The feeds of all documents with these facet values."""
    return feeds(Asked(filters=Filters(**chosen)))  # type: ignore[arg-type]  # facet names
