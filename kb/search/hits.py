"""What an index keeps of a document to show it, and how a hit is made of that; the same for every engine."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from kb.documents import Kind
from kb.search.engine import IndexedDocument
from kb.search.fields import PARTS, SHOWN_APART
from kb.search.query import Query, Wording
from kb.search.results import Hit
from kb.search.snippets import Beside, body_of, show

_FIELDS = ("id", "kind", "title", "slug", "summary", "reference", "municipality", "topics", "day", "outcome")


def described(document: IndexedDocument) -> dict[str, Any]:
    """What describes a hit, in values that JSON has."""
    kept = {name: getattr(document, name) for name in _FIELDS}
    return kept | {"day": document.day.isoformat() if document.day else ""}


def body_to_show(document: IndexedDocument) -> str:
    """What its passage is cut from, see `snippets.sections`."""
    texts = {part: document.texts[part] for part in PARTS if part in document.texts and part not in SHOWN_APART}
    return body_of(texts, document.sections)


def as_hit(values: Mapping[str, Any]) -> Hit:
    """A hit without its passage and marks. values: as `described` gives them."""
    day = date.fromisoformat(values["day"]) if values["day"] else None
    return Hit(**{**values, "day": day, "topics": tuple(values["topics"])})


def completed(hit: Hit, body: str, query: Query, wording: Wording, *, score: float, published: int) -> Hit:
    """A hit with passage, marks and reasons. published: in seconds since 1970, 0 if not known."""
    shown = show(hit.title, body, wording, Beside(Kind(hit.kind).label, hit.reference))
    return replace(
        hit,
        published_at=datetime.fromtimestamp(published, UTC) if published else None,
        snippet=shown.snippet,
        section=shown.section,
        title_marked=shown.title,
        found_by=shown.found_by,
        is_pinned=hit.id in query.pinned,
        score=score,
    )
