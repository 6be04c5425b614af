"""Documents and their revisions. What is public changes only together with its row in the outbox."""

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, false, func, insert, select, update

from kb.documents import AnyDocument, State
from kb.errors import EditConflict, NotFound
from kb.import_reports import ImportReport
from kb.markup import Rendered
from kb.store import shelf
from kb.store.as_json import document_as_json, document_from_json, parts_as_json, parts_from_json
from kb.store.audit import note_deed
from kb.store.changes import note_change
from kb.store.database import Database
from kb.store.ids import new_id
from kb.store.reports import keep_report
from kb.store.tables import documents, fact_uses, outbox, renderings, revisions
from kb.store.transactions import repeated, repeating
from kb.store.values import FactUse, PublishedDocument, Record, Revision, Saved

CHUNK = 100
"""Documents that are in memory at once while all of them are read."""

NO_FACTS: Mapping[str, str] = MappingProxyType({})

_RECORD = (
    documents.c.id,
    documents.c.newest,
    documents.c.published,
    documents.c.version,
    documents.c.first_published_at,
)


@repeating
class Documents:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def save(
        self,
        document: AnyDocument,
        *,
        editor: str,
        based_on: int | None,
        public: bool | None,
        parts: Mapping[str, Rendered],
        facts: Mapping[str, str] = NO_FACTS,
        comment: str = "",
        deed: str = "",
        report: ImportReport | None = None,
        now: datetime.datetime | None = None,
    ) -> Saved:
        """Keep a new revision; a document without an id gets one.

        based_on: number of the revision that was edited; None for a new document.
        public: True, this revision is public now; False, none is; None, that stays as it was.
        facts: the hash of the state of each fact that `parts` show, by its id.
        deed: what the audit trail says of it; empty for nothing.
        report: how the file was read that the revision came from.
        Raises EditConflict if `based_on` is not the newest one, NotFound if there is no such document at all.
        """
        now = now or datetime.datetime.now(datetime.UTC)
        with self._database.writing() as connection:
            known = _record(connection, document.id)
            _refuse_outdated(document, known, based_on)
            document = replace(document, id=document.id or new_id(lambda one: _record(connection, one) is not None))
            before = known or Record(document.id, 0, None, 0, None)
            record = _advanced(before, now, public=public)
            _keep(connection, document, record, is_new=known is None)
            number = record.newest
            about = Revision(document=document, number=number, editor=editor, comment=comment, saved_at=now)
            _keep_revision(connection, about, parts, facts)
            if deed:
                note_deed(connection, editor, deed, document.id, f"Fassung {number}")
            if report:
                keep_report(connection, document.id, number, report)
            if record.version > before.version:
                _tell(connection, document, record, now, was_listed=before.published is not None)
        return Saved(document.id, record.newest, record.version)

    def render_anew(
        self, document_id: str, number: int, parts: Mapping[str, Rendered], facts: Mapping[str, str]
    ) -> None:
        """Replace what a revision is rendered as, because `facts` changed; tell the index if it is the public one."""
        key = {"document_id": document_id, "number": number}
        now = datetime.datetime.now(datetime.UTC)
        with self._database.writing() as connection:
            connection.execute(update(renderings).filter_by(**key).values(parts=parts_as_json(parts)))
            for fact, state in facts.items():
                connection.execute(update(fact_uses).filter_by(**key, fact=fact).values(shown_with=state))
            record = _record(connection, document_id)
            if record and record.published == number:
                changed = replace(record, version=record.version + 1)
                connection.execute(update(documents).filter_by(id=document_id).values(version=changed.version))
                _leave_word(connection, changed, now)

    def fact_uses(self, document_id: str = "") -> tuple[FactUse, ...]:
        """The facts that public and newest revisions refer to, by document, revision and fact; of all or of one."""
        is_public = documents.c.published == fact_uses.c.number
        wanted = (
            select(fact_uses, func.coalesce(is_public, false()).label("is_public"))
            .join(documents, documents.c.id == fact_uses.c.document_id)
            .where(is_public | (documents.c.newest == fact_uses.c.number))
            .order_by(fact_uses.c.document_id, fact_uses.c.number, fact_uses.c.fact)
        )
        if document_id:
            wanted = wanted.where(documents.c.id == document_id)
        with self._database.reading() as connection:
            return tuple(FactUse(*row) for row in connection.execute(wanted))

    def record(self, document_id: str) -> Record | None:
        with self._database.reading() as connection:
            return _record(connection, document_id)

    def newest(self, document_id: str) -> Revision:
        """Raises NotFound."""
        return self._revision(_revisions(document_id).order_by(revisions.c.number.desc()).limit(1), document_id)

    def revision(self, document_id: str, number: int) -> Revision:
        """Raises NotFound."""
        return self._revision(_revisions(document_id).where(revisions.c.number == number), document_id)

    def history(self, document_id: str) -> tuple[Revision, ...]:
        """Every revision, the newest first; empty for an unknown document."""
        with self._database.reading() as connection:
            rows = connection.execute(_revisions(document_id).order_by(revisions.c.number.desc()))
            return tuple(_revision(row) for row in rows)

    def _revision(self, wanted: Select[Any], document_id: str) -> Revision:
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        if row is None:
            raise NotFound(f"Das Dokument „{document_id}“")
        return _revision(row)

    def published(self) -> Iterator[PublishedDocument]:
        """Everything public in the order of ids, read piece by piece: each piece is of its own moment."""
        last = ""
        while found := self._published_after(last):
            yield from found
            last = found[-1].document.id

    @repeated
    def _published_after(self, document_id: str) -> list[PublishedDocument]:
        wanted = _published().where(documents.c.id > document_id).order_by(documents.c.id).limit(CHUNK)
        with self._database.reading() as connection:
            return [_public(row) for row in connection.execute(wanted)]

    def published_one(self, document_id: str) -> PublishedDocument | None:
        with self._database.reading() as connection:
            row = connection.execute(_published().where(documents.c.id == document_id)).first()
        return _public(row) if row else None

    def published_as(self, document_id: str, number: int) -> PublishedDocument | None:
        """A revision that was public and has not been withdrawn since, as it was; None for any other.

        Withdrawing takes back every earlier revision too, also if the document is published again later.
        """
        later = revisions.alias()
        withdrawn = select(later.c.number).where(
            later.c.document_id == document_id, later.c.number > number, later.c.state == State.ARCHIVED
        )
        wanted = _with_revision(revisions.c.number == number).where(
            documents.c.id == document_id,
            documents.c.published.is_not(None),
            revisions.c.state == State.PUBLISHED,
            ~withdrawn.exists(),
        )
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        return _public(row) if row else None

    def public_versions(self) -> dict[str, int]:
        """The version of everything that is public, by id."""
        wanted = select(documents.c.id, documents.c.version).where(documents.c.published.is_not(None))
        with self._database.reading() as connection:
            return {row.id: row.version for row in connection.execute(wanted)}

    def ids(self) -> tuple[str, ...]:
        """Of all documents, public or not."""
        with self._database.reading() as connection:
            return tuple(connection.scalars(select(documents.c.id).order_by(documents.c.id)))

    def count(self) -> int:
        """How many are public."""
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).where(documents.c.published.is_not(None))) or 0


def _record(connection: Connection, document_id: str) -> Record | None:
    row = connection.execute(select(*_RECORD).where(documents.c.id == document_id)).first()
    return Record(*row) if row else None


def _refuse_outdated(document: AnyDocument, known: Record | None, based_on: int | None) -> None:
    if known is None and based_on is not None:
        raise NotFound(f"Das Dokument „{document.id}“")
    if known is not None and based_on != known.newest:
        raise EditConflict(document.id, based_on, known.newest)


def _advanced(record: Record, now: datetime.datetime, *, public: bool | None) -> Record:
    """The record after one more revision."""
    newest = record.newest + 1
    if public:
        first = record.first_published_at or now
        return replace(record, newest=newest, published=newest, version=record.version + 1, first_published_at=first)
    if public is False and record.published is not None:
        return replace(record, newest=newest, published=None, version=record.version + 1)
    return replace(record, newest=newest)


def _keep(connection: Connection, document: AnyDocument, record: Record, *, is_new: bool) -> None:
    values = {**vars(record), "kind": document.kind.value}
    if is_new:
        connection.execute(insert(documents).values(values))
    else:
        connection.execute(update(documents).where(documents.c.id == record.id).values(values))


def _keep_revision(
    connection: Connection, revision: Revision, parts: Mapping[str, Rendered], facts: Mapping[str, str]
) -> None:
    document = revision.document
    key = {"document_id": document.id, "number": revision.number}
    content = {"state": document.state.value, "content": document_as_json(document)}
    about = {"editor": revision.editor, "comment": revision.comment, "saved_at": revision.saved_at}
    connection.execute(insert(revisions).values(**key, **content, **about))
    connection.execute(insert(renderings).values(**key, parts=parts_as_json(parts)))
    for fact, state in facts.items():
        connection.execute(insert(fact_uses).values(**key, fact=fact, made_with=state, shown_with=state))


def _tell(
    connection: Connection, document: AnyDocument, record: Record, now: datetime.datetime, *, was_listed: bool
) -> None:
    """Change the lists of what is public, and leave word for the index."""
    if was_listed:
        shelf.remove(connection, document.id)
    if record.published is not None:
        shelf.add(connection, document, now)
    _leave_word(connection, record, now)


def _leave_word(connection: Connection, record: Record, now: datetime.datetime) -> None:
    """For the index, and for those who keep a copy of what is public."""
    connection.execute(insert(outbox).values(document_id=record.id, version=record.version, created_at=now))
    note_change(connection, record.id, record.version, now, is_public=record.published is not None)


def _revisions(document_id: str) -> Select[Any]:
    return select(revisions).where(revisions.c.document_id == document_id)


def _revision(row: Row[Any]) -> Revision:
    return Revision(
        document=document_from_json(row.content),
        number=row.number,
        editor=row.editor,
        comment=row.comment,
        saved_at=row.saved_at,
    )


def _published() -> Select[Any]:
    return _with_revision(revisions.c.number == documents.c.published)


def _with_revision(wanted: ColumnElement[bool]) -> Select[Any]:
    """Documents with one revision each, and what that is rendered as."""
    of_it = (revisions.c.document_id == documents.c.id) & wanted
    made_of_it = (renderings.c.document_id == revisions.c.document_id) & (renderings.c.number == revisions.c.number)
    return select(
        documents.c.version,
        documents.c.first_published_at,
        revisions.c.number,
        revisions.c.content,
        revisions.c.saved_at,
        renderings.c.parts,
    ).select_from(documents.join(revisions, of_it).join(renderings, made_of_it))


def _public(row: Row[Any]) -> PublishedDocument:
    return PublishedDocument(
        document=document_from_json(row.content),
        version=row.version,
        revision=row.number,
        parts=parts_from_json(row.parts),
        published_at=row.saved_at,
        first_published_at=row.first_published_at,
    )
