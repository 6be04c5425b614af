"""What differs between databases, and how they are told apart."""

from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import ClassVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError

WRITES = "kb_writes"
"""The execution option of transactions that are alone in writing."""


class Server:
    """One database, seen from `kb.store.database`. What it does not need does nothing."""

    engine: Engine
    reading: ClassVar[Mapping[str, object]] = {}
    """Execution options of a snapshot."""
    locks_rows: ClassVar[bool] = False
    """Whether a transaction can keep single rows to itself."""

    def is_there(self) -> bool:
        """Whether there is a database to open, as far as that can be known without opening it."""
        return True

    def make_room(self) -> None:
        """See to the place where the database is to be."""

    def prepare(self) -> None:
        """What comes once, before tables are made or changed."""

    def begin_migration(self, connection: Connection) -> None:
        """Within the transaction that makes or changes tables. Raises SettingsError for an unfit database."""

    def is_passing(self, error: DBAPIError) -> bool:  # noqa: ARG002  # who waits itself has nothing to tell here
        """Whether the same transaction may succeed in a moment."""
        return False

    def continue_numbers(self, connection: Connection) -> None:
        """See `Database.continue_numbers`."""

    def alone(self, name: str) -> AbstractContextManager[bool]:
        """Whether nobody else is at what `name` says; see `Database.alone`. Each database has its own way."""
        raise TypeError(name)

    def indexing(self, *, alone: bool, wait: bool) -> AbstractContextManager[bool]:  # noqa: ARG002  # one machine needs none
        """A lock that machines have in common; see `Database.indexing`."""
        return nullcontext(enter_result=True)
