"""Drafts that were read out of a file are compared with it part by part by somebody who knows."""

from collections.abc import Collection
from dataclasses import replace

from kb.documents import AnyDocument
from kb.errors import NotAllowed, NotFound
from kb.library.confirmation import Confirmation, confirmation_of
from kb.library.editing import Editing
from kb.people import Person, Role
from kb.store import Store


class Confirming:
    """Methods may raise StoreUnavailable; then nothing was changed."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store, self._editing = store, editing

    def confirmation(self, document_id: str, person: Person) -> Confirmation:
        """For editors, and for whoever brought the file: it may hold personal data. Raises NotFound or NotAllowed."""
        found = confirmation_of(self._store, document_id)
        if found is None:
            raise NotFound("Zu diesem Dokument eine eingelesene Datei")
        if not person.may(Role.EDITOR) and person.name != found.brought_by:
            raise NotAllowed(Role.EDITOR.label)
        return found

    def open_parts(self, document_id: str, person: Person) -> int | None:
        """How many parts nobody compared yet; None if there is nothing to compare, or nothing that this person may see."""
        try:
            return len(self.confirmation(document_id, person).open_parts)
        except (NotFound, NotAllowed):
            return None

    def confirm(self, document: AnyDocument, person: Person, based_on: int | None, checked: Collection[str]) -> int:
        """Keep what was changed as the next revision, and which parts were compared; returns how many are still open.

        Raises what `Editing.edit` raises; then nothing was kept.
        """
        before = self.confirmation(document.id, person)
        if replace(document, state=before.newest.document.state) != before.newest.document:
            self._editing.edit(document, person, based_on)
        now = replace(self.confirmation(document.id, person), checked=frozenset(checked))
        kept = now.checked.intersection(now.parts)
        self._store.reports.keep_checks(document.id, now.number, kept, person.name, is_complete=not now.open_parts)
        return len(now.open_parts)
