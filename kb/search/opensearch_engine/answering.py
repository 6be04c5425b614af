"""From a query to a page of results.

Two requests: one counts what the words are found in, which their rarity and the better spellings need; the other
matches, scores, sorts and counts facets, and beside it finds how much of the question the best document has.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from kb.search.evidence import ENOUGH, of_its_topics
from kb.search.hits import as_hit, completed
from kb.search.opensearch_engine.connection import JSON, Connection
from kb.search.opensearch_engine.counting import Counts
from kb.search.opensearch_engine.mapping import MOST_REACHED
from kb.search.opensearch_engine.matching import Matching, match
from kb.search.opensearch_engine.narrowing import counted, counting, narrowed
from kb.search.opensearch_engine.queries import NOTHING, all_of, any_of, has_any, sum_of
from kb.search.opensearch_engine.scripts import by_document, place_among
from kb.search.opensearch_engine.words import WrittenWords, near_words, unknown_words
from kb.search.paging import NEAR, end_of_shown, hits_before, last_shown
from kb.search.query import Query, Sort, Wording
from kb.search.results import Hit, Results
from kb.search.spelling import Near, corrected, taken_for

SURE_PLACES = 6
"""Decimals; OpenSearch's scores have seven digits."""

NEWEST_FIRST: list[JSON] = [{"day": "desc"}, {"id": "asc"}]


def answer(connection: Connection, query: Query) -> Results:
    """One page. All totals and counts are exact."""
    counts, written = Counts(connection), WrittenWords(connection)
    wording, near = _read(connection, counts, written, query.wording)
    matching = match(counts, written, wording)
    page = _Page(connection, query, matching, counts)
    answered, most_covered = page.ask()
    coverage, is_answered = 1.0, query.asks_in_vain or bool(query.pinned) or page.has_references
    if not is_answered and matching.all_of_it:
        coverage = round(most_covered / matching.all_of_it, SURE_PLACES)
    return Results(
        total=answered.total,
        hits=tuple(_hit(one, query, wording) for one in answered.hits),
        facets=counted(answered.aggregated, query),
        page=query.page,
        per_page=query.per_page,
        is_last=answered.is_last,
        suggestion=corrected(query.text, near),
        coverage=coverage,
        is_of_the_field=coverage >= ENOUGH or matching.is_of_the_field,
        names_a_topic=of_its_topics(wording),
        notes=query.wording.notes,
    )


def _read(connection: Connection, counts: Counts, written: WrittenWords, wording: Wording) -> tuple[Wording, Near]:
    """The wording with near words for unknown ones; all that it needs is counted then."""
    match(counts, written, wording)
    unknown_words(counts, wording)
    counts.fetch()
    near = near_words(connection, counts, unknown_words(counts, wording))
    widened = taken_for(wording, near)
    match(counts, written, widened)
    counts.fetch()
    return widened, near


@dataclass(frozen=True)
class _Answered:
    """hits: as OpenSearch gives them, those of the page. aggregated: by facet."""

    total: int
    hits: list[JSON]
    aggregated: JSON
    is_last: bool


class _Page:
    """The requests for one page."""

    def __init__(self, connection: Connection, query: Query, matching: Matching, counts: Counts) -> None:
        self._connection, self._query, self._matching, self._counts = connection, query, matching, counts
        self.has_references = bool(matching.by_reference and counts.of(matching.by_reference))
        self._narrowing = narrowed(query.filters)

    def ask(self) -> tuple[_Answered, float]:
        """The page, and the highest score for what the question's words cover."""
        bodies = [self._page(), *([self._coverage()] if self._matching.all_of_it else [])]
        page, *covered = self._connection.searches(bodies)
        most = max((one["hits"]["max_score"] or 0.0 for one in covered), default=0.0)
        hits = page["hits"]["hits"]
        total = page["hits"]["total"]["value"]
        return _Answered(
            total, hits[: self._query.per_page], page.get("aggregations", {}), self._is_last(hits, total)
        ), most

    def _is_last(self, hits: list[JSON], total: int) -> bool:
        if self._query.after:
            return len(hits) <= self._query.per_page
        return self._query.page * self._query.per_page >= total

    def _page(self) -> JSON:
        """One more than the page holds, to see whether any follow."""
        shown = {"includes": ["shown", "published"]} | ({"excludes": ["shown.body"]} if self._query.is_bare else {})
        counted = {"track_total_hits": True, "size": self._query.per_page + 1}
        body = self._sorted() | {"_source": shown} | counted | self._place()
        return body if self._query.is_bare else body | {"aggs": counting(self._narrowing)}

    def _sorted(self) -> JSON:
        """All hits in order, filters held for hits only, so that siblings stay countable."""
        found, narrowing = self._found(), all_of(list(self._narrowing.values()))
        query = self._query
        if query.sort is Sort.RELEVANCE and not query.wording.asks_nothing:
            pinned = [place_among(query.pinned)] if query.pinned else []
            scored = by_document(sum_of(self._matching.scored, among=found), self._counts.collection)
            order: list[JSON] = [*pinned, {"_score": "desc"}, *NEWEST_FIRST]
            return {"query": scored, "post_filter": narrowing, "sort": order}
        by = {Sort.TITLE: [{"title_key": "asc"}], Sort.PUBLISHED: [{"published": "desc"}]}.get(query.sort, [])
        return {"query": all_of([found]), "post_filter": narrowing, "sort": [*by, *NEWEST_FIRST]}

    def _found(self) -> JSON:
        """What words, numbers and the editors bring."""
        matching, query = self._matching, self._query
        ways = [NOTHING if query.asks_in_vain else matching.found]
        ways += [matching.by_reference] if matching.by_reference else []
        ways += [has_any("id", query.pinned)] if query.pinned else []
        return any_of(ways)

    def _place(self) -> JSON:
        """Where the page begins: by its number, or behind those that were shown, as far as they are still there."""
        query = self._query
        if not query.after:
            return _from((query.page - 1) * query.per_page, query.per_page)
        return self._near() or self._behind_last_shown() or _from(hits_before(query), query.per_page)

    def _near(self) -> JSON | None:
        """Looked for where the end of the page was; from there on by what hits are sorted by, as they may move yet."""
        query = self._query
        first, behind = max(0, hits_before(query) - NEAR), query.before + NEAR
        window = {"size": behind - first, "_source": False} | _from(first, behind - first)
        hits = self._connection.search(self._sorted() | window)["hits"]["hits"]
        end = end_of_shown(query, {one["_id"]: place for place, one in enumerate(hits, first + 1)})
        if end is None:
            return None
        return {"search_after": hits[end - first - 1]["sort"]} if end > first else _from(end, query.per_page)

    def _behind_last_shown(self) -> JSON | None:
        asked, query = self._sorted(), self._query
        among = all_of([asked["post_filter"], has_any("id", query.after)])
        found = self._connection.search(asked | {"post_filter": among, "size": len(query.after), "_source": False})
        left = {one["_id"]: one["sort"] for one in found["hits"]["hits"]}
        shown = last_shown(query, left)
        return {"search_after": left[shown]} if shown else None

    def _coverage(self) -> JSON:
        found = self._matching.found
        covered = {"bool": {"must": [self._matching.covered], "filter": [found]}}
        return {"query": covered, "size": 1, "_source": False, "track_total_hits": False}


def _from(first: int, count: int) -> JSON:
    """Nothing is shown where OpenSearch does not reach; totals and counts stay."""
    return {"from": first} if first + count < MOST_REACHED else {"size": 0}


def _hit(found: JSON, query: Query, wording: Wording) -> Hit:
    source = found["_source"]
    body = source["shown"].pop("body", "")
    hit = as_hit(source["shown"])
    score = _score(found["sort"])
    if query.is_bare:
        return replace(hit, score=score, is_pinned=hit.id in query.pinned)
    return completed(hit, body, query, wording, score=score, published=source["published"])


def _score(sorted_by: Sequence[Any]) -> float:
    """It stands before day and id where hits are ordered by it; asked for apart, it would be worked out once more."""
    *_, score, _, _ = (0.0, *sorted_by)
    return float(score) if isinstance(score, float) else 0.0
