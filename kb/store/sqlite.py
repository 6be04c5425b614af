"""SQLite: one file, in which writers queue up at its lock."""

import fcntl
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.exc import OperationalError

from kb.errors import SettingsError
from kb.store.server import WRITES, Server

DRIVERS = ("sqlite", "sqlite+pysqlite")
EXAMPLE = "sqlite:///wissensspeicher.sqlite"


class SQLite(Server):
    """A write waits for another one within SQLite."""

    def __init__(self, url: URL, patience: float) -> None:
        """Raises SettingsError if the URL names no file."""
        if not url.database or url.database == ":memory:" or url.query:
            raise SettingsError(f"KB_DATABASE braucht bei SQLite eine Datei, zum Beispiel {EXAMPLE}.")
        self._path, self._patience = Path(url.database), patience
        self.engine = create_engine(url, hide_parameters=True)  # drafts and messages stay out of the log
        event.listen(self.engine, "connect", self._set_up)
        event.listen(self.engine, "begin", _begin)

    def is_there(self) -> bool:
        return self._path.is_file()

    def make_room(self) -> None:
        self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)

    def prepare(self) -> None:
        """Keep a write-ahead log. While another process does the same, SQLite refuses at once instead of waiting."""
        deadline = time.monotonic() + self._patience
        while True:
            try:
                with closing(self.engine.raw_connection()) as connection:
                    connection.cursor().execute("PRAGMA journal_mode=WAL")
                    return
            except (OperationalError, sqlite3.OperationalError):
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)

    @contextmanager
    def alone(self, name: str) -> Iterator[bool]:
        """A lock file beside the database: who shares the file is on this machine."""
        self.make_room()
        with self._path.with_name(f"{name}.lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                yield False
                return
            yield True

    def _set_up(self, connection: Any, _record: object) -> None:
        """Each connection: transactions begin as `_begin` says, commits are durable, references are checked."""
        connection.isolation_level = None
        connection.execute(f"PRAGMA busy_timeout={int(self._patience * 1000)}")
        connection.execute("PRAGMA synchronous=FULL")
        connection.execute("PRAGMA foreign_keys=ON")


def _begin(connection: Connection) -> None:
    """Writers queue up before they read, so none of them decides on something already outdated."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get(WRITES) else "BEGIN")
