"""PostgreSQL: several machines on one database. Writers queue up at one lock, as they do in SQLite.

So whoever writes sees all that was written before, numbers become visible in the order in which they were given, and
nothing can fail for being serialised; the price is in docs/decisions/011-postgresql.md.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import sha256
from typing import ClassVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, func, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from kb.errors import SettingsError
from kb.store.server import WRITES, Server
from kb.store.tables import metadata

DRIVERS = ("postgresql+psycopg",)
EXAMPLE = "postgresql+psycopg://name:passwort@rechner/datenbank"

LONGEST_STATEMENT = 60
"""Seconds until the server ends a statement."""

LONGEST_PAUSE = 600
"""Seconds until the server ends a transaction in which nothing happens."""

_PASSING = frozenset(["40001", "40P01", "57P01", "57P02", "57P03", "25006"])
"""Not serialisable, deadlock, server shutting down, crashed or starting, and a standby that took over meanwhile."""

_UNREACHABLE = "08"
"""The class of connection failures."""


class PostgreSQL(Server):
    """Its own limits hold for every connection; the URL may add others as `?options=-c …`."""

    reading: ClassVar[Mapping[str, object]] = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    locks_rows = True

    def __init__(self, url: URL, patience: float) -> None:
        """Raises SettingsError if the URL names no database, or the driver is not installed."""
        if not url.database:
            raise SettingsError(f"KB_DATABASE braucht den Namen einer Datenbank, zum Beispiel {EXAMPLE}.")
        self.engine = _engine(url, patience)
        event.listen(self.engine, "begin", _queue_up)

    def is_passing(self, error: DBAPIError) -> bool:
        """Whether the same may succeed in a moment: the server said so, or the connection is gone."""
        state = getattr(error.orig, "sqlstate", None) or ""
        is_unreachable = isinstance(error, OperationalError) and (not state or state.startswith(_UNREACHABLE))
        return error.connection_invalidated or state in _PASSING or is_unreachable

    def begin_migration(self, connection: Connection) -> None:
        """Words must come in the order of their characters, as in SQLite; large tables take their time."""
        if not connection.scalar(text("SELECT 'Z' < 'a' AND 'a-c' < 'ab'")):
            raise SettingsError(
                "Die Datenbank ordnet Wörter nach den Regeln einer Sprache. Es wurde nichts geändert. Nächster Schritt: "
                "sie anlegen mit CREATE DATABASE … TEMPLATE template0 ENCODING 'UTF8' LOCALE 'C'."
            )
        connection.execute(text("SET LOCAL statement_timeout = 0"))

    def continue_numbers(self, connection: Connection) -> None:
        numbered = [(one, one.autoincrement_column) for one in metadata.tables.values()]
        for table, column in numbered:
            if column is not None:
                sequence = func.pg_get_serial_sequence(table.name, column.name)
                connection.execute(select(func.setval(sequence, func.max(column))).having(func.max(column) > 0))

    def alone(self, name: str) -> AbstractContextManager[bool]:
        return self._locked("pg_try_advisory_lock", "pg_advisory_unlock", _lock(name))

    def indexing(self, *, alone: bool, wait: bool) -> AbstractContextManager[bool]:
        """It is a queue: who waits to be alone is overtaken by nobody."""
        shared = "" if alone else "_shared"
        take = f"pg_advisory_lock{shared}" if wait else f"pg_try_advisory_lock{shared}"
        return self._locked(take, f"pg_advisory_unlock{shared}", _lock("indexing"))

    @contextmanager
    def _locked(self, take: str, let_go: str, key: int) -> Iterator[bool]:
        """A lock of the session, gone with its connection. take, let_go: functions; one that only tries tells if it could."""
        with self.engine.connect() as connection:
            with connection.begin():
                connection.execute(text("SET LOCAL lock_timeout = 0"))
                connection.execute(text("SET LOCAL statement_timeout = 0"))
                is_ours = connection.scalar(text(f"SELECT {take}(:key)"), {"key": key}) is not False
            try:
                yield is_ours
            finally:
                with suppress(DBAPIError):  # a lost connection has let go of it
                    if is_ours:
                        connection.execute(text(f"SELECT {let_go}(:key)"), {"key": key})


def _engine(url: URL, patience: float) -> Engine:
    limits = {
        "TimeZone": "UTC",
        "lock_timeout": f"{int(patience * 1000)}ms",
        "statement_timeout": f"{LONGEST_STATEMENT}s",
        "idle_in_transaction_session_timeout": f"{LONGEST_PAUSE}s",
        "tcp_keepalives_idle": 30,  # seconds; the locks of a machine that vanished are free after a minute
        "tcp_keepalives_interval": 10,
        "tcp_keepalives_count": 3,
    }
    ours = " ".join(f"-c {name}={value}" for name, value in limits.items())
    defaults = {
        "application_name": "wissensspeicher",
        "connect_timeout": 5,
        "keepalives_idle": 30,
        "tcp_user_timeout": 30_000,  # milliseconds; a machine that vanished is noticed
    }
    chosen = {name: value for name, value in defaults.items() if name not in url.query}
    chosen["options"] = f"{ours} {url.query.get('options', '')}".strip()
    try:
        return create_engine(url, connect_args=chosen, pool_pre_ping=True, pool_timeout=patience, hide_parameters=True)
    except ImportError as error:
        raise SettingsError(
            "Für PostgreSQL fehlt ein Paket; es wurde nichts geändert. "
            'Nächster Schritt: pip install "wissensspeicher[postgres]".'
        ) from error


def _lock(name: str) -> int:
    """The key of an advisory lock: a signed number of eight bytes."""
    return int.from_bytes(sha256(f"wissensspeicher:{name}".encode()).digest()[:8], signed=True)


_WRITING = text("SELECT pg_advisory_xact_lock(:key)").bindparams(key=_lock("writing"))


def _queue_up(connection: Connection) -> None:
    """Each later statement sees what was committed until it begins, so all that earlier writers did."""
    if connection.get_execution_options().get(WRITES):
        connection.execute(_WRITING)
