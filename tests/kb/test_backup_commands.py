"""`wissensspeicher backup` and `restore` as an operator calls them."""

import os
from pathlib import Path

import pytest

from kb.cli import commands
from kb.console import run
from tests.builders import a_library, an_article


@pytest.fixture
def used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder whose `daten` the commands work over; `elsewhere` lets them work over an empty one."""
    for name in [name for name in os.environ if name.startswith("KB_")]:
        monkeypatch.delenv(name)
    with a_library(tmp_path, an_article(title="Nachbarschaft im Quartier")):
        pass
    monkeypatch.setenv("KB_CONTENT", str(tmp_path / "content"))
    monkeypatch.setenv("KB_DATA", str(tmp_path / "daten"))
    return tmp_path


def test_a_backup_comes_back_into_an_empty_data_folder_and_is_found(
    used: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = str(used / "sicherung.zip")

    assert run(commands, ["backup", file]) == 0
    assert run(commands, ["backup", file]) == 1
    assert run(commands, ["restore", file]) == 1
    told = capsys.readouterr()
    assert "sicherung.zip ist geschrieben: die Datenbank und 0 Dateien" in told.out
    assert "es wurde nichts überschrieben" in told.err
    assert "Wiederhergestellt wird nur in einen leeren Datenordner" in told.err

    monkeypatch.setenv("KB_DATA", str(used / "neu"))
    assert run(commands, ["restore", file]) == 0
    assert run(commands, ["search", "Quartier"]) == 0
    told = capsys.readouterr()
    assert "Der Suchindex ist gebaut und enthält 1 Dokumente." in told.out
    assert "Nachbarschaft im Quartier" in told.out


def test_a_full_export_is_taken_in_as_a_whole_and_found(
    used: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(used / "export")

    assert run(commands, ["export", "--all", folder]) == 0
    assert run(commands, ["import", folder]) == 1
    assert run(commands, ["import", folder, "--publish"]) == 2
    told = capsys.readouterr()
    assert f"1 Dokumente mit allen Fassungen und allem, was dazu gehört, stehen in {folder}." in told.out
    assert "nur in einen leeren Wissensspeicher" in told.err
    assert "für sich allein und ohne --publish" in told.err

    monkeypatch.setenv("KB_DATA", str(used / "neu"))
    assert run(commands, ["import", folder]) == 0
    assert run(commands, ["search", "Quartier"]) == 0
    told = capsys.readouterr()
    assert "1 Dokumente sind mit allen Fassungen aufgenommen." in told.out
    assert "Nachbarschaft im Quartier" in told.out
