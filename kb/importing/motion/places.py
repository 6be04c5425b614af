"""Where a value stands in the cleaned text: blanks, hyphens at line ends and masks make no difference."""

import datetime
import re
from array import array
from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property

from kb.importing.dates import DATE, as_date

_ENOUGH = 40
"""Letters and digits by which a begin or an end is known."""
_MASK = re.compile(r"\[[^\]\n]{3,40} entfernt\]")

Lines = tuple[int, int]
"""The numbers of the first and the last line to look in."""
Place = tuple[int, int]
"""Offsets of the first character and of the one behind the last."""


class Places:
    """A text of lines, and the offsets in it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.text = "\n".join(lines)
        self._starts = [0]
        for line in lines:
            self._starts.append(self._starts[-1] + len(line) + 1)

    def of(self, value: str, within: Lines | None = None) -> Place | None:
        """The first place of the value, or None; the end is looked for by the value's last words."""
        pieces = [_squeezed(piece) for piece in _MASK.split(value)]
        said = [piece for piece in pieces if piece]
        if not said:
            return None
        first, behind = self._bounds(within)
        start = self._squeezed.find(said[0][:_ENOUGH], first, behind)
        if start < 0:
            return None
        tail = said[-1][-_ENOUGH:]
        # what was taken out makes the place longer than the value, never shorter
        end = self._squeezed.find(tail, start + sum(map(len, said)) - len(tail), behind)
        return None if end < 0 else (self._offsets[start], self._offsets[end + len(tail) - 1] + 1)

    def of_day(self, day: datetime.date, within: Lines | None = None) -> Place | None:
        first, behind = self._characters(within)
        found = (match for match in DATE.finditer(self.text, first, behind) if as_date(match.group()) == day)
        return next((match.span() for match in found), None)

    def _characters(self, within: Lines | None) -> Place:
        if within is None:
            return 0, len(self.text)
        return self._starts[within[0]], self._starts[min(within[1] + 1, len(self._starts) - 1)]

    def _bounds(self, within: Lines | None) -> Place:
        """The lines as positions in the squeezed text."""
        first, behind = self._characters(within)
        return bisect_left(self._offsets, first), bisect_left(self._offsets, behind)

    @cached_property
    def _offsets(self) -> "array[int]":
        return array("L", (offset for offset, character in enumerate(self.text) if character.isalnum()))

    @cached_property
    def _squeezed(self) -> str:
        return "".join(self.text[offset] for offset in self._offsets)


def _squeezed(text: str) -> str:
    return "".join(filter(str.isalnum, text))
