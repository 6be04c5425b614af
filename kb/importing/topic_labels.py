"""Which topics a council paper names: a wrong topic is worse than none, so only whole labels count, word by word.

Measured on the 45 council papers of the starter corpus, see docs/parsing.md.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kb.documents import AnyDocument, Motion
from kb.language import STOP_WORDS, clean_text, tokens
from kb.topics import Topic, TopicTree

MOST = 3

Words = tuple[str, ...]


@dataclass(frozen=True)
class NamedTopic:
    """A topic with the label by which a paper names it; an alternative label is no more than a hint."""

    id: str
    label: str
    is_preferred: bool


class TopicLabels:
    """The labels of a topic tree, to be looked for in many papers."""

    def __init__(self, tree: TopicTree) -> None:
        self._by_first_word: dict[str, list[tuple[Words, int, NamedTopic]]] = defaultdict(list)
        labels = [one for topic in tree for one in _named(topic)]
        shared = Counter(one.label for one in labels)
        for place, one in enumerate(labels):
            words = _words(one.label)
            if words and (one.is_preferred or shared[one.label] == 1):  # „Satzung“ is another word for two topics
                self._by_first_word[words[0]].append((words, place, one))

    def named_in(self, motion: Motion) -> tuple[NamedTopic, ...]:
        """The topics whose label stands in subject, title or resolution, preferred labels first; at most `MOST`."""
        texts = dict.fromkeys((motion.subject, motion.title, motion.resolution))
        found = dict(named for text in texts for named in self._found_in(_words(text)))
        by_id: dict[str, NamedTopic] = {}
        for _, one in sorted(found.items(), key=lambda named: (not named[1].is_preferred, named[0])):
            by_id.setdefault(one.id, one)
        return tuple(by_id.values())[:MOST]

    def _found_in(self, text: Words) -> Iterator[tuple[int, NamedTopic]]:
        """Each label that stands there, with its place in the tree."""
        for at, word in enumerate(text):
            for words, place, one in self._by_first_word.get(word, ()):
                if text[at : at + len(words)] == words:
                    yield place, one

    def sure_in(self, motion: Motion) -> tuple[str, ...]:
        """Ids of those that are named by their preferred label."""
        return tuple(one.id for one in self.named_in(motion) if one.is_preferred)

    def proposed_for(self, document: AnyDocument) -> tuple[tuple[str, str], ...]:
        """The topics of `named_in` as an import report has them; none for anything but a council paper."""
        named = self.named_in(document) if isinstance(document, Motion) else ()
        return tuple((one.id, one.label) for one in named)


def _named(topic: Topic) -> Iterator[NamedTopic]:
    """Other words for a broad topic („Konzept“, „Zuschuss“) say too little: with them a third of all hints were wrong."""
    yield NamedTopic(topic.id, topic.label, is_preferred=True)
    if topic.parent:
        yield from (NamedTopic(topic.id, label, is_preferred=False) for label in topic.alternative_labels)


def _words(text: str) -> Words:
    """What its words have in common with their other forms; none of a compound's parts, and no „und“ or „für“."""
    return tuple(one.term for one in tokens(clean_text(text)) if one.surface.lower() not in STOP_WORDS)
