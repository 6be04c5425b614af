"""From a query to a page of results over one opened generation."""

import heapq
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import reduce
from operator import or_
from typing import Any

from kb.search.fields import COUNTED, YEAR
from kb.search.query import Filters, Query, Sort
from kb.search.results import FacetValue, Hit, Results
from kb.search.snippets import best_passage
from kb.search.whoosh_engine.columns import Columns, places
from kb.search.whoosh_engine.matching import Matches, match
from kb.search.whoosh_engine.schema import as_hit
from kb.search.whoosh_engine.spelling import corrected

SAME_SCORE = 6
"""Decimal places to which scores are compared; beyond them the newer document comes first."""


def answer(searcher: Any, columns: Columns, query: Query) -> Results:
    """One page. All totals and counts are exact. searcher: this thread's, on the generation of these columns."""
    matches = Matches(0, {}) if query.asks_in_vain else match(searcher, columns, query.wording)
    passing = {facet.name: _passing(columns, facet.name, query.filters) for facet in COUNTED}
    found = matches.bits
    for bits in passing.values():
        found &= bits
    shown = _page(found, matches.scores, columns, query)
    return Results(
        total=found.bit_count(),
        hits=tuple(_hit(searcher, place, query, matches.scores) for place in shown),
        facets={facet.name: _counts(columns, facet.name, matches.bits, passing, query.filters) for facet in COUNTED},
        page=query.page,
        per_page=query.per_page,
        coverage=matches.coverage,
        suggestion="" if found else corrected(searcher, query),
        notes=query.wording.notes,
    )


def _passing(columns: Columns, facet: str, filters: Filters) -> int:
    """The documents that pass one facet's filter; all of them when nothing is chosen."""
    if facet == YEAR.name:
        return _passing_years(columns, filters)
    chosen: tuple[str, ...] = getattr(filters, facet)
    return _united(columns.facets[facet], chosen) if chosen else columns.live


def _passing_years(columns: Columns, filters: Filters) -> int:
    if filters.year_from is None and filters.year_to is None:
        return columns.live
    first = filters.year_from if filters.year_from is not None else 0
    last = filters.year_to if filters.year_to is not None else 9999
    years = columns.facets[YEAR.name]
    return _united(years, [year for year in years if first <= int(year) <= last])


def _united(values: Mapping[str, int], chosen: Iterable[str]) -> int:
    return reduce(or_, (values.get(value, 0) for value in chosen), 0)


def _counts(
    columns: Columns, facet: str, matched: int, passing: Mapping[str, int], filters: Filters
) -> tuple[FacetValue, ...]:
    """How many hits each value would show, the facet's own choice left aside so that its siblings stay countable."""
    base = matched
    for name, bits in passing.items():
        if name != facet:
            base &= bits
    chosen = getattr(filters, facet, ())
    counts = ((value, (bits & base).bit_count()) for value, bits in columns.facets[facet].items())
    options = [FacetValue(value=value, count=count) for value, count in counts if count or value in chosen]
    return tuple(sorted(options, key=lambda one: (-one.count, one.value)))


def _page(found: int, scores: Mapping[int, float], columns: Columns, query: Query) -> list[int]:
    """The places of this page's documents, best first; ties by day, newest first, then by id."""
    by_score = query.sort is Sort.RELEVANCE and not query.wording.asks_nothing

    def rank(place: int) -> tuple[float, int, str]:
        score = round(scores.get(place, 0.0), SAME_SCORE) if by_score else 0.0
        return (-score, -columns.days[place], columns.ids[place])

    start = (query.page - 1) * query.per_page
    best = heapq.nsmallest(start + query.per_page, places(found), key=rank)
    return best[start:]


def _hit(searcher: Any, place: int, query: Query, scores: Mapping[int, float]) -> Hit:
    hit, body = as_hit(searcher.stored_fields(place)["shown"])
    return replace(hit, snippet=best_passage(body, query.wording), score=scores.get(place, 0.0))
