"""What somebody takes in: read, its original kept, saved as a draft with the report of how it was read."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from kb.documents import AnyDocument, Kind, State
from kb.errors import UnreadableFile
from kb.import_reports import ImportReport, PartPlace
from kb.importing.reader import ReadFile, read_import, read_upload
from kb.importing.sources import Source
from kb.importing.topic_labels import TopicLabels
from kb.library.arrivals import Arrival, file_hash
from kb.library.originals import Originals
from kb.library.registers import KnownIds
from kb.library.values import Imported, Outcome
from kb.settings import Settings
from kb.store import Revision, Store, new_id

_LONGEST_PLACE = 1000
BROUGHT = "hochgeladen!"
"""How the place of a file begins that somebody sent."""


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
        digest = file_hash(source.path, source.name)
        arrival = self._arrival(read_import(source.path, source.name), source, digest, editor)
        may_publish = publish and (arrival.report is None or self._is_trusted(source))
        imported = self._take_in(arrival, source, State.PUBLISHED if may_publish else None)
        return replace(imported, is_held_back=publish and not may_publish and imported.outcome is not Outcome.KEPT)

    def bring_in(self, source: Source, person: str, kind: Kind | None = None) -> Imported:
        """Take in a file that somebody sends, as a new draft. One that came before stays the document that it became.

        kind: of an article, see `read_upload`. Raises InputError; nothing was stored.
        """
        digest = file_hash(source.path, source.name)
        if known := self._brought_before(digest, kind):
            return Imported(known.document.id, known.number, Outcome.UNCHANGED)
        read = read_upload(source.path, source.name, kind)
        self._refuse_taken(read.document.id, source.name)
        own_id = read.document.id or new_id(lambda one: self.store.documents.record(one) is not None)
        arrival = self._arrival(
            replace(read, document=replace(read.document, id=own_id)), source, digest, person, deed="Eingelesen"
        )
        return self._take_in(replace(arrival, path=f"{BROUGHT}{digest}"), source, State.DRAFT)

    def _brought_before(self, digest: str, kind: Kind | None) -> Revision | None:
        """The document that a file with this content is already, unless it was to be something else altogether."""
        file = self.store.files.with_hash(digest)
        document_id = file.document if file else self.store.reports.document_of(digest)
        newest = self.store.documents.newest(document_id) if document_id else None
        is_another = newest and kind and newest.document.kind.is_motion is not kind.is_motion
        return None if is_another else newest

    def _refuse_taken(self, document_id: str, name: str) -> None:
        if document_id and self.store.documents.record(document_id):
            raise UnreadableFile(
                name,
                f"Die Kennung „{document_id}“ in der Datei gehört schon zu einem Dokument. Bitte bearbeiten Sie es dort, "
                "oder nehmen Sie die Zeile „id“ aus der Datei.",
            )

    def _arrival(self, read: ReadFile, source: Source, digest: str, editor: str, deed: str = "") -> Arrival:
        report = self._with_topics(report_of(read, source.name, digest), read.document)
        return Arrival(source.place[-_LONGEST_PLACE:], digest, read.document, editor, report=report, deed=deed)

    def _take_in(self, arrival: Arrival, source: Source, state: State | None) -> Imported:
        with self._original(source, arrival):
            return arrival.take_in(self.store, self.known, state)

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
    parsed = read.parsed
    return ImportReport(
        file=Path(name).name,
        sha256=digest,
        kind=read.text.kind,
        text=read.text.text,
        pages=read.text.pages,
        found_on=read.found_on,
        notes=read.text.notes,
        warnings=read.warnings,
        clean_text=parsed.text if parsed else "",
        places=tuple(PartPlace(one.part, one.start, one.end, one.confidence) for one in parsed.parts) if parsed else (),
    )
