"""Which topics a question names: those whose labels and scope hold most of its words, the rare ones above all.

Topics never make a document found. Of documents found anyway, those on a topic that is asked for come first.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from math import log

from kb.language import tokens
from kb.search.query import Word, Wording
from kb.topics import Topic, TopicTree

BY_ITS_PARTS = 0.5
"""What a word counts that is only part of a label, or its synonym, or in the scope note, beside one of a label."""

NEAR_THE_BEST = 0.6
"""The share of the best topic's worth from which on another one is meant too."""

SURE = 4.0
"""The worth of a topic that is surely meant: one word that few other topics have."""

Vocabulary = dict[str, float]
"""Index terms of a topic, with what each counts."""


class TopicWords:
    """The words of all topics."""

    def __init__(self, topics: TopicTree) -> None:
        self._vocabularies = {topic.id: _vocabulary(topic) for topic in topics}
        self._topics_with = Counter(term for words in self._vocabularies.values() for term in words)

    def named_in(self, wording: Wording) -> tuple[tuple[str, float], ...]:
        """The topics that are meant, by id, each with how surely, 0 to 1."""
        asked = [one for one in wording.clauses if isinstance(one, Word) and not one.is_general]
        found = {one: self._worth(asked, words) for one, words in self._vocabularies.items()}
        least = NEAR_THE_BEST * max(found.values(), default=0.0)
        return tuple((one, min(1.0, worth / SURE)) for one, worth in found.items() if worth and worth >= least)

    def _worth(self, words: Iterable[Word], vocabulary: Vocabulary) -> float:
        return sum(
            max((self._rarity(term) * share for term, share in _in(vocabulary, word)), default=0.0) for word in words
        )

    def _rarity(self, term: str) -> float:
        return log(1 + len(self._vocabularies) / self._topics_with[term])


def _vocabulary(topic: Topic) -> Vocabulary:
    found: Vocabulary = {}
    for text, share in (
        (topic.scope_note, BY_ITS_PARTS),
        *((one, 1.0) for one in (topic.label, *topic.alternative_labels)),
    ):
        for token in tokens(text):
            found |= {term: max(found.get(term, 0.0), BY_ITS_PARTS * share) for term in token.terms}
            found[token.term] = max(found[token.term], share)
    return found


def _in(vocabulary: Vocabulary, word: Word) -> Iterator[tuple[str, float]]:
    """The terms of a question's word that a topic has, with what they count."""
    yield from ((term, vocabulary[term]) for term in (*word.terms, *word.inner) if term in vocabulary)
    runs = (run[0] for run in word.synonyms if len(run) == 1)
    yield from ((term, BY_ITS_PARTS * vocabulary[term]) for term in runs if term in vocabulary)
