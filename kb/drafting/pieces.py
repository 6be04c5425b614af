"""Text in pieces, of which those that an officer must look at say why."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Check(StrEnum):
    """Why a place must be checked; the value is what a reader sees."""

    BLANK = "noch ausfüllen"
    NUMBER = "Zahl"
    AMOUNT = "Betrag"
    DATE = "Datum"
    PERSON = "Name einer Person"
    NAME = "Name oder Bezeichnung"
    OFFICE = "Amt oder Stelle"
    COMMITTEE = "Gremium"
    PLACE = "andere Kommune"
    REFERENCE = "fremde Drucksache oder Adresse"
    LAW = "Rechtsgrundlage"
    WORDING = "Formulierung"


@dataclass(frozen=True)
class Piece:
    """A stretch of text; `check` says why it must be looked at, `hint` what to do, in German, if there is more to say."""

    text: str
    check: Check | None = None
    hint: str = ""

    @property
    def advice(self) -> str:
        """`Zahl` or `Rechtsgrundlage. Für Kreise gilt die Kreisordnung.`; empty if there is nothing to check."""
        return ". ".join(filter(None, (self.check or "", self.hint)))


Pieces = tuple[Piece, ...]


def plain(pieces: Iterable[Piece]) -> str:
    return "".join(one.text for one in pieces)


def unmarked(text: str) -> Pieces:
    return (Piece(text),) if text else ()
