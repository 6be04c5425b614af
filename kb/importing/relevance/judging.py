"""Adding up what speaks for and against: a title counts by what it names, a text by how much it speaks of it."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from kb.importing.relevance.words import FILE, known_words

ENOUGH = 4.0
"""Points from which a paper is taken; chosen on labelled papers, see tests/bench/relevance.py."""

MOST_CHARACTERS = 12_000
"""Of a text: what a paper is about stands at its beginning, its annexes are about everything."""

_DENSE = 10.0
"""Words of a concept in a thousand from which more of them say nothing more."""

_USUAL = 5.0
"""Words of a concept in a thousand that count its weight once."""

_FEWEST_WORDS = 250
"""A shorter text is taken as this long, or one word would be a tenth of it."""

_ONCE = 0.5
"""A single mention may be by the way."""

_SHOWN = 3
"""Words that a reason names."""

RULES_VERSION = hashlib.sha256(FILE.read_bytes() + f"{ENOUGH}".encode()).hexdigest()[:12]
"""Another one means that papers are to be judged anew."""


@dataclass(frozen=True)
class Ground:
    """What speaks for (positive points) or against a paper: a concept, where, and its words as they stand there."""

    concept: str
    where: str
    points: float
    words: tuple[str, ...]

    def __str__(self) -> str:
        named = ", ".join(f"„{one}“" for one in self.words)
        return f"{self.concept} im {self.where} ({named}) {_signed(self.points)}"


@dataclass(frozen=True)
class Verdict:
    """Whether a paper is about engagement. grounds: the weightiest first."""

    points: float
    grounds: tuple[Ground, ...]

    @property
    def is_taken(self) -> bool:
        return self.points >= ENOUGH

    @property
    def reason(self) -> str:
        """Why it is taken or left, in German."""
        if not self.grounds:
            return "Kein Wort spricht für bürgerschaftliches Engagement."
        grounds = "; ".join(map(str, self.grounds))
        return f"{grounds}. Zusammen {_signed(self.points)}, nötig sind {_signed(ENOUGH)}."


def judge(title: str, text: str = "") -> Verdict:
    """The verdict on a paper by its title and, as far as there is one, its own text."""
    grounds = (*_of_title(title), *_of_text(text[:MOST_CHARACTERS]))
    weightiest = tuple(sorted((one for one in grounds if one.points), key=lambda one: -abs(one.points)))
    return Verdict(round(sum(one.points for one in grounds), 1), weightiest)


def _of_title(title: str) -> Iterator[Ground]:
    """Each concept counts once, however many of its words a title has."""
    words = known_words()
    for place, found in words.found_in(title)[0].items():
        concept = words.concepts[place]
        yield Ground(concept.name, "Titel", concept.in_title, _distinct(found))


def _of_text(text: str) -> Iterator[Ground]:
    words = known_words()
    all_found, length = words.found_in(text)
    for place, found in all_found.items():
        concept = words.concepts[place]
        density = min(1000 * len(found) / max(length, _FEWEST_WORDS), _DENSE)
        points = concept.in_text * density / _USUAL * (_ONCE if len(found) == 1 else 1)
        yield Ground(concept.name, "Text", round(points, 1), _distinct(found))


def _distinct(found: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))[:_SHOWN]


def _signed(points: float) -> str:
    return f"{points:+.1f}".replace(".", ",").replace("-", "−")
