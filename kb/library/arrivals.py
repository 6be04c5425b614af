"""A file that was read becomes a document, or the next revision of the one it is already."""

import datetime
import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

from kb.documents import AnyDocument, State
from kb.errors import EditConflict, UnreadableFile
from kb.import_reports import ImportReport
from kb.library.registers import KnownIds
from kb.library.saving import save_revision, without_personal_data
from kb.library.values import LOADER, Imported, Outcome
from kb.store import LoadedFile, Revision, Store


@dataclass(frozen=True)
class Arrival:
    """A file that was read: where it lay, the hash of what it said, what it says, who brought it, and how it was read.

    deed: what the audit trail says of it.
    """

    path: str
    hash: str
    document: AnyDocument
    editor: str
    now: datetime.datetime | None = None
    report: ImportReport | None = None
    deed: str = ""

    def take_in(self, store: Store, known: KnownIds, state: State | None) -> Imported:
        """Make it a document, or the next revision of the one it is already.

        state: the new revision's; None makes a draft, and keeps the state of a document that says the same already.
        """
        document_id = self.document.id or self._known_as(store)
        document = without_personal_data(replace(self.document, id=document_id, state=state or State.DRAFT))
        newest = self._newest(store, document_id)
        if newest is None:
            return self._save(store, known, document, None)
        if self.report:  # the same file under another name is no change
            document = replace(document, origin=newest.document.origin)
        if newest.document == replace(document, state=state or newest.document.state):
            store.files.remember(LoadedFile(self.path, document_id, self.hash))
            return Imported(document_id, newest.number, Outcome.UNCHANGED)
        if newest.editor not in (self.editor, LOADER):
            return Imported(document_id, newest.number, Outcome.KEPT)
        return self._save(store, known, document, newest.number)

    def _known_as(self, store: Store) -> str:
        """The id under which this file came before; empty if it is new."""
        file = store.files.at(self.path) or store.files.with_hash(self.hash)
        return file.document if file else store.reports.document_of(self.hash)

    @staticmethod
    def _newest(store: Store, document_id: str) -> Revision | None:
        record = store.documents.record(document_id) if document_id else None
        return store.documents.revision(document_id, record.newest) if record else None

    def _save(self, store: Store, known: KnownIds, document: AnyDocument, based_on: int | None) -> Imported:
        try:
            saved = save_revision(
                store,
                known,
                document,
                editor=self.editor,
                based_on=based_on,
                deed=self.deed,
                report=self.report,
                now=self.now,
            )
        except EditConflict as conflict:  # an editor saved at this very moment
            return Imported(document.id, conflict.newest, Outcome.KEPT)
        store.files.remember(LoadedFile(self.path, saved.id, self.hash))
        return Imported(saved.id, saved.revision, Outcome.CHANGED if based_on else Outcome.ADDED)


def file_hash(path: Path, name: str) -> str:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError as error:
        raise UnreadableFile(name, "Die Datei fehlt oder darf nicht gelesen werden.") from error
