"""The documents of the knowledge base, as frozen values with their provenance.

A value knows nothing of files, tables or the index: importing makes it, the store keeps it, exporting writes it.
"""

import datetime
from dataclasses import dataclass, fields
from enum import StrEnum

from kb.slugs import slugify


class Kind(StrEnum):
    """What a document is; the German label is what a reader sees."""

    GUIDE = "guide"
    RECOMMENDATION = "recommendation"
    PRACTICE = "practice"
    AID = "aid"
    INFOMAIL = "infomail"
    EVENT = "event"
    PAPER = "paper"
    MODEL = "model"

    @property
    def label(self) -> str:
        return _KIND_LABELS[self]

    @property
    def is_motion(self) -> bool:
        return self in (Kind.PAPER, Kind.MODEL)


_KIND_LABELS = {
    Kind.GUIDE: "Praxishilfe",
    Kind.RECOMMENDATION: "Handlungsempfehlung",
    Kind.PRACTICE: "Praxisbeispiel",
    Kind.AID: "Arbeitshilfe",
    Kind.INFOMAIL: "Infomail",
    Kind.EVENT: "Veranstaltung",
    Kind.PAPER: "Sitzungsvorlage",
    Kind.MODEL: "Mustervorlage",
}


class State(StrEnum):
    """Where a revision stands in the editors' work."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    PUBLISHED = "published"
    ARCHIVED = "archived"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    State.DRAFT: "Entwurf",
    State.IN_REVIEW: "in Prüfung",
    State.PUBLISHED: "veröffentlicht",
    State.ARCHIVED: "archiviert",
}


class Outcome(StrEnum):
    """Beratungsergebnis: what a committee did with a paper."""

    ADOPTED = "adopted"
    AMENDED = "amended"
    REJECTED = "rejected"
    POSTPONED = "postponed"
    NOTED = "noted"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        return _OUTCOME_LABELS[self]


_OUTCOME_LABELS = {
    Outcome.ADOPTED: "beschlossen",
    Outcome.AMENDED: "geändert beschlossen",
    Outcome.REJECTED: "abgelehnt",
    Outcome.POSTPONED: "vertagt",
    Outcome.NOTED: "zur Kenntnis genommen",
    Outcome.UNKNOWN: "nicht bekannt",
}

ACTORS = {
    "politik": "Politik",
    "verwaltung": "Verwaltung",
    "vereine": "Vereine",
    "verbaende": "Verbände",
    "initiativen": "Initiativen",
    "stiftungen": "Stiftungen",
    "wirtschaft": "Wirtschaft",
}

AUDIENCES = {
    "verwaltung": "Verwaltung",
    "politik": "Politik",
    "vereine": "Vereine und Engagierte",
}


@dataclass(frozen=True, kw_only=True)
class Consultation:
    """One step of a Beratungsfolge. What the paper does not say stays None."""

    committee: str
    date: datetime.date | None = None
    public: bool | None = None
    outcome: Outcome | None = None


@dataclass(frozen=True, kw_only=True)
class Attachment:
    """One Anlage, named, or kept as a file here. rights: licence or legal basis.

    file: SHA-256 of the kept file and its suffix, as in `ab12….pdf`. is_released: „Herausgabe erlaubt“.
    """

    title: str
    url: str = ""
    rights: str = ""
    file: str = ""
    is_released: bool = False

    @property
    def is_handed_out(self) -> bool:
        """Whether readers get the file, once a revision that names it is public."""
        return bool(self.file and self.rights and self.is_released)


@dataclass(frozen=True, kw_only=True)
class Document:
    """What all documents share.

    id: short, URL-safe, never reused; empty until the store gives one.
    topics, actors, audience: ids. municipality: an AGS, or empty.
    as_of: Stand of what is said. review_by: nächste Prüfung. valid_until: last day on which it holds.
    source: where the content comes from. rights: licence or legal basis. origin: how it came into the knowledge base.
    body: Markdown.
    """

    id: str = ""
    kind: Kind
    title: str
    summary: str = ""
    topics: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    municipality: str = ""
    state: State = State.PUBLISHED
    as_of: datetime.date | None = None
    review_by: datetime.date | None = None
    valid_until: datetime.date | None = None
    source: str = ""
    source_url: str = ""
    rights: str = ""
    origin: str = ""
    body: str = ""

    @property
    def slug(self) -> str:
        return slugify(self.title)

    @property
    def day(self) -> datetime.date | None:
        """The day that „sort by date“ and the year filter go by."""
        return self.as_of


@dataclass(frozen=True, kw_only=True)
class Article(Document):
    """Praxishilfe, Handlungsempfehlung, Praxisbeispiel, Arbeitshilfe, Infomail or Veranstaltung.

    related: ids of documents that a reader may want next. starts, ends, place: of an event.
    """

    related: tuple[str, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    starts: datetime.date | None = None
    ends: datetime.date | None = None
    place: str = ""

    @property
    def day(self) -> datetime.date | None:
        return self.starts or self.as_of


@dataclass(frozen=True, kw_only=True)
class Motion(Document):
    """Sitzungsvorlage (`paper`) or Mustervorlage (`model`); the parts are Markdown, absent ones empty.

    resolution: Beschlussvorschlag, what was proposed. decision: Beschluss, what was adopted.
    debate: what was said about it in the committees. earlier: earlier treatment of the matter; its reference is never the own one. matter: id of the Vorgang.
    placeholders: declared blanks of a model as (name, label).
    """

    reference: str = ""
    type: str = ""
    office: str = ""
    date: datetime.date | None = None
    subject: str = ""
    consultations: tuple[Consultation, ...] = ()
    outcome: Outcome | None = None
    earlier: str = ""
    short_version: str = ""
    resolution: str = ""
    decision: str = ""
    rationale: str = ""
    debate: str = ""
    finances: str = ""
    attachments: tuple[Attachment, ...] = ()
    matter: str = ""
    placeholders: tuple[tuple[str, str], ...] = ()
    related: tuple[str, ...] = ()

    @property
    def day(self) -> datetime.date | None:
        """A paper's own day, else that of its last consultation; a model has only its Stand.

        When the record of a paper was written says nothing about it.
        """
        consulted = max((step.date for step in self.consultations if step.date), default=None)
        return self.date or consulted or (self.as_of if self.kind is Kind.MODEL else None)


AnyDocument = Article | Motion

MOTION_PARTS = {
    "short_version": "Kurzfassung",
    "resolution": "Beschlussvorschlag",
    "decision": "Beschluss",
    "rationale": "Begründung",
    "debate": "Aus der Beratung",
    "finances": "Finanzielle Auswirkungen",
    "earlier": "Frühere Behandlung",
}
"""The Markdown parts of a motion with their German headings, in the order of a page."""


def part_anchor(name: str) -> str:
    """The id that a motion's part has on its page."""
    return slugify(MOTION_PARTS[name])


def markdown_parts(document: AnyDocument) -> dict[str, str]:
    """The Markdown of the document by the name of its field, in the order of a page; empty ones are left out."""
    names = (*MOTION_PARTS, "body") if isinstance(document, Motion) else ("body",)
    return {name: text for name in names if (text := getattr(document, name))}


def document_class(kind: Kind) -> type[Article] | type[Motion]:
    return Motion if kind.is_motion else Article


def field_names(kind: Kind) -> tuple[str, ...]:
    """The names a document of this kind may carry in front matter, in the order in which they are written."""
    return tuple(field.name for field in fields(document_class(kind)) if field.name != "body")
