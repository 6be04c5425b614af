"""A plain OpenSearch index with its built-in German analysis, asked over HTTP with the same fields to filter and count."""

from collections.abc import Callable

from kb.search.opensearch_engine.connection import JSON
from tests.bench.corpus import Record
from tests.bench.engines.page import FACETS, PER_PAGE, Page, snippet
from tests.bench.questions import Question, Sort

_TEXT = {"type": "text", "analyzer": "german"}
_SEARCHED = ["title^3", "text"]

Ask = Callable[[JSON], JSON]
"""Sends the body of a search and gives its answer."""


def plain_layout(shards: int) -> JSON:
    """As many copies as ours, and mappings as strict."""
    fields = {"id": {"type": "keyword"}, "title": _TEXT, "text": _TEXT, "day": {"type": "integer"}}
    return {
        "settings": {"number_of_shards": shards, "auto_expand_replicas": "0-1", "max_result_window": 100_000},
        "mappings": {"dynamic": "strict", "properties": {**fields, **{name: {"type": "keyword"} for name in FACETS}}},
    }


def as_plain(record: Record) -> JSON:
    return {
        "id": record.id,
        "title": record.title,
        "text": record.body,
        "day": record.day.toordinal(),
        "kind": record.kind,
        "topic": record.topics,
        "municipality": record.municipality,
        "committee": [record.committee] if record.committee else [],
        "year": str(record.day.year),
    }


def plain_page(ask: Ask, asked: Question) -> Page:
    """Exact total, five facets, ten hits with a snippet by our code."""
    body = {
        "query": {"bool": {"must": [_matching(asked)], "filter": _narrowing(asked)}},
        "track_total_hits": True,
        "from": (asked.page - 1) * PER_PAGE,
        "size": PER_PAGE,
        "sort": [{"day": "desc"}, {"id": "asc"}] if asked.sort is Sort.BY_DATE else ["_score", {"id": "asc"}],
        "aggs": {name: {"terms": {"field": name, "size": 400}} for name in FACETS},
    }
    answer = ask(body)
    counted = {
        name: {one["key"]: one["doc_count"] for one in found["buckets"]}
        for name, found in answer["aggregations"].items()
    }
    sources = [hit["_source"] for hit in answer["hits"]["hits"]]
    hits = [(one["title"], snippet(one["text"], asked.text)) for one in sources]
    return Page(answer["hits"]["total"]["value"], counted, hits)


def _matching(asked: Question) -> JSON:
    typed = " ".join(asked.words)
    if asked.sort is Sort.PHRASE:
        return {"multi_match": {"query": typed, "fields": _SEARCHED, "type": "phrase"}}
    if asked.sort is Sort.PREFIX:
        return {"prefix": {"text": typed}}
    nearly = {"fuzziness": 1, "prefix_length": 1} if asked.sort is Sort.MISTYPED else {}
    return {"multi_match": {"query": typed, "fields": _SEARCHED, **nearly}}


def _narrowing(asked: Question) -> list[JSON]:
    if not asked.kind:
        return []
    return [{"term": {"kind": asked.kind}}, {"term": {"municipality": asked.municipality}}]
