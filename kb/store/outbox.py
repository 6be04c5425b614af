"""Changes of what is public that wait for the index. Rows are written by `documents`, within a save."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import islice

from sqlalchemy import Connection, delete, func, select

from kb.store.database import Database
from kb.store.tables import outbox
from kb.store.transactions import repeating
from kb.store.values import Lag, Pending

_AT_ONCE = 500
"""Ids in one statement; databases limit the number of parameters."""


@repeating
class Outbox:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, limit: int | None) -> tuple[Pending, ...]:
        """The oldest changes, at most `limit` (None: all), in the order in which they were made."""
        wanted = select(outbox.c.id, outbox.c.document_id, outbox.c.version).order_by(outbox.c.id).limit(limit)
        with self._database.reading() as connection:
            return tuple(Pending(*row) for row in connection.execute(wanted))

    @contextmanager
    def claimed(self, limit: int) -> Iterator[tuple[str, ...]]:
        """Ids of at most `limit` documents that changed, the oldest change first, kept from other indexers meanwhile.

        At the end of the block the index has their changes; an error in it leaves them waiting. A document is claimed
        by its oldest change, so what is read of it within the block covers its later ones too, and nobody else brings
        one of them in between. Where rows cannot be kept singly, in SQLite, the caller sees to being the only one.
        """
        if not self._database.locks_rows:
            rows = self.pending(limit)
            yield tuple(dict.fromkeys(row.document for row in rows))
            self.done([row.id for row in rows])
            return
        with self._database.writing_beside() as connection:
            documents = _claim(connection, limit)
            ids = tuple(connection.scalars(select(outbox.c.id).where(outbox.c.document_id.in_(documents))))
            yield documents
            _delete(connection, ids)

    def done(self, ids: Sequence[int]) -> None:
        """The index has these changes; unknown ids are ignored."""
        with self._database.writing() as connection:
            _delete(connection, ids)

    def lag(self) -> Lag:
        with self._database.reading() as connection:
            row = connection.execute(select(func.count(), func.min(outbox.c.created_at))).one()
        return Lag(row[0], row[1])


def _claim(connection: Connection, limit: int) -> tuple[str, ...]:
    earlier = outbox.alias()
    is_oldest = ~select(1).where(earlier.c.document_id == outbox.c.document_id, earlier.c.id < outbox.c.id).exists()
    wanted = select(outbox.c.document_id).where(is_oldest).order_by(outbox.c.id).limit(limit)
    return tuple(connection.scalars(wanted.with_for_update(skip_locked=True, of=outbox)))


def _delete(connection: Connection, ids: Sequence[int]) -> None:
    remaining = iter(ids)
    while some := tuple(islice(remaining, _AT_ONCE)):
        connection.execute(delete(outbox).where(outbox.c.id.in_(some)))
