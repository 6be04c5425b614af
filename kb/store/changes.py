"""What changed publicly, in order: for those who keep a copy of what is public."""

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select

from kb.store.database import Database
from kb.store.tables import public_changes
from kb.store.transactions import repeating


@dataclass(frozen=True)
class PublicChange:
    """The last thing that happened to a document. number: grows with every change of any document."""

    number: int
    document: str
    version: int
    is_public: bool
    changed_at: datetime.datetime


@repeating
class Changes:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def since(self, number: int, most: int) -> tuple[PublicChange, ...]:
        """Documents whose last change is a later one, in the order of the changes."""
        wanted = select(public_changes).where(public_changes.c.number > number)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.order_by(public_changes.c.number).limit(most))
            return tuple(PublicChange(*row) for row in rows)


def note_change(
    connection: Connection, document: str, version: int, now: datetime.datetime, *, is_public: bool
) -> None:
    """Within the transaction that makes the change; the document's former line goes."""
    last = connection.scalar(select(func.max(public_changes.c.number))) or 0
    connection.execute(delete(public_changes).where(public_changes.c.document_id == document))
    values = {"document_id": document, "version": version, "is_public": is_public, "changed_at": now}
    connection.execute(insert(public_changes).values(number=last + 1, **values))
