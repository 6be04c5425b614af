"""An opened generation: its columns shared by all threads, a searcher of its own for each thread."""

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from whoosh.filedb.filestore import FileStorage

from kb.search.whoosh_engine.columns import Columns, bitmap, join, read_segment
from kb.search.whoosh_engine.generations import Manifest


class SegmentCache:
    """Columns of segments by segment id; only those of the generation opened last are kept."""

    def __init__(self) -> None:
        self._known: dict[str, Columns] = {}

    def columns(self, searcher: Any) -> Columns:
        """The columns of the whole generation behind a searcher."""
        parts, kept = [], {}
        for leaf, offset in searcher.leaf_searchers():
            reader = leaf.reader()
            if not reader.doc_count_all():
                continue  # an empty index has one reader and no segment
            segment = reader.segment()
            known = self._known.get(segment.segment_id())
            kept[segment.segment_id()] = columns = known or read_segment(reader)
            parts.append((columns, offset, _live(segment, reader.doc_count_all())))
        self._known = kept
        return join(parts)


def _live(segment: Any, size: int) -> int:
    return ((1 << size) - 1) & ~bitmap(segment.deleted_docs(), size)


@dataclass(frozen=True)
class OpenGeneration:
    """One generation, verified before it was opened."""

    folder: Path
    manifest: Manifest
    columns: Columns
    _index: Any = field(repr=False)

    @classmethod
    def open(cls, folder: Path, manifest: Manifest, segments: SegmentCache) -> "OpenGeneration":
        index = FileStorage(str(folder), supports_mmap=False).open_index()
        with index.searcher() as searcher:
            columns = segments.columns(searcher)
        return cls(folder, manifest, columns, index)

    def new_searcher(self) -> Any:
        return self._index.searcher()


class Searchers(threading.local):
    """Each thread's own searcher: one that is shared gives silently wrong results."""

    def __init__(self) -> None:
        self._generation: OpenGeneration | None = None
        self._searcher: Any = None

    def of(self, generation: OpenGeneration) -> Any:
        """This thread's searcher on that generation; the one on an older generation is closed."""
        if self._generation is not generation:
            if self._searcher is not None:
                self._searcher.close()
            self._searcher, self._generation = generation.new_searcher(), generation
        return self._searcher
