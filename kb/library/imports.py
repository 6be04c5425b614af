"""What somebody takes in: read, its original kept, saved as a draft with the report of how it was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kb.documents import AnyDocument, State
from kb.import_reports import ImportReport
from kb.importing.reader import ReadFile, read_import
from kb.importing.sources import Source
from kb.importing.topic_labels import TopicLabels
from kb.library.arrivals import Arrival, file_hash
from kb.library.originals import Originals
from kb.library.registers import KnownIds
from kb.library.values import Imported, Outcome
from kb.settings import Settings
from kb.store import Store

_LONGEST_PLACE = 1000


@dataclass(frozen=True)
class Importing:
    """Files of one knowledge base."""

    settings: Settings
    store: Store
    known: KnownIds
    originals: Originals

    def take_in(self, source: Source, editor: str, *, publish: bool) -> Imported:
        """Take one file in, as a draft unless it may be published. The same file again changes nothing.

        A file is the same document as before by its id, its place or its content. Raises InputError; nothing was stored.
        """
        read = read_import(source.path, source.name)
        digest = file_hash(source.path, source.name)
        report = self._with_topics(report_of(read, source.name, digest), read.document)
        arrival = Arrival(source.place[-_LONGEST_PLACE:], digest, read.document, editor, report=report)
        may_publish = publish and (report is None or self._is_trusted(source))
        with self._original(source, arrival):
            imported = arrival.take_in(self.store, self.known, State.PUBLISHED if may_publish else None)
        return replace(imported, is_held_back=publish and not may_publish and imported.outcome is not Outcome.KEPT)

    def _with_topics(self, report: ImportReport | None, document: AnyDocument) -> ImportReport | None:
        return report and replace(report, topics=TopicLabels(self.known.topics).proposed_for(document))

    def _is_trusted(self, source: Source) -> bool:
        """Whether the file or archive lies in a trusted folder, links followed."""
        place = source.brought_by.resolve()
        return any(place.is_relative_to(folder.resolve()) for folder in self.settings.trusted_folders)

    @contextmanager
    def _original(self, source: Source, arrival: Arrival) -> Iterator[None]:
        """Keeps the original before the document refers to it; lets go of it again if nothing does."""
        is_new = arrival.report is not None and self.originals.keep(source.path, arrival.hash, source.name)
        try:
            yield
        finally:
            if is_new and not self.store.reports.document_of(arrival.hash):
                self.originals.forget(arrival.hash)


def report_of(read: ReadFile, name: str, digest: str) -> ImportReport | None:
    """None for a file with fields, which needs no confirmation."""
    if read.text is None:
        return None
    return ImportReport(
        file=Path(name).name,
        sha256=digest,
        kind=read.text.kind,
        text=read.text.text,
        pages=read.text.pages,
        found_on=read.found_on,
        notes=read.text.notes,
        warnings=read.warnings,
    )
