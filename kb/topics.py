"""The topic tree: topics are held by id everywhere, labels are looked up here."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from kb.errors import NotFound


@dataclass(frozen=True, kw_only=True)
class Topic:
    """A topic; `id` is a path such as `netzwerk/beitritt`, its parent is the part before the last slash."""

    id: str
    label: str
    alternative_labels: tuple[str, ...] = ()
    scope_note: str = ""

    @property
    def parent(self) -> str | None:
        return self.id.rpartition("/")[0] or None


@dataclass(frozen=True)
class TopicTree:
    """All topics, parents before their narrower ones, in the order of the file."""

    topics: tuple[Topic, ...] = ()
    _by_id: dict[str, Topic] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_id", {topic.id: topic for topic in self.topics})

    def __iter__(self) -> Iterator[Topic]:
        return iter(self.topics)

    def __contains__(self, topic_id: object) -> bool:
        return topic_id in self._by_id

    def get(self, topic_id: str) -> Topic:
        """Raises NotFound for an unknown id."""
        if topic_id not in self._by_id:
            raise NotFound(f"Das Thema „{topic_id}“")
        return self._by_id[topic_id]

    def label(self, topic_id: str) -> str:
        return self._by_id[topic_id].label if topic_id in self._by_id else topic_id

    def top(self) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.parent is None)

    def narrower(self, topic_id: str) -> tuple[Topic, ...]:
        return tuple(topic for topic in self.topics if topic.parent == topic_id)

    @staticmethod
    def with_broader(topic_ids: Iterable[str]) -> tuple[str, ...]:
        """The given ids and every broader one, each once: a document on a narrower topic is found at the broader."""
        found: dict[str, None] = {}
        for topic_id in topic_ids:
            parts = topic_id.split("/")
            found.update(dict.fromkeys("/".join(parts[: depth + 1]) for depth in range(len(parts))))
        return tuple(found)
