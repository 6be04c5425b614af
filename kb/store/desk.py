"""What waits for the editors, what is to happen on a day, and what was typed and not saved yet."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Select, delete, exists, func, insert, or_, select

from kb.documents import Kind, State
from kb.store.database import Database
from kb.store.tables import documents, import_checks, import_reports, kept_inputs, revisions, schedules
from kb.store.transactions import repeating

MOST = 50
"""Documents that a list of the desk shows."""


@dataclass(frozen=True, kw_only=True)
class Task:
    """A document that somebody has to look after; editor and saved_at are those of its newest revision.

    newest, published: numbers of its newest and its public revision.
    """

    id: str
    kind: Kind
    title: str
    state: State
    editor: str
    saved_at: datetime.datetime
    newest: int
    published: int | None
    due: datetime.date | None = None
    """When it is to be reviewed, published or withdrawn."""

    @property
    def has_draft_beside(self) -> bool:
        """Whether somebody works on another text than the public one."""
        return self.published is not None and self.published != self.newest


@dataclass(frozen=True)
class TaskList:
    """The first tasks, and how many there are altogether."""

    tasks: tuple[Task, ...]
    total: int


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """publish_from: first public day. public_until: last public day. number: the revision that was released."""

    document: str
    number: int
    publish_from: datetime.date | None
    public_until: datetime.date | None
    person: str


@dataclass(frozen=True, kw_only=True)
class KeptInput:
    """content: what the form had, as (name, value). document: its id, also if it was never saved."""

    document: str
    kind: Kind
    content: tuple[tuple[str, str], ...]
    saved_at: datetime.datetime

    def value(self, name: str) -> str:
        """The first one of this name; empty if there is none."""
        return next((value for key, value in self.content if key == name), "")


@repeating
class Desk:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def drafts_of(self, person: str) -> TaskList:
        """Drafts that this person wrote on."""
        hers = _a_revision(revisions.alias(), lambda one: one.c.editor == person)
        return self._list(_newest(State.DRAFT).where(hers))

    def in_review(self) -> TaskList:
        return self._list(_newest(State.IN_REVIEW))

    def drafts_from(self, origin: str) -> TaskList:
        """Drafts whose origin begins with these words."""
        return self._list(_newest(State.DRAFT).where(_origin.startswith(origin, autoescape=True)))

    def unconfirmed(self) -> TaskList:
        """What was read out of a file, is not public and was not compared with it part by part."""
        of_it = import_reports.c.document_id == documents.c.id
        last = select(func.max(import_reports.c.number)).where(of_it).correlate(documents).scalar_subquery()
        done = (import_checks.c.document_id == documents.c.id) & (import_checks.c.number == last)
        is_open = exists().where(of_it) & ~exists().where(done & import_checks.c.is_complete)
        return self._list(_newest(State.DRAFT, State.IN_REVIEW).where(is_open))

    def returned(self) -> TaskList:
        """Drafts that were given back with a comment and not handed in again."""
        later = revisions.alias()
        given_back = revisions.alias()
        handed_in = (
            (later.c.document_id == documents.c.id)
            & (later.c.number > given_back.c.number)
            & (later.c.state != State.DRAFT.value)
        )
        is_open = _a_revision(
            given_back,
            lambda one: (one.c.comment != "") & (one.c.state == State.DRAFT.value) & ~exists().where(handed_in),
        )
        return self._list(_newest(State.DRAFT).where(is_open))

    def review_due(self, until: datetime.date) -> TaskList:
        """Public documents whose next review is due by then, the most urgent first."""
        day = revisions.c.content["review_by"].as_string()
        is_public = (revisions.c.document_id == documents.c.id) & (revisions.c.number == documents.c.published)
        wanted = _tasks(day).select_from(documents.join(revisions, is_public)).where(day <= until.isoformat())
        return self._list(wanted, day)

    def scheduled(self) -> TaskList:
        """What is to be published or archived on a day; without releases that were overtaken by another revision."""
        day = func.coalesce(schedules.c.publish_from, schedules.c.public_until)
        joined = documents.join(revisions, _is_newest).join(schedules, schedules.c.document_id == documents.c.id)
        is_open = schedules.c.publish_from.is_(None) | (schedules.c.number == documents.c.newest)
        return self._list(_tasks(day).select_from(joined).where(is_open), day)

    def _list(self, wanted: Select[Any], order: ColumnElement[Any] | None = None) -> TaskList:
        ordered = wanted.order_by(order if order is not None else revisions.c.saved_at.desc(), documents.c.id)
        with self._database.reading() as connection:
            total = connection.scalar(select(func.count()).select_from(wanted.subquery())) or 0
            return TaskList(tuple(map(_task, connection.execute(ordered.limit(MOST)))), total)

    def schedule(self, document_id: str) -> Schedule | None:
        with self._database.reading() as connection:
            row = connection.execute(select(schedules).where(schedules.c.document_id == document_id)).first()
        return _schedule(row) if row else None

    def due_schedules(self, today: datetime.date) -> tuple[Schedule, ...]:
        """Those whose first public day has come or whose last one is over."""
        is_due = or_(schedules.c.publish_from <= today, schedules.c.public_until < today)
        with self._database.reading() as connection:
            return tuple(map(_schedule, connection.execute(select(schedules).where(is_due))))

    def set_schedule(self, one: Schedule) -> None:
        """Replace what was set for the document; one without a day leaves nothing."""
        values = {"document_id": one.document, "number": one.number, "person": one.person}
        days = {"publish_from": one.publish_from, "public_until": one.public_until}
        with self._database.writing() as connection:
            connection.execute(delete(schedules).where(schedules.c.document_id == one.document))
            if one.publish_from or one.public_until:
                connection.execute(insert(schedules).values(**values, **days))

    def keep_input(self, person: str, one: KeptInput) -> None:
        """In place of what was kept of the same form before."""
        content = [list(pair) for pair in one.content]
        values = {"kind": one.kind.value, "content": content, "saved_at": one.saved_at}
        with self._database.writing() as connection:
            connection.execute(delete(kept_inputs).where(_is_input(person, one.document)))
            connection.execute(insert(kept_inputs).values(person=person, document_id=one.document, **values))

    def forget_input(self, person: str, document_id: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(kept_inputs).where(_is_input(person, document_id)))

    def forget_inputs(self, before: datetime.datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(kept_inputs).where(kept_inputs.c.saved_at < before))

    def kept_input(self, person: str, document_id: str) -> KeptInput | None:
        return next((one for one in self.kept_inputs(person) if one.document == document_id), None)

    def kept_inputs(self, person: str) -> tuple[KeptInput, ...]:
        """The newest first."""
        wanted = select(kept_inputs).where(kept_inputs.c.person == person).order_by(kept_inputs.c.saved_at.desc())
        with self._database.reading() as connection:
            return tuple(map(_kept_input, connection.execute(wanted)))


_is_newest = (revisions.c.document_id == documents.c.id) & (revisions.c.number == documents.c.newest)
_origin = revisions.c.content["origin"].as_string()


def _tasks(day: ColumnElement[Any] | None = None) -> Select[Any]:
    columns = (documents.c.id, documents.c.kind, revisions.c.content["title"].as_string().label("title"))
    about = (revisions.c.state, revisions.c.editor, revisions.c.saved_at, documents.c.newest, documents.c.published)
    return select(*columns, *about) if day is None else select(*columns, *about, day.label("due"))


def _newest(*states: State) -> Select[Any]:
    return (
        _tasks()
        .select_from(documents.join(revisions, _is_newest))
        .where(revisions.c.state.in_([one.value for one in states]))
    )


def _a_revision(one: Any, fits: Any) -> ColumnElement[bool]:
    """Whether any revision of the document fits."""
    return exists().where((one.c.document_id == documents.c.id) & fits(one))


def _task(row: Any) -> Task:
    values = dict(row._mapping)
    due = values.get("due")
    values["due"] = datetime.date.fromisoformat(due) if isinstance(due, str) else due
    return Task(**values | {"kind": Kind(row.kind), "state": State(row.state)})


def _schedule(row: Any) -> Schedule:
    days = {"publish_from": row.publish_from, "public_until": row.public_until}
    return Schedule(document=row.document_id, number=row.number, person=row.person, **days)


def _is_input(person: str, document_id: str) -> ColumnElement[bool]:
    return (kept_inputs.c.person == person) & (kept_inputs.c.document_id == document_id)


def _kept_input(row: Any) -> KeptInput:
    content = tuple((str(name), str(value)) for name, value in row.content)
    return KeptInput(document=row.document_id, kind=Kind(row.kind), content=content, saved_at=row.saved_at)
