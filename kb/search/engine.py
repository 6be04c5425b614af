"""What every search engine can do: the protocol, and the value it takes in."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from types import TracebackType
from typing import Protocol, Self

from kb.search.query import Query
from kb.search.results import Results, Section
from kb.search.suggestions import Suggestion


@dataclass(frozen=True, kw_only=True)
class IndexedDocument:
    """A published document as an engine takes it: plain text by text field, ids by facet, and what a hit shows.

    version: grows with every change of what is public. texts: `title` and `body` → plain text, cleaned.
    sections: text field → where in its text a section begins, ascending, and which.
    facets: facet name → ids. references: normalised keys under which the reference is found.
    published_at: when what is public now became so.
    """

    id: str
    version: int
    kind: str
    title: str
    slug: str
    summary: str = ""
    reference: str = ""
    municipality: str = ""
    topics: tuple[str, ...] = ()
    day: date | None = None
    published_at: datetime | None = None
    outcome: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    sections: Mapping[str, tuple[tuple[int, Section], ...]] = field(default_factory=dict)
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    references: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Health:
    """How an engine is: `state` is `ready`, `missing` or `damaged`; `reason` is for the log and the operator.

    is_fragmented: it answers, but many changes have made it slower than a new one would be.
    """

    state: str
    documents: int = 0
    generation: str = ""
    reason: str = ""
    is_fragmented: bool = False

    @property
    def is_ready(self) -> bool:
        return self.state == "ready"


class Rebuild(Protocol):
    """An index that grows beside the old one; leaving the `with` block without `switch` throws it away."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def put(self, documents: Iterable[IndexedDocument]) -> None: ...
    def delete(self, versions: Mapping[str, int]) -> None: ...

    def switch(self, expected: int) -> None:
        """Verify that it holds `expected` documents and make it the one that answers.

        Raises IndexDamaged if it does not; the old index then stays.
        """


class Engine(Protocol):
    """A search engine. Callers serialise writes (see `kb.indexing`); reading is safe from any thread."""

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        """Add or replace; durable when it returns. Raises SearchUnavailable; then nothing of the batch is in."""

    def delete(self, versions: Mapping[str, int]) -> None:
        """Remove what is there in this version or an earlier one, by id; unknown ids are ignored. Durable when it returns."""

    def search(self, query: Query) -> Results:
        """Answer; a page past the end has no hits. Raises SearchUnavailable or IndexDamaged."""

    def suggest(self, typed: str, most: int = 8) -> tuple[Suggestion, ...]:
        """Completions of what was typed so far, the best first; none for less than two letters."""

    def rarities(self, terms: Iterable[str]) -> Mapping[str, float]:
        """How rare each index term is (`ranking.rarity`), without those that fewer than two documents have."""

    def edition(self) -> str:
        """Changes whenever an answer could; cheap enough to ask for with every request. Raises IndexDamaged."""

    def versions(self) -> Mapping[str, int]:
        """Every indexed document's id and version."""

    def rebuild(self, documents: int = 0) -> Rebuild:
        """documents: about how many there will be, as far as is known."""

    def quarantine(self) -> None:
        """Set a damaged index aside, so that a rebuild starts from nothing."""

    def health(self, *, thorough: bool = False) -> Health:
        """How it is. `thorough` reads every byte again, so that a flipped bit is found though size and time are kept."""
