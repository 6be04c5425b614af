"""The terms of one field in one segment: sorted, in one run of bytes, found by bisection."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence

import numpy as np

from kb.search.whoosh_engine.arrays import Numbers

SEPARATOR = b"\n"
"""Between terms; no term has one in it."""

_BEYOND = b"\xff"
"""Sorts after everything that can go on in UTF-8."""


class Lexicon:
    """Terms by number, in the order of their bytes; about twelve bytes of memory a term."""

    def __init__(self, joined: bytes, ends: Numbers) -> None:
        """joined: all terms, each followed by a separator. ends: where each ends in it."""
        self._joined, self._ends = joined, ends

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> "Lexicon":
        """terms: sorted, each once."""
        sizes = np.fromiter(map(len, terms), np.int64, len(terms))
        ends = np.cumsum(sizes + len(SEPARATOR)) - len(SEPARATOR)
        return cls(SEPARATOR.join((*terms, b"")), ends.astype(np.uint32))

    @property
    def joined(self) -> bytes:
        return self._joined

    @property
    def ends(self) -> Numbers:
        return self._ends

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, number: int) -> bytes:
        start = int(self._ends[number - 1]) + len(SEPARATOR) if number else 0
        return self._joined[start : int(self._ends[number])]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.between(0, len(self)))

    def find(self, term: bytes) -> int:
        """The number of a term, or -1."""
        number = self._first_not_before(term)
        return number if number < len(self) and self[number] == term else -1

    def beginning_with(self, beginning: bytes) -> tuple[int, int]:
        """The numbers of the terms that begin so: from the first up to, without, the second."""
        return self._first_not_before(beginning), self._first_not_before(beginning + _BEYOND)

    def between(self, first: int, last: int) -> list[bytes]:
        """The terms from number `first` up to, without, `last`."""
        if first >= last:
            return []
        start = int(self._ends[first - 1]) + len(SEPARATOR) if first else 0
        return self._joined[start : int(self._ends[last - 1])].split(SEPARATOR)

    def _first_not_before(self, term: bytes) -> int:
        return bisect_left(range(len(self)), term, key=self.__getitem__)
