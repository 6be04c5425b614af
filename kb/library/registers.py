"""Topics and municipalities, kept in memory: a search must not wait for the database."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kb.documents import AnyDocument
from kb.errors import InvalidDocument
from kb.municipalities import MunicipalityRegister
from kb.store import Store
from kb.topics import TopicTree


class KnownIds:
    """The ids that documents may refer to. Read once; `refresh` after they were changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._topics = TopicTree()
        self._municipalities = MunicipalityRegister()

    @property
    def topics(self) -> TopicTree:
        if not self._topics.topics:
            self._topics = self._store.registers.topics()
        return self._topics

    @property
    def municipalities(self) -> MunicipalityRegister:
        if not self._municipalities.municipalities:
            self._municipalities = self._store.registers.municipalities()
        return self._municipalities

    def refresh(self) -> None:
        self._topics = self._store.registers.topics()
        self._municipalities = self._store.registers.municipalities()

    def refuse_unknown(self, document: AnyDocument, name: str = "") -> None:
        """Raises InvalidDocument if the document refers to a topic or municipality that does not exist."""
        reasons = tuple(self._unknown(document))
        if reasons:
            raise InvalidDocument(name or document.title, reasons)

    def _unknown(self, document: AnyDocument) -> Iterator[str]:
        for topic in document.topics:
            if topic not in self.topics:
                yield f"Das Thema „{topic}“ gibt es nicht.{_near(topic, (one.id for one in self.topics))}"
        if document.municipality and document.municipality not in self.municipalities:
            yield (
                f"Die Kommune mit dem amtlichen Gemeindeschlüssel (AGS) „{document.municipality}“ gibt es nicht."
                f"{_near(document.municipality, (one.ags for one in self.municipalities))}"
            )


def _near(value: str, known: Iterable[str]) -> str:
    near = get_close_matches(value, list(known), 1)
    return f" Gemeint war vielleicht „{near[0]}“." if near else ""
