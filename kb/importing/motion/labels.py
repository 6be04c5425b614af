"""Whether a line is, or begins with, a printed label, and what the label announces."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

from kb.importing.dates import DATE_PATTERN
from kb.importing.motion.label_words import BEGIN, COLUMN_WORDS, FIELD_WORDS, SECTION_WORDS, TOO_GENERAL_ALONE, Part

REFERENCE_PATTERN = (
    r"(?:[A-ZÄÖÜ][A-Za-zÄÖÜäöü]{0,6}(?:\s?[-/]\s?|\s))?\d{1,6}(?:-\d{1,6})?"
    r"(?:\s?/\s?\d{1,6}(?:\s?-\s?\d{1,6})?){1,3}(?:[-/][A-Z]{1,3}\d{0,3})?"
)
"""A Drucksachennummer with a slash; without one it is only known by its label."""

SHORT_REFERENCE_PATTERN = r"[A-ZÄÖÜ]{0,4}[-/_ ]?\d{1,6}(?:-[A-Z]?\d{1,5}){0,3}"
_PHONE_PATTERN = r"[+(]?\d[\d\s()/–-]*"


def _either(words: Mapping[Part, Iterable[str]]) -> str:
    return "|".join(f"(?P<{part.name}>{'|'.join(patterns)})" for part, patterns in words.items())


def _beginning(pattern: str) -> str:
    """The plain letters with which the pattern begins."""
    plain = re.split(r"[^\w -]", pattern, maxsplit=1)[0]
    return (plain[:-1] if pattern[len(plain) :].startswith("?") else plain).lower()


_COLUMNS = {**FIELD_WORDS, Part.CONSULTATIONS: (*FIELD_WORDS[Part.CONSULTATIONS], *COLUMN_WORDS)}
_FIELD = re.compile(rf"(?:{_either(_COLUMNS)})(?![\w-])", re.IGNORECASE)
_SECTION = re.compile(
    rf"(?:{_either(SECTION_WORDS)})(?![\w-])(?:\s*\([^)]{{0,80}}\))?\s*(?P<colon>:?)\s*", re.IGNORECASE
)
_NUMBERING = re.compile(r"(?:[IVX]{1,4}|[A-H]|\d{1,2})\s?[.)]\s*(?=[A-ZÄÖÜ])")
_OPEN_PROPOSAL = re.compile(
    r"(?:Beschluss(?:vorschlag|entwurf|antrag|empfehlung)\s+(?:der|des|für|an|zu[rm]?)\s[^:.]{1,60}|Antrag\s*):",
    re.IGNORECASE,
)
_NAMES_PARTY = re.compile(r"\s*[^.!?]{1,60}")
"""„Antrag: Musterfraktion“ says who moves, not what."""
_REQUEST = re.compile(
    r"(?:Der|Die|Das)\s[^.:]{3,80}\s(?:möge|mögen|wolle|wollen)\s(?:[\w ]{0,30}\s)?beschließen\s*(?P<rest>[:,.]?)"
)
_WISH = re.compile(r"(?:Der|Die|Das)\s[^.:]{3,80}\s(?:möge|wolle)")
_BEGINNINGS = (
    *(_beginning(word) for words in (*FIELD_WORDS.values(), *SECTION_WORDS.values()) for word in words),
    "antrag",
)
_FIRST_LETTERS = frozenset(beginning[:BEGIN] for beginning in _BEGINNINGS)
_ARTICLES = frozenset({"Der", "Die", "Das"})
_NUMBERS = frozenset("ABCDEFGHIVX0123456789")
_LONGEST_BEGINNING = max(map(len, _BEGINNINGS))
_COUNTED = re.compile(r"Seite\s*\d{1,3}(?:\s*von\s*\d{1,3})?$")
_BETWEEN_FIELDS = re.compile(r"[\s,/|;]*(?P<colon>:?)[\s|]*")
_NEXT_FIELD = re.compile(rf"\s(?=(?:{_either(FIELD_WORDS)})\s*:)", re.IGNORECASE)

_FITTING_VALUE: Mapping[Part, re.Pattern[str]] = {
    Part.REFERENCE: re.compile(rf"{REFERENCE_PATTERN}|{SHORT_REFERENCE_PATTERN}"),
    Part.DATE: re.compile(DATE_PATTERN),
    Part.CONTACT: re.compile(_PHONE_PATTERN),
    Part.CONSULTATIONS: re.compile(rf"(?:\w+,\s)?{DATE_PATTERN}.{{0,60}}"),
}
"""What may follow a label on its line without a colon between them."""


@dataclass(frozen=True)
class Label:
    """One or more labels at the begin of a line, and what follows them there."""

    parts: tuple[Part, ...]
    text: str
    value: str = ""
    has_colon: bool = False

    @property
    def is_bare(self) -> bool:
        return not self.value

    @property
    def counts_pages(self) -> bool:
        """Whether it is printed above every page: „Ergänzende Erläuterungen  Seite 2“."""
        return bool(_COUNTED.search(self.text)) and self.is_bare

    @property
    def is_section(self) -> bool:
        return self.parts[0].is_section


def read_label(line: str) -> Label | None:
    """The labels with which the line begins, or None if it is content."""
    return (_section_label(line) or _field_label(line)) if may_begin_label(line) else None


def may_begin_label(line: str) -> bool:
    """A quick look at the first letters: 100,000 lines of prose have none."""
    first = line[:_LONGEST_BEGINNING].lower()
    if first[:BEGIN] in _FIRST_LETTERS and first.startswith(_BEGINNINGS):
        return True
    if line[:BEGIN] in _ARTICLES:
        return _WISH.match(line) is not None
    return line[:1] in _NUMBERS and _NUMBERING.match(line) is not None


def split_fields(value: str) -> list[str]:
    """`50 Sozialamt Datum: 1.2.2020` → the value and the further fields of the same line."""
    starts = [0, *(match.end() for match in _NEXT_FIELD.finditer(value)), len(value)]
    return [value[start:end].strip() for start, end in pairwise(starts)]


def _section_label(line: str) -> Label | None:
    numbering = _NUMBERING.match(line) if line[0] in _NUMBERS else None
    match = _SECTION.match(line, numbering.end() if numbering else 0)
    if match and (match.group("colon") or match.end() == len(line)):
        part = Part[_named(match)]
        return Label((part,), line[: match.end()].strip(), line[match.end() :].strip(), bool(match.group("colon")))
    return _request(line)


def _request(line: str) -> Label | None:
    """„Antrag:“, „Beschlussempfehlung des Ausschusses:“, „Der Rat möge beschließen“."""
    proposal = _OPEN_PROPOSAL.match(line)
    if proposal and not _NAMES_PARTY.fullmatch(line, proposal.end()):
        return Label((Part.RESOLUTION,), proposal.group(), line[proposal.end() :].strip(), has_colon=True)
    request = _REQUEST.match(line)
    if not request:
        return None
    rest = line[request.end() :].strip()
    goes_on = bool(rest) or request.group("rest") == ","
    return Label((Part.RESOLUTION,), request.group(), line if goes_on else "", has_colon=True)


def _field_label(line: str) -> Label | None:
    """A row of labels alone, or labels up to the first colon and their value."""
    parts: list[Part] = []
    position, with_colon = 0, None
    while match := _FIELD.match(line, position):
        parts.append(Part[_named(match)])
        position, colon = _after_field(line, match.end())
        if colon and not with_colon:
            with_colon = _label(parts, line, position, has_colon=True)
    if not parts:
        return None
    if with_colon and with_colon.parts == (Part.TYPE,):
        return with_colon  # „Vorlageart: Beschlussvorlage“: the value is a label elsewhere
    label = _label(parts, line, position, has_colon=with_colon is not None)
    if label.is_bare:
        return None if line.lower() in TOO_GENERAL_ALONE else label
    return with_colon or (label if _fits(label) else None)


def _after_field(line: str, position: int) -> tuple[int, bool]:
    between = _BETWEEN_FIELDS.match(line, position)
    return (between.end(), bool(between.group("colon"))) if between else (position, False)


def _label(parts: list[Part], line: str, position: int, *, has_colon: bool) -> Label:
    return Label(_columns(parts), line[:position].strip(), line[position:].strip(), has_colon)


def _fits(label: Label) -> bool:
    fitting = _FITTING_VALUE.get(label.parts[-1])
    return fitting is not None and bool(fitting.fullmatch(label.value))


def _columns(parts: list[Part]) -> tuple[Part, ...]:
    """In a row with „Gremium“ every other label is a column of the same table."""
    if Part.CONSULTATIONS in parts:
        return (Part.CONSULTATIONS, *(part for part in dict.fromkeys(parts) if part is Part.REFERENCE))
    return tuple(dict.fromkeys(parts))


def _named(match: re.Match[str]) -> str:
    return next(name for name, text in match.groupdict().items() if text is not None and name != "colon")
