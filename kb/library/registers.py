"""Topics, municipalities, facts and synonyms, kept in memory: a search must not wait for the database."""

import datetime
import threading
import time
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches

from kb.documents import AnyDocument, markdown_parts
from kb.errors import InvalidDocument, StoreUnavailable
from kb.facts import FactRegister
from kb.language.synonyms import Synonyms, read_synonyms
from kb.municipalities import MunicipalityRegister
from kb.steering import SynonymEntry
from kb.store import Store
from kb.topics import TopicTree

LOOK_EVERY = 2.0
"""Seconds between two looks whether another process changed something: one short query, while somebody asks at all."""


class KnownIds:
    """The ids that documents may refer to, and what steers searches. `refresh` after a change; others' are seen soon."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._topics = TopicTree()
        self._municipalities = MunicipalityRegister()
        self._synonyms: Synonyms | None = None
        self._pins: Mapping[str, tuple[str, ...]] = {}
        self._facts, self._facts_number = FactRegister(), 0
        self._edition = 0
        self._seen: object = None
        self._next_look, self._looking = 0.0, threading.Lock()

    @property
    def edition(self) -> int:
        """Counts how often topics, municipalities, synonyms and pins were read again."""
        self._look()
        return self._edition

    @property
    def topics(self) -> TopicTree:
        self._look()
        if not self._topics.topics:
            self._topics = self._store.registers.topics()
        return self._topics

    @property
    def municipalities(self) -> MunicipalityRegister:
        self._look()
        if not self._municipalities.municipalities:
            self._municipalities = self._store.registers.municipalities()
        return self._municipalities

    @property
    def synonyms(self) -> Synonyms:
        self._look()
        if self._synonyms is None:
            self._synonyms = self.synonyms_with()
        return self._synonyms

    @property
    def pins(self) -> Mapping[str, tuple[str, ...]]:
        """The documents that come first, by normalised question."""
        self._look()
        return self._pins

    def synonyms_with(self, *more: SynonymEntry) -> Synonyms:
        """Those of the file and of the desk that hold today, and `more`. Raises UnreadableFile for a line of `more`."""
        today = datetime.date.today()
        entries = [one for one in self._store.steering.synonyms() if one.holds_on(today)]
        lines = (f"{one.line}  # {one.reason}" for one in (*entries, *more))
        return read_synonyms("\n".join((self._store.registers.synonyms(), *lines)))

    @property
    def facts(self) -> FactRegister:
        """As they are in the database now: only saving and showing documents asks for them, which go there anyway."""
        number = self._store.registers.facts_number()
        if number != self._facts_number:
            self._facts, self._facts_number = self._store.registers.facts(), number
        return self._facts

    def refresh(self) -> None:
        seen = self._stamp()
        self._topics = self._store.registers.topics()
        self._municipalities = self._store.registers.municipalities()
        self._synonyms = self.synonyms_with()
        self._pins = {one.question: one.documents for one in self._store.steering.pins()}
        self._edition += 1
        self._seen = seen

    def _look(self) -> None:
        """By one thread at a time; the others go on with what is known, as does everybody while the database is away."""
        if time.monotonic() < self._next_look or not self._looking.acquire(blocking=False):
            return
        try:
            self._next_look = time.monotonic() + LOOK_EVERY
            if self._stamp() != self._seen:
                self.refresh()
        except StoreUnavailable:
            pass  # logged where it happened
        finally:
            self._looking.release()

    def _stamp(self) -> object:
        """Changes with the registers, and with the day, as trials end."""
        return self._store.steering.stamp(), datetime.date.today()

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
