"""Topics, municipalities, facts and synonyms, kept in memory: a search must not wait for the database."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from kb.documents import AnyDocument, markdown_parts
from kb.errors import InvalidDocument
from kb.facts import FactRegister
from kb.language.synonyms import Synonyms, read_synonyms
from kb.municipalities import MunicipalityRegister
from kb.store import Store
from kb.topics import TopicTree


class KnownIds:
    """The ids that documents may refer to. Read once; `refresh` after they were changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._topics = TopicTree()
        self._municipalities = MunicipalityRegister()
        self._synonyms: Synonyms | None = None
        self._facts, self._facts_number = FactRegister(), 0
        self.edition = 0
        """Counts how often topics, municipalities and synonyms were read again."""

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

    @property
    def synonyms(self) -> Synonyms:
        if self._synonyms is None:
            self._synonyms = read_synonyms(self._store.registers.synonyms())
        return self._synonyms

    @property
    def facts(self) -> FactRegister:
        """As they are in the database now: only saving and showing documents asks for them, which go there anyway."""
        number = self._store.registers.facts_number()
        if number != self._facts_number:
            self._facts, self._facts_number = self._store.registers.facts(), number
        return self._facts

    def refresh(self) -> None:
        self._topics = self._store.registers.topics()
        self._municipalities = self._store.registers.municipalities()
        self._synonyms = read_synonyms(self._store.registers.synonyms())
        self.edition += 1

    def refuse_unknown(self, document: AnyDocument, name: str = "") -> None:
        """Raises InvalidDocument if the document refers to a topic, municipality or fact that does not exist."""
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
        if "{{" in (markdown := "\n".join(markdown_parts(document).values())):
            yield from self.facts.unknown_in(markdown)


def _near(value: str, known: Iterable[str]) -> str:
    near = get_close_matches(value, list(known), 1)
    return f" Gemeint war vielleicht „{near[0]}“." if near else ""
