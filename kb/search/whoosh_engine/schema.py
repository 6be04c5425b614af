"""The Whoosh schema, made from the field table, and a document's values for it."""

import hashlib
import json
from typing import Any

import numpy as np
from whoosh.analysis import IDAnalyzer
from whoosh.columns import Column
from whoosh.fields import COLUMN, STORED, FieldType, Schema
from whoosh.formats import Existence, Positions

from kb.language import BREAK, LANGUAGE_VERSION, sort_key
from kb.search.engine import IndexedDocument
from kb.search.fields import FACETS, PARTS
from kb.search.hits import body_to_show, described
from kb.search.snippets import one_line
from kb.search.whoosh_engine.arrays import Numbers
from kb.search.whoosh_engine.vocabulary import Vocabulary

TEXT = "text"
WRITTEN = "written"
"""Words as they are written, in the form of `kb.language.spelled`."""
TITLE_WORDS = "title_words"
"""The same of the title alone."""
REFERENCE = "reference"
TITLE_KEY = "title_key"
"""What titles are ordered by, see `kb.language.sort_key`."""
FORMAT_VERSION = "5"
"""Change when the meaning of the files changes without a change of the schema."""


class Terms(FieldType):  # type: ignore[misc]  # whoosh has no types
    """Terms that come ready, as numbers of a vocabulary: one posting a document, which the codec takes apart.

    with_positions: whether it counts where and how often a term occurs, or only whether. If only whether, they may
    come in any order and repeat themselves: the file is the same.
    """

    def __init__(self, *, with_positions: bool) -> None:
        # The analyser is never asked. It must be there, and is pickled.
        form = Positions() if with_positions else Existence()
        super().__init__(format=form, analyzer=IDAnalyzer(), scorable=with_positions, stored=False)

    def index(self, value: Numbers, **kwargs: object) -> list[tuple[bytes, int, float, Numbers]]:  # noqa: ARG002 - whoosh's signature
        return [(b"", len(value), 1.0, value)] if len(value) else []


class NumberColumn(Column):  # type: ignore[misc]
    """A number for each document, or a row of `width` numbers; the codec keeps it as an array."""

    def __init__(self, width: int = 1) -> None:
        self.width = width


def make_schema() -> Schema:
    """What a hit shows; version, days and the ends of the parts; id, text, written words, facets and references."""
    fields: dict[str, FieldType] = {
        "shown": STORED(),
        "version": COLUMN(NumberColumn()),
        "day": COLUMN(NumberColumn()),
        "published": COLUMN(NumberColumn()),
        "part_ends": COLUMN(NumberColumn(len(PARTS))),
        TEXT: Terms(with_positions=True),
    }
    presence = ("id", WRITTEN, TITLE_WORDS, TITLE_KEY, REFERENCE, *(f"facet_{facet.name}" for facet in FACETS))
    return Schema(**fields, **{name: Terms(with_positions=False) for name in presence})


def fingerprint() -> str:
    """Changes whenever an index made before could answer differently from one made now."""
    described = json.dumps([FORMAT_VERSION, LANGUAGE_VERSION, PARTS, sorted(make_schema().names())])
    return hashlib.sha256(described.encode()).hexdigest()


def as_fields(document: IndexedDocument, vocabulary: Vocabulary) -> dict[str, Any]:
    """A document's values by field name. Everything that can fail, fails here, before a writer saw anything."""
    read = {part: vocabulary.read(one_line(document.texts.get(part, ""))) for part in PARTS}
    text, ends = _joined({part: terms for part, (terms, _) in read.items()}, vocabulary)
    numbers = vocabulary.numbers
    values: dict[str, Any] = {f"facet_{facet.name}": numbers(document.facets.get(facet.name, ())) for facet in FACETS}
    return values | {
        "id": numbers((document.id,)),
        TEXT: text,
        "version": document.version,
        "day": document.day.toordinal() if document.day else 0,
        "published": int(document.published_at.timestamp()) if document.published_at else 0,
        "part_ends": ends,
        "shown": _shown(document),
        REFERENCE: numbers(document.references),
        WRITTEN: np.concatenate([written for _, written in read.values()]),
        TITLE_KEY: numbers(filter(None, (sort_key(document.title),))),
        TITLE_WORDS: read["title"][1],
    }


def _joined(parts: dict[str, Numbers], vocabulary: Vocabulary) -> tuple[Numbers, list[int]]:
    """The terms of all parts, each as often as it counts, and where each part ends.

    No phrase reaches from one part into the next.
    """
    end = vocabulary.numbers((BREAK,))
    every = [np.tile(np.append(terms, end), PARTS[part]) if len(terms) else terms for part, terms in parts.items()]
    return np.concatenate(every), np.cumsum([len(terms) for terms in every]).tolist()


def _shown(document: IndexedDocument) -> tuple[bytes, bytes]:
    """What describes a hit, as JSON, and the body from which passages are cut."""
    return json.dumps(described(document), ensure_ascii=False).encode(), body_to_show(document).encode()
