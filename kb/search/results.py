"""The answer to a `Query`, free of any engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Marked = tuple[tuple[str, bool], ...]
"""Text in pieces; True where the piece is what was searched for. Never HTML."""


class Way(StrEnum):
    """How a document has what was asked for; of several the first named here is the best."""

    EXACT = "exact"
    FORM = "form"
    PART = "part"
    PARTS = "parts"
    SYNONYM = "synonym"
    PREFIX = "prefix"
    PHRASE = "phrase"
    REFERENCE = "reference"


@dataclass(frozen=True)
class FoundBy:
    """Why a document was found: what was asked for, in which way it has it, and how that is written in it."""

    word: str
    way: Way
    written: str = ""


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One found document, with all that a result list shows."""

    id: str
    kind: str
    title: str
    slug: str
    summary: str = ""
    reference: str = ""
    municipality: str = ""
    topics: tuple[str, ...] = ()
    day: date | None = None
    outcome: str = ""
    title_marked: Marked = ()
    snippet: Marked = ()
    found_by: tuple[FoundBy, ...] = ()
    score: float = 0.0


class FacetValue(NamedTuple):
    """A value that can be chosen, with the number of hits it would show; `label` is filled by the library.

    A tuple, as there are hundreds in an answer.
    """

    value: str
    count: int  # type: ignore[assignment]  # hides the tuple's own method, which nobody needs here
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class Results:
    """One page of hits; `total` is exact. `suggestion` is a better spelling that finds something, or empty.

    coverage: what share of all that was asked, weighed by its rarity, the best hit has; 1.0 where nothing was found.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    page: int = 1
    per_page: int = 10
    suggestion: str = ""
    coverage: float = 1.0
    notes: tuple[str, ...] = ()

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))
