"""Where a line may have a term: the stretches that are worth reading."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, islice

from kb.search.snippets.beginnings import LONGEST, abbreviation, beginnings, is_month
from kb.search.snippets.lines import NO_LETTERS, Line

# Patterns begin with a letter that stands for itself where they can: so they are looked for at the speed of `find`.
_LETTER = rb"[a-z0-9\xdf-\xff]"
_HYPHEN = re.compile(rb"-(?=" + _LETTER + rb")")
_UNKNOWN = re.compile(rb"\?\?*+")
_OTHER_HYPHENS = "‐–"
_ENDING = rb"(?:innen|(?:in|rn|en|er|es|[rnems])(?!" + _LETTER + rb"))"
_GENDERED = re.compile(rb"(?:[*:_\xb7]|/-?)" + _ENDING + rb"|\((?:innen|in)\)")
_MARKS_ALIKE = bytes.maketrans(b":_\xb7/(", b"*****")
_MARKED = re.compile(rb"\*-?" + _ENDING)
"""What may be `_GENDERED`, once the marks are made alike."""
_ABBREVIATED = re.compile(rb"\. ?([a-z\xdf-\xff])(?!" + _LETTER + rb")")
_YEAR = re.compile(rb"[0-9]{4}")
_AROUND = 2 * LONGEST
"""Letters with single hyphens between them: so far from a hyphen a beginning can reach that lies across it."""
_MOST_FOUND = 1_000
_MOST_LOOKED_AT = 5_000
"""Stretches and marks in one text, for each way of looking. Only a hostile text has more; the rest of it is not read."""

Stretch = tuple[int, int]


@dataclass(frozen=True)
class Places:
    """What to look for in a line: letters of words, first letters of abbreviations, and dates if a month is meant."""

    looked_for: tuple[bytes, ...]
    abbreviations: frozenset[bytes]
    with_dates: bool

    @classmethod
    def of(cls, terms: Iterable[str]) -> "Places":
        wanted = list(dict.fromkeys(terms))
        letters = _shortest({one for term in wanted for one in beginnings(term)})
        return cls(letters, frozenset(map(abbreviation, wanted)) - {b""}, any(map(is_month, wanted)))

    def stretches(self, line: Line) -> list[Stretch]:
        """All stretches that may have one of the terms, in order, none twice."""
        ways = [_having(line, letters) for letters in self.looked_for]
        ways += [self._hyphenated(line), self._gendered(line), self._unknown(line)]
        if self.abbreviations:
            ways.append(self._abbreviated(line))
        if self.with_dates:
            ways.append(_read_at(line, (match.start() for match in _YEAR.finditer(line.letters))))
        return sorted(set(chain.from_iterable(islice(way, _MOST_FOUND) for way in ways)))

    def _hyphenated(self, line: Line) -> Iterator[Stretch]:
        """Words with the letters on both sides of a hyphen."""
        letters = line.letters
        hyphens = [match.start() for match in islice(_HYPHEN.finditer(letters), _MOST_LOOKED_AT)]
        around = [letters[max(0, at - _AROUND) : at + _AROUND] for at in hyphens]
        if self._is_any_in(b" ".join(around).translate(None, b"-")):
            apart = zip(hyphens, around, strict=True)
            yield from _read_at(line, (at for at, near in apart if self._is_any_in(near.translate(None, b"-"))))

    def _gendered(self, line: Line) -> Iterator[Stretch]:
        """Words whose letters stand before and behind the ending of a gender form, as in `Rat*innenhaus`."""
        letters = line.letters
        marks = islice(_MARKED.finditer(letters.translate(_MARKS_ALIKE)), _MOST_LOOKED_AT)
        for start, end in _read_at(line, (match.start() for match in marks)):
            if self._holds(letters[start:end]):
                yield start, end

    def _unknown(self, line: Line) -> Iterator[Stretch]:
        """Words with letters beyond Western Europe, whose plain form is not known here; and rare hyphens."""
        letters, text = line.letters, line.text
        spans = [match.span() for match in islice(_UNKNOWN.finditer(letters), _MOST_LOOKED_AT)]
        unknown = "".join([text[start:end] for start, end in spans])
        if any(map(str.isalnum, unknown)):
            yield from _read_at(line, (start for start, end in spans if any(map(str.isalnum, text[start:end]))))
        if any(hyphen in unknown for hyphen in _OTHER_HYPHENS):
            hyphens = (
                start for start, end in spans if text[start] in _OTHER_HYPHENS and letters[end : end + 1].isalnum()
            )
            for start, end in _read_at(line, hyphens):
                if self._holds(letters[start:end]):
                    yield start, end

    def _abbreviated(self, line: Line) -> Iterator[Stretch]:
        letters = line.letters
        found = islice(_ABBREVIATED.finditer(letters), _MOST_LOOKED_AT)
        pairs = ((match.start() - 1, letters[match.start() - 1 : match.start()] + match[1]) for match in found)
        return _read_at(line, (at for at, pair in pairs if pair in self.abbreviations))

    def _holds(self, word: bytes) -> bool:
        """Whether the letters are there once the marks, and the endings at them, are taken away."""
        joined = word.translate(None, NO_LETTERS) + b" " + _GENDERED.sub(b"", word).translate(None, NO_LETTERS)
        return self._is_any_in(joined)

    def _is_any_in(self, text: bytes) -> bool:
        return self._any.search(text) is not None

    @cached_property
    def _any(self) -> re.Pattern[bytes]:
        """Any of the letters; in a short text found in a third of the time of looking for one after the other."""
        return re.compile(b"|".join(map(re.escape, self.looked_for)) or rb"(?!)")


def _shortest(beginnings: set[bytes]) -> tuple[bytes, ...]:
    """Without those that hold another: where they are, the other is."""
    kept: list[bytes] = []
    for one in sorted(beginnings, key=lambda letters: (len(letters), letters)):
        if not any(shorter in one for shorter in kept):
            kept.append(one)
    return tuple(kept)


def _having(line: Line, letters: bytes) -> Iterator[Stretch]:
    at = line.letters.find(letters)
    while at >= 0:
        stretch = line.stretch(at)
        yield stretch
        at = line.letters.find(letters, max(at + 1, stretch[1]))


def _read_at(line: Line, places: Iterable[int]) -> Iterator[Stretch]:
    """The stretches at these places; at places that follow one another in a stretch it is given once."""
    start = end = 0
    for at in places:
        if not start <= at < end:
            start, end = line.stretch(at)
            yield start, end
