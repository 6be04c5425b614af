"""The Whoosh schema, made from the field table, and a document's values for it."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from whoosh.analysis import IDAnalyzer
from whoosh.fields import ID, NUMERIC, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from kb.language import BREAK, LANGUAGE_VERSION, Token, clean_text, listed_terms, tokens
from kb.search.engine import IndexedDocument
from kb.search.fields import COUNTED, TEXT_PARTS
from kb.search.results import Hit

TEXT = "text"
FORMAT_VERSION = "1"
"""Change when the meaning of the files changes without a change of the schema."""

SHORTEST_SPELLING = 4
"""Characters; shorter words are never offered as a correction."""


class Terms(FieldType):  # type: ignore[misc]  # whoosh has no types
    """Terms that come ready from `kb.language`, as a list; positions are places in that list."""

    def __init__(self, *, positions: bool) -> None:
        # The analyser is never asked: lists pass Whoosh's formats untouched. It must be there, and is pickled.
        super().__init__(
            format=Positions() if positions else Existence(), analyzer=IDAnalyzer(), scorable=positions, stored=False
        )


def make_schema() -> Schema:
    """id and version; what a hit shows; a day to sort by; the text; facets, references and spellings."""
    fields: dict[str, FieldType] = {
        "id": ID(unique=True, stored=True, sortable=True),
        "version": NUMERIC(bits=64, sortable=True),
        "day": NUMERIC(sortable=True),
        "shown": STORED(),
    }
    fields |= {TEXT: Terms(positions=True)}
    fields |= {f"facet_{facet.name}": Terms(positions=False) for facet in COUNTED}
    fields |= {"reference": Terms(positions=False), "spelling": Terms(positions=False)}
    return Schema(**fields)


def fingerprint() -> str:
    """Changes whenever an index made before could answer differently from one made now."""
    described = json.dumps([FORMAT_VERSION, LANGUAGE_VERSION, sorted(map(repr, make_schema().items()))])
    return hashlib.sha256(described.encode()).hexdigest()


def as_fields(document: IndexedDocument) -> dict[str, Any]:
    """A document's values by field name. Everything that can fail, fails here, before a writer saw anything."""
    texts = {name: clean_text(document.texts.get(name, "")) for name in TEXT_PARTS}
    words = {name: tokens(text) for name, text in texts.items()}
    values: dict[str, Any] = {f"facet_{facet.name}": list(document.facets.get(facet.name, ())) for facet in COUNTED}
    return values | {
        "id": document.id,
        TEXT: _text(words),
        "version": document.version,
        "day": document.day.toordinal() if document.day else 0,
        "shown": _shown(document, texts["body"]),
        "reference": list(document.references),
        "spelling": sorted(_spellings(words.values())),
    }


def _text(words: Mapping[str, Sequence[Token]]) -> list[str]:
    """The terms of all parts, each as often as it counts; no phrase reaches from one into the next."""
    return [term for name, times in TEXT_PARTS.items() for term in (*listed_terms(words[name]), BREAK) * times]


def _spellings(words: Iterable[Sequence[Token]]) -> set[str]:
    """Words as they are written, in lower case."""
    written = {token.surface.lower() for part in words for token in part}
    return {word for word in written if len(word) >= SHORTEST_SPELLING and word.isalpha()}


def _shown(document: IndexedDocument, body: str) -> str:
    """What a hit shows, as JSON: readable without a pickle."""
    kept = asdict(document) | {"day": document.day.isoformat() if document.day else "", "body": body}
    return json.dumps({name: kept[name] for name in (*_HIT_FIELDS, "body")}, ensure_ascii=False)


_HIT_FIELDS = ("id", "kind", "title", "slug", "summary", "reference", "municipality", "topics", "day", "outcome")


def as_hit(shown: str) -> tuple[Hit, str]:
    """A hit without its snippet, and the text to cut the snippet from."""
    values = json.loads(shown)
    body = values.pop("body")
    day = date.fromisoformat(values["day"]) if values["day"] else None
    return Hit(**values | {"day": day, "topics": tuple(values["topics"])}), body
