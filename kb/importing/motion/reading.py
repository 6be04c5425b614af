"""One council paper as a value, with a warning for whatever is missing or doubtful."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from kb.importing.motion import header
from kb.importing.motion.consultations import consultations
from kb.importing.motion.label_words import Part
from kb.importing.motion.pages import clean_lines
from kb.importing.motion.prose import Layout, paragraphs
from kb.importing.motion.segments import Segment, says_nothing, split_segments
from kb.importing.motion.titles import titles
from kb.importing.motion.values import ParsedMotion
from kb.importing.privacy import without_contact_lines, without_phone_numbers, without_signature

_Value = TypeVar("_Value", str, date)

_MOST_SHOWN = 5


def read_motion(text: str) -> ParsedMotion:
    """The parts of a council paper out of its text, found by their labels and patterns in any order.

    Never raises for a text; what is not found is None and named in `warnings`. Takes time linear to the text.
    """
    segments = [_cleared(segment) for segment in split_segments(clean_lines(text))]
    head = _Head.of(segments)
    sections = _Sections.of(segments)
    steps, doubts = consultations(segments)
    return ParsedMotion(
        reference=_only(head.references),
        type=_only(head.types),
        office=_only(head.offices),
        date=_only(head.dates),
        subject=_only(head.subjects),
        consultations=steps,
        earlier=sections.text(Part.EARLIER),
        short_version=sections.text(Part.SHORT_VERSION),
        resolution=sections.text(Part.RESOLUTION),
        rationale=sections.text(Part.RATIONALE),
        finances=sections.text(Part.FINANCES),
        warnings=(*head.warnings(), *_missing(steps, "Eine Beratungsfolge"), *doubts, *sections.warnings()),
    )


def _cleared(segment: Segment) -> Segment:
    """Without who signed and whom to call."""
    if segment.is_section or Part.CONSULTATIONS in segment.parts:
        return replace(segment, lines=without_signature(without_contact_lines(segment.lines)))
    return segment


@dataclass(frozen=True)
class _Head:
    """All candidates for each field of the head."""

    references: Sequence[str]
    types: Sequence[str]
    offices: Sequence[str]
    dates: Sequence[date]
    subjects: Sequence[str]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> "_Head":
        return cls(
            header.references(segments),
            header.types(segments),
            header.offices(segments),
            header.dates(segments),
            header.subjects(segments) or titles(segments),
        )

    def warnings(self) -> Iterator[str]:
        yield from _doubts("Die Drucksachennummer", self.references)
        yield from _doubts("Die Art der Vorlage", self.types)
        yield from _doubts("Das federführende Amt", self.offices)
        yield from _doubts("Das Datum der Vorlage", [f"{day:%d.%m.%Y}" for day in self.dates])
        yield from _doubts("Der Betreff", self.subjects)


@dataclass(frozen=True)
class _Sections:
    """The running text of each part, one entry for each time its label is printed."""

    texts: Sequence[tuple[Part, str, str]]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> "_Sections":
        layout = Layout.of(segment.lines for segment in segments if segment.is_section)
        told = [segment for segment in segments if segment.is_section or segment.parts == (Part.EARLIER,)]
        return cls([(segment.parts[0], segment.heading, _running_text(segment, layout)) for segment in told])

    def text(self, part: Part) -> str | None:
        """Sachverhalt and Begründung make one rationale; of several proposals only the first is the paper's own."""
        found = self._of(part)
        if part is Part.RESOLUTION:
            found = found[:1]
        return "\n\n".join(found) or None

    def _of(self, part: Part) -> list[str]:
        return list(dict.fromkeys(text for one, _, text in self.texts if one is part and text))

    def warnings(self) -> Iterator[str]:
        yield from _missing(self._of(Part.RESOLUTION), "Der Beschlussvorschlag")
        if len(self._of(Part.RESOLUTION)) > 1:
            yield "Es gibt mehrere Beschlussvorschläge; nur der erste wurde übernommen."
        yield from _missing(self._of(Part.RATIONALE), "Die Begründung")
        for part, heading, text in self.texts:
            if part is Part.ASIDE and text:
                yield f"Der Abschnitt „{heading.rstrip(' :')}“ wurde nicht übernommen."


def _running_text(segment: Segment, layout: Layout) -> str:
    text = without_phone_numbers("\n\n".join(paragraphs(segment.lines, layout)))
    return "" if says_nothing(text) else text


def _only(candidates: Sequence[_Value]) -> _Value | None:
    """A wrong value is worse than none: where the paper says two things, nothing is chosen."""
    return candidates[0] if len(candidates) == 1 else None


def _missing(found: Sequence[object], what: str) -> Iterator[str]:
    if not found:
        yield f"{what} wurde nicht gefunden."


def _doubts(what: str, candidates: Sequence[str]) -> Iterator[str]:
    yield from _missing(candidates, what)
    if len(candidates) > 1:
        shown = "; ".join(candidates[:_MOST_SHOWN])
        yield f"{what} ist nicht eindeutig ({shown}); es wurde nichts davon übernommen."
