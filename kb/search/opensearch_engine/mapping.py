"""How an index is laid out, and a document's values for it.

Words come as `kb.language` made them, joined by blanks. `text` has every part as often as it counts, one token a word,
then the parts of words behind a BREAK, so that phrases are met as everywhere. `part_…` has each part once, for questions
that ask for a word in one part.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from kb.language import BREAK, LANGUAGE_VERSION, index_pieces, sort_key
from kb.search.engine import IndexedDocument
from kb.search.fields import FACETS, PARTS
from kb.search.hits import body_to_show, described
from kb.search.opensearch_engine.connection import JSON
from kb.search.snippets import one_line

FORMAT_VERSION = "2"
"""Change when the meaning of a field changes without a change of the mapping."""

MOST_REACHED = 100_000
"""Hits that can be paged through; OpenSearch sorts them all for each page."""

LONGEST_TERM = 8_000
"""Characters; Lucene refuses a whole document for a term of more than 32,766 bytes."""

_WORDS = {"type": "text", "analyzer": "words", "norms": False}
_NAME = {"type": "keyword", "ignore_above": LONGEST_TERM}
_NOT_KEPT = ["text", "part_*", "written", "title_words"]
"""Fields that are only searched; kept in the source they would double it. A rebuild reads the database."""


def facet_field(name: str) -> str:
    return f"facet_{name}"


def part_field(part: str) -> str:
    """Where a part of a document is searched; without one, everywhere."""
    return f"part_{part}" if part else "text"


def layout(shards: int) -> JSON:
    """Settings and strict mappings of a new index."""
    return {
        "settings": {
            "number_of_shards": shards,
            "auto_expand_replicas": "0-1",
            "max_result_window": MOST_REACHED,
            "gc_deletes": "1h",
            "analysis": {
                "analyzer": {"words": {"type": "custom", "tokenizer": "blanks"}},
                "tokenizer": {"blanks": {"type": "whitespace", "max_token_length": LONGEST_TERM}},
            },
        },
        "mappings": {
            "dynamic": "strict",
            "_meta": {"fingerprint": fingerprint()},
            "_source": {"excludes": _NOT_KEPT},
            "properties": _properties(),
        },
    }


def _properties() -> JSON:
    return {
        "id": _NAME,
        "version": {"type": "long"},
        "day": {"type": "integer"},
        "published": {"type": "long"},
        "length": {"type": "integer"},
        "years": {"type": "integer"},
        "text": _WORDS,
        **{part_field(part): _WORDS for part in PARTS},
        "written": _NAME,
        "title_words": _NAME | {"doc_values": False},
        "title_key": _NAME | {"index": False},
        "reference": _NAME,
        **{facet_field(facet.name): _NAME for facet in FACETS},
        "digest": {"type": "keyword", "index": False},
        "shown": {"type": "object", "enabled": False},
    }


def fingerprint() -> str:
    """Changes whenever an index made before could answer differently from one made now."""
    made_of = json.dumps([FORMAT_VERSION, LANGUAGE_VERSION, PARTS, _properties()], sort_keys=True)
    return hashlib.sha256(made_of.encode()).hexdigest()


def as_source(document: IndexedDocument) -> JSON:
    """A document's values by field name."""
    lines = {part: one_line(document.texts.get(part, "")) for part in PARTS}
    read = {part: _read(line) for part, line in lines.items() if line}
    listed = {part: terms for part, (terms, _) in read.items() if terms}
    text = [term for part, of_part in listed.items() for term in (*of_part, BREAK) * PARTS[part]]
    source: dict[str, Any] = {
        facet_field(facet.name): sorted(set(document.facets.get(facet.name, ()))) for facet in FACETS
    }
    source |= {
        "id": document.id,
        "version": document.version,
        "day": document.day.toordinal() if document.day else 0,
        "published": int(document.published_at.timestamp()) if document.published_at else 0,
        "length": len(text),
        "years": [int(year) for year in source[facet_field("year")]],
        "text": " ".join(text),
        **{part_field(part): " ".join(of_part) for part, of_part in listed.items()},
        "written": sorted(set().union(*(written for _, written in read.values()))),
        "title_words": sorted(read["title"][1]) if "title" in read else [],
        "title_key": sort_key(document.title),
        "reference": sorted(set(document.references)),
        "shown": described(document) | {"body": body_to_show(document)},
    }
    return source | {"digest": digest(source)}


def _read(line: str) -> tuple[list[str], set[str]]:
    """The terms of a text, and its words as they are written."""
    terms, written = (_lines(pieces) for pieces in index_pieces(line))
    return terms, set(written)


def _lines(pieces: Iterable[str]) -> list[str]:
    return "".join(pieces).split("\n")[:-1]


def digest(source: JSON) -> str:
    """SHA-256 of all values, those that are only searched included."""
    return hashlib.sha256(json.dumps(source, sort_keys=True).encode()).hexdigest()
