"""The answer to a `Query`, free of any engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple

from kb.search.evidence import ENOUGH, FIELD_BONUS, TOPIC_BONUS

Marked = tuple[tuple[str, bool], ...]
"""Text in pieces; True where the piece is what was searched for. Never HTML."""


class Way(StrEnum):
    """How a document has what was asked for; of several the first named here is the best."""

    EXACT = "exact"
    FORM = "form"
    PART = "part"
    FAMILY = "family"
    PARTS = "parts"
    SYNONYM = "synonym"
    NEAR = "near"
    PREFIX = "prefix"
    PHRASE = "phrase"
    REFERENCE = "reference"
    ONE_PART = "one_part"
    KIND = "kind"


@dataclass(frozen=True)
class FoundBy:
    """Why a document was found: what was asked for, in which way it has it, and how that is written in it."""

    word: str
    way: Way
    written: str = ""


class Section(NamedTuple):
    """A part of a text below a heading. anchor: the id of the heading on the document's page.

    page: number of the page in the file that the document came from; 0 if that is not known.
    """

    anchor: str
    title: str
    page: int = 0


@dataclass(frozen=True, kw_only=True)
class Hit:
    """One found document, with all that a result list shows.

    published_at: when what is public now became so. section: where the passage was found.
    is_pinned: the editors put it on top for this question.
    """

    id: str
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
    title_marked: Marked = ()
    snippet: Marked = ()
    section: Section | None = None
    found_by: tuple[FoundBy, ...] = ()
    is_pinned: bool = False
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
    """One page of hits; `total` is exact.

    suggestion: a better spelling of the question that finds something, or empty.
    corrected: the better spelling whose results these are, because the question itself finds nothing; or empty.
    is_last: no hits follow these.
    coverage: how much of the question the hit that has most of it has, 0 to 1: rare words are more of it, see `evidence`.
    is_of_the_field: whether the question names what the whole collection is about; not asked where coverage is enough.
    names_a_topic: how surely the question does, 0 to 1.
    """

    total: int
    hits: tuple[Hit, ...] = ()
    facets: Mapping[str, tuple[FacetValue, ...]] = field(default_factory=dict)
    page: int = 1
    per_page: int = 10
    is_last: bool = False
    suggestion: str = ""
    corrected: str = ""
    coverage: float = 1.0
    is_of_the_field: bool = True
    names_a_topic: float = 0.0
    notes: tuple[str, ...] = ()

    @property
    def answers_hardly(self) -> bool:
        """Whether even the best hits have only minor words of the question."""
        evidence = self.coverage + FIELD_BONUS * self.is_of_the_field + TOPIC_BONUS * self.names_a_topic
        return bool(self.hits) and evidence < ENOUGH

    @property
    def pages(self) -> int:
        return max(1, -(-self.total // self.per_page))
