"""Personal data in a text: found with its place, and masked wherever the text is shown or indexed."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from kb.importing.dates import DATE_PATTERN
from kb.importing.privacy import CONTACT_FIELD, MAIL, NAME, PHONE


class PersonalKind(StrEnum):
    """What was recognised; the value is what stands in its place."""

    PHONE = "Rufnummer"
    MAIL = "E-Mail-Adresse"
    ADDRESS = "Anschrift"
    BIRTH = "Geburtsdatum"
    CLERK = "Name"

    @property
    def mask(self) -> str:
        return f"[{self.value} entfernt]"


@dataclass(frozen=True)
class PersonalData:
    """One finding; start, end: offsets into the text. masked: its shape, of which only the first sign is told."""

    kind: PersonalKind
    start: int
    end: int
    masked: str

    def as_json(self) -> dict[str, object]:
        return {"kind": self.kind.name.lower(), "start": self.start, "end": self.end, "masked": self.masked}


_STREET_WORD = (
    r"(?:straße|strasse|str\.|weg|platz|allee|gasse|ring|ufer|damm|steig|pfad|hof|markt|wall|stieg|kamp|bruch)"
)
_STREET = (
    rf"(?<!\w)(?:[A-ZÄÖÜ][\w.-]{{0,25}}[ ]){{0,3}}(?:[A-ZÄÖÜ][\w-]{{0,40}}?{_STREET_WORD}"
    rf"|(?:{_STREET_WORD.title()})|(?:Am|Im|An\sder|Auf\sder|Zum|Zur)\s[A-ZÄÖÜ]\w{{1,30}})"
)
_NUMBER = r"\d{1,4}\s?[a-hA-H]?\b(?:\s?[-–/]\s?\d{1,4}\s?[a-h]?\b)?"
_PLACE = r"(?:D-)?\d{5}\s+[A-ZÄÖÜ][\w.-]{1,40}(?:\s(?:am|an\sder|im|a\.)\s[A-ZÄÖÜ]\w{1,30})?"
_ADDRESS = re.compile(rf"{_STREET}\s{_NUMBER}(?:\s?[,·|–-]\s?|\s*\n\s*|\s+){_PLACE}(?<!\.)")
_HOME = re.compile(rf"(?:wohnhaft|Wohnort|Anschrift|wohnt)\s?:?\s(?:in\s(?:der\s)?)?(?P<said>{_STREET}\s{_NUMBER})")
_HOME_OF = re.compile(rf"(?:Frau|Herrn?)\s{NAME},\s(?P<said>{_STREET}\s{_NUMBER})")
_BIRTH = re.compile(
    rf"(?:\bgeb(?:oren)?\b\.?(?:\s?am)?:?|Geburtsdatum\s?:?|(?<!\w)\*)\s{{0,3}}(?P<said>{DATE_PATTERN})",
    re.IGNORECASE,
)
_CLERK = re.compile(
    rf"{CONTACT_FIELD}\s*\n?\s*(?P<said>(?:(?:Frau|Herrn?)\s)?{NAME})(?=[ \t]*(?:[,;(/]|$))", re.MULTILINE
)

_PATTERNS = (
    (PersonalKind.MAIL, MAIL),
    (PersonalKind.BIRTH, _BIRTH),
    (PersonalKind.ADDRESS, _ADDRESS),
    (PersonalKind.ADDRESS, _HOME),
    (PersonalKind.ADDRESS, _HOME_OF),
    (PersonalKind.PHONE, PHONE),
    (PersonalKind.CLERK, _CLERK),
)


def find_personal_data(text: str) -> tuple[PersonalData, ...]:
    """Phone numbers, mail and postal addresses, birth dates and clerks, in the order of the text, none overlapping."""
    kept: list[PersonalData] = []
    for one in sorted(_findings(text), key=lambda one: (one.start, -one.end)):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def masked(text: str) -> str:
    """The text with a German word in brackets in place of each finding."""
    pieces, position = [], 0
    for one in find_personal_data(text):
        pieces += [text[position : one.start], one.kind.mask]
        position = one.end
    return "".join([*pieces, text[position:]])


def _findings(text: str) -> Iterator[PersonalData]:
    for kind, pattern in _PATTERNS:
        for match in pattern.finditer(text):
            start, end = match.span(match.lastgroup or 0)
            yield PersonalData(kind, start, end, _shape(text[start:end]))


def _shape(text: str) -> str:
    first, rest = text[0], text[1:]
    return first + re.sub(r"\w", "•", rest)
