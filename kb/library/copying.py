"""Moving to another database."""

from collections.abc import Callable, Mapping
from contextlib import closing

from kb.settings import Settings
from kb.store import Database, copying


def copy_database(
    settings: Settings, source: str, target: str, progress: Callable[[int, int], None] | None = None
) -> Mapping[str, int]:
    """Copy everything from one URL to the other; returns the number of rows of each table.

    progress: told how many rows are there, and how many there are to be. See `kb.store.copying.copy` for errors.
    """
    with (
        closing(Database(settings.below_data(source))) as original,
        closing(Database(settings.below_data(target))) as copied,
    ):
        return copying.copy(original, copied, progress)
