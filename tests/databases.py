"""Which database the tests run on: each below tests/kb/store and tests/kb/library on every one, the others as told.

`KB_TEST_DATABASE` says it: nothing or `sqlite`; `postgresql` starts a server for the run. Child processes find the
server's URL there.
"""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from sqlalchemy import MetaData, create_engine

from tests import postgres
from tests.postgres import Server

CHOICE = "KB_TEST_DATABASE"
SQLITE, POSTGRESQL = "sqlite", "postgresql"


def names() -> tuple[str, ...]:
    """The databases to test on. In CI none may be lacking."""
    return (SQLITE, POSTGRESQL) if postgres.is_there() or os.environ.get("CI") else (SQLITE,)


_server: Server | None = None
_made: set[str] = set()
"""Databases that were made within the block."""
_making = threading.Lock()


@contextmanager
def chosen(server: Server | None) -> Iterator[None]:
    """Within the block tests run on this server, or on SQLite."""
    global _server, _made  # the choice of one test; child processes find it in the environment
    before, told = (_server, _made), os.environ.get(CHOICE)
    _server, _made = server, set()
    os.environ[CHOICE] = server.url if server else SQLITE
    try:
        yield
    finally:
        for name in _made:
            assert server
            server.drop(name)
        _server, _made = before
        os.environ.pop(CHOICE)
        os.environ |= {CHOICE: told} if told else {}


def url_for(data: Path) -> str:
    """The URL of the database of the knowledge base whose data lie in this folder, which need not exist yet."""
    server, name = _current(), name_of(data)
    if server is None:
        return f"sqlite:///{_file(data)}"
    with _making:
        if name in _made or (server is not _server and server.has(name)):
            return server.url_of(name)
        _made.add(name)
        return server.create(name)


def everything_stored(data: Path) -> bytes:
    """Every byte that SQLite wrote, every row that PostgreSQL has."""
    if _current() is None:
        return b"".join(path.read_bytes() for path in data.glob(f"{_file(data).name}*"))
    engine, tables = create_engine(url_for(data)), MetaData()
    tables.reflect(engine)
    with engine.connect() as connection:
        rows = [row for table in tables.tables.values() for row in connection.execute(table.select())]
    engine.dispose()
    return "\n".join(map(str, rows)).encode()


def take_away(data: Path) -> None:
    """Remove the database, so that it cannot be opened anew either."""
    if server := _current():
        server.drop(name_of(data))
        return
    for path in data.glob(f"{_file(data).name}*"):
        path.unlink()
    _file(data).mkdir()


def _current() -> Server | None:
    """The server of this process, or of the one that started it."""
    told = os.environ.get(CHOICE, SQLITE)
    return _server or (Server(told) if told not in (SQLITE, POSTGRESQL) else None)


def _file(data: Path) -> Path:
    return data / "wissensspeicher.sqlite"


def name_of(data: Path) -> str:
    """What the knowledge base whose data lie in this folder is called on a server that has several."""
    return f"kb_{sha256(str(data.absolute()).encode()).hexdigest()[:16]}"
