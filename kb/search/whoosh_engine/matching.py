"""Which documents a wording finds and how well, over Whoosh's postings, a term at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, zip_longest
from operator import and_
from typing import Any

from whoosh import query as whoosh_query
from whoosh.reading import TermNotFound

from kb.search.query import Wording
from kb.search.whoosh_engine.columns import bitmap
from kb.search.whoosh_engine.schema import TEXT

REFERENCE_BONUS = 1_000.0
"""More than any wording can score: a document asked for by its number comes first."""


INNER_WEIGHT = 0.6
"""What a noun of a compound counts beside the compound itself."""


SYNONYM_WEIGHT = 0.5
"""What a synonym counts beside the word that was typed."""


@dataclass(frozen=True)
class Matches:
    """bits: the documents found. scores: of every document that any word occurs in."""

    bits: int
    scores: dict[int, float]


def match(searcher: Any, wording: Wording, live: int) -> Matches:
    """Documents with any word of the wording, every phrase, and no excluded word; references in any case."""
    if not live:
        return Matches(0, {})  # Whoosh divides by the number of documents
    words = [_word(searcher, *of) for of in zip_longest(wording.words, wording.inner, wording.synonyms, fillvalue=())]
    phrases = [_scores(_phrase_postings(searcher, phrase)) for phrase in wording.phrases]
    references = _scores(_reference_postings(searcher, wording.references))
    size = searcher.doc_count_all()
    found = live if wording.asks_nothing else bitmap(chain.from_iterable(words), size)
    if phrases:
        found = reduce(and_, (bitmap(phrase, size) for phrase in phrases))
    found |= bitmap(references, size)
    for run in wording.excluded:
        found &= ~bitmap(_scores(_phrase_postings(searcher, run)), size)
    return Matches(found & live, _summed([*words, *phrases, references]))


Scores = dict[int, float]
Posting = tuple[int, float]


def _word(searcher: Any, terms: Sequence[str], inner: Sequence[str], synonyms: Sequence[Sequence[str]]) -> Scores:
    """What one word of the question is worth: the word itself, its nouns if all are there, and its synonyms."""
    ways = [_scores(_postings(searcher, terms)), _all_of(searcher, inner)]
    ways += [_scores(_phrase_postings(searcher, run, SYNONYM_WEIGHT)) for run in synonyms]
    return _summed(ways)


def _all_of(searcher: Any, inner: Sequence[str]) -> Scores:
    """Documents with every noun of a compound, near or far: „Karte für das Ehrenamt“ for Ehrenamtskarte."""
    found = [_scores(_postings(searcher, (noun,), INNER_WEIGHT)) for noun in inner]
    if not found:
        return {}
    return {place: sum(one[place] for one in found) for place in found[0] if all(place in one for one in found)}


def _summed(found: Iterable[Scores]) -> Scores:
    sums: Scores = defaultdict(float)
    for scores in found:
        for place, score in scores.items():
            sums[place] += score
    return sums


def _scores(postings: Iterator[Posting]) -> Scores:
    scores: Scores = defaultdict(float)
    for place, score in postings:
        scores[place] += score
    return scores


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


def _phrase_postings(searcher: Any, phrase: Sequence[str], weight: float = 1.0) -> Iterator[Posting]:
    if len(phrase) == 1:
        yield from _postings(searcher, phrase, weight)
        return
    asked = whoosh_query.Phrase(TEXT, list(phrase))
    for leaf, offset in searcher.leaf_searchers():
        matcher = asked.matcher(leaf, leaf.context())
        while matcher.is_active():
            yield offset + matcher.id(), weight * matcher.score()
            matcher.next()


def _reference_postings(searcher: Any, references: Sequence[str]) -> Iterator[Posting]:
    """A document found by the longest asked key comes before one found by a part of it."""
    for reference in references:
        for place, _ in _term_postings(searcher, "reference", reference, 0.0):
            yield place, REFERENCE_BONUS * (1 + len(reference))
