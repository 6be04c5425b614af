"""From a query to a page of results over one opened generation."""

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce

import numpy as np

from kb.search.evidence import of_its_topics
from kb.search.fields import FACETS, YEAR
from kb.search.hits import completed
from kb.search.paging import end_of_shown, hits_before
from kb.search.query import Filters, Query, Sort, Wording
from kb.search.results import FacetValue, Hit, Results
from kb.search.spelling import corrected, taken_for
from kb.search.whoosh_engine.arrays import Numbers
from kb.search.whoosh_engine.columns import Columns
from kb.search.whoosh_engine.matching import Matches, match
from kb.search.whoosh_engine.reading import OpenGeneration
from kb.search.whoosh_engine.spelling import near_words

SAME_SCORE = 6
"""Decimal places to which scores are compared; beyond them the newer document comes first."""

FEW_TIES = 1_000
"""Documents that are put in order one by one; for more, the order of the whole generation is worked out and kept."""


def answer(generation: OpenGeneration, query: Query) -> Results:
    """One page. All totals and counts are exact."""
    columns = generation.columns
    near = near_words(generation, query.wording)
    wording = taken_for(query.wording, near)
    matches = _with_pinned(_matches(generation, query, wording), columns, query)
    passing = {facet.name: _passing(columns, facet.name, query.filters) for facet in FACETS}
    found = np.flatnonzero(_all_of(matches.found, passing.values()))
    shown, is_last = _page(found, matches.scores, columns, query)
    return Results(
        total=len(found),
        hits=tuple(_hit(generation, document, query, wording, float(matches.scores[document])) for document in shown),
        facets={
            facet.name: _counts(columns, facet.name, _countable(facet.name, found, matches.found, passing), query)
            for facet in (() if query.is_bare else FACETS)
        },
        page=query.page,
        per_page=query.per_page,
        is_last=is_last,
        suggestion=corrected(query.text, near),
        coverage=matches.coverage,
        is_of_the_field=matches.is_of_the_field,
        names_a_topic=of_its_topics(wording),
        notes=query.wording.notes,
    )


def _matches(generation: OpenGeneration, query: Query, wording: Wording) -> Matches:
    size = generation.columns.size
    if query.asks_in_vain:
        return Matches(np.zeros(size, np.bool_), np.zeros(size))
    return match(generation, wording)


def _with_pinned(matches: Matches, columns: Columns, query: Query) -> Matches:
    """Pinned documents are found whatever they say, and as they are the answer, the question is answered."""
    pinned = _pinned(columns, query)
    if not pinned:
        return matches
    found = matches.found.copy()
    found[pinned] = True
    return replace(matches, found=found, coverage=1.0)


def _pinned(columns: Columns, query: Query) -> list[int]:
    return [columns.ids.index(one) for one in query.pinned if one in columns.ids]


def _all_of(found: Numbers, passing: object) -> Numbers:
    return reduce(np.logical_and, (mask for mask in passing if mask is not None), found)  # type: ignore[attr-defined]


def _passing(columns: Columns, facet: str, filters: Filters) -> Numbers | None:
    """A mask of the documents that pass one facet's filter; None when nothing is chosen."""
    chosen: tuple[str, ...] = getattr(filters, facet)
    if facet == YEAR.name and (filters.year_from, filters.year_to) != (None, None):
        return _passing_years(columns, filters)
    return columns.facets[facet].having(chosen) if chosen else None


def _passing_years(columns: Columns, filters: Filters) -> Numbers:
    """A span of years, and of those in it the chosen ones if any are."""
    first = filters.year_from if filters.year_from is not None else 0
    last = filters.year_to if filters.year_to is not None else 9999
    years = columns.facets[YEAR.name]
    within = [year for year in years.values if first <= int(year) <= last]
    return years.having([year for year in within if year in filters.year] if filters.year else within)


def _countable(facet: str, found: Numbers, matched: Numbers, passing: Mapping[str, Numbers | None]) -> Numbers:
    """Documents in which the values of a facet are counted: its own choice is left aside, so that siblings stay countable."""
    if passing[facet] is None:
        return found
    return np.flatnonzero(_all_of(matched, [mask for name, mask in passing.items() if name != facet]))


def _counts(columns: Columns, facet: str, documents: Numbers, query: Query) -> tuple[FacetValue, ...]:
    """How many hits each value would show, the chosen ones without any among them."""
    values, counts = columns.facets[facet].counts(documents)
    missing = sorted(set(getattr(query.filters, facet)) - set(values))
    return (*map(FacetValue, values, counts), *(FacetValue(value, 0) for value in missing))


def _page(documents: Numbers, scores: Numbers, columns: Columns, query: Query) -> tuple[list[int], bool]:
    """This page's documents of all that were found, best first, and whether none follow; ties by day, newest first, then by id."""
    worth = _worth(documents, scores, columns, query)
    if query.after:
        ordered = _in_order(documents, worth, columns)
        first = _place_after(ordered, query, columns)
    else:
        first = (query.page - 1) * query.per_page
        ordered = _in_order(*_best(documents, worth, first + query.per_page), columns)
    last = first + query.per_page
    return ordered[first:last], last >= len(documents)


def _best(documents: Numbers, worth: Numbers, most: int) -> tuple[Numbers, Numbers]:
    """The best ones, with all that are worth as much as the last of them."""
    if len(documents) <= most:
        return documents, worth
    kept = worth >= np.partition(worth, -most)[-most]
    return documents[kept], worth[kept]


def _place_after(ordered: list[int], query: Query, columns: Columns) -> int:
    """Where the hits go on behind those that were shown, as far as they are still there."""
    places = {columns.ids[document]: place for place, document in enumerate(ordered, 1)}
    end = end_of_shown(query, places)
    return hits_before(query) if end is None else end


def _worth(documents: Numbers, scores: Numbers, columns: Columns, query: Query) -> Numbers:
    """What these documents are ordered by, the most first; without any words all are equally relevant."""
    match query.sort:
        case Sort.RELEVANCE if not query.wording.asks_nothing:
            return _pinned_first(documents, np.round(scores[documents], SAME_SCORE), columns, query)
        case Sort.TITLE:
            return np.asarray(-columns.title_places[documents])
        case Sort.PUBLISHED:
            return np.asarray(columns.published[documents])
        case _:
            return np.asarray(columns.days[documents])


def _pinned_first(documents: Numbers, worth: Numbers, columns: Columns, query: Query) -> Numbers:
    pinned = _pinned(columns, query)
    above = float(worth.max(initial=0.0)) + len(pinned)
    for place, document in enumerate(pinned):
        worth[documents == document] = above - place + 1
    return worth


def _in_order(documents: Numbers, worth: Numbers, columns: Columns) -> list[int]:
    if len(documents) > FEW_TIES:
        ordered: list[int] = documents[np.lexsort((columns.newest_first[documents], -worth))].tolist()
        return ordered
    keys = zip((-worth).tolist(), (-columns.days[documents]).tolist(), documents.tolist(), strict=True)
    return [document for _, _, document in sorted(keys, key=lambda key: (*key[:2], columns.ids[key[2]]))]


def _hit(generation: OpenGeneration, document: int, query: Query, wording: Wording, score: float) -> Hit:
    hit = generation.hit(document)
    if query.is_bare:
        return replace(hit, score=score, is_pinned=hit.id in query.pinned)
    published = int(generation.columns.published[document])
    return completed(hit, generation.body(document), query, wording, score=score, published=published)
