"""When segments are merged, and how: arrays are joined, nothing is analysed or sorted anew.

A save must be seen within a fraction of a second, so it merges a few small segments at most. What this leaves behind
is cleared by a rebuild beside the current index, in the worker, while saves go on.
"""

from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

from kb.search.whoosh_engine.arrays import ArrayWriter, Numbers
from kb.search.whoosh_engine.codec import DOCUMENTS, TERMS, FieldWriter, FlatCodec, FlatSegment, write_documents
from kb.search.whoosh_engine.inverting import merge

MOST_SMALL = 8
"""Segments of up to `SMALL` documents that may wait."""

SMALL = 250
"""Documents; merging as many takes some 50 milliseconds."""

MOST_SEGMENTS = 24
"""Segments beyond which the worker rebuilds."""

MergePolicy = Callable[[Any, Sequence[FlatSegment]], list[FlatSegment]]
"""The form of a Whoosh merge policy: writer and segments → the segments that there are then."""


def keep_segments(_writer: Any, segments: Sequence[FlatSegment]) -> list[FlatSegment]:
    """None is merged."""
    return list(segments)


def merge_few(writer: Any, segments: Sequence[FlatSegment]) -> list[FlatSegment]:
    """Drop segments without documents, and join the small ones if many wait."""
    filled = [segment for segment in segments if segment.doc_count()]
    small = [segment for segment in filled if segment.doc_count() <= SMALL]
    if len(small) <= MOST_SMALL:
        return filled
    return [segment for segment in filled if segment not in small] + [join(writer.storage, small)]


def merge_all(writer: Any, segments: Sequence[FlatSegment]) -> list[FlatSegment]:
    """One segment of all."""
    filled = [segment for segment in segments if segment.doc_count()]
    return [join(writer.storage, filled)] if len(filled) > 1 else filled


def join(storage: Any, segments: Sequence[FlatSegment]) -> FlatSegment:
    """A new segment with the documents of all of these that are not deleted, in their order."""
    joined = FlatCodec().new_segment(storage, segments[0].index_name())
    joined.set_doc_count(sum(segment.doc_count() for segment in segments))
    numbers = _new_numbers(segments)
    _join_terms(storage, segments, numbers, joined)
    _join_documents(storage, segments, numbers, joined)
    return joined


def _new_numbers(segments: Sequence[FlatSegment]) -> list[Numbers]:
    """For each segment the new number of each document; -1 for deleted ones."""
    numbers, first = [], 0
    for segment in segments:
        new = np.full(segment.doc_count_all(), -1, np.int64)
        kept = np.setdiff1d(np.arange(len(new)), np.array(sorted(segment.deleted_docs()), np.int64))
        new[kept] = np.arange(first, first + len(kept))
        first += len(kept)
        numbers.append(new)
    return numbers


def _join_terms(storage: Any, segments: Sequence[FlatSegment], numbers: list[Numbers], joined: FlatSegment) -> None:
    readers = [FlatCodec().terms_reader(storage, segment) for segment in segments]
    writer = FieldWriter(ArrayWriter(joined.create_file(storage, TERMS)))
    for name in sorted({name for reader in readers for name in reader.indexed_field_names()}):
        having = [(reader, new) for reader, new in zip(readers, numbers, strict=True) if reader.has(name)]
        parts = [(reader.field(name).inverted(), new) for reader, new in having]
        writer.add(name, merge(parts, positions=having[0][0].field(name).has_positions))
    writer.close()


def _join_documents(storage: Any, segments: Sequence[FlatSegment], numbers: list[Numbers], joined: FlatSegment) -> None:
    readers = [FlatCodec().per_document_reader(storage, segment) for segment in segments]
    kept = [np.flatnonzero(new >= 0) for new in numbers]
    every = ((reader, one) for reader, ones in zip(readers, kept, strict=True) for one in ones.tolist())
    shown = ((reader.described(one), reader.body(one)) for reader, one in every)
    lengths = np.concatenate([reader.lengths[ones] for reader, ones in zip(readers, kept, strict=True)])
    columns = {
        name: np.concatenate([reader.rows(name)[ones] for reader, ones in zip(readers, kept, strict=True)])
        for name in readers[0].columns
    }
    write_documents(ArrayWriter(joined.create_file(storage, DOCUMENTS)), shown, lengths, columns)
