"""Words as numbers: what a chunk of text is kept by is looked up once, and after that it is a number.

Most chunks of a text were met before. Each costs one look into a dictionary; all else of a document is done in numpy.
"""

from array import array
from collections.abc import Iterable
from itertools import accumulate

import numpy as np

from kb.language import chunks, index_lines
from kb.search.whoosh_engine.arrays import Numbers
from kb.search.whoosh_engine.inverting import runs

MOST_LETTERS = 4_000_000
"""Of all its chunks, after which a vocabulary is full: some 310,000, about 150 MB. 10,000 papers of a council have 3.7 million."""

_IN_ORDER, _BEHIND, _WRITTEN, _LISTS = 0, 1, 2, 3
"""The lists of terms that each chunk has, see `kb.language.index_lines`."""

_NONE = np.zeros(0, np.intc)


class Vocabulary:
    """The terms of all fields, numbered. For one thread. Every commit looks through all of them."""

    def __init__(self, most_letters: int = MOST_LETTERS) -> None:
        self._most = most_letters
        self._begin()

    def _begin(self) -> None:
        self._numbers = _Numbers()
        self._chunks = _Chunks(self._numbers)

    def make_room(self) -> None:
        """To be called between commits: if it is full, all is forgotten, and numbers of before mean nothing any more."""
        if self._chunks.letters > self._most:
            self._begin()

    @property
    def terms(self) -> list[str]:
        """By number."""
        return list(self._numbers)

    def numbers(self, terms: Iterable[str]) -> Numbers:
        return np.array([self._numbers[term] for term in terms], np.intc)

    def read(self, text: str) -> tuple[Numbers, Numbers]:
        """Of a cleaned text its `kb.language.terms`, and its words as they are `spelled`, in any order, some repeated."""
        if not text:
            return _NONE, _NONE
        found = np.fromiter(map(self._chunks.__getitem__, chunks(text)), np.int64)
        terms = np.concatenate([self._chunks.terms(found, which) for which in (_IN_ORDER, _BEHIND)])
        return terms, self._chunks.terms(np.unique(found), _WRITTEN)


class _Numbers(dict[str, int]):
    """A number for each, in the order of their coming."""

    def __missing__(self, term: str) -> int:
        number = self[term] = len(self)
        return number


class _Chunks(dict[str, int]):
    """A number for each chunk, and in flat lists the numbers of its terms."""

    def __init__(self, terms: _Numbers) -> None:
        self.letters = 0
        self._terms = terms
        self._listed, self._ends = array("i"), array("q", [0])
        self._new: list[str] = []

    def __missing__(self, chunk: str) -> int:
        self._new += index_lines(chunk)
        self.letters += len(chunk)
        number = self[chunk] = len(self)
        return number

    def terms(self, chunks: Numbers, which: int) -> Numbers:
        """All terms in one of the lists of each of these chunks, one chunk after another."""
        self._list_new()
        # The views must not outlive this call: an array that is looked at cannot grow.
        ends = np.frombuffer(self._ends, np.int64)
        at = chunks * _LISTS + which
        return np.frombuffer(self._listed, np.intc)[runs(ends[at], ends[at + 1] - ends[at])]

    def _list_new(self) -> None:
        """Those of a text at once: that takes a fifth of the time of one by one."""
        if self._new:
            self._listed.extend(map(self._terms.__getitem__, "".join(self._new).split("\n")[:-1]))
            self._ends.extend(accumulate((lines.count("\n") for lines in self._new), initial=self._ends.pop()))
            self._new = []
