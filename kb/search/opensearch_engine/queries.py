"""The few shapes of OpenSearch's query language that we use."""

from collections.abc import Iterable, Sequence

from kb.search.opensearch_engine.connection import JSON

EVERYTHING: JSON = {"match_all": {}}
NOTHING: JSON = {"match_none": {}}


def has_any(field: str, values: Iterable[str]) -> JSON:
    return {"terms": {field: list(values)}}


def has(field: str, value: str) -> JSON:
    return {"term": {field: value}}


def begins(field: str, beginning: str) -> JSON:
    return {"prefix": {field: beginning}}


def follows(field: str, run: Sequence[str]) -> JSON:
    """The terms follow one another."""
    return {"match_phrase": {field: " ".join(run)}}


def any_of(queries: Sequence[JSON]) -> JSON:
    if len(queries) == 1:
        return queries[0]
    return {"bool": {"should": list(queries), "minimum_should_match": 1}} if queries else NOTHING


def all_of(queries: Sequence[JSON], without: Sequence[JSON] = ()) -> JSON:
    if len(queries) == 1 and not without:
        return queries[0]
    return {"bool": {"filter": list(queries) or [EVERYTHING], "must_not": list(without)}}


def worth(score: float, query: JSON) -> JSON:
    """The same score for each that matches."""
    return {"constant_score": {"filter": query, "boost": score}}


def sum_of(scored: Sequence[JSON], among: JSON | None = None, share: float = 1.0) -> JSON:
    """The scores of all that match, added up and multiplied; only among these."""
    if len(scored) == 1 and among is None and share == 1.0:
        return scored[0]
    within = {"filter": [among]} if among else {}
    return {"bool": {"should": list(scored), **within, "boost": share}} if scored else NOTHING


def best_of(scored: Sequence[JSON]) -> JSON:
    return {"dis_max": {"queries": list(scored)}}
