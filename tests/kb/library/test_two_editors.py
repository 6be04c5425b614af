"""Two processes save the same documents at once: no update is lost, and every conflict is told."""

from pathlib import Path

from tests.bench.edits import edit_at_once, wrong

EDITS = 60
"""A thousand of them: `python -m tests.bench.edits`."""


def test_of_two_processes_none_loses_an_update(tmp_path: Path) -> None:
    told = edit_at_once(tmp_path, EDITS)

    assert len(told.saved) == EDITS
    assert wrong(tmp_path, told) == []
