"""What was read out of one council paper."""

import datetime
from dataclasses import dataclass

from kb.documents import Consultation, Kind, Outcome
from kb.importing.privacy_guard import PersonalData

LABELLED = 0.95
PATTERN = 0.85
INFERRED = 0.7
"""How sure a value is: a printed label says it; its pattern says it; only its place among the others says it."""

PARTS = (
    *("reference", "type", "office", "date", "subject", "consultations", "earlier", "short_version", "resolution"),
    *("decision", "outcome", "rationale", "finances", "effects", "attachments"),
)
"""Everything that is looked for, in the order of a page."""


@dataclass(frozen=True)
class Found:
    """One value with its place in the cleaned text, of which `text[start:end]` says it; confidence: 0 to 1.

    text: the value as read, dates ISO. A part may be found in several pieces.
    """

    part: str
    text: str
    start: int
    end: int
    confidence: float

    def as_json(self) -> dict[str, object]:
        place = {"start": self.start, "end": self.end, "confidence": self.confidence}
        return {"part": self.part, "text": self.text, **place}


@dataclass(frozen=True, kw_only=True)
class ParsedMotion:
    """The parts of a council paper as plain text; what was not found, or not for certain, is None.

    type, office: as printed. short_version, resolution, decision, rationale, finances, effects: paragraphs separated by
    a blank line, personal data masked. warnings: German sentences on what is missing or doubtful.
    text: the cleaned text, unmasked. parts: the values with their places in it. personal: what was masked.
    """

    reference: str | None = None
    type: str | None = None
    office: str | None = None
    date: datetime.date | None = None
    subject: str | None = None
    consultations: tuple[Consultation, ...] = ()
    earlier: str | None = None
    short_version: str | None = None
    resolution: str | None = None
    decision: str | None = None
    outcome: Outcome | None = None
    rationale: str | None = None
    finances: str | None = None
    effects: str | None = None
    attachments: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    text: str = ""
    parts: tuple[Found, ...] = ()
    personal: tuple[PersonalData, ...] = ()

    @property
    def is_recognised(self) -> bool:
        """Whether enough was found to call the text a council paper at all."""
        return bool(self.subject or self.resolution or self.rationale)

    @property
    def missing(self) -> tuple[str, ...]:
        """The names of the parts that are empty."""
        return tuple(name for name in PARTS if not getattr(self, name))

    def as_json(self) -> dict[str, object]:
        """The parts as `parse --json` prints them: dates ISO, absent parts null; places are offsets into `text`."""
        return {
            "kind": Kind.PAPER.value,
            "reference": self.reference,
            "type": self.type,
            "office": self.office,
            "date": _iso(self.date),
            "subject": self.subject,
            "consultations": [_consultation(one) for one in self.consultations],
            "earlier": self.earlier,
            "resolution": self.resolution,
            "rationale": self.rationale,
            "finances": self.finances,
            "warnings": list(self.warnings),
            "short_version": self.short_version,
            "decision": self.decision,
            "outcome": self.outcome.value if self.outcome else None,
            "effects": self.effects,
            "attachments": list(self.attachments),
            "missing": list(self.missing),
            "parts": [one.as_json() for one in self.parts],
            "personal": [one.as_json() for one in self.personal],
        }


def _consultation(one: Consultation) -> dict[str, object]:
    outcome = one.outcome.value if one.outcome else None
    return {"committee": one.committee, "date": _iso(one.date), "public": one.public, "outcome": outcome}


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
