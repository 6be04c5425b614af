"""What readers see: search, documents, topics, municipalities and the duty pages."""

from web.search import (
    attachments,
    documents,
    duties,
    events,
    feeds,
    help_page,
    machines,
    municipalities,
    results,
    start,
    suggestions,
    topics,
)
from web.search.blueprint import search

__all__ = [
    "attachments",
    "documents",
    "duties",
    "events",
    "feeds",
    "help_page",
    "machines",
    "municipalities",
    "results",
    "search",
    "start",
    "suggestions",
    "topics",
]
