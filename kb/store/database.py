"""The connection to the database: the only place that knows which one it is."""

import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from alembic.util import CommandError
from sqlalchemy import Connection, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from kb.errors import SettingsError, StoreUnavailable

PATIENCE = 10.0
"""Seconds that a write waits for another one."""

_MIGRATIONS = Path(__file__).parent / "migrations"
_WRITES = "kb_writes"

_migrating = threading.Lock()
"""Alembic keeps the running migration in module variables."""


class Database:
    """Reading and writing transactions. Nothing is opened until the first one."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """Raises SettingsError for an unknown scheme, naming the known one."""
        self._path, self._patience = _path(url), patience
        self._engine = create_engine(url, hide_parameters=True)  # drafts and messages stay out of the log
        event.listen(self._engine, "connect", self._set_up)
        event.listen(self._engine, "begin", _begin)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A snapshot that others' writes do not change. Raises StoreUnavailable."""
        with _unavailable(), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that is alone in writing, committed at the end of the block, undone by any error.

        Raises StoreUnavailable if another one keeps writing for `patience` seconds, or nothing can be written.
        """
        with _unavailable(), self._engine.connect() as connection:
            connection.execution_options(**{_WRITES: True})
            with connection.begin():
                yield connection

    def migrate(self) -> None:
        """Bring the tables to this version; safe in several processes at once. Raises StoreUnavailable."""
        with _migrating, _unavailable():
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            config = _alembic_config()
            if self._is_current(config):
                return
            self._keep_write_ahead_log()
            with self.writing() as connection:
                config.attributes["connection"] = connection
                command.upgrade(config, "head")

    def _is_current(self, config: Config) -> bool:
        with self.reading() as connection:
            now = MigrationContext.configure(connection).get_current_heads()
        return now == tuple(ScriptDirectory.from_config(config).get_heads())

    def _keep_write_ahead_log(self) -> None:
        """Kept in the file. While another process does the same, SQLite refuses at once instead of waiting."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                with closing(self._engine.raw_connection()) as connection:
                    connection.cursor().execute("PRAGMA journal_mode=WAL")
                    return
            except (OperationalError, sqlite3.OperationalError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    def _set_up(self, connection: Any, _record: object) -> None:
        """Each SQLite connection: transactions begin as `_begin` says, commits are durable, references are checked."""
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={int(self._patience * 1000)}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")

    def close(self) -> None:
        self._engine.dispose()


def _path(url: str) -> Path:
    try:
        parts = make_url(url)
    except ArgumentError as error:
        raise SettingsError(f"KB_DATABASE ist keine Datenbank-URL. {_KNOWN}") from error
    if parts.drivername not in ("sqlite", "sqlite+pysqlite"):
        raise SettingsError(f"KB_DATABASE beginnt mit „{parts.drivername}:“; diese Datenbank gibt es nicht. {_KNOWN}")
    if not parts.database or parts.database == ":memory:" or parts.query:
        raise SettingsError(f"KB_DATABASE braucht eine Datei. {_KNOWN}")
    return Path(parts.database)


_KNOWN = "Bekannt ist: sqlite:///wissensspeicher.sqlite."


def _alembic_config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(_MIGRATIONS).replace("%", "%%"))
    return config


def _begin(connection: Connection) -> None:
    """Writers queue up before they read, so none of them decides on something already outdated."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (DBAPIError, sqlite3.Error, PoolTimeout, OSError, CommandError) as error:
        logging.getLogger(__name__).warning("database: %s", error)
        raise StoreUnavailable(str(error)) from error
