"""The engine protocol over Whoosh: writing whole generations, reading from the current one."""

import shutil
import threading
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import numpy as np
from whoosh.filedb.filestore import FileStorage

from kb.errors import IndexDamaged, KnowledgeBaseError, SearchUnavailable
from kb.search.engine import Health, IndexedDocument
from kb.search.query import Query
from kb.search.ranking import rarity
from kb.search.results import Results
from kb.search.suggestions import Suggestion, read_typed
from kb.search.whoosh_engine import answering, schema
from kb.search.whoosh_engine.codec import TERMS, open_writer
from kb.search.whoosh_engine.columns import Columns
from kb.search.whoosh_engine.generations import Generations
from kb.search.whoosh_engine.merging import MOST_SEGMENTS, MergePolicy, keep_segments, merge_all, merge_few
from kb.search.whoosh_engine.reading import OpenGeneration, SegmentCache, segments_in
from kb.search.whoosh_engine.suggesting import suggestions
from kb.search.whoosh_engine.vocabulary import Vocabulary

Answer = TypeVar("Answer")

BATCH = 2_000
"""Documents a commit while rebuilding: few enough to stay small in memory, many enough to be joined soon."""

LETTERS_OF_SAVES = 100_000
"""Of all chunks that saves keep numbers of, see `vocabulary`: with some millions a save would take three times as long."""


class WhooshEngine:
    """Whoosh in one folder. Reading is safe from any thread; writing is for one at a time (`kb.indexing` sees to it)."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._generations = Generations(folder, schema.fingerprint())
        self._open: OpenGeneration | None = None
        self._opening = threading.Lock()
        self._segments = SegmentCache()
        self._vocabulary = Vocabulary(LETTERS_OF_SAVES)

    # Reading

    def search(self, query: Query) -> Results:
        return self._guarded(lambda generation: answering.answer(generation, query))

    def suggest(self, typed: str, most: int = 8) -> tuple[Suggestion, ...]:
        return self._guarded(lambda generation: suggestions(generation, read_typed(typed), most))

    def rarities(self, terms: Iterable[str]) -> Mapping[str, float]:
        return self._guarded(lambda generation: _rarities(generation, terms))

    def edition(self) -> str:
        return self._generations.current_name()

    def versions(self) -> Mapping[str, int]:
        return self._guarded(lambda generation: _live_versions(generation.columns))

    def health(self, *, thorough: bool = False) -> Health:
        if not self._generations.exists():
            return Health(state="missing", reason="no index was built yet")
        try:
            generation = self._generations.current()
            manifest = self._generations.verify(generation, afresh=thorough)
        except IndexDamaged as error:
            return Health(state="damaged", reason=error.reason)
        segments = sum(name.endswith(TERMS) for name in manifest.files)
        return Health(
            state="ready",
            documents=manifest.documents,
            generation=generation.name,
            is_fragmented=segments > MOST_SEGMENTS,
        )

    def _guarded(self, ask: Callable[[OpenGeneration], Answer]) -> Answer:
        """Ask the current generation; what Whoosh raises over damaged files becomes IndexDamaged."""
        generation = self._current()
        try:
            return ask(generation)
        except KnowledgeBaseError:
            raise
        except Exception as error:  # Whoosh raises six types, ValueError and struct.error among them, over bad files
            self._generations.verify(generation.folder, afresh=True)
            raise SearchUnavailable(f"{type(error).__name__} while searching") from error

    def _current(self) -> OpenGeneration:
        folder = self._generations.current()
        manifest = self._generations.verify(folder)
        opened = self._open
        if opened is not None and opened.folder == folder and opened.manifest == manifest:
            return opened
        with self._opening:
            if self._open is None or self._open.folder != folder or self._open.manifest != manifest:
                self._open = OpenGeneration.open(folder, manifest, self._segments)
            return self._open

    # Writing

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        newest = {document.id: document for document in documents}
        if newest:
            self._change(lambda writing: writing.put(newest.values()))

    def delete(self, versions: Mapping[str, int]) -> None:
        present = self.versions() if versions else {}
        gone = [one for one, version in versions.items() if present.get(one, 0) <= version]
        if gone:
            self._change(lambda writing: writing.delete(gone))

    def rebuild(self, documents: int = 0) -> "WhooshRebuild":  # noqa: ARG002 - one folder takes any number
        return WhooshRebuild(self._generations)

    def quarantine(self) -> None:
        self._generations.quarantine()

    def _change(self, change: Callable[["_Writing"], None]) -> None:
        """Grow the next generation, change it, seal it, switch to it; on any error the current one stays."""
        line = self._generations.verify(self._generations.current()).line
        growing = self._generations.grow()
        try:
            writing = _Writing(growing, self._vocabulary)
            change(writing)
            self._generations.switch(self._generations.seal(growing, documents=writing.count(), line=line))
        except BaseException as error:
            self._generations.discard(growing)
            if isinstance(error, OSError):  # a full disk, above all
                raise SearchUnavailable(str(error)) from error
            raise


class WhooshRebuild:
    """An index growing beside the current one."""

    def __init__(self, generations: Generations) -> None:
        self._generations = generations
        self._growing = generations.begin()
        _storage(self._growing).create_index(schema.make_schema())
        self._writing = _Writing(self._growing, Vocabulary())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._generations.discard(self._growing)  # there is nothing left of it after a switch
        if isinstance(error, OSError):
            raise SearchUnavailable(str(error)) from error

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        batch: dict[str, IndexedDocument] = {}
        for document in documents:
            batch[document.id] = document
            if len(batch) == BATCH:
                self._writing.put(batch.values(), keep_segments)
                batch = {}
        if batch:
            self._writing.put(batch.values(), keep_segments)

    def delete(self, versions: Mapping[str, int]) -> None:
        self._writing.delete(versions)

    def switch(self, expected: int) -> None:
        self._writing.join_segments()
        count = self._writing.count()
        if count != expected:
            raise IndexDamaged(f"the rebuild holds {count} documents instead of {expected}")
        self._generations.switch(self._generations.seal(self._growing, documents=count))


class _Writing:
    """Commits into one generation that is not sealed yet."""

    def __init__(self, folder: Path, vocabulary: Vocabulary) -> None:
        self._index = _storage(folder).open_index()
        self._folder = folder
        self._vocabulary = vocabulary

    def put(self, documents: Iterable[IndexedDocument], merge: MergePolicy = merge_few) -> None:
        # Converted first: after an exception inside add_document the failed document's terms stick to the next one.
        every = list(documents)
        self._vocabulary.make_room()
        rows = [schema.as_fields(document, self._vocabulary) for document in every]

        def replace(writer: Any) -> None:
            self._remove(writer, {document.id for document in every})
            for row in rows:
                writer.add_document(**row)

        self._commit(replace, merge)

    def delete(self, ids: Iterable[str]) -> None:
        self._commit(lambda writer: self._remove(writer, set(ids)))

    def join_segments(self) -> None:
        """Make one segment of all."""
        self._commit(lambda _: None, merge_all)

    def count(self) -> int:
        return sum(segment.doc_count() for segment in segments_in(self._folder))

    def _remove(self, writer: Any, ids: AbstractSet[str]) -> None:
        """Whoosh counts documents over all segments, in their order."""
        first = 0
        for segment in segments_in(self._folder):
            terms = segment.codec().terms_reader(writer.storage, segment)
            for found in filter(None, (terms.find("id", one) for one in ids)):
                field, number = found
                writer.delete_document(first + int(field.documents(number)[0]))
            first += segment.doc_count_all()

    def _commit(self, change: Callable[[Any], None], merge: MergePolicy = merge_few) -> None:
        writer = open_writer(self._index, self._vocabulary)
        try:
            change(writer)
            writer.commit(mergetype=merge)
        except BaseException:
            with suppress(Exception):  # the folder is thrown away; only its lock must go
                writer.cancel()
            raise
        finally:  # Whoosh leaves its folder for postings behind after an error
            shutil.rmtree(self._folder / "MAIN.tmp", ignore_errors=True)


def _rarities(generation: OpenGeneration, terms: Iterable[str]) -> dict[str, float]:
    having = {term: generation.frequency(schema.TEXT, term) for term in terms}
    return {term: rarity(generation.columns.documents, count) for term, count in having.items() if count > 1}


def _storage(folder: Path) -> FileStorage:
    # Not mapped: reading a mapped file that somebody truncated kills the process.
    return FileStorage(str(folder), supports_mmap=False)


def _live_versions(columns: Columns) -> dict[str, int]:
    versions = columns.versions.tolist()
    return {columns.ids[document]: versions[document] for document in np.flatnonzero(columns.live).tolist()}
