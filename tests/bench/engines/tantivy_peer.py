"""tantivy with its German stemmer: one text field, facets as aggregations over columns, segments as its merges leave them."""

from collections.abc import Iterable
from pathlib import Path

import tantivy
from tantivy import Filter, Occur, Query, SchemaBuilder, TextAnalyzerBuilder, Tokenizer

from tests.bench.corpus import Record
from tests.bench.engines.page import FACETS, PER_PAGE, Page, snippet
from tests.bench.questions import Question, Sort

_AGGREGATIONS = {name: {"terms": {"field": name, "size": 400}} for name in FACETS}


def _schema() -> tantivy.Schema:
    building = SchemaBuilder()
    for name in ("title", "body"):
        building.add_text_field(name, stored=True, index_option="basic", tokenizer_name="raw")
    building.add_text_field("text", tokenizer_name="de")
    for name in FACETS:
        building.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    building.add_integer_field("day", fast=True)
    return building.build()


class Tantivy:
    """The index in one folder."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._schema = _schema()
        self._index = tantivy.Index(self._schema, path=str(folder))
        building = TextAnalyzerBuilder(Tokenizer.simple())
        for each in (Filter.lowercase(), Filter.remove_long(100), Filter.stemmer("german")):
            building = building.filter(each)
        self._analyzer = building.build()
        self._index.register_tokenizer("de", self._analyzer)
        self._searcher = self._index.searcher()

    def build(self, documents: Iterable[Record]) -> None:
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        for one in documents:
            writer.add_document(_document(one))
        writer.commit()
        writer.wait_merging_threads()

    def open(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def answer(self, asked: Question) -> Page:
        query = self._query(asked)
        order = {"order_by_field": "day"} if asked.sort is Sort.BY_DATE else {}
        found = self._searcher.search(query, PER_PAGE, count=True, offset=(asked.page - 1) * PER_PAGE, **order)
        if asked.sort is Sort.MISTYPED:
            self._searcher.search(Query.fuzzy_term_query(self._schema, "text", asked.words[0], distance=1), 3)
        counted = self._searcher.aggregate(query, _AGGREGATIONS)
        facets = {name: {one["key"]: one["doc_count"] for one in values["buckets"]} for name, values in counted.items()}
        documents = [self._searcher.doc(address) for _, address in found.hits]
        hits = [(one["title"][0], snippet(one["body"][0], asked.text)) for one in documents]
        return Page(found.count, facets, hits)

    def _query(self, asked: Question) -> Query:
        terms = [term for word in asked.words for term in self._analyzer.analyze(word)]
        if asked.sort is Sort.PHRASE:
            return Query.phrase_query(self._schema, "text", terms)
        if asked.sort is Sort.PREFIX:
            return Query.regex_query(self._schema, "text", f"{asked.words[0]}.*")
        any_of = Query.boolean_query([(Occur.Should, self._term("text", term)) for term in terms])
        if not asked.kind:
            return any_of
        chosen = (self._term("kind", asked.kind), self._term("municipality", asked.municipality))
        narrowing = [(Occur.Must, Query.const_score_query(each, 0.0)) for each in chosen]
        return Query.boolean_query([(Occur.Must, any_of), *narrowing])

    def _term(self, field: str, term: str) -> Query:
        return Query.term_query(self._schema, field, term)


def _document(record: Record) -> tantivy.Document:
    document = tantivy.Document(
        title=record.title,
        body=record.body,
        text=f"{record.title}\n{record.body}",
        kind=record.kind,
        topic=list(record.topics),
        municipality=record.municipality,
        year=str(record.day.year),
        day=int(record.day.strftime("%Y%m%d")),
    )
    if record.committee:
        document.add_text("committee", record.committee)
    return document
