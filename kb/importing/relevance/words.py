"""The words that speak for or against engagement: read once from `words.txt`, found in a text."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path

from kb.language import Token, clean_text, fold, tokens

FILE = Path(__file__).with_name("words.txt")

_MOST_CACHED = 50_000

Run = tuple[str, ...]


@dataclass(frozen=True)
class Concept:
    """A group of words that say the same about a paper; weights are points, negative ones speak against it."""

    name: str
    in_title: float
    in_text: float


@dataclass(frozen=True)
class Words:
    """Concepts in the order of the file, and what they are found by.

    runs: fixed phrases, the longest first, by their first term. words: terms, also in compounds. alone: terms of whole
    words. beginnings: of folded words. Values are places in `concepts`.
    """

    concepts: tuple[Concept, ...]
    runs: dict[str, list[Run]] = field(default_factory=dict)
    concept_of_run: dict[Run, int] = field(default_factory=dict)
    words: dict[str, int] = field(default_factory=dict)
    alone: dict[str, int] = field(default_factory=dict)
    beginnings: dict[str, int] = field(default_factory=dict)

    def found_in(self, text: str) -> tuple[dict[int, list[str]], int]:
        """The words of each concept as they stand in the text, and the number of words in all."""
        read = tokens(clean_text(text))
        found: dict[int, list[str]] = {}
        at = 0
        while at < len(read):
            concept, length = self._at(read, at)
            if concept is not None:
                found.setdefault(concept, []).append(" ".join(one.surface for one in read[at : at + length]))
            at += length
        return found, len(read)

    def _at(self, read: Sequence[Token], at: int) -> tuple[int | None, int]:
        """The concept that is named here, a phrase before a word, and the number of words that name it."""
        for run in self.runs.get(read[at].term, ()):
            if run == tuple(one.term for one in read[at : at + len(run)]):
                return self.concept_of_run[run], len(run)
        return _concept_of(read[at].surface, read[at].terms), 1


@lru_cache(maxsize=_MOST_CACHED)
def _concept_of(surface: str, terms: Run) -> int | None:
    """The first concept that the word names by itself, or None."""
    words = known_words()
    named = [words.words[term] for term in terms if term in words.words]
    named += [words.alone[terms[0]]] if terms[0] in words.alone else []
    written = (fold(surface), *terms)
    named += [place for start, place in words.beginnings.items() if any(one.startswith(start) for one in written)]
    return min(named, default=None)


@cache
def known_words() -> Words:
    words = Words(tuple(_concept(line) for line in _lines()))
    for place, line in enumerate(_lines()):
        for phrase in line[3].split(","):
            _add(words, phrase.strip(), place)
    return words


def _lines() -> list[list[str]]:
    lines = FILE.read_text(encoding="utf-8").splitlines()
    return [[part.strip() for part in line.split(";")] for line in lines if line and not line.startswith("#")]


def _concept(line: Sequence[str]) -> Concept:
    return Concept(line[0], *(float(points.replace(",", ".")) for points in line[1:3]))


def _add(words: Words, phrase: str, place: int) -> None:
    run = tuple(one.term for one in tokens(phrase))
    if phrase.endswith("*"):
        words.beginnings.setdefault(fold(phrase[:-1]), place)
    elif phrase.startswith("="):
        words.alone.setdefault(run[0], place)
    elif len(run) > 1:
        words.concept_of_run.setdefault(run, place)
        words.runs[run[0]] = sorted({*words.runs.get(run[0], ()), run}, key=len, reverse=True)
    else:
        words.words.setdefault(run[0], place)
