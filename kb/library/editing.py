"""What editors may do. Each change is one revision; what becomes public is told to the index at once."""

import logging
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from kb.documents import AnyDocument, State
from kb.editing import deed_of, move, state_when_edited
from kb.errors import EditConflict, NotFound
from kb.facts import Fact
from kb.import_reports import ImportReport
from kb.importing.validity import refuse_invalid
from kb.library.before_publishing import find_before_publishing
from kb.library.facts import render_texts_with_changed_facts
from kb.library.originals import Originals
from kb.library.registers import KnownIds
from kb.library.saving import rendered_parts, save_revision
from kb.markup import Rendered
from kb.people import Person, Role
from kb.store import Revision, Saved, Store, new_id

logger = logging.getLogger(__name__)


class Editing:
    """Every method may raise StoreUnavailable; then nothing was stored. The index being away never fails a save."""

    def __init__(self, store: Store, known: KnownIds, originals: Originals, apply_pending: Callable[[], int]) -> None:
        self._store, self._known, self._originals, self._apply_pending = store, known, originals, apply_pending

    def save(self, draft: AnyDocument, editor: str, based_on: int | None = None, comment: str = "") -> Saved:
        """Keep `draft` as the next revision, in the state that it carries.

        based_on: number of the revision that was edited; None for a new document, whose id is empty or unused.
        comment: what others of the desk are to know about it.
        Raises InvalidDocument, EditConflict, ForbiddenMove or NotFound.
        """
        before = self._newest_state(draft.id, based_on)
        deed = deed_of(before, move(draft.title, before, draft.state))
        saved = save_revision(
            self._store, self._known, draft, editor=editor, based_on=based_on, comment=comment, deed=deed
        )
        self._tell_index()
        return saved

    def edit(self, document: AnyDocument, person: Person, based_on: int | None = None) -> Saved:
        """Keep what this person changed, in the state that follows from who it is. Raises what `save` raises."""
        before = self._newest_state(document.id, based_on)
        is_reviewer = person.may(Role.EDITOR)
        state = state_when_edited(before, is_reviewer=is_reviewer) if before else State.DRAFT
        return self.save(replace(document, state=state), person.name, based_on)

    def unused_id(self) -> str:
        """An id for a document that is still to be saved."""
        return new_id(lambda one: self._store.documents.record(one) is not None)

    def submit(self, document_id: str, editor: str, based_on: int) -> Saved:
        """Hand a draft in for review. Raises EditConflict, ForbiddenMove or NotFound, as do the other moves."""
        return self._to(State.IN_REVIEW, document_id, editor, based_on)

    def return_to_draft(self, document_id: str, editor: str, based_on: int, comment: str = "") -> Saved:
        """Give it back to be worked on, from review or from the archive. comment: what is to be done."""
        return self._to(State.DRAFT, document_id, editor, based_on, comment)

    def publish(self, document_id: str, editor: str, based_on: int) -> Saved:
        """Make the reviewed revision the one that everybody sees."""
        return self._to(State.PUBLISHED, document_id, editor, based_on)

    def archive(self, document_id: str, editor: str, based_on: int) -> Saved:
        """Withdraw it: nothing of it is public any more, everything is kept."""
        return self._to(State.ARCHIVED, document_id, editor, based_on)

    def restore(self, document_id: str, number: int, editor: str, based_on: int) -> Saved:
        """Go on from an older revision: what it said becomes the newest draft. Raises NotFound."""
        older = self._store.documents.revision(document_id, number).document
        comment = f"Fassung {number} wiederhergestellt"
        return self.save(replace(older, state=State.DRAFT), editor, based_on, comment)

    def save_fact(self, fact: Fact, editor: str, based_on: int | None = None) -> int:
        """Change or add a fact; every text that uses it shows it at once, and is to be reviewed until published anew.

        based_on: the number of the register in which it was read; None for whatever it is now.
        Returns how many revisions were rendered anew. Raises EditConflict if others changed this fact since, then nothing
        was stored; RenderingUnavailable: the fact is saved, the worker renders.
        """
        self._store.registers.save_fact(fact, editor, based_on)
        rendered = render_texts_with_changed_facts(self._store, self._known)
        self._tell_index()
        return rendered

    def newest(self, document_id: str) -> Revision:
        """The revision to go on from, public or not. Raises NotFound."""
        return self._store.documents.newest(document_id)

    def revision(self, document_id: str, number: int) -> Revision:
        """Any revision, public or not. Raises NotFound."""
        return self._store.documents.revision(document_id, number)

    def published_number(self, document_id: str) -> int | None:
        """Which revision readers see; None if they see none."""
        record = self._store.documents.record(document_id)
        return record.published if record else None

    def preview(self, document: AnyDocument) -> dict[str, Rendered]:
        """The parts as they would be published. Raises InvalidDocument, NotFound or RenderingUnavailable."""
        refuse_invalid(document)
        self._known.refuse_unknown(document)
        return rendered_parts(document, self._known.facts)

    def findings(self, document: AnyDocument) -> tuple[str, ...]:
        """What should be looked after before it is published, as German sentences."""
        return tuple(find_before_publishing(document, self._known, self._store))

    def history(self, document_id: str) -> tuple[Revision, ...]:
        """Every revision, the newest first; empty for an unknown document."""
        return self._store.documents.history(document_id)

    def import_report(self, document_id: str) -> ImportReport | None:
        """How the file was read that the document came from; None if it came from none."""
        return self._store.reports.newest(document_id)

    def original(self, document_id: str) -> Path:
        """The file that the document was read from, with all personal data. Raises NotFound."""
        report = self.import_report(document_id)
        if report is None:
            raise NotFound("Die eingelesene Datei")
        return self._originals.path_of(report.sha256)

    def _to(self, state: State, document_id: str, editor: str, based_on: int, comment: str = "") -> Saved:
        newest = self.newest(document_id)
        return self.save(replace(newest.document, state=state), editor, based_on, comment)

    def _newest_state(self, document_id: str, based_on: int | None) -> State | None:
        """The state to move from. A conflict is told before a forbidden move: the move was judged by an old state."""
        record = self._store.documents.record(document_id) if document_id else None
        if record is None:
            return None
        if record.newest != based_on:
            raise EditConflict(document_id, based_on, record.newest)
        return self._store.documents.revision(document_id, record.newest).document.state

    def _tell_index(self) -> None:
        """The revision is safe and its outbox row waits: whatever goes wrong here, the worker tries again."""
        try:
            self._apply_pending()
        except Exception as error:  # noqa: BLE001  # an engine may raise anything; the save has succeeded
            logger.warning("the index was not told yet: %s: %s", type(error).__name__, error)
