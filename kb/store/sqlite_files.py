"""The file of an SQLite database as a whole: copied while others write, and looked at before it is trusted."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import quote

from alembic.script import ScriptDirectory
from sqlalchemy import make_url

from kb.errors import InputError, StoreUnavailable, UnreadableFile

_MIGRATIONS = Path(__file__).parent / "migrations"

_LEFT_OUT = ("sessions", "sign_in_attempts")
"""A copy signs nobody in."""


def sqlite_file(url: str) -> Path:
    """Where the database of this URL lies. Raises InputError for another kind of database."""
    parts = make_url(url)
    if not parts.drivername.startswith("sqlite") or not parts.database:
        raise InputError(
            "Diese Datenbank ist keine SQLite-Datei; gesichert und wiederhergestellt wird sie mit ihren eigenen "
            "Werkzeugen, bei PostgreSQL mit pg_dump und pg_restore. Es wurde nichts geändert."
        )
    return Path(parts.database)


def copy_database(source: Path, to: Path) -> None:
    """Write what the database holds at this moment into a file of its own. Raises StoreUnavailable."""
    with _opened(source, "rw") as original, closing(sqlite3.connect(to)) as copy:
        original.backup(copy)
        copy.execute("PRAGMA journal_mode=DELETE")  # one file, nothing beside it
        there = {row[0] for row in copy.execute("SELECT name FROM sqlite_master")}
        for table in there.intersection(_LEFT_OUT):
            copy.execute(f"DELETE FROM {table}")  # noqa: S608  # one of two names above
        copy.commit()
        if copy.execute("PRAGMA integrity_check").fetchone() != ("ok",):
            raise StoreUnavailable("the copy of the database is damaged")


def refuse_unusable(path: Path, name: str) -> None:
    """Raises UnreadableFile, calling it `name`, unless this is a sound database of this or an earlier version."""
    try:
        with _opened(path, "ro") as database:
            is_sound = database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            is_whole = database.execute("PRAGMA foreign_key_check").fetchone() is None
            version = database.execute("SELECT version_num FROM alembic_version").fetchone()
    except StoreUnavailable as error:
        raise UnreadableFile(name, "Die Datenbank darin ist keine des Wissensspeichers.") from error
    if not is_sound or not is_whole:
        raise UnreadableFile(name, "Die Datenbank darin ist beschädigt.")
    if not version or version[0] not in _known_versions():
        raise UnreadableFile(
            name, "Sie stammt aus einer neueren Fassung des Wissensspeichers. Bitte zuerst diesen aktualisieren."
        )


def _known_versions() -> set[str]:
    return {one.revision for one in ScriptDirectory(str(_MIGRATIONS)).walk_revisions()}


@contextmanager
def _opened(path: Path, mode: str) -> Iterator[sqlite3.Connection]:
    """Never creates a database. Raises StoreUnavailable."""
    try:
        with closing(sqlite3.connect(f"file:{quote(str(path))}?mode={mode}", uri=True)) as connection:
            yield connection
    except (sqlite3.Error, OSError) as error:
        raise StoreUnavailable(str(error)) from error
