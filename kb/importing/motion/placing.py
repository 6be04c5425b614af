"""Each value of a paper with its place in the text and how sure it is."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kb.documents import Consultation
from kb.importing.motion.label_words import Part
from kb.importing.motion.places import Lines, Place, Places
from kb.importing.motion.proposals import Section
from kb.importing.motion.segments import Segment
from kb.importing.motion.values import INFERRED, LABELLED, PATTERN, Found, ParsedMotion

_HEAD = (Part.REFERENCE, Part.TYPE, Part.OFFICE, Part.DATE, Part.SUBJECT)


def parts_of_head(motion: ParsedMotion, segments: Sequence[Segment], places: Places) -> Iterator[Found]:
    for part in _HEAD:
        value: str | date | None = getattr(motion, part)
        if value is None:
            continue
        place, confidence = _place(value, part, segments, places)
        yield Found(part, str(value), *place, confidence)
    for step in motion.consultations:
        place, confidence = _place(step.committee, Part.CONSULTATIONS, segments, places)
        yield Found(Part.CONSULTATIONS, _told(step), *place, confidence)


def _told(step: Consultation) -> str:
    return f"{step.committee}, {step.date.isoformat()}" if step.date else step.committee


def _place(value: str | date, part: Part, segments: Sequence[Segment], places: Places) -> tuple[Place, float]:
    """First below the part's own label, then anywhere in the text."""
    for segment in segments:
        place = _find(value, places, (segment.first, segment.last)) if part in segment.parts else None
        if place:
            return place, LABELLED
    unlabelled = INFERRED if part is Part.SUBJECT else PATTERN
    return _find(value, places, None) or (0, 0), unlabelled


def _find(value: str | date, places: Places, within: Lines | None) -> Place | None:
    return places.of(value, within) if isinstance(value, str) else places.of_day(value, within)


def parts_of_text(
    sections: Iterable[tuple[Part, Section]], segments: Sequence[Segment], places: Places
) -> Iterator[Found]:
    for part, section in sections:
        segment = segments[section.number]
        place = places.of(section.text, (segment.first, segment.last)) or places.of(section.text)
        is_sure = part is section.part and not section.is_inferred
        yield Found(part, section.text, *(place or (0, 0)), LABELLED if is_sure else INFERRED)
