"""The names that a search field may offer: those of topics, and the words of the file of synonyms."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import NamedTuple

from kb.language import fold, spelled
from kb.language.synonyms import Synonyms
from kb.search.edits import one_edit_from
from kb.search.suggestions import Offer, Suggestion, Typed
from kb.topics import TopicTree

SHORTEST_MISTYPED = 4
"""Letters; a slip in a shorter beginning leaves too little to go by."""

_WORD = re.compile(r"\w+(?:-\w+)*")
_AFTER_ALL_LETTERS = "\U0010ffff"


class Name(NamedTuple):
    """What may be offered, with its words in lower case."""

    suggestion: Suggestion
    words: tuple[str, ...]


class Names:
    """Names found by the beginnings of their words. Numbers of documents are given by topic; without any it has no name."""

    def __init__(self, topics: TopicTree, synonyms: Synonyms) -> None:
        offered = chain(_of_topics(topics), _of_synonyms(synonyms))
        self._names = tuple(Name(one, words_of(one.text)) for one in offered)
        placed = sorted((word, place) for place, name in enumerate(self._names) for word in with_parts(name.words))
        self._words, self._places = [word for word, _ in placed], [place for _, place in placed]
        self.cases = written_words(name.suggestion.text for name in self._names)

    def beginning_as(self, typed: Typed, documents: Mapping[str, int]) -> list[Suggestion]:
        """Names with a word that begins as typed and with all the whole words; the best first, one for each topic."""
        return self._found(typed, typed.beginnings, documents)

    def one_slip_from(self, typed: Typed, documents: Mapping[str, int]) -> list[Suggestion]:
        """The same for beginnings one slip away; the first letter is taken as meant."""
        if len(typed.beginning) < SHORTEST_MISTYPED:
            return []
        near = dict.fromkeys(one_edit_from(typed.beginning, self._begins_any, first=1))
        return self._found(typed, tuple(near), documents)

    def _found(self, typed: Typed, beginnings: Sequence[str], documents: Mapping[str, int]) -> list[Suggestion]:
        whole = set(map(fold, typed.words))
        starts = tuple(" ".join((*typed.words, one)) for one in beginnings)
        names = [self._names[place] for place in sorted(set(self._having(beginnings)))]
        kept = [name for name in names if whole <= set(map(fold, with_parts(name.words)))] if whole else names
        kept.sort(key=lambda one: (not " ".join(one.words).startswith(starts), -documents.get(one.suggestion.topic, 0)))
        return list(_once_a_topic((name.suggestion for name in kept), documents))

    def _having(self, beginnings: Sequence[str]) -> Iterator[int]:
        for one in beginnings:
            yield from self._places[slice(*self._range(one))]

    def _begins_any(self, beginning: str) -> bool:
        first, last = self._range(beginning)
        return first < last

    def _range(self, beginning: str) -> tuple[int, int]:
        return bisect_left(self._words, beginning), bisect_left(self._words, beginning + _AFTER_ALL_LETTERS)


def words_of(text: str) -> tuple[str, ...]:
    """In lower case, without the marks between them."""
    return tuple(_WORD.findall(spelled(text)))


def with_parts(words: Iterable[str]) -> Iterator[str]:
    """The words, and what stands behind their hyphens."""
    for word in words:
        yield word
        if "-" in word:
            yield from word.split("-")[1:]


def written_words(texts: Iterable[str]) -> dict[str, str]:
    """Each word as it is written, by its lower case.

    What is ever written small stays small: it has its capital elsewhere only because a text or a name begins with it.
    """
    written: dict[str, str] = {}
    for word in (word for text in texts for word in _WORD.findall(text)):
        if word.islower():
            written[word] = word
        else:
            written.setdefault(word.lower(), word)
    return written


def _of_topics(topics: TopicTree) -> Iterator[Suggestion]:
    """Labels before alternative ones."""
    for topic in topics:
        yield Suggestion(text=topic.label, offer=Offer.TOPIC, topic=topic.id)
    for topic in topics:
        yield from (Suggestion(text=one, offer=Offer.TOPIC, topic=topic.id) for one in topic.alternative_labels)


def _of_synonyms(synonyms: Synonyms) -> Iterator[Suggestion]:
    """The short ones first."""
    return (Suggestion(text=one, offer=Offer.SYNONYM) for one in sorted(synonyms.written, key=len))


def _once_a_topic(found: Iterable[Suggestion], documents: Mapping[str, int]) -> Iterator[Suggestion]:
    seen = set()
    for one in found:
        if not one.topic:
            yield one
        elif one.topic in documents and one.topic not in seen:
            seen.add(one.topic)
            yield one
