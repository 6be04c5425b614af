"""Who did what: written once, never changed."""

import datetime
from dataclasses import dataclass

from sqlalchemy import Connection, insert, select

from kb.store.database import Database
from kb.store.tables import audit
from kb.store.transactions import repeating


@dataclass(frozen=True)
class Deed:
    """One line of the trail. action: a short German statement, such as „Rolle geändert“; subject: what it was done to."""

    done_at: datetime.datetime
    person: str
    action: str
    subject: str
    details: str = ""


@repeating
class Audit:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def note(self, person: str, action: str, subject: str, details: str = "") -> None:
        with self._database.writing() as connection:
            note_deed(connection, person, action, subject, details)

    def newest(self, limit: int = 100, *, subject: str = "") -> tuple[Deed, ...]:
        """The newest first; those on one subject if one is given."""
        columns = (audit.c.done_at, audit.c.person, audit.c.action, audit.c.subject, audit.c.details)
        wanted = select(*columns).order_by(audit.c.id.desc()).limit(limit)
        with self._database.reading() as connection:
            rows = connection.execute(wanted.where(audit.c.subject == subject) if subject else wanted)
            return tuple(Deed(*row) for row in rows)


def note_deed(connection: Connection, person: str, action: str, subject: str, details: str = "") -> None:
    """Within the transaction that does it."""
    now = datetime.datetime.now(datetime.UTC)
    values = {"done_at": now, "person": person, "action": action, "subject": subject, "details": details}
    connection.execute(insert(audit).values(values))
