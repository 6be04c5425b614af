"""When segments are merged. Whoosh's own policy may merge thousands of documents inside one save."""

from collections.abc import Sequence
from typing import Any

from whoosh.reading import SegmentReader

TINY = 50
"""Documents; a segment below this comes from single saves and is cheap to merge."""

MOST_TINY = 8
"""Tiny segments that may wait; then a save merges them, which takes a few hundredths of a second."""

MOST_SEGMENTS = 40
"""Segments, beside those a rebuild makes, beyond which the worker builds the index anew, beside the old one, while saves go on."""


def merge_tiny(writer: Any, segments: Sequence[Any]) -> list[Any]:
    """Merge the tiny segments into the new one once there are too many; returns those that stay.

    The form of a Whoosh merge policy: `IndexWriter.commit(mergetype=…)`.
    """
    tiny = [segment for segment in segments if segment.doc_count() < TINY]
    if len(tiny) <= MOST_TINY:
        return list(segments)
    for segment in tiny:
        reader = SegmentReader(writer.storage, writer.schema, segment)
        writer.add_reader(reader)
        reader.close()
    return [segment for segment in segments if segment.doc_count() >= TINY]
