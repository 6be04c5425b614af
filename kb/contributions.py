"""What readers send in: experiences of municipalities, offers of help, hints to the editors. Frozen values, no I/O."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class OfferKind(StrEnum):
    """What a municipality wants from others, as a sentence about it goes on."""

    OFFERS = "offers"
    SEEKS = "seeks"

    @property
    def label(self) -> str:
        return {OfferKind.OFFERS: "bietet Amtshilfe", OfferKind.SEEKS: "sucht Austausch"}[self]


class OfferState(StrEnum):
    """What the editors decided; only a confirmed offer is public."""

    PENDING = "pending"
    CONFIRMED = "confirmed"
    DECLINED = "declined"

    @property
    def label(self) -> str:
        return _STATE_LABELS[self]


_STATE_LABELS = {
    OfferState.PENDING: "wartet auf Prüfung",
    OfferState.CONFIRMED: "bestätigt",
    OfferState.DECLINED: "abgelehnt",
}


class HintKind(StrEnum):
    """What a hint is about."""

    PAGE = "page"
    SEARCH = "search"
    ACCESS = "access"

    @property
    def label(self) -> str:
        return _HINT_LABELS[self]


_HINT_LABELS = {
    HintKind.PAGE: "Inhalt einer Seite",
    HintKind.SEARCH: "Suche ohne passendes Ergebnis",
    HintKind.ACCESS: "Barriere",
}


@dataclass(frozen=True, kw_only=True)
class Experience:
    """„Erfahrung melden“: what a municipality did, in plain text. municipality: AGS. topic: id.

    mailbox: of an office, never a person's.
    """

    municipality: str
    topic: str
    year: int
    done: str
    worked: str = ""
    failed: str = ""
    mailbox: str


@dataclass(frozen=True, kw_only=True)
class Offer:
    """„bietet Amtshilfe“ or „sucht Austausch“: municipality: AGS. topics: ids, at least one. note: plain text."""

    municipality: str
    kind: OfferKind
    topics: tuple[str, ...]
    note: str = ""
    mailbox: str


@dataclass(frozen=True, kw_only=True)
class Hint:
    """„Hinweis an die Redaktion“. about: the path of a page or a question. reply_to: a mail address, or empty."""

    kind: HintKind
    about: str = ""
    text: str
    reply_to: str = ""


Contribution = Experience | Offer | Hint


@dataclass(frozen=True)
class ReportedExperience:
    """An experience as it was kept, without the personal data, which `removed` tells until it is forgotten.

    document: id of the draft. is_drafted: whether that exists already.
    """

    document: str
    experience: Experience
    removed: tuple[str, ...]
    received_at: datetime.datetime
    is_drafted: bool


@dataclass(frozen=True)
class KeptOffer:
    """An offer with what became of it. decided_by: empty while it waits."""

    id: str
    offer: Offer
    state: OfferState
    received_at: datetime.datetime
    decided_by: str = ""


@dataclass(frozen=True)
class KeptHint:
    """A hint as the editors read it; its reply address is empty once it was forgotten."""

    id: str
    hint: Hint
    received_at: datetime.datetime
