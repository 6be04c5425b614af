"""Everything that a knowledge base holds, read at one moment or put into an empty one: for the full export.

What is made out of the rest (renderings, lists of what is public, work for the index) is made anew.
"""

import datetime
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Date, func, insert, select

from kb.errors import InputError
from kb.markup import Rendered
from kb.store import shelf
from kb.store.as_json import document_as_json, document_from_json, parts_as_json
from kb.store.database import Database
from kb.store.tables import Instant, documents, fact_uses, metadata, outbox, registers, renderings, revisions
from kb.store.values import Record, Revision

Row = dict[str, Any]
"""By column; days and instants as ISO texts."""

PLAIN_TABLES = (
    "registers",
    "loaded_files",
    "import_reports",
    "schedules",
    "public_changes",
    "audit",
    "experiences",
    "offers",
    "hints",
    "harvest_sources",
    "harvest_runs",
    "harvest_objects",
    "harvest_pages",
)
"""Written out row by row, in an order in which they can be filled."""

LEFT_OUT = {
    **dict.fromkeys(("documents", "revisions", "fact_uses"), "files of their own"),
    **dict.fromkeys(("renderings", "outbox"), "made anew"),
    **dict.fromkeys(("public_documents", "public_topics", "public_matters"), "made anew"),
    **dict.fromkeys(("people", "sessions", "sign_in_attempts", "kept_inputs"), "accounts stay where they are"),
    **dict.fromkeys(("hint_replies", "submissions", "submission_counts"), "personal or of a day; in a backup only"),
    **dict.fromkeys(("search_days", "question_days", "questions"), "bound to the secret; in a backup only"),
}
"""What a full export lacks, or has in another form, with the reason."""


@dataclass(frozen=True)
class KeptRevision:
    """facts: the hashes of the state of each fact that it was made with and that it shows, by id."""

    revision: Revision
    facts: Mapping[str, tuple[str, str]]


@dataclass(frozen=True)
class KeptDocument:
    """A document with every revision, the oldest first."""

    record: Record
    revisions: tuple[KeptRevision, ...]


class Snapshot:
    """The knowledge base as it was at one moment."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def documents(self) -> Iterator[KeptDocument]:
        """By id."""
        columns = (getattr(documents.c, name) for name in Record.__dataclass_fields__)
        for row in self._connection.execute(select(*columns).order_by(documents.c.id)).all():
            yield KeptDocument(Record(*row), self._revisions(row.id))

    def _revisions(self, document_id: str) -> tuple[KeptRevision, ...]:
        wanted = select(revisions).where(revisions.c.document_id == document_id).order_by(revisions.c.number)
        used = select(fact_uses).where(fact_uses.c.document_id == document_id)
        facts: dict[int, dict[str, tuple[str, str]]] = {}
        for row in self._connection.execute(used.order_by(fact_uses.c.fact)):
            facts.setdefault(row.number, {})[row.fact] = row.made_with, row.shown_with
        rows = self._connection.execute(wanted)
        return tuple(KeptRevision(_revision(row), facts.get(row.number, {})) for row in rows)

    def rows(self, table: str) -> Iterator[Row]:
        """In the order of the key."""
        found = metadata.tables[table]
        for row in self._connection.execute(select(found).order_by(*found.primary_key)):
            yield {name: _plain(value) for name, value in row._mapping.items()}


class Filling:
    """An empty knowledge base that is filled, all of it or nothing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def put_document(self, kept: KeptDocument, parts: Mapping[int, Mapping[str, Rendered]]) -> None:
        """parts: what each revision is rendered as, by number."""
        record = kept.record
        kind = kept.revisions[-1].revision.document.kind
        self._connection.execute(insert(documents).values(**vars(record), kind=kind.value))
        for one in kept.revisions:
            self._put_revision(record.id, one, parts[one.revision.number])
            if one.revision.number == record.published:
                shelf.add(self._connection, one.revision.document, one.revision.saved_at)
        if record.published is not None:
            now = datetime.datetime.now(datetime.UTC)
            self._connection.execute(
                insert(outbox).values(document_id=record.id, version=record.version, created_at=now)
            )

    def _put_revision(self, document_id: str, kept: KeptRevision, parts: Mapping[str, Rendered]) -> None:
        one = kept.revision
        key = {"document_id": document_id, "number": one.number}
        content = {"state": one.document.state.value, "content": document_as_json(one.document)}
        about = {"editor": one.editor, "comment": one.comment, "saved_at": one.saved_at}
        self._connection.execute(insert(revisions).values(**key, **content, **about))
        self._connection.execute(insert(renderings).values(**key, parts=parts_as_json(parts)))
        for fact, (made_with, shown_with) in kept.facts.items():
            self._connection.execute(
                insert(fact_uses).values(**key, fact=fact, made_with=made_with, shown_with=shown_with)
            )

    def put_rows(self, table: str, rows: Iterable[Row]) -> None:
        """Raises InputError for a column that does not exist."""
        found = metadata.tables[table]
        for row in rows:
            if unknown := row.keys() - found.c.keys():
                raise InputError(f"In „{table}“ gibt es keine Spalte „{min(unknown)}“. Es wurde nichts aufgenommen.")
            values = {name: _typed(found.c[name].type, value) for name, value in row.items()}
            self._connection.execute(insert(found).values(values))


class Whole:
    """May raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with self._database.reading() as connection:
            yield Snapshot(connection)

    @contextmanager
    def filling(self) -> Iterator[Filling]:
        """One transaction. Raises InputError if anything is there already."""
        with self._database.writing() as connection:
            counts = (select(func.count()).select_from(one) for one in (documents, registers))
            if any(connection.scalar(count) for count in counts):
                raise InputError(
                    "Ein vollständiger Export wird nur in einen leeren Wissensspeicher aufgenommen: Bitte mit KB_DATA "
                    "einen neuen Datenordner nennen. Es wurde nichts aufgenommen."
                )
            yield Filling(connection)


def _revision(row: Any) -> Revision:
    about = {"editor": row.editor, "comment": row.comment, "saved_at": row.saved_at}
    return Revision(document=document_from_json(row.content), number=row.number, **about)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime.date) else value


def _typed(column: Any, value: Any) -> Any:
    if value is None or not isinstance(column, Instant | Date):
        return value
    kind = datetime.datetime if isinstance(column, Instant) else datetime.date
    return kind.fromisoformat(value)
