"""The text of a file with the places marked at which its parts were read."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kb.library import Confirmation

MOST_SHOWN = 300_000
"""Characters; whoever compares more than a hundred pages does so in the file itself."""

_CLOSING = re.compile(r"[.!?:;)\]\"'“”»«]*")
"""Stops and quotes belong to what stands before them; the places end with a letter or digit."""

Span = tuple[int, int]


@dataclass(frozen=True)
class Run:
    """Some text without a change of what it is."""

    text: str
    is_personal: bool


@dataclass(frozen=True)
class Passage:
    """A part's name and the anchor of this place, both empty between the places, with the text that stands there."""

    part: str
    anchor: str
    runs: tuple[Run, ...]


def passages(confirmation: Confirmation) -> tuple[Passage, ...]:
    """The whole text in order. Where places overlap, the one that begins first counts."""
    text = confirmation.text[:MOST_SHOWN]
    personal = [(one.start, one.end) for one in confirmation.personal]
    return tuple(
        Passage(part, f"stelle-{number}" if part else "", tuple(_runs(text, span, personal)))
        for number, (part, span) in enumerate(_spans(confirmation, text), 1)
    )


def _spans(confirmation: Confirmation, text: str) -> Iterator[tuple[str, Span]]:
    position = 0
    for place in sorted(confirmation.places, key=lambda one: (one.start, -one.end)):
        start, end = max(place.start, position), min(place.end, len(text))
        if start < end:
            yield from _between(position, start)
            end = _CLOSING.match(text, end).end()  # type: ignore[union-attr]  # matches anything
            yield place.part, (start, end)
            position = end
    yield from _between(position, len(text))


def _between(start: int, end: int) -> Iterator[tuple[str, Span]]:
    if start < end:
        yield "", (start, end)


def _runs(text: str, span: Span, personal: Sequence[Span]) -> Iterator[Run]:
    start, end = span
    within = [(max(first, start), min(behind, end)) for first, behind in personal if first < end and behind > start]
    cuts = sorted({start, end, *(cut for one in within for cut in one)})
    for first, behind in pairwise(cuts):
        yield Run(text[first:behind], (first, behind) in within)
