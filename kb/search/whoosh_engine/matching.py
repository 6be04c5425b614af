"""Which documents a wording finds and how well, over Whoosh's postings, a term at a time."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import zip_longest
from operator import and_
from typing import Any

from whoosh import query as whoosh_query
from whoosh.reading import TermNotFound

from kb.search.query import Wording
from kb.search.whoosh_engine.columns import bitmap
from kb.search.whoosh_engine.schema import TEXT

REFERENCE_BONUS = 1_000.0
"""More than any wording can score: a document asked for by its number comes first."""


INNER_WEIGHT = 0.5
"""What a noun of a compound counts beside the compound itself."""


@dataclass(frozen=True)
class Matches:
    """bits: the documents found. scores: of every document that any word occurs in."""

    bits: int
    scores: dict[int, float]


def match(searcher: Any, wording: Wording, live: int) -> Matches:
    """Documents with any word of the wording, every phrase, and no excluded word; references in any case."""
    if not live:
        return Matches(0, {})  # Whoosh divides by the number of documents
    size = searcher.doc_count_all()
    scores: dict[int, float] = defaultdict(float)
    found = live if wording.asks_nothing else 0
    for word, inner in zip_longest(wording.words, wording.inner, fillvalue=()):
        found |= _collect(_postings(searcher, word), scores, size)
        found |= _all_of(searcher, inner, scores, size)
    required = [_collect(_phrase_postings(searcher, phrase), scores, size) for phrase in wording.phrases]
    if required:
        found = live
    for bits in required:
        found &= bits
    found |= _collect(_reference_postings(searcher, wording.references), scores, size)
    for word in wording.excluded:
        found &= ~_collect(_excluded_postings(searcher, word), defaultdict(float), size)
    return Matches(found & live, scores)


Posting = tuple[int, float]


def _collect(postings: Iterator[Posting], scores: dict[int, float], size: int) -> int:
    places = []
    for place, score in postings:
        scores[place] += score
        places.append(place)
    return bitmap(places, size)


def _all_of(searcher: Any, inner: Sequence[str], scores: dict[int, float], size: int) -> int:
    """Documents with every noun of a compound, near or far: „Karte für das Ehrenamt“ for Ehrenamtskarte."""
    found = [_collect(_postings(searcher, (noun,), INNER_WEIGHT), scores, size) for noun in inner]
    return reduce(and_, found) if found else 0


def _postings(searcher: Any, terms: Sequence[str], weight: float = 1.0) -> Iterator[Posting]:
    for term in terms:
        yield from _term_postings(searcher, TEXT, term, weight)


def _term_postings(searcher: Any, field: str, term: str, weight: float) -> Iterator[Posting]:
    for leaf, offset in searcher.leaf_searchers():
        try:
            matcher = leaf.postings(field, term)
        except TermNotFound:
            continue
        while matcher.is_active():
            yield offset + matcher.id(), weight * matcher.score()
            matcher.next()


def _phrase_postings(searcher: Any, phrase: Sequence[str]) -> Iterator[Posting]:
    if len(phrase) == 1:
        yield from _postings(searcher, phrase)
        return
    asked = whoosh_query.Phrase(TEXT, list(phrase))
    for leaf, offset in searcher.leaf_searchers():
        matcher = asked.matcher(leaf, leaf.context())
        while matcher.is_active():
            yield offset + matcher.id(), matcher.score()
            matcher.next()


def _excluded_postings(searcher: Any, terms: Sequence[str]) -> Iterator[Posting]:
    return _phrase_postings(searcher, terms)


def _reference_postings(searcher: Any, references: Sequence[str]) -> Iterator[Posting]:
    """A document found by the longest asked key comes before one found by a part of it."""
    for reference in references:
        for place, _ in _term_postings(searcher, "reference", reference, 0.0):
            yield place, REFERENCE_BONUS * (1 + len(reference))
