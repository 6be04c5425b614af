"""The terms of one field in one segment: sorted, in one run of bytes, found by bisection."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np

from kb.search.whoosh_engine.arrays import Numbers

SEPARATOR = b"\n"
"""Between terms; no term has one in it."""

_BEYOND = b"\xff"
"""Sorts after everything that can go on in UTF-8."""


FEW = 2_000
"""Terms of a lexicon up to which a bisection of all of them is short enough; a new segment of one document has as many."""

Span = tuple[int, int]
"""Numbers of terms: from the first up to, without, the second."""


class Lexicon:
    """Terms by number, in the order of their bytes; about twelve bytes of memory a term."""

    def __init__(self, joined: bytes, ends: Numbers) -> None:
        """joined: all terms, each followed by a separator. ends: where each ends in it."""
        self._joined, self.ends = joined, ends
        # A memory view gives plain numbers in a third of the time in which an array gives its own kind of them.
        starts = np.concatenate(([0], ends.astype(np.int64) + len(SEPARATOR)))
        self._starts = memoryview(starts)  # type: ignore[arg-type]  # numpy's arrays are buffers

    @classmethod
    def of(cls, terms: Sequence[bytes]) -> "Lexicon":
        """terms: sorted, each once."""
        sizes = np.fromiter(map(len, terms), np.int64, len(terms))
        ends = np.cumsum(sizes + len(SEPARATOR)) - len(SEPARATOR)
        return cls(SEPARATOR.join((*terms, b"")), ends.astype(np.uint32))

    @property
    def joined(self) -> bytes:
        return self._joined

    def __len__(self) -> int:
        return len(self.ends)

    def __getitem__(self, number: int) -> bytes:
        return self._joined[self._starts[number] : self._starts[number + 1] - 1]

    def __iter__(self) -> Iterator[bytes]:
        return iter(self.between(0, len(self)))

    def find(self, term: bytes) -> int:
        """The number of a term, or -1."""
        number = self._first_not_before(term)
        return number if number < len(self) and self[number] == term else -1

    def beginning_with(self, beginning: bytes, among: Span | None = None) -> Span:
        """The numbers of the terms that begin so: from the first up to, without, the second.

        among: where they must be, if that is known: the terms with a shorter beginning.
        """
        low, high = among or self._around(beginning)
        if low == high:
            return low, low
        first = bisect_left(range(len(self)), beginning, low, high, key=self.__getitem__)
        if first == high or not self[first].startswith(beginning):
            return first, first
        return first, bisect_left(range(len(self)), beginning + _BEYOND, first + 1, high, key=self.__getitem__)

    def between(self, first: int, last: int) -> list[bytes]:
        """The terms from number `first` up to, without, `last`."""
        if first >= last:
            return []
        return self._joined[self._starts[first] : self._starts[last] - 1].split(SEPARATOR)

    def _first_not_before(self, term: bytes) -> int:
        low, high = self._around(term)
        return bisect_left(range(len(self)), term, low, high, key=self.__getitem__)

    def _around(self, term: bytes) -> tuple[int, int]:
        """Between which numbers a term is or would be, by its first two bytes: halves the steps of the bisection."""
        if not term or len(self) <= FEW:
            return 0, len(self)
        low = term[0] << 8 | (term[1] if len(term) > 1 else 0)
        high = low + 1 if len(term) > 1 else low + 256
        return self._firsts[low], self._firsts[high]

    @cached_property
    def _firsts(self) -> memoryview:
        """By the first two bytes, the number of the first term that does not begin lower."""
        octets = np.frombuffer(self._joined + 2 * SEPARATOR, np.uint8).astype(np.int32)
        starts = np.asarray(self._starts)[:-1]
        firsts = np.searchsorted(octets[starts] << 8 | octets[starts + 1], np.arange(0x10001))
        return memoryview(firsts.astype(np.int32))  # type: ignore[arg-type]  # numpy's arrays are buffers
