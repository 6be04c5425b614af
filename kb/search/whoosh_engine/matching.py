"""Which documents a wording finds and how well, a term at a time, in numpy over flat postings."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import numpy as np

from kb.language import tokens
from kb.search.evidence import BY_ITS_NOUNS, ENOUGH, OFTEN_IN_TITLES, of_its_spelling, telling
from kb.search.fields import PARTS
from kb.search.query import Clause, Phrase, Word, Wording
from kb.search.ranking import (
    AUDIENCE_BONUS,
    EXACT_WEIGHT,
    GENERAL_WEIGHT,
    HINT_WEIGHT,
    INNER_WEIGHT,
    K1,
    MOST_EXPANSIONS,
    RARE,
    REFERENCE_BONUS,
    SYNONYM_WEIGHT,
    TOPIC_BONUS,
    B,
    forms,
    rarity,
)
from kb.search.suggestions import with_umlauts
from kb.search.whoosh_engine.arrays import Numbers
from kb.search.whoosh_engine.reading import OpenGeneration, Postings
from kb.search.whoosh_engine.schema import REFERENCE, TEXT, WRITTEN

TITLE = "title"
_PART_NUMBERS = {part: number for number, part in enumerate(PARTS)}


class Scored(NamedTuple):
    """Documents, ascending, what they score, and how surely they have what was asked, 0 to 1."""

    documents: Numbers
    scores: Numbers
    surely: float = 1.0


@dataclass(frozen=True)
class Matches:
    """found: a mask of documents. scores: of every document, 0 where nothing of the wording is.

    coverage, is_of_the_field: as in `Results`.
    """

    found: Numbers
    scores: Numbers
    coverage: float = 1.0
    is_of_the_field: bool = True


class _Having(NamedTuple):
    """By document. found: whether it has what was asked, or a part worth finding. surely: how surely it has it, 0 to 1."""

    found: Numbers
    surely: Numbers


def match(generation: OpenGeneration, wording: Wording) -> Matches:
    """Documents with any word, or with all that is required; without what is excluded; references in any case."""
    return _Matching(generation, only_exact=wording.only_exact).of(wording)


class _Matching:
    """One question to one generation."""

    def __init__(self, generation: OpenGeneration, *, only_exact: bool) -> None:
        self._index, self._columns = generation, generation.columns
        self._only_exact = only_exact
        self._scores = np.zeros(self._columns.size)

    def of(self, wording: Wording) -> Matches:
        words = [self._having(word) for word in wording.words]
        groups = [self._any(map(self._having, group)) for group in wording.required]
        asked = [*words, *groups]
        if wording.asks_nothing:
            found = self._columns.live.copy()
        elif groups:
            found = reduce(np.logical_and, (group.found for group in groups))
        else:
            found = self._any(words).found
        for clause in wording.excluded:
            found = found & ~self._mask(one.documents for one in self._ways(clause))
        for hint in wording.hints:
            self._add(self._term(hint, HINT_WEIGHT))
        self._scores += (self._on_topics(wording.topics) + self._for_audience(wording.audience)) * (self._scores > 0)
        by_reference = self._mask(self._add(one) for one in self._references(wording.references))
        tells = telling([*wording.words, *(group[0] for group in wording.required)])
        covered = 1.0 if by_reference.any() else self._coverage(list(zip(asked, tells, strict=True)), found)
        is_of_the_field = covered >= ENOUGH or self._is_of_the_field(wording.clauses)
        return Matches(found | by_reference, self._scores * self._columns.document_weights, covered, is_of_the_field)

    def _having(self, clause: Clause) -> "_Having":
        """The documents that have a clause; what it scores is added."""
        share = GENERAL_WEIGHT if isinstance(clause, Word) and clause.is_general else 1.0
        surely = np.zeros(self._columns.size)
        for way in self._ways(clause):
            documents = self._add(way, share)
            surely[documents] = np.maximum(surely[documents], way.surely)
        partly = self._mask(self._add(way, share) for way in self._partial_ways(clause))
        if isinstance(clause, Word) and clause.exact and not (clause.is_prefix or self._only_exact):
            self._add(self._written(clause.exact, EXACT_WEIGHT), share)
        return _Having((surely > 0) | partly, surely)

    def _any(self, having: Iterable["_Having"]) -> "_Having":
        """The documents that have one of several clauses."""
        nothing = _Having(self._mask(()), np.zeros(self._columns.size))
        return reduce(
            lambda some, more: _Having(some.found | more.found, np.maximum(some.surely, more.surely)), having, nothing
        )

    def _coverage(self, asked: Sequence[tuple["_Having", float]], found: Numbers) -> float:
        """The share of the summed rarity of all that is asked that the document has which has most of it."""
        reached, all_of_it = np.zeros(self._columns.size), 0.0
        for having, tells in asked:
            worth = tells * rarity(self._columns.documents, int((having.surely > BY_ITS_NOUNS).sum()))
            reached += worth * having.surely
            all_of_it += worth
        return float(reached[found].max(initial=0.0)) / all_of_it if all_of_it else 1.0

    def _is_of_the_field(self, clauses: Iterable[Clause]) -> bool:
        """Whether a word of the question, or a noun of it, is what the collection is about: many titles have it."""
        words = (clause for clause in clauses if isinstance(clause, Word) and not clause.is_general)
        terms = dict.fromkeys(term for word in words for term in (*word.inner, *(form for form, _ in forms(word))))
        often = OFTEN_IN_TITLES * self._columns.documents
        frequent = (term for term in terms if len(self._index.postings(TEXT, term).documents) >= often)
        return any(len(self._in(TITLE, *self._index.places(TEXT, term))) >= often for term in frequent)

    def _add(self, scored: Scored, share: float = 1.0) -> Numbers:
        self._scores[scored.documents] += share * scored.scores
        return scored.documents

    def _on_topics(self, topics: Sequence[tuple[str, float]]) -> Numbers:
        """What each document gains by its topics; several count no more than the surest."""
        gained = np.zeros(self._columns.size)
        for topic, sure in topics:
            np.maximum(gained, TOPIC_BONUS * sure * self._columns.facets["topic"].having((topic,)), out=gained)
        return gained

    def _for_audience(self, audience: str) -> Numbers | float:
        """What each document gains by being written for those who ask."""
        return AUDIENCE_BONUS * self._columns.facets["audience"].having((audience,)) if audience else 0.0

    def _mask(self, documents: Iterable[Numbers]) -> Numbers:
        mask = np.zeros(self._columns.size, np.bool_)
        for of_one in documents:
            mask[of_one] = True
        return mask

    # The ways in which a clause is met

    def _ways(self, clause: Clause) -> Iterator[Scored]:
        match clause:
            case Word(is_prefix=True):
                yield self._beginning(clause)
            case Word() if self._only_exact:
                yield self._in_part(self._written(clause.exact), clause)
            case Word():
                yield self._together(clause)._replace(surely=of_its_spelling(clause))
                if len(clause.inner) > 1:
                    nouns = [self._term(noun, INNER_WEIGHT, clause.part) for noun in clause.inner]
                    yield _common(nouns)._replace(surely=BY_ITS_NOUNS)
                phrases = (run for run in clause.synonyms if len(run) > 1)
                yield from (self._run(run, SYNONYM_WEIGHT, clause.part) for run in phrases)
            case Phrase() if self._only_exact:
                yield _common([self._run(clause.terms, 1.0, clause.part), *map(self._written, clause.exact)])
            case Phrase():
                yield self._run(clause.terms, 1.0, clause.part)

    def _together(self, word: Word) -> Scored:
        """All single terms that stand for a word, as if they were one: it occurs as often as they do, each by its weight.

        So a document that has a word and its synonym is not worth two words. As rare as they are on the average of the
        places. Source: the weighted frequencies of BM25F, Robertson & Zaragoza, as in `ranking`; fields are terms here.
        """
        weighted = [(self._postings(term, word.part), weight) for term, weight in forms(word)]
        having = [(*one, weight) for one, weight in weighted if len(one.documents)]
        if len(having) == 1:
            documents, counts, weight = having[0]
            return self._bm25(documents, weight * counts, self._rarity(documents))
        often, worth = np.zeros((2, self._columns.size))
        for documents, counts, weight in having:
            often[documents] += weight * counts
            worth[documents] += weight * counts * self._rarity(documents)
        found = np.flatnonzero(often)
        return self._bm25(found, often[found], worth[found] / often[found])

    def _term(self, term: str, weight: float, part: str = "") -> Scored:
        documents, counts = self._postings(term, part)
        return self._bm25(documents, counts, weight * self._rarity(documents))

    def _postings(self, term: str, part: str) -> Postings:
        """Of documents that have the term in the part; how often is counted everywhere."""
        postings = self._index.postings(TEXT, term)
        if not part:
            return postings
        kept = np.isin(postings.documents, self._in(part, *self._index.places(TEXT, term)))
        return Postings(postings.documents[kept], postings.counts[kept])

    def _rarity(self, documents: Numbers) -> float:
        return rarity(self._columns.documents, len(documents))

    def _bm25(self, documents: Numbers, counts: Numbers, worth: float | Numbers) -> Scored:
        """worth: of a word that occurs without end. Source: Robertson & Zaragoza, as in `ranking`."""
        damping = K1 * (1 - B + B * self._columns.relative_lengths[documents])
        return Scored(documents, worth * (K1 + 1) * counts / (counts + damping))

    def _written(self, word: str, weight: float = 1.0) -> Scored:
        documents = self._index.postings(WRITTEN, word).documents
        return self._flat(documents, weight)

    def _flat(self, documents: Numbers, weight: float) -> Scored:
        """The same for each: how often is not known."""
        return Scored(documents, np.full(len(documents), weight * rarity(self._columns.documents, len(documents))))

    def _beginning(self, word: Word) -> Scored:
        """All documents with a word that begins so, or would with umlauts for transcriptions."""
        beginnings = with_umlauts(word.exact)
        if word.part:
            having = self._mask(self._beginning_in(word.part, beginnings))
        else:
            having = reduce(np.logical_or, (self._index.having_any(WRITTEN, one) for one in beginnings))
        return self._flat(np.flatnonzero(having), 1.0)

    def _beginning_in(self, part: str, beginnings: Sequence[str]) -> Iterator[Numbers]:
        """For each of the most frequent words that begin so, the documents that have it in the part."""
        for beginning in beginnings:
            for written, _ in self._index.beginning_with(WRITTEN, beginning, MOST_EXPANSIONS):
                for token in tokens(written):
                    yield self._in(part, *self._index.places(TEXT, token.term))

    def _in_part(self, scored: Scored, word: Word) -> Scored:
        """Of documents with a written word those that have one of its terms in the part asked for."""
        if not word.part:
            return scored
        within = [self._in(word.part, *self._index.places(TEXT, term)) for term in word.terms]
        return self._only(scored, np.concatenate(within)) if within else scored

    def _partial_ways(self, clause: Clause) -> Iterator[Scored]:
        """Documents with one rare noun of a compound: „Selbsthilfe“ for Selbsthilfekontaktstelle."""
        if isinstance(clause, Word) and len(clause.inner) > 1 and not self._only_exact:
            nouns = (self._term(noun, INNER_WEIGHT, clause.part) for noun in clause.inner)
            yield from (noun for noun in nouns if len(noun.documents) <= RARE * self._columns.documents)

    def _run(self, run: Sequence[str], weight: float, part: str = "") -> Scored:
        """Documents in which the terms follow one another, scored as the words are."""
        if len(run) == 1:
            return self._term(run[0], weight, part)
        documents, places = self._begins(run)
        having = self._in(part, documents, places) if part else np.unique(documents)
        if not len(having):
            return Scored(having, np.zeros(0))
        return self._only(_common([self._term(term, weight) for term in dict.fromkeys(run)]), having)

    def _begins(self, run: Sequence[str]) -> tuple[Numbers, Numbers]:
        """Documents and places where the terms begin to follow one another, ascending; deleted documents may be in it."""
        keys = None
        for ahead, term in enumerate(run):
            documents, places = self._index.places(TEXT, term)
            here = (documents << 32) + places.astype(np.int64) - ahead
            keys = here if keys is None else _both(keys, here)
            if not len(keys):
                break
        return (keys >> 32, keys & 0xFFFFFFFF) if keys is not None else (np.zeros(0, np.int64),) * 2

    def _in(self, part: str, documents: Numbers, places: Numbers) -> Numbers:
        """Those documents, each once, that have one of the places in the part."""
        number = _PART_NUMBERS[part]
        ends = self._columns.part_ends
        begins = ends[documents, number - 1] if number else 0
        return np.unique(documents[(places >= begins) & (places < ends[documents, number])])

    def _only(self, scored: Scored, documents: Numbers) -> Scored:
        kept = np.isin(scored.documents, documents)
        return Scored(scored.documents[kept], scored.scores[kept])

    def _references(self, references: Sequence[str]) -> Iterator[Scored]:
        """A document found by the longest asked key comes before one found by a part of it."""
        for reference in references:
            documents = self._index.postings(REFERENCE, reference).documents
            yield Scored(documents, np.full(len(documents), REFERENCE_BONUS * (1 + len(reference))))


def _both(some: Numbers, others: Numbers) -> Numbers:
    """What is in both; each is ascending and has nothing twice."""
    few, many = sorted((some, others), key=len)
    if not len(few):
        return few
    places = np.searchsorted(many, few)
    places[places == len(many)] = 0
    return np.asarray(few[many[places] == few])


def _common(found: Sequence[Scored]) -> Scored:
    """Documents that are in all, with the sum of their scores."""
    documents = reduce(_both, (one.documents for one in found))
    return Scored(documents, sum((one.scores[np.searchsorted(one.documents, documents)] for one in found), np.zeros(1)))
