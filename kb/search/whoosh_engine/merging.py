"""When segments are merged. Whoosh's own policy may merge thousands of documents inside one save.

A save must be seen within a second, so it merges few documents, and only when many small segments wait. What
this leaves behind is cleared by a rebuild beside the current index, in the worker, while saves go on.
"""

from collections.abc import Sequence
from typing import Any

from whoosh.reading import SegmentReader

MOST_MERGED = 3
"""Documents that one save merges; each costs about a tenth of a second."""

MOST_SMALL = 16
"""Segments of up to `MOST_MERGED` documents that may wait."""

MOST_SEGMENTS = 40
"""Segments, beside those a rebuild makes, beyond which the worker rebuilds."""


def merge_few(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Drop segments without documents and, if many small ones wait, merge the smallest; returns those that stay.

    The form of a Whoosh merge policy: `IndexWriter.commit(mergetype=…)`.
    """
    filled = [segment for segment in segments if segment.doc_count()]
    merged = _smallest(filled)
    for segment in merged:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in filled if segment not in merged]


def _smallest(segments: Sequence[Any]) -> list[Any]:
    """The smallest segments with at most `MOST_MERGED` documents together; none while few are small."""
    small = sorted((one for one in segments if one.doc_count() <= MOST_MERGED), key=lambda one: int(one.doc_count()))
    if len(small) <= MOST_SMALL:
        return []
    taken: list[Any] = []
    for segment in small:
        if sum(one.doc_count() for one in taken) + segment.doc_count() <= MOST_MERGED:
            taken.append(segment)
    return taken
