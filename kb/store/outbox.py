"""Changes of what is public that wait for the index. Rows are written by `documents`, within a save."""

from collections.abc import Iterable
from itertools import islice

from sqlalchemy import delete, func, select

from kb.store.database import Database
from kb.store.tables import outbox
from kb.store.values import Lag, Pending

_AT_ONCE = 500
"""Ids in one statement; databases limit the number of parameters."""


class Outbox:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def pending(self, limit: int | None) -> tuple[Pending, ...]:
        """The oldest changes, at most `limit` (None: all), in the order in which they were made."""
        wanted = select(outbox.c.id, outbox.c.document_id, outbox.c.version).order_by(outbox.c.id).limit(limit)
        with self._database.reading() as connection:
            return tuple(Pending(*row) for row in connection.execute(wanted))

    def done(self, ids: Iterable[int]) -> None:
        """The index has these changes; unknown ids are ignored."""
        remaining = iter(tuple(ids))
        with self._database.writing() as connection:
            while some := tuple(islice(remaining, _AT_ONCE)):
                connection.execute(delete(outbox).where(outbox.c.id.in_(some)))

    def lag(self) -> Lag:
        with self._database.reading() as connection:
            row = connection.execute(select(func.count(), func.min(outbox.c.created_at))).one()
        return Lag(row[0], row[1])
