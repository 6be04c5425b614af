"""Our engine, as shipped."""

import datetime
from collections.abc import Iterable
from itertools import count
from pathlib import Path

from kb.documents import Article, Consultation, Kind, Motion
from kb.indexing import indexed
from kb.markup import Rendered
from kb.search.engine import IndexedDocument
from kb.search.engines import open_engine
from kb.search.grammar import parse
from kb.search.query import Filters, Query
from kb.search.query import Sort as Order
from kb.store import PublishedDocument
from tests.bench.corpus import Record
from tests.bench.engines.page import Page
from tests.bench.questions import Question, Sort

_THEN = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)


class Ours:
    """The index in one folder."""

    def __init__(self, folder: Path) -> None:
        self.url = f"whoosh:///{folder}"
        self.engine = open_engine(self.url)

    def build(self, documents: Iterable[Record]) -> None:
        number = count()
        with self.engine.rebuild() as growing:
            growing.put(as_indexed(one) for one, _ in zip(documents, number, strict=False))
            growing.switch(expected=next(number))

    def open(self) -> None:
        """Nothing to do: it opens itself."""

    def answer(self, asked: Question) -> Page:
        results = self.engine.search(query(asked))
        facets = {name: {one.value: one.count for one in values} for name, values in results.facets.items()}
        return Page(results.total, facets, [(hit.title, hit.snippet) for hit in results.hits])


def query(asked: Question) -> Query:
    """The question, read as the product reads it."""
    return Query(
        text=asked.text,
        wording=parse(asked.text),
        filters=Filters(kind=(asked.kind,), municipality=(asked.municipality,)) if asked.kind else Filters(),
        sort=Order.DATE if asked.sort is Sort.BY_DATE else Order.RELEVANCE,
        page=asked.page,
    )


def as_indexed(record: Record) -> IndexedDocument:
    """As the product brings a published document to its index."""
    text = {"body" if record.kind == "guide" else "rationale": Rendered(text=record.body)}
    return indexed(
        PublishedDocument(
            document=as_document(record),
            version=1,
            revision=1,
            parts=text,
            published_at=_THEN,
            first_published_at=_THEN,
        )
    )


def as_document(record: Record) -> Article | Motion:
    values = {
        "id": record.id,
        "title": record.title,
        "topics": record.topics,
        "municipality": record.municipality,
    }
    if record.kind == "guide":
        return Article(kind=Kind.GUIDE, as_of=record.day, body=record.body, **values)
    steps = (Consultation(committee=record.committee),)
    return Motion(kind=Kind.PAPER, date=record.day, consultations=steps, rationale=record.body, **values)
