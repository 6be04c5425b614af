"""Accounts, who is signed in, and failed tries."""

import datetime
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select, update

from kb.errors import InputError, NotFound
from kb.people import Person, Role
from kb.store.database import Database
from kb.store.tables import people, sessions, sign_in_attempts
from kb.store.transactions import repeating


@dataclass(frozen=True)
class Session:
    """Somebody's browser that is signed in."""

    person: Person
    started_at: datetime.datetime
    seen_at: datetime.datetime


_PERSON = (people.c.name, people.c.role, people.c.municipality, people.c.is_disabled, people.c.must_change)


@repeating
class People:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def add(self, person: Person, password: str, now: datetime.datetime) -> None:
        """password: as argon2 writes it. Raises InputError for a name that is taken."""
        with self._database.writing() as connection:
            if connection.scalar(select(people.c.name).where(people.c.name == person.name)):
                raise InputError(f"Das Konto „{person.name}“ gibt es schon. Es wurde nichts geändert.")
            connection.execute(insert(people).values(_columns(person) | {"password": password, "added_at": now}))

    def all(self) -> tuple[Person, ...]:
        with self._database.reading() as connection:
            return tuple(_person(row) for row in connection.execute(select(*_PERSON).order_by(people.c.name)))

    def get(self, name: str) -> Person:
        """Raises NotFound."""
        with self._database.reading() as connection:
            return _existing(connection, name)

    def password(self, name: str) -> str:
        """As argon2 wrote it; empty for an account that there is not."""
        with self._database.reading() as connection:
            return connection.scalar(select(people.c.password).where(people.c.name == name)) or ""

    def replace(self, person: Person) -> None:
        """Change everything but the password. Raises NotFound."""
        with self._database.writing() as connection:
            _existing(connection, person.name)
            connection.execute(update(people).where(people.c.name == person.name).values(_columns(person)))
            if person.is_disabled:
                connection.execute(delete(sessions).where(sessions.c.person == person.name))

    def set_password(self, name: str, password: str, *, must_change: bool) -> None:
        """Every session of this account ends. Raises NotFound."""
        with self._database.writing() as connection:
            _existing(connection, name)
            values = {"password": password, "must_change": must_change}
            connection.execute(update(people).where(people.c.name == name).values(values))
            connection.execute(delete(sessions).where(sessions.c.person == name))

    def open_session(self, key: str, name: str, now: datetime.datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(insert(sessions).values(key=key, person=name, started_at=now, seen_at=now))

    def session(self, key: str) -> Session | None:
        wanted = select(*_PERSON, sessions.c.started_at, sessions.c.seen_at).join_from(sessions, people)
        with self._database.reading() as connection:
            row = connection.execute(wanted.where(sessions.c.key == key)).first()
        return Session(_person(row), row.started_at, row.seen_at) if row else None

    def see_session(self, key: str, now: datetime.datetime) -> None:
        with self._database.writing() as connection:
            connection.execute(update(sessions).where(sessions.c.key == key).values(seen_at=now))

    def end_session(self, key: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(sessions.c.key == key))

    def end_sessions(self, *, started_before: datetime.datetime, seen_before: datetime.datetime) -> None:
        """End those that are too old or were idle for too long."""
        is_over = (sessions.c.started_at < started_before) | (sessions.c.seen_at < seen_before)
        with self._database.writing() as connection:
            connection.execute(delete(sessions).where(is_over))

    def tries(self, key: str, since: datetime.datetime) -> int:
        """Failed sign-ins with this key since then."""
        failed = (sign_in_attempts.c.key == key) & (sign_in_attempts.c.tried_at >= since)
        with self._database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(sign_in_attempts).where(failed)) or 0

    def note_try(self, keys: tuple[str, ...], now: datetime.datetime, forget_before: datetime.datetime) -> None:
        """Remember a failed sign-in under each key, and forget old ones."""
        with self._database.writing() as connection:
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.tried_at < forget_before))
            connection.execute(insert(sign_in_attempts), [{"key": key, "tried_at": now} for key in keys])

    def forget_tries(self, key: str) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(sign_in_attempts).where(sign_in_attempts.c.key == key))


def _columns(person: Person) -> dict[str, object]:
    return {
        "name": person.name,
        "role": person.role.value,
        "municipality": person.municipality,
        "is_disabled": person.is_disabled,
        "must_change": person.must_change,
    }


def _existing(connection: Connection, name: str) -> Person:
    row = connection.execute(select(*_PERSON).where(people.c.name == name)).first()
    if row is None:
        raise NotFound(f"Das Konto „{name}“")
    return _person(row)


def _person(row: Any) -> Person:
    return Person(
        name=row.name,
        role=Role(row.role),
        municipality=row.municipality,
        is_disabled=row.is_disabled,
        must_change=row.must_change,
    )
