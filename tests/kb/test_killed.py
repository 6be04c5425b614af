"""A process that is killed while it saves loses nothing that it acknowledged; nobody has to repair anything."""

from pathlib import Path

from kb.library import open_library
from kb.settings import Settings
from tests.soak.one_machine import kill_while_saving, lost_and_differing


def test_nothing_acknowledged_is_lost_and_the_index_equals_the_database(tmp_path: Path) -> None:
    acknowledged = kill_while_saving(tmp_path, kills=6)

    with open_library(Settings(data=tmp_path)) as library:
        lost, differing = lost_and_differing(library, acknowledged)

    assert acknowledged
    assert (lost, differing) == (set(), 0)
