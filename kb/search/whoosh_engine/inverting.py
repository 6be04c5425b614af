"""From documents as lists of terms to terms as lists of documents, and several of those to one: all in numpy.

Sorting one number for each token, term above place, takes a small part of the time that a Python loop over
postings takes.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from kb.search.whoosh_engine.arrays import Numbers

MOST_AT_ONCE = 4_000_000
"""Postings merged at once; each costs some forty bytes meanwhile."""


@dataclass(frozen=True)
class Inverted:
    """Postings of one field. terms: sorted. starts: where each term's documents begin in `documents`, and the end.

    counts: how often the term occurs in each. positions: where, all of the first document first.
    Both are empty where only presence counts.
    """

    terms: Sequence[bytes]
    starts: Numbers
    documents: Numbers
    counts: Numbers
    positions: Numbers

    @property
    def position_starts(self) -> Numbers:
        """Where each term's positions begin, and the end."""
        before = np.concatenate(([0], np.cumsum(self.counts, dtype=np.int64)))
        return np.asarray(before[self.starts] if self.counts.size else np.zeros(len(self.starts), np.int64))


_NONE = np.zeros(0, np.int64)
_NO_NUMBERS = np.zeros(0, np.int32)


def invert(listed: Iterable[tuple[int, Numbers]], terms: Sequence[str], *, positions: bool) -> Inverted:
    """listed: documents, ascending, each with the numbers of its terms, in order and as often as they occur.

    terms: by number; others than those of these documents may be among them.
    """
    every = list(listed)
    sizes = np.array([len(numbers) for _, numbers in every], np.int64)
    tokens = np.concatenate([_NO_NUMBERS, *(numbers for _, numbers in every)])
    used = np.flatnonzero(np.bincount(tokens, minlength=len(terms))).tolist()
    named = sorted((terms[number], number) for number in used)
    places = np.empty(len(terms), np.int64)
    places[[number for _, number in named]] = np.arange(len(named))
    documents = np.repeat(np.array([document for document, _ in every], np.int64), sizes)
    at = np.arange(len(tokens)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    return _sorted([term.encode() for term, _ in named], places[tokens], documents, at if positions else _NONE)


def _sorted(terms: list[bytes], tokens: Numbers, documents: Numbers, positions: Numbers) -> Inverted:
    """tokens: the terms' numbers of all documents, one document after the other. The others: of each token."""
    if not len(tokens):
        return Inverted([], np.zeros(1, np.int64), _NONE, _NONE, _NONE)
    order = _in_order(tokens)
    tokens, documents = tokens[order], documents[order]
    is_first = np.ones(len(tokens), np.bool_)
    is_first[1:] = (tokens[1:] != tokens[:-1]) | (documents[1:] != documents[:-1])
    first = np.flatnonzero(is_first)
    starts = np.searchsorted(tokens[first], np.arange(len(terms) + 1))
    counts = np.diff(np.append(first, len(tokens))) if len(positions) else _NONE
    return Inverted(terms, starts, documents[first], counts, positions[order] if len(positions) else _NONE)


def _in_order(numbers: Numbers) -> Numbers:
    """Where the numbers stand from the least to the greatest, equal ones in their order.

    Below 2³¹. Sorted together with their places, in a quarter of the time of numpy's own `argsort`.
    """
    return np.asarray(np.sort(numbers.astype(np.int64) << 32 | np.arange(len(numbers))) & 0xFFFFFFFF)


def merge(parts: Sequence[tuple[Inverted, Numbers]], *, positions: bool, most_at_once: int = MOST_AT_ONCE) -> Inverted:
    """One from several. Each comes with the new number of each of its documents, -1 for those that are dropped.

    New numbers grow from part to part, so that sorting by term alone keeps documents in order.
    """
    terms = sorted(set().union(*(part.terms for part, _ in parts)))
    number_of = {term: number for number, term in enumerate(terms)}
    numbered = [
        _Numbered(part, new, np.array([number_of[term] for term in part.terms], np.int64)) for part, new in parts
    ]
    pieces = [
        _merged(numbered, first, last, with_positions=positions)
        for first, last in _ranges(numbered, len(terms), most_at_once)
    ]
    counts = np.concatenate([piece[0] for piece in pieces] or [np.zeros(len(terms), np.int64)])
    filled = np.flatnonzero(counts)
    starts = np.concatenate(([0], np.cumsum(counts[filled])))
    columns = [np.concatenate(column) for column in list(zip(*pieces, strict=True))[1:]] or [_NONE] * 3
    return Inverted([terms[number] for number in filled], starts, *columns)


class _Numbered(NamedTuple):
    """A part with the new numbers of its documents and of its terms."""

    part: Inverted
    documents: Numbers
    terms: Numbers


def _ranges(parts: Sequence[_Numbered], terms: int, most: int) -> Iterator[tuple[int, int]]:
    """Runs of terms with at most `most` postings together, where one term has not more."""
    sizes = np.zeros(terms, np.int64)
    for part, _, numbers in parts:
        sizes[numbers] += np.diff(part.starts)
    ends = np.cumsum(sizes)
    first = 0
    while first < terms:
        before = int(ends[first - 1]) if first else 0
        last = max(first + 1, int(np.searchsorted(ends, before + most, side="right")))
        yield first, last
        first = last


def _merged(
    parts: Sequence[_Numbered],
    first: int,
    last: int,
    *,
    with_positions: bool,
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """For the terms from `first` up to `last`: how many documents each has, the documents, counts and positions."""
    taken = [_taken(part, first, last, with_positions=with_positions) for part in parts]
    terms, documents, counts, positions = (np.concatenate(column) for column in zip(*taken, strict=True))
    order = _in_order(terms)
    if with_positions:
        starts = np.cumsum(counts) - counts
        counts = counts[order]
        positions = positions[runs(starts[order], counts)]
    return np.bincount(terms - first, minlength=last - first), documents[order], counts, positions


def _taken(
    numbered: _Numbered, first: int, last: int, *, with_positions: bool
) -> tuple[Numbers, Numbers, Numbers, Numbers]:
    """What one part has of a range of terms, without what is dropped: term, document and count of each posting; positions."""
    part, new, numbers = numbered
    low, high = np.searchsorted(numbers, (first, last))
    start, end = int(part.starts[low]), int(part.starts[high])
    terms = np.repeat(numbers[low:high], np.diff(part.starts[low : high + 1]))
    documents = new[part.documents[start:end]]
    kept = documents >= 0
    if not with_positions:
        return terms[kept], documents[kept], _NONE, _NONE
    counts = part.counts[start:end].astype(np.int64)
    before = int(part.counts[:start].sum(dtype=np.int64))
    positions = part.positions[before : before + int(counts.sum())].astype(np.int64)
    if kept.all():
        return terms, documents, counts, positions
    return terms[kept], documents[kept], counts[kept], positions[np.repeat(kept, counts)]


def runs(starts: Numbers, sizes: Numbers) -> Numbers:
    """The numbers of all runs one after another: (3, 10), (2, 1) → 3, 4, 10."""
    total = int(sizes.sum())
    return np.repeat(starts - np.cumsum(sizes) + sizes, sizes) + np.arange(total)
