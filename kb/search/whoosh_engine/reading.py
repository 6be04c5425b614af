"""An opened generation. All of it is read with `pread` or held in memory, so every thread may use it at once."""

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from kb.search.hits import as_hit
from kb.search.results import Hit
from kb.search.whoosh_engine.arrays import Numbers
from kb.search.whoosh_engine.codec import FlatSegment
from kb.search.whoosh_engine.columns import Columns, join, read_segment
from kb.search.whoosh_engine.generations import Manifest
from kb.search.whoosh_engine.lexicon import Lexicon, Span
from kb.search.whoosh_engine.whoosh_reading import DocumentsReader, Field, TermsReader

INDEX_NAME = "MAIN"
"""What Whoosh calls the only index in a folder."""

MOST_TERMS_KEPT = 2_000
"""Terms of which is remembered where they are."""


class Opened(NamedTuple):
    """One segment as it was read; it never changes."""

    terms: TermsReader
    documents: DocumentsReader
    columns: Columns


class SegmentCache:
    """Opened segments by segment id; only those of the generation opened last are kept."""

    def __init__(self) -> None:
        self._known: dict[str, Opened] = {}

    def open(self, folder: Path) -> tuple[list[Opened], Columns]:
        """The segments of the index in a folder, and the columns over all of them."""
        storage = FileStorage(str(folder), supports_mmap=False)
        listed = segments_in(folder)
        opened = [self._known.get(one.segment_id()) or _open(storage, one) for one in listed]
        self._known = {one.segment_id(): segment for one, segment in zip(listed, opened, strict=True)}
        deleted = [sorted(one.deleted_docs()) for one in listed]
        return opened, join([(segment.columns, gone) for segment, gone in zip(opened, deleted, strict=True)])


def segments_in(folder: Path) -> list[FlatSegment]:
    """The segments of the index in a folder, in the order in which documents are counted."""
    listed: list[FlatSegment] = TOC.read(FileStorage(str(folder), supports_mmap=False), INDEX_NAME).segments
    return listed


def _open(storage: FileStorage, segment: FlatSegment) -> Opened:
    codec = segment.codec()
    terms, documents = codec.terms_reader(storage, segment), codec.per_document_reader(storage, segment)
    return Opened(terms, documents, read_segment(documents, terms))


class Postings(NamedTuple):
    """Of one term over all segments, without deleted documents: the documents, ascending, and how often in each."""

    documents: Numbers
    counts: Numbers


NONE = Postings(np.zeros(0, np.int64), np.zeros(0, np.int64))


@dataclass(frozen=True)
class OpenGeneration:
    """One generation, verified before it was opened. Documents are meant by their number over all segments."""

    folder: Path
    manifest: Manifest
    columns: Columns
    _segments: Sequence[Opened]
    _firsts: Sequence[int]
    _found: dict[tuple[str, str], list[tuple[Field, int, int]]] = field(default_factory=dict)

    @classmethod
    def open(cls, folder: Path, manifest: Manifest, cache: SegmentCache) -> "OpenGeneration":
        segments, columns = cache.open(folder)
        sizes = [segment.columns.size for segment in segments]
        return cls(folder, manifest, columns, segments, [sum(sizes[:number]) for number in range(len(sizes))])

    def postings(self, field: str, term: str) -> Postings:
        """Empty if no document has the term."""
        found = [
            (of.documents(number) + np.int64(first), of.counts(number)) for of, number, first in self._find(field, term)
        ]
        if not found:
            return NONE
        documents = _joined([documents for documents, _ in found])
        counts = _joined([counts for _, counts in found])
        if self.columns.is_whole:
            return Postings(documents, counts)
        live = self.columns.live[documents]
        return Postings(documents[live], counts[live])

    def places(self, field: str, term: str) -> tuple[Numbers, Numbers]:
        """Every occurrence of a term: its document, and its place there; ascending. Deleted documents are in it."""
        documents, places = [], []
        for of, number, first in self._find(field, term):
            documents.append(np.repeat(of.documents(number) + np.int64(first), of.counts(number)))
            places.append(of.positions(number))
        return (_joined(documents), _joined(places)) if documents else (NONE.documents, NONE.documents)

    def beginning_with(self, field: str, beginning: str, most: int) -> list[tuple[str, int]]:
        """The terms that begin so, most frequent first, each with the number of its documents; at most so many.

        Terms of deleted documents are left out, but are counted until their segment is merged.
        """
        frequencies: dict[str, int] = {}
        for of, first, last in self._ranges(field, beginning):
            for term, frequency in _most_frequent(of, first, last, most):
                frequencies[term] = frequencies.get(term, 0) + frequency
        ordered = sorted(frequencies, key=lambda term: (-frequencies[term], term))[:most]
        return [(term, frequencies[term]) for term in ordered if self.has(field, term)]

    def has(self, field: str, term: str) -> bool:
        """Whether any document has the term."""
        if self.columns.is_whole:
            return bool(self._find(field, term))
        return bool(len(self.postings(field, term).documents))

    def beginnings(self, field: str) -> "Beginnings":
        return Beginnings(self.lexicons(field))

    def lexicons(self, field: str) -> list[Lexicon]:
        """The terms of a field in each segment that has it."""
        return [segment.terms.field(field).lexicon for segment in self._segments if segment.terms.has(field)]

    def having_any(self, field: str, beginning: str) -> Numbers:
        """A mask of the documents that have a term which begins so."""
        mask = np.zeros(self.columns.size, np.bool_)
        for number, segment in enumerate(self._segments):
            if segment.terms.has(field):
                of = segment.terms.field(field)
                mask[of.documents(*of.lexicon.beginning_with(beginning.encode())) + np.int64(self._firsts[number])] = (
                    True
                )
        return mask & self.columns.live

    def frequency(self, field: str, term: str) -> int:
        """In how many documents a term is, deleted ones included until their segment is merged."""
        return sum(of.frequency(number) for of, number, _ in self._find(field, term))

    def hit(self, document: int) -> Hit:
        """A document as it is shown, without its passage."""
        segment, number = self._place(document)
        return as_hit(json.loads(segment.documents.described(number)))

    def body(self, document: int) -> str:
        """What its passage is cut from, see `snippets.sections`."""
        segment, number = self._place(document)
        return segment.documents.body(number).decode()

    def _place(self, document: int) -> tuple[Opened, int]:
        segment = bisect_right(self._firsts, document) - 1
        return self._segments[segment], document - self._firsts[segment]

    def _find(self, field: str, term: str) -> list[tuple[Field, int, int]]:
        """The term in each segment that has it: field, number of the term, number of the segment's first document.

        A question asks for each of its terms several times, and questions share them.
        """
        known = self._found.get((field, term))
        if known is None:
            if len(self._found) >= MOST_TERMS_KEPT:
                self._found.clear()
            known = self._found[field, term] = list(self._look_up(field, term))
        return known

    def _look_up(self, field: str, term: str) -> Iterator[tuple[Field, int, int]]:
        for segment, first in zip(self._segments, self._firsts, strict=True):
            found = segment.terms.find(field, term)
            if found:
                yield *found, first

    def _ranges(self, field: str, beginning: str) -> Iterator[tuple[Field, int, int]]:
        for segment in self._segments:
            if segment.terms.has(field):
                of = segment.terms.field(field)
                yield of, *of.lexicon.beginning_with(beginning.encode())


class Beginnings:
    """How many terms of a field begin so; to be asked some hundred times for one slip of the fingers.

    Each answer narrows where longer beginnings are looked for.
    """

    def __init__(self, lexicons: Sequence[Lexicon]) -> None:
        self._lexicons = lexicons
        self._spans: dict[str, list[Span]] = {}

    def count(self, beginning: str) -> int:
        return sum(last - first for first, last in self._of(beginning))

    def _of(self, beginning: str) -> list[Span]:
        if beginning not in self._spans:
            known = self._shorter(beginning)
            asked = beginning.encode()
            self._spans[beginning] = [
                lexicon.beginning_with(asked, among) for lexicon, among in zip(self._lexicons, known, strict=True)
            ]
        return self._spans[beginning]

    def _shorter(self, beginning: str) -> Sequence[Span | None]:
        """Where the longest beginning of this one is that was asked for already."""
        length = len(beginning) - 1
        while length and beginning[:length] not in self._spans:
            length -= 1
        return self._spans[beginning[:length]] if length else [None] * len(self._lexicons)


def _most_frequent(of: Field, first: int, last: int, most: int) -> Iterator[tuple[str, int]]:
    frequencies = of.frequencies(first, last)
    chosen = np.argpartition(-frequencies, most)[:most] if len(frequencies) > most else np.arange(len(frequencies))
    for number in chosen.tolist():
        yield of.lexicon[first + number].decode(), int(frequencies[number])


def _joined(arrays: Sequence[Numbers]) -> Numbers:
    return arrays[0] if len(arrays) == 1 else np.concatenate(arrays)
