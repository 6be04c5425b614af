"""Asking an engine, shortly."""

from kb.search.engine import Engine
from tests.engines.indexed import a_query


def ids(engine: Engine, text: str = "", **asked: object) -> list[str]:
    return [hit.id for hit in engine.search(a_query(text, **asked)).hits]  # type: ignore[arg-type]


def counts(engine: Engine, facet: str, text: str = "", **asked: object) -> dict[str, int]:
    results = engine.search(a_query(text, **asked))  # type: ignore[arg-type]
    return {one.value: one.count for one in results.facets[facet]}
