"""Which documents a wording finds and what they score, as queries; the same as `kb.search.whoosh_engine.matching` works out."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kb.language import tokens
from kb.search.evidence import BY_ITS_NOUNS, OFTEN_IN_TITLES, of_its_spelling, telling
from kb.search.opensearch_engine.connection import JSON
from kb.search.opensearch_engine.counting import Counts
from kb.search.opensearch_engine.mapping import facet_field, part_field
from kb.search.opensearch_engine.queries import (
    EVERYTHING,
    all_of,
    any_of,
    begins,
    best_of,
    follows,
    has,
    has_any,
    sum_of,
    worth,
)
from kb.search.opensearch_engine.scripts import Form, bm25
from kb.search.opensearch_engine.words import WrittenWords
from kb.search.query import Clause, Phrase, Word, Wording
from kb.search.ranking import (
    AUDIENCE_BONUS,
    EXACT_WEIGHT,
    GENERAL_WEIGHT,
    HINT_WEIGHT,
    INNER_WEIGHT,
    MOST_EXPANSIONS,
    RARE,
    REFERENCE_BONUS,
    SYNONYM_WEIGHT,
    TOPIC_BONUS,
    forms,
)
from kb.search.suggestions import with_umlauts

TEXT = part_field("")


@dataclass(frozen=True)
class Way:
    """One way in which a clause is met: the documents, what they score, and how surely they have what was asked."""

    found: JSON
    scored: JSON
    surely: float = 1.0


@dataclass(frozen=True)
class Matching:
    """found: what the words find. by_reference: what the numbers find besides, if any was asked for.

    scored: what is worth something. covered: what scores the share of the question that a document has.
    """

    found: JSON
    by_reference: JSON | None
    scored: Sequence[JSON]
    covered: JSON
    all_of_it: float
    is_of_the_field: bool


def match(counts: Counts, written: WrittenWords, wording: Wording) -> Matching:
    """What cannot be known before something was counted is taken as 0; see `Counts`."""
    return _Matching(counts, written, only_exact=wording.only_exact).of(wording)


class _Matching:
    """One question to one state of the index."""

    def __init__(self, counts: Counts, written: WrittenWords, *, only_exact: bool) -> None:
        self._counts, self._written_words, self._only_exact = counts, written, only_exact

    def of(self, wording: Wording) -> Matching:
        asked = [(word,) for word in wording.words] + list(wording.required)
        by_reference = has_any("reference", wording.references) if wording.references else None
        if by_reference:
            self._counts.of(by_reference)
        covering = list(zip(asked, telling([group[0] for group in asked]), strict=True))
        covered = [self._covering(group, tells) for group, tells in covering]
        return Matching(
            found=self._found(wording),
            by_reference=by_reference,
            scored=self._scored(wording),
            covered=sum_of([query for query, _ in covered]),
            all_of_it=sum(most for _, most in covered),
            is_of_the_field=self._is_of_the_field(wording.clauses),
        )

    def _found(self, wording: Wording) -> JSON:
        without = [way.found for clause in wording.excluded for way in self._ways(clause)]
        if wording.asks_nothing:
            wanted = [EVERYTHING]
        elif wording.required:
            wanted = [any_of([*self._parts_found(group)]) for group in wording.required]
        else:
            wanted = [any_of([*self._parts_found(wording.words)])]
        return all_of(wanted, without)

    def _parts_found(self, clauses: Iterable[Clause]) -> Iterator[JSON]:
        for clause in clauses:
            yield from (way.found for way in (*self._ways(clause), *self._partial_ways(clause)))

    def _scored(self, wording: Wording) -> list[JSON]:
        by_words = [scored for clause in wording.clauses for scored in self._worth_of(clause)]
        by_words += [self._term(hint, HINT_WEIGHT).scored for hint in wording.hints]
        gains = [*self._on_topics(wording.topics), *self._for_audience(wording.audience)]
        if by_words and gains:
            by_words = [{"bool": {"must": [sum_of(by_words)], "should": gains}}]
        by_reference = [worth(REFERENCE_BONUS * (1 + len(one)), has("reference", one)) for one in wording.references]
        return by_words + by_reference

    @staticmethod
    def _on_topics(topics: Sequence[tuple[str, float]]) -> Iterator[JSON]:
        """Several count no more than the surest."""
        if topics:
            yield best_of([worth(TOPIC_BONUS * sure, has(facet_field("topic"), topic)) for topic, sure in topics])

    @staticmethod
    def _for_audience(audience: str) -> Iterator[JSON]:
        if audience:
            yield worth(AUDIENCE_BONUS, has(facet_field("audience"), audience))

    def _worth_of(self, clause: Clause) -> Iterator[JSON]:
        """What a document scores by a clause, way by way."""
        share = GENERAL_WEIGHT if isinstance(clause, Word) and clause.is_general else 1.0
        for way in (*self._ways(clause), *self._partial_ways(clause)):
            yield sum_of([way.scored], share=share)
        if isinstance(clause, Word) and clause.exact and not (clause.is_prefix or self._only_exact):
            yield sum_of([self._as_written(clause.exact, EXACT_WEIGHT).scored], share=share)

    def _covering(self, group: Sequence[Clause], tells: float) -> tuple[JSON, float]:
        """What scores by how surely a document has one of these, and the most that it scores."""
        ways = [way for clause in group for way in self._ways(clause)]
        surely = any_of([way.found for way in ways if way.surely > BY_ITS_NOUNS])
        most = tells * self._counts.rarity(surely)
        return best_of([worth(most * way.surely, way.found) for way in ways]), most

    def _is_of_the_field(self, clauses: Iterable[Clause]) -> bool:
        """Whether a word of the question, or a noun of it, is what the collection is about: many titles have it."""
        words = (clause for clause in clauses if isinstance(clause, Word) and not clause.is_general)
        terms = dict.fromkeys(term for word in words for term in (*word.inner, *(form for form, _ in forms(word))))
        in_titles = [self._counts.of(has(part_field("title"), term)) for term in terms]
        return max(in_titles, default=-1) >= OFTEN_IN_TITLES * self._counts.collection.documents

    # The ways in which a clause is met

    def _ways(self, clause: Clause) -> Iterator[Way]:
        match clause:
            case Word(is_prefix=True):
                yield self._beginning(clause)
            case Word() if self._only_exact:
                yield self._written_in_part(clause)
            case Word():
                yield replace(self._together(clause), surely=of_its_spelling(clause))
                if len(clause.inner) > 1:
                    nouns = [self._term(noun, INNER_WEIGHT, clause.part) for noun in clause.inner]
                    yield replace(_common(nouns), surely=BY_ITS_NOUNS)
                phrases = (run for run in clause.synonyms if len(run) > 1)
                yield from (self._run(run, SYNONYM_WEIGHT, clause.part) for run in phrases)
            case Phrase() if self._only_exact:
                yield _common([self._run(clause.terms, 1.0, clause.part), *map(self._as_written, clause.exact)])
            case Phrase():
                yield self._run(clause.terms, 1.0, clause.part)

    def _partial_ways(self, clause: Clause) -> Iterator[Way]:
        """Documents with one rare noun of a compound: „Selbsthilfe“ for Selbsthilfekontaktstelle."""
        if isinstance(clause, Word) and len(clause.inner) > 1 and not self._only_exact:
            field = part_field(clause.part)
            for noun in clause.inner:
                if self._counts.of(has(field, noun)) <= RARE * self._counts.collection.documents:
                    yield self._term(noun, INNER_WEIGHT, clause.part)

    def _together(self, word: Word) -> Way:
        """All single terms that stand for a word, as if they were one."""
        field = part_field(word.part)
        every = [Form(term, weight, weight * self._counts.rarity(has(field, term))) for term, weight in forms(word)]
        return self._bm25(every, field)

    def _term(self, term: str, weight: float, part: str = "") -> Way:
        field = part_field(part)
        return self._bm25([Form(term, 1.0, weight * self._counts.rarity(has(field, term)))], field)

    def _bm25(self, every: Sequence[Form], field: str) -> Way:
        found = has_any(field, [form.term for form in every])
        return Way(found, bm25(every, field, self._counts.collection))

    def _run(self, run: Sequence[str], weight: float, part: str = "") -> Way:
        """Documents in which the terms follow one another, scored as the words are."""
        if len(run) == 1:
            return self._term(run[0], weight, part)
        found = follows(part_field(part), run)
        return Way(found, sum_of([self._term(term, weight).scored for term in dict.fromkeys(run)], among=found))

    def _as_written(self, word: str, weight: float = 1.0) -> Way:
        return self._flat(has("written", word), weight)

    def _flat(self, found: JSON, weight: float = 1.0) -> Way:
        """The same for each: how often is not known."""
        return Way(found, worth(weight * self._counts.rarity(found), found))

    def _written_in_part(self, word: Word) -> Way:
        way = self._as_written(word.exact)
        if not (word.part and word.terms):
            return way
        within = all_of([way.found, has_any(part_field(word.part), word.terms)])
        return Way(within, sum_of([way.scored], among=within))

    def _beginning(self, word: Word) -> Way:
        """All documents with a word that begins so, or would with umlauts for transcriptions."""
        beginnings = with_umlauts(word.exact)
        if not word.part:
            return self._flat(any_of([begins("written", one) for one in beginnings]))
        expanded = self._written_words.beginning_with(beginnings, MOST_EXPANSIONS)
        terms = dict.fromkeys(token.term for written in expanded for token in tokens(written))
        return self._flat(has_any(part_field(word.part), terms))


def _common(ways: Sequence[Way]) -> Way:
    """Documents that are met in all these ways, with the sum of what they score."""
    found = all_of([way.found for way in ways])
    return Way(found, sum_of([way.scored for way in ways], among=found))
