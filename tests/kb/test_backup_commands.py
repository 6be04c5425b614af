"""`wissensspeicher backup` and `restore` as an operator calls them."""

import os
from pathlib import Path

import pytest

from kb.cli import commands
from kb.console import run
from tests.builders import a_library, an_article


def test_a_backup_comes_back_into_an_empty_data_folder_and_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in [name for name in os.environ if name.startswith("KB_")]:
        monkeypatch.delenv(name)
    with a_library(tmp_path, an_article(title="Nachbarschaft im Quartier")):
        pass
    monkeypatch.setenv("KB_CONTENT", str(tmp_path / "content"))
    monkeypatch.setenv("KB_DATA", str(tmp_path / "daten"))
    file = str(tmp_path / "sicherung.zip")

    assert run(commands, ["backup", file]) == 0
    assert run(commands, ["backup", file]) == 1
    assert run(commands, ["restore", file]) == 1
    told = capsys.readouterr()
    assert "sicherung.zip ist geschrieben: die Datenbank und 0 Dateien" in told.out
    assert "es wurde nichts überschrieben" in told.err
    assert "Wiederhergestellt wird nur in einen leeren Datenordner" in told.err

    monkeypatch.setenv("KB_DATA", str(tmp_path / "neu"))
    assert run(commands, ["restore", file]) == 0
    assert run(commands, ["search", "Quartier"]) == 0
    told = capsys.readouterr()
    assert "Der Suchindex ist gebaut und enthält 1 Dokumente." in told.out
    assert "Nachbarschaft im Quartier" in told.out
