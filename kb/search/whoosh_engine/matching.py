"""Which documents a wording finds and how well, over Whoosh's postings, a term at a time."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import chain, islice
from operator import and_
from typing import Any

from whoosh import query as whoosh_query
from whoosh.reading import TermNotFound

from kb.language import terms as tokens_terms
from kb.search.query import Clause, Phrase, Wording
from kb.search.ranking import INNER_WEIGHT, REFERENCE_BONUS, SYNONYM_WEIGHT, bm25, rarity
from kb.search.whoosh_engine.columns import Columns, bitmap
from kb.search.whoosh_engine.schema import TEXT

MOST_EXPANSIONS = 64
"""Written words that one beginning stands for."""


@dataclass(frozen=True)
class Matches:
    """bits: the documents found. scores: of every document that any word occurs in. coverage: as in `Results`."""

    bits: int
    scores: dict[int, float]
    coverage: float = 1.0


def match(searcher: Any, columns: Columns, wording: Wording) -> Matches:
    """Documents with any word of the wording, every phrase, and no excluded word; references in any case."""
    live = columns.live
    index = _Postings(searcher, columns)
    size = index.size
    words = [_clause(index, word) for word in wording.words]
    required = [_summed(_clause(index, clause) for clause in group) for group in wording.required]
    references = _scores(index.of_references(wording.references))
    found = live if wording.asks_nothing else bitmap(chain.from_iterable(words), size)
    if required:
        found = reduce(and_, (bitmap(group, size) for group in required))
    found |= bitmap(references, size)
    for clause in wording.excluded:
        found &= ~bitmap(_clause(index, clause), size)
    covered = 1.0 if references else _coverage([*words, *required], found & live, size)
    return Matches(found & live, _summed([*words, *required, references]), covered)


def _coverage(asked: Sequence["Scores"], found: int, size: int) -> float:
    """The share of the summed rarity of all that is asked that the document has which has most of it."""
    worth = [rarity(size, len(having)) for having in asked]
    reached: Scores = defaultdict(float)
    for having, value in zip(asked, worth, strict=True):
        for place in having:
            if found >> place & 1:
                reached[place] += value
    return max(reached.values(), default=0.0) / sum(worth) if worth else 1.0


Scores = dict[int, float]
Posting = tuple[int, float]


def _clause(index: "_Postings", clause: Clause) -> Scores:
    """What one clause is worth: the word itself, its nouns if all are there, and its synonyms; or a phrase."""
    if isinstance(clause, Phrase):
        return _scores(index.of_phrase(clause.terms))
    terms = tuple(index.beginning(clause.exact)) if clause.is_prefix else clause.terms
    ways = [_scores(index.of_word(terms)), _all_of(index, clause.inner)]
    ways += [_scores(index.of_phrase(run, SYNONYM_WEIGHT)) for run in clause.synonyms]
    return _summed(ways)


def _all_of(index: "_Postings", inner: Sequence[str]) -> Scores:
    """Documents with every noun of a compound, near or far: „Karte für das Ehrenamt“ for Ehrenamtskarte."""
    found = [_scores(index.of_word((noun,), INNER_WEIGHT)) for noun in inner]
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


class _Postings:
    """The postings of one generation, for one thread; places count over all segments."""

    def __init__(self, searcher: Any, columns: Columns) -> None:
        self._searcher, self._columns = searcher, columns
        self.size = len(columns.ids)

    def of_word(self, terms: Sequence[str], weight: float = 1.0) -> Iterator[Posting]:
        """Scored postings of a word's alternative terms."""
        lengths, average = self._columns.lengths, self._columns.average_length
        for term in terms:
            worth = weight * rarity(self.size, self._searcher.reader().doc_frequency(TEXT, term))
            for place, count in self._of_term(TEXT, term):
                yield place, worth * bm25(count, lengths[place], average)

    def of_phrase(self, phrase: Sequence[str], weight: float = 1.0) -> Iterator[Posting]:
        """Documents in which the terms follow one another, scored as the words are."""
        if len(phrase) == 1:
            yield from self.of_word(phrase, weight)
            return
        asked = whoosh_query.Phrase(TEXT, list(phrase))
        having = {offset + place for leaf, offset in self._searcher.leaf_searchers() for place in _places(asked, leaf)}
        for term in phrase if having else ():
            yield from (posting for posting in self.of_word((term,), weight) if posting[0] in having)

    def beginning(self, beginning: str) -> Iterator[str]:
        """Terms of some written words that begin so."""
        reader = self._searcher.reader()
        written = (octets.decode() for octets in reader.expand_prefix("spelling", beginning))
        return chain.from_iterable(tokens_terms(word) for word in islice(written, MOST_EXPANSIONS))

    def of_references(self, references: Sequence[str]) -> Iterator[Posting]:
        """A document found by the longest asked key comes before one found by a part of it."""
        for reference in references:
            for place, _ in self._of_term("reference", reference):
                yield place, REFERENCE_BONUS * (1 + len(reference))

    def _of_term(self, field: str, term: str) -> Iterator[Posting]:
        """Places and how often the term occurs there."""
        for leaf, offset in self._searcher.leaf_searchers():
            try:
                matcher = leaf.reader().postings(field, term)
            except TermNotFound:
                continue
            while matcher.is_active():
                yield offset + matcher.id(), matcher.weight()
                matcher.next()


def _places(asked: Any, leaf: Any) -> Iterator[int]:
    places: Iterator[int] = asked.matcher(leaf, leaf.context(weighting=None)).all_ids()
    return places
