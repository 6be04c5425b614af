"""What the store gives out."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.documents import AnyDocument, Kind, Outcome
from kb.markup import Rendered
from kb.slugs import slugify


@dataclass(frozen=True)
class Saved:
    """What a save came to: the document's id, the new revision's number, and the version of what is public."""

    id: str
    revision: int
    version: int


@dataclass(frozen=True)
class Record:
    """Where a document stands: numbers of its newest and its public revision (None: nothing is public)."""

    id: str
    newest: int
    published: int | None
    version: int
    first_published_at: datetime.datetime | None

    @property
    def was_public(self) -> bool:
        return self.version > 0


@dataclass(frozen=True, kw_only=True)
class Revision:
    """One saved state of a document; never changed afterwards."""

    document: AnyDocument
    number: int
    editor: str
    comment: str
    saved_at: datetime.datetime


@dataclass(frozen=True)
class FactUse:
    """A fact that a revision refers to, with the hashes of its state when that was made and as it is rendered."""

    document: str
    number: int
    fact: str
    made_with: str
    shown_with: str
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class PublishedDocument:
    """A document as everybody sees it.

    version: grows with every change of what is public. revision: the public revision's number.
    parts: `body` and the motion parts that are not empty, as safe HTML.
    published_at: when this revision was saved. first_published_at: when the first one became public.
    """

    document: AnyDocument
    version: int
    revision: int
    parts: Mapping[str, Rendered] = field(default_factory=dict)
    published_at: datetime.datetime
    first_published_at: datetime.datetime


@dataclass(frozen=True, kw_only=True)
class Listed:
    """A public document as a list shows it. day to ends, place: of an event; without `ends` it is none."""

    id: str
    kind: Kind
    title: str
    summary: str
    reference: str
    municipality: str
    outcome: Outcome | None
    day: datetime.date | None
    ends: datetime.date | None = None
    place: str = ""
    published_at: datetime.datetime

    @property
    def slug(self) -> str:
        return slugify(self.title)


@dataclass(frozen=True, kw_only=True)
class MatterPaper:
    """A paper as the course of its Vorgang shows it; type as printed."""

    id: str
    title: str
    type: str
    reference: str
    outcome: Outcome | None
    day: datetime.date | None

    @property
    def slug(self) -> str:
        return slugify(self.title)


@dataclass(frozen=True)
class Pending:
    """A change that the index was not told yet; `document` is an id."""

    id: int
    document: str
    version: int


@dataclass(frozen=True)
class Lag:
    """How many changes wait for the index, and since when."""

    waiting: int = 0
    oldest: datetime.datetime | None = None


@dataclass(frozen=True)
class LoadedFile:
    """Which document a file became, with the hash of what it said."""

    path: str
    document: str
    hash: str
