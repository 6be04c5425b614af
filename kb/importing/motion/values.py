"""What was read out of one council paper."""

import datetime
from dataclasses import dataclass

from kb.documents import Consultation, Kind


@dataclass(frozen=True, kw_only=True)
class ParsedMotion:
    """The parts of a council paper as plain text; what was not found, or not for certain, is None.

    type, office: as printed. short_version, resolution, rationale, finances: paragraphs separated by a blank line.
    warnings: German sentences on what is missing or doubtful.
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
    rationale: str | None = None
    finances: str | None = None
    warnings: tuple[str, ...] = ()

    @property
    def is_recognised(self) -> bool:
        """Whether enough was found to call the text a council paper at all."""
        return bool(self.subject or self.resolution or self.rationale)

    def as_json(self) -> dict[str, object]:
        """The parts as `parse --json` prints them: dates ISO, absent parts null."""
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
        }


def _consultation(one: Consultation) -> dict[str, object]:
    outcome = one.outcome.value if one.outcome else None
    return {"committee": one.committee, "date": _iso(one.date), "public": one.public, "outcome": outcome}


def _iso(date: datetime.date | None) -> str | None:
    return date.isoformat() if date else None
