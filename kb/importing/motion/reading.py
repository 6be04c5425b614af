"""One council paper as a value, with a warning for whatever is missing or doubtful."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TypeVar

from kb.importing.motion import header
from kb.importing.motion.consultations import consultations
from kb.importing.motion.displaced import with_displaced_rationale
from kb.importing.motion.label_words import Part
from kb.importing.motion.pages import clean_lines
from kb.importing.motion.places import Places
from kb.importing.motion.placing import parts_of_head, parts_of_text
from kb.importing.motion.proposals import Proposals, Section, proposals
from kb.importing.motion.prose import Layout, entries, paragraphs
from kb.importing.motion.segments import Segment, says_nothing, split_segments
from kb.importing.motion.titles import titles
from kb.importing.motion.values import ParsedMotion
from kb.importing.privacy import without_contact_lines, without_signature
from kb.importing.privacy_guard import find_personal_data, masked

_Value = TypeVar("_Value", str, date)

_MOST_SHOWN = 5
_LONE_NUMBER = re.compile(r"(?<=\w\w\w[.!?])\s+[IVX]{1,4}\.$")
_ONLY_LINK = re.compile(r"https?://\S+")
_BULLET = re.compile(r"^(?:[•▪●○■*–-]|\d{1,2}[.)])\s+")
_TEXTS = (
    *(Part.EARLIER, Part.SHORT_VERSION, Part.RESOLUTION, Part.DECISION, Part.RATIONALE),
    *(Part.FINANCES, Part.EFFECTS, Part.ATTACHMENTS),
)


def read_motion(text: str) -> ParsedMotion:
    """The parts of a council paper out of its text, found by their labels and patterns in any order.

    Never raises for a text; what is not found is None and named in `warnings`. Takes time linear to the text.
    """
    lines = clean_lines(text)
    segments = with_displaced_rationale([_cleared(segment) for segment in split_segments(lines)])
    head = _Head.of(segments)
    sections = _Sections.of(segments)
    steps, doubts = consultations(segments)
    motion = ParsedMotion(
        reference=_only(head.references),
        type=_only(head.types),
        office=_only(head.offices),
        date=_only(head.dates),
        subject=_only(head.subjects),
        consultations=steps,
        earlier=sections.text(Part.EARLIER),
        short_version=sections.text(Part.SHORT_VERSION),
        resolution=sections.text(Part.RESOLUTION),
        decision=sections.text(Part.DECISION),
        outcome=sections.proposals.outcome,
        rationale=sections.text(Part.RATIONALE),
        finances=sections.text(Part.FINANCES),
        effects=sections.text(Part.EFFECTS),
        attachments=sections.attachments,
        warnings=(*head.warnings(), *_missing(steps, "Eine Beratungsfolge"), *doubts, *sections.warnings()),
    )
    places = Places(lines)
    found = (*parts_of_head(motion, segments, places), *parts_of_text(sections.all_taken, segments, places))
    return replace(motion, text=places.text, parts=found, personal=find_personal_data(places.text))


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
    """The running texts, one for each time a label is printed; its number is that of the segment."""

    sections: Sequence[Section]

    @classmethod
    def of(cls, segments: Sequence[Segment]) -> "_Sections":
        layout = Layout.of(segment.lines for segment in segments if segment.is_section)
        told = [
            Section(segment.parts[0], segment.heading, _running_text(segment, layout), number, segment.is_inferred)
            for number, segment in enumerate(segments)
            if segment.is_section or segment.parts == (Part.EARLIER,)
        ]
        return cls(told)

    @cached_property
    def proposals(self) -> Proposals:
        return proposals(self.sections)

    def text(self, part: Part) -> str | None:
        """Sachverhalt and Begründung make one rationale; each text counts once."""
        return "\n\n".join(dict.fromkeys(one.text for one in self.taken(part))) or None

    def taken(self, part: Part) -> Sequence[Section]:
        """The sections that make up the part; what only follows a form's boxes counts if nothing is labelled."""
        match part:
            case Part.RESOLUTION:
                return self.proposals.resolution
            case Part.DECISION:
                return self.proposals.decision
        found = [one for one in self.sections if one.part is part and one.text]
        return [one for one in found if not one.is_inferred] or found

    @property
    def all_taken(self) -> Iterator[tuple[Part, Section]]:
        """Every section that was taken over, under the part it belongs to."""
        for part in _TEXTS:
            yield from ((part, section) for section in self.taken(part))

    @property
    def attachments(self) -> tuple[str, ...]:
        """One for each line of the list; a mere count names none."""
        entries = [line for one in self.taken(Part.ATTACHMENTS) for line in one.text.split("\n\n")]
        return tuple(entry for entry in dict.fromkeys(map(_entry, entries)) if any(map(str.isalpha, entry)))

    def warnings(self) -> Iterator[str]:
        yield from _missing(self.proposals.resolution, "Der Beschlussvorschlag")
        if self.proposals.others:
            yield "Es gibt mehrere Beschlussvorschläge; nur der erste wurde übernommen."
        yield from _missing(self.taken(Part.RATIONALE), "Die Begründung")
        for one in self.sections:
            if one.part is Part.ASIDE and one.text:
                yield f"Der Abschnitt „{one.heading.rstrip(' :')}“ wurde nicht übernommen."


def _entry(line: str) -> str:
    return _BULLET.sub("", line).strip()


def _running_text(segment: Segment, layout: Layout) -> str:
    if segment.parts == (Part.FORM,):
        return ""
    is_list = segment.parts == (Part.ATTACHMENTS,)
    text = masked("\n\n".join(entries(segment.lines) if is_list else paragraphs(segment.lines, layout)))
    whole = _LONE_NUMBER.sub("", text)
    return "" if says_nothing(whole) or _ONLY_LINK.fullmatch(whole) else whole


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
