"""Filters, and the counts of what else could be chosen."""

from collections.abc import Mapping

from kb.search.fields import FACETS, YEAR
from kb.search.opensearch_engine.connection import JSON
from kb.search.opensearch_engine.mapping import facet_field
from kb.search.opensearch_engine.queries import all_of, has_any
from kb.search.query import Filters, Query
from kb.search.results import FacetValue

MOST_VALUES = 10_000
"""Of one facet; so many that no shard leaves one out, and counts are exact."""


def narrowed(filters: Filters) -> dict[str, JSON]:
    """What narrows, by facet; only those with something chosen."""
    found = {facet.name: _chosen(filters, facet.name) for facet in FACETS}
    return {name: query for name, query in found.items() if query}


def _chosen(filters: Filters, facet: str) -> JSON | None:
    chosen: tuple[str, ...] = getattr(filters, facet)
    if facet == YEAR.name and (filters.year_from, filters.year_to) != (None, None):
        return _years(filters)
    return has_any(facet_field(facet), chosen) if chosen else None


def _years(filters: Filters) -> JSON:
    """A span of years, and of those in it the chosen ones if any are."""
    first = filters.year_from if filters.year_from is not None else 0
    last = filters.year_to if filters.year_to is not None else 9999
    if filters.year:
        within = (year for year in filters.year if year.isdigit() and first <= int(year) <= last)
        return has_any(facet_field(YEAR.name), within)
    return {"range": {"years": {"gte": first, "lte": last}}}


def counting(narrowing: Mapping[str, JSON]) -> JSON:
    """Aggregations: how many hits each value would show, the facet's own choice left aside."""
    return {
        facet.name: {
            "filter": all_of([query for name, query in narrowing.items() if name != facet.name]),
            "aggs": {"values": {"terms": _most_frequent_first(facet.name)}},
        }
        for facet in FACETS
    }


def _most_frequent_first(facet: str) -> JSON:
    order = [{"_count": "desc"}, {"_key": "asc"}]
    return {"field": facet_field(facet), "size": MOST_VALUES, "order": order}


def counted(aggregated: Mapping[str, JSON], query: Query) -> dict[str, tuple[FacetValue, ...]]:
    """The facets of an answer; chosen values that nothing has are there with 0."""
    return {name: _values(of["values"], getattr(query.filters, name)) for name, of in aggregated.items()}


def _values(aggregated: JSON, chosen: tuple[str, ...]) -> tuple[FacetValue, ...]:
    found = [FacetValue(one["key"], one["doc_count"]) for one in aggregated["buckets"]]
    missing = sorted(set(chosen) - {one.value for one in found})
    return (*found, *(FacetValue(value, 0) for value in missing))
