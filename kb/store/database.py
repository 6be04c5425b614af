"""Transactions and migrations, the same on every database; what differs is in `kb.store.sqlite` and `.postgresql`."""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kb.errors import SettingsError, StoreUnavailable
from kb.store import postgresql, sqlite
from kb.store.server import WRITES, Server
from kb.store.transactions import TransactionUndone

logger = logging.getLogger(__name__)

PATIENCE = 10.0
"""Seconds that a write waits for another one."""

_MIGRATIONS = Path(__file__).parent / "migrations"

_migrating = threading.Lock()
"""Alembic keeps the running migration in module variables."""


class Database:
    """Reading and writing transactions. Nothing is opened until the first one."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """Raises SettingsError for an unknown scheme, naming the known ones."""
        self.url = url
        self._server = _server(url, patience)
        self._readers = self._server.engine.execution_options(**self._server.reading)
        self._writers = self._server.engine.execution_options(**{WRITES: True})

    @property
    def locks_rows(self) -> bool:
        return self._server.locks_rows

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot that others' writes do not change. Raises StoreUnavailable."""
        with _unavailable(), self._undone(), self._readers.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is alone in writing, committed at the end of the block, undone by any error.

        Raises StoreUnavailable if another one keeps writing for `patience` seconds, or nothing can be written.
        """
        with self._changing(self._writers) as connection:
            yield connection

    @contextmanager
    def writing_beside(self) -> Iterator[Connection]:
        """A transaction that writes beside others: only for rows that it has locked itself. Raises StoreUnavailable."""
        with self._changing(self._server.engine) as connection:
            yield connection

    @contextmanager
    def _changing(self, engine: Engine) -> Iterator[Connection]:
        """The commit is outside `_undone`: who loses the connection then cannot know what became of it."""
        with _unavailable(), ExitStack() as transaction, self._undone():
            connection = transaction.enter_context(engine.connect())
            transaction.enter_context(connection.begin())
            yield connection

    @contextmanager
    def _undone(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            if self._server.is_passing(error):
                logger.warning("database, to be tried again: %s", error)
                raise TransactionUndone(str(error)) from error
            raise

    @contextmanager
    def alone(self, name: str, wait: float = 0.0) -> Iterator[bool]:
        """Whether nobody else is at what `name` says, in any process and on any machine; free after kill -9.

        wait: seconds until others are taken as not coming to an end. Raises StoreUnavailable.
        """
        deadline = time.monotonic() + wait
        with ExitStack() as held:
            is_ours = self._taken(held, name)
            while not is_ours and time.monotonic() < deadline:
                time.sleep(0.1)
                is_ours = self._taken(held, name)
            yield is_ours

    def _taken(self, held: ExitStack, name: str) -> bool:
        """Take the lock until `held` ends; what was not to be had leaves nothing behind."""
        with _unavailable(), ExitStack() as trying:
            is_ours = trying.enter_context(self._server.alone(name))
            if is_ours:
                held.enter_context(trying.pop_all())
            return is_ours

    @contextmanager
    def indexing(self, *, alone: bool, wait: bool) -> Iterator[bool]:
        """Whether we may change the index: beside those on other machines who do, or alone; free after kill -9.

        On a machine the caller sees to being the only one. Raises StoreUnavailable.
        """
        with ExitStack() as held:
            with _unavailable():
                is_ours = held.enter_context(self._server.indexing(alone=alone, wait=wait))
            yield is_ours

    def is_there(self) -> bool:
        """Whether there is a database to open, as far as that can be known without opening it."""
        return self._server.is_there()

    @property
    def name(self) -> str:
        """Its URL without the password."""
        return self._server.engine.url.render_as_string()

    def version(self) -> str:
        """Of the tables; empty if there are none. Raises StoreUnavailable."""
        with _unavailable():
            self._server.make_room()
        with self.reading() as connection:
            return MigrationContext.configure(connection).get_current_revision() or ""

    def is_newest(self) -> bool:
        """Whether the tables are of this version. Raises StoreUnavailable."""
        return self.version() == newest_version()

    def migrate(self) -> None:
        """Bring the tables to this version; safe in several processes at once. Raises StoreUnavailable."""
        with _migrating:
            if self.is_newest():
                return
            with _unavailable():
                self._server.prepare()
            with self.writing() as connection:
                self._server.begin_migration(connection)
                config = alembic_config()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    def continue_numbers(self, connection: Connection) -> None:
        """Rows were added together with their numbers: let new ones come behind them."""
        self._server.continue_numbers(connection)

    def close(self) -> None:
        self._server.engine.dispose()


def _server(url: str, patience: float) -> Server:
    try:
        parts = make_url(url)
    except ArgumentError as error:
        raise SettingsError(f"KB_DATABASE ist keine Datenbank-URL. {_KNOWN}") from error
    if parts.drivername in sqlite.DRIVERS:
        return sqlite.SQLite(parts, patience)
    if parts.drivername in postgresql.DRIVERS:
        return postgresql.PostgreSQL(parts, patience)
    raise SettingsError(f"KB_DATABASE beginnt mit „{parts.drivername}:“; diese Datenbank gibt es nicht. {_KNOWN}")


_KNOWN = f"Bekannt sind: {sqlite.EXAMPLE} und {postgresql.EXAMPLE}."


@cache
def newest_version() -> str:
    """That the last migration makes."""
    return ScriptDirectory.from_config(alembic_config()).get_current_head() or ""


def alembic_config() -> Config:
    """Of the migrations; they run on the connection in `attributes`."""
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error, PoolTimeout, OSError, CommandError) as error:
        logger.warning("database: %s", error)
        raise StoreUnavailable(str(error)) from error
