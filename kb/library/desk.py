"""The editors' desk: what waits for whom, what happens on a day, and what was typed and not saved yet."""

import datetime

from kb.documents import Kind, State
from kb.editing import move
from kb.errors import EditConflict, ForbiddenMove, InputError, NotFound
from kb.library.contributing.drafts import REPORTED
from kb.library.editing import Editing
from kb.store import Deed, KeptInput, Schedule, Store, TaskList

DUE_WITHIN = datetime.timedelta(days=30)
"""A review that is due in this time is shown already."""

INPUTS_KEPT = datetime.timedelta(days=30)


class Desk:
    """Methods may raise StoreUnavailable; then nothing was changed."""

    def __init__(self, store: Store, editing: Editing) -> None:
        self._store, self._editing = store, editing

    def drafts_of(self, person: str) -> TaskList:
        return self._store.desk.drafts_of(person)

    def in_review(self) -> TaskList:
        return self._store.desk.in_review()

    def reported(self) -> TaskList:
        """Drafts that municipalities reported."""
        return self._store.desk.drafts_from(REPORTED)

    def unconfirmed(self) -> TaskList:
        """Drafts that were read out of a file and not compared with it part by part."""
        return self._store.desk.unconfirmed()

    def returned(self) -> TaskList:
        return self._store.desk.returned()

    def review_due(self, today: datetime.date | None = None) -> TaskList:
        return self._store.desk.review_due((today or datetime.date.today()) + DUE_WITHIN)

    def scheduled(self) -> TaskList:
        return self._store.desk.scheduled()

    def deeds(self, document_id: str) -> tuple[Deed, ...]:
        """What the audit trail says of a document, the newest first."""
        return self._store.audit.newest(subject=document_id)

    def schedule(self, document_id: str) -> Schedule | None:
        return self._store.desk.schedule(document_id)

    def release(
        self,
        document_id: str,
        editor: str,
        based_on: int,
        publish_from: datetime.date | None = None,
        *,
        public_until: datetime.date | None = None,
        today: datetime.date | None = None,
    ) -> bool:
        """Publish what was reviewed, now or on its first day, and archive it after its last one.

        Returns whether it is public now. Raises InputError for days that do not fit, EditConflict, ForbiddenMove.
        """
        today = today or datetime.date.today()
        _refuse_days(publish_from, public_until, today)
        if publish_from is None or publish_from <= today:
            saved = self._editing.publish(document_id, editor, based_on)
            self._set(_schedule(document_id, saved.revision, editor, public_until=public_until))
            return True
        newest = self._editing.newest(document_id)
        if newest.number != based_on:
            raise EditConflict(document_id, based_on, newest.number)
        move(newest.document.title, newest.document.state, State.PUBLISHED)
        self._set(_schedule(document_id, based_on, editor, publish_from, public_until=public_until))
        return False

    def carry_out_schedules(self, today: datetime.date | None = None) -> int:
        """Publish and archive what is due; returns how many. What changed since it was released is left and noted."""
        today = today or datetime.date.today()
        return sum(self._carry_out(one, today) for one in self._store.desk.due_schedules(today))

    def keep_input(self, person: str, document_id: str, kind: Kind, content: tuple[tuple[str, str], ...]) -> None:
        """Keep what was typed, in place of what was kept of the same document before."""
        now = datetime.datetime.now(datetime.UTC)
        self._store.desk.keep_input(person, KeptInput(document=document_id, kind=kind, content=content, saved_at=now))

    def kept_input(self, person: str, document_id: str) -> KeptInput | None:
        return self._store.desk.kept_input(person, document_id)

    def kept_inputs(self, person: str) -> tuple[KeptInput, ...]:
        return self._store.desk.kept_inputs(person)

    def forget_input(self, person: str, document_id: str) -> None:
        self._store.desk.forget_input(person, document_id)

    def forget(self) -> None:
        """What nobody came back for."""
        self._store.desk.forget_inputs(datetime.datetime.now(datetime.UTC) - INPUTS_KEPT)

    def _carry_out(self, one: Schedule, today: datetime.date) -> bool:
        """What is refused for good is noted; anything else is tried again."""
        try:
            self._publish_or_archive(one, today)
        except (EditConflict, ForbiddenMove, InputError, NotFound) as error:
            self._store.desk.set_schedule(_schedule(one.document, one.number, one.person))
            self._store.audit.note(one.person, "Termin entfallen", one.document, error.message)
            return False
        return True

    def _publish_or_archive(self, one: Schedule, today: datetime.date) -> None:
        """A time that was missed altogether, because the service stood still, publishes nothing."""
        newest = self._editing.newest(one.document)
        if one.public_until and one.public_until < today:
            if self._editing.published_number(one.document) is not None:
                self._editing.archive(one.document, one.person, newest.number)
            self._store.desk.set_schedule(_schedule(one.document, one.number, one.person))
            return
        if not (
            newest.number == one.number + 1 and newest.document.state is State.PUBLISHED
        ):  # not done before a crash
            self._editing.publish(one.document, one.person, one.number)
        self._store.desk.set_schedule(
            _schedule(one.document, one.number + 1, one.person, public_until=one.public_until)
        )

    def _set(self, one: Schedule) -> None:
        """With a line in the audit trail if there was or is a day."""
        before = self._store.desk.schedule(one.document)
        self._store.desk.set_schedule(one)
        if before or one.publish_from or one.public_until:
            self._store.audit.note(one.person, "Termin gesetzt", one.document, _as_words(one))


def _schedule(
    document: str,
    number: int,
    person: str,
    publish_from: datetime.date | None = None,
    *,
    public_until: datetime.date | None = None,
) -> Schedule:
    return Schedule(
        document=document, number=number, person=person, publish_from=publish_from, public_until=public_until
    )


def _refuse_days(publish_from: datetime.date | None, public_until: datetime.date | None, today: datetime.date) -> None:
    if public_until and public_until < (publish_from or today):
        raise InputError("Der letzte Tag liegt vor dem ersten. Es wurde nichts geändert.")


def _as_words(one: Schedule) -> str:
    first = f"öffentlich ab {one.publish_from:%d.%m.%Y}" if one.publish_from else ""
    last = f"öffentlich bis {one.public_until:%d.%m.%Y}" if one.public_until else ""
    return ", ".join(filter(None, (first, last))) or "kein Termin mehr"
