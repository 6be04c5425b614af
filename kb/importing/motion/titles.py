"""The subject of a paper whose form prints no label for it: the lines between the head's fields and its table or text."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from kb.importing.dates import DATE_PATTERN
from kb.importing.motion.header import is_type, names_type_and_reference
from kb.importing.motion.hyphens import join_lines
from kb.importing.motion.label_words import Part
from kb.importing.motion.labels import REFERENCE_PATTERN
from kb.importing.motion.pages import PAGE_BREAK
from kb.importing.motion.segments import Segment
from kb.importing.motion.table import items_of

_FIELD = re.compile(
    rf"(?:\w+\s)?{REFERENCE_PATTERN}|{DATE_PATTERN}|\d[\d.,/ ]{{0,9}}[a-z]?|[ÖöNnXx☐☒ –-]{{1,7}}"
    r"|(?:(?:nicht\s?-?\s?)?öffentlich\W*){1,2}|TOP\s?\d*"
    r"|Dez(?:\.|ernat)\s?\d.{0,20}|\w*[Aa]mt|(?-i:[A-ZÄÖÜ][A-Za-z]{0,7}-?[A-Z]\w{0,4})|.*verantwortlich.*"
    r"|(?:Stadt|Gemeinde|Kreis|Ortsverwaltung|Stadtamt|Bezirksamt)\s[A-ZÄÖÜ][\w-]+|(?:Der|Die)\sLandr[aä]t(?:in)?"
    r"|(?:Der|Die)\s(?:Ober)?bürgermeister(?:in)?"
    r"|(?:vom|eingegangen(?: am)?|Eingang)\s?:?\s.{0,40}|Stadtr[aä]t(?:in)?\s.{3,60}|Thema:?"
    r"|Neufassung.{0,20}|Gedruckt\sauf\b.{0,60}|.{0,20}Recyclingpapier|\w+rat\sam:.{0,20}|\d+/[A-Z]{1,8}",
    re.IGNORECASE,
)
_AUTHOR = re.compile(
    r".{0,60}fraktion(?:en)?(?:\s.{0,40})?|Fraktion\s.{2,40}"
    r"|(?:.{0,20}antrag|Antrag|Anfrage)(?:\s(?:der|des|von)\s|:\s).{2,60}",
    re.IGNORECASE,
)
_NO_TITLE = re.compile(r"\bDez\.\s?\d|verantwortlich\b|Recyclingpapier|Amt für\b.{0,40}$")
_GOES_ON = re.compile(r"(?:[-–,/&]|\b(?:und|oder|für|der|des|die|in|im))$")
_NO_TITLE_END = re.compile(r"[.:;,-]$")
_TITLE_BEGIN = re.compile(r"[A-ZÄÖÜ„\"“»#\d]")
_POINT = re.compile(r"(?:\d{1,2}|[A-Za-z])[.)]{1,2}\s")
_LEAST_LETTERS, _LONGEST = 6, 350
_MOST_LINES = 8
_TABLE = {Part.CONSULTATIONS}
_FIELDS = {Part.REFERENCE, Part.UNUSED, Part.OFFICE, Part.CONSULTATIONS, Part.DATE}


def titles(segments: Sequence[Segment]) -> tuple[str, ...]:
    """The blocks that can be nothing else; several if the head leaves a choice."""
    return tuple(dict.fromkeys(filter(_is_title, map(join_lines, _blocks(segments)))))


def _blocks(segments: Sequence[Segment]) -> Iterator[list[str]]:
    head = [*takewhile(lambda one: not one.is_section, segments)]
    following = [*segments[1 : len(head) + 1], Segment()][: len(head)]
    for segment, after in zip(head, following, strict=True):
        if not segment.parts:
            yield _block(segment) if after.parts == (Part.REFERENCE,) else _below_reference(segment)
        elif _may_hold_title(segment) and (set(after.parts) == _TABLE or len(segment.parts) > 1 or after.is_section):
            yield _block(segment)


def _below_reference(segment: Segment) -> list[str]:
    """What stands under „ANTRAG DHH/2031/17“."""
    starts = (number for number, line in enumerate(segment.lines, 1) if names_type_and_reference(line))
    start = next(starts, len(segment.lines))
    return _block(Segment(lines=segment.lines[start:]))


def _may_hold_title(segment: Segment) -> bool:
    """A table's own lines hold none, unless its head is a column of labels with all their values below."""
    return set(segment.parts) <= _FIELDS and set(segment.parts) != _TABLE


def _is_title(text: str) -> bool:
    fits = (
        sum(map(str.isalpha, text)) >= _LEAST_LETTERS
        and len(text) <= _LONGEST
        and _TITLE_BEGIN.match(text)
        and not _POINT.match(text)
    )
    return bool(fits) and not _NO_TITLE_END.search(text) and not _NO_TITLE.search(text) and not _GOES_ON.search(text)


def _block(segment: Segment) -> list[str]:
    """The first lines that are no fields, up to the next gap or to the line that names the author."""
    lines = segment.lines[_value_end(segment) :] if segment.is_inline else segment.lines
    block: list[str] = []
    for line in lines:
        if block and (
            len(block) > _MOST_LINES or line in ("", PAGE_BREAK) or _AUTHOR.fullmatch(line) or _POINT.match(line)
        ):
            break
        if block or not _is_field(line, segment):
            block.append(line)
    return block


def _value_end(segment: Segment) -> int:
    """Behind „Dienststelle: Amt für“ the value goes on, up to the first gap."""
    gaps = [number for number, line in enumerate(segment.lines) if line in ("", PAGE_BREAK)]
    if segment.parts == (Part.OFFICE,) and gaps and any(segment.lines[gaps[0] :]):
        return gaps[0]
    ends = (number for number, (line, _) in enumerate(pairwise(segment.lines), 1) if not _GOES_ON.search(line))
    return next(ends, 1)


def _is_field(line: str, segment: Segment) -> bool:
    if len(line) > _LONGEST:
        return False
    if line in ("", PAGE_BREAK) or _FIELD.fullmatch(line) or _AUTHOR.fullmatch(line) or is_type(line):
        return True
    is_table = Part.CONSULTATIONS in segment.parts
    return is_table and bool(items_of(line, 0, is_table=True, before=None))
