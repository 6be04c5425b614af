"""Which file became which document."""

from sqlalchemy import delete, insert, select

from kb.store.database import Database
from kb.store.tables import loaded_files
from kb.store.transactions import repeating
from kb.store.values import LoadedFile


@repeating
class LoadedFiles:
    """Every method is one transaction and may raise StoreUnavailable."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> dict[str, LoadedFile]:
        """By path."""
        with self._database.reading() as connection:
            return {row.path: LoadedFile(*row) for row in connection.execute(select(loaded_files))}

    def with_hash(self, digest: str) -> LoadedFile | None:
        """A file that said exactly this, wherever it lay."""
        wanted = select(loaded_files).where(loaded_files.c.hash == digest).order_by(loaded_files.c.path).limit(1)
        with self._database.reading() as connection:
            row = connection.execute(wanted).first()
        return LoadedFile(*row) if row else None

    def at(self, path: str) -> LoadedFile | None:
        with self._database.reading() as connection:
            row = connection.execute(select(loaded_files).where(loaded_files.c.path == path)).first()
        return LoadedFile(*row) if row else None

    def remember(self, file: LoadedFile) -> None:
        with self._database.writing() as connection:
            connection.execute(delete(loaded_files).where(loaded_files.c.path == file.path))
            connection.execute(insert(loaded_files).values(path=file.path, document_id=file.document, hash=file.hash))
