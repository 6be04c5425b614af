"""Looking after the service: health, findings, and a database that is always ahead of its index."""

import os
import shutil
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import fields, replace
from pathlib import Path

import pytest

import kb
from kb.errors import AlreadyRebuilding, SettingsError, StoreUnavailable
from kb.library import Finding, Library, open_library
from kb.settings import Operator
from tests.builders import EDITOR, a_library, an_article, settings_in
from tests.databases import take_away

ROOT = Path(kb.__file__).parent.parent

FULL_OPERATOR = Operator(
    name="Stelle",
    address="Straße 1; 12345 Ort",
    email="post@example.org",
    phone="0",
    represented_by="Leitung",
    supervisor="Aufsicht",
    privacy_email="daten@example.org",
    accessibility_email="zugang@example.org",
    accessibility_note="geprüft",
    accessibility_gaps="keine bekannt",
    accessibility_date="am 3. März 2026 nach eigener Prüfung",
)


def test_a_healthy_service_says_so(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(), operator=FULL_OPERATOR) as library:
        health = library.keeping.health()

        assert (health.status, health.is_ready, health.public, health.indexed) == ("ok", True, 1, 1)
        assert health.message == "Datenbank: 1 öffentliche Dokumente. Suchindex: bereit, 1 Dokumente, aktuell."
        assert library.keeping.check() == ()


def test_a_letterhead_that_is_not_there_is_named(tmp_path: Path) -> None:
    with a_library(tmp_path, operator=FULL_OPERATOR, letterhead=tmp_path / "bogen.docx") as library:
        assert [one.message for one in library.keeping.check()] == [
            f"Den Briefbogen (KB_LETTERHEAD) gibt es nicht: {tmp_path / 'bogen.docx'}."
        ]


def test_missing_data_of_the_operator_are_named_with_their_setting(library: Library) -> None:
    messages = [finding.message for finding in library.keeping.check()]

    assert any("KB_OPERATOR_ACCESSIBILITY_EMAIL" in message for message in messages)
    assert len(messages) == len(fields(Operator))


def test_a_missing_index_is_told_with_the_next_step(library: Library, tmp_path: Path) -> None:
    shutil.rmtree(tmp_path / "daten" / "index")

    health = library.keeping.health()

    assert (health.status, health.index, health.is_ready) == ("degraded", "missing", False)
    assert any("wissensspeicher index rebuild" in finding.message for finding in library.keeping.check())


def test_a_database_that_is_gone_is_told_and_raises_nothing(library: Library, tmp_path: Path) -> None:
    library.close()
    take_away(tmp_path / "daten")

    health = library.keeping.health()

    assert (health.status, health.database, health.is_ready) == ("degraded", "unavailable", False)
    assert "Die Datenbank ist nicht erreichbar" in health.message


def test_a_document_that_points_to_nothing_public_is_found(tmp_path: Path) -> None:
    with a_library(tmp_path, an_article(id="aaa", related=("bbb",)), operator=FULL_OPERATOR) as library:
        assert library.keeping.check() == (
            Finding("„Dem Kommunennetzwerk beitreten“ (aaa) verweist auf „bbb“; das ist nicht öffentlich."),
        )


def test_a_rebuilt_index_holds_all_that_is_public(library: Library) -> None:
    for number in range(5):
        library.editing.save(an_article(title=f"Titel {number}"), EDITOR)
    told: list[int] = []

    assert library.keeping.rebuild(progress=told.append) == 5
    assert told[-1] == 5
    assert library.keeping.health().indexed == 5
    assert library.keeping.reconcile() == 0


def test_while_one_rebuilds_another_one_with_the_same_database_says_so(library: Library, tmp_path: Path) -> None:
    library.editing.save(an_article(), EDITOR)
    settings = settings_in(tmp_path)
    told: list[str] = []

    with open_library(replace(settings, data=tmp_path / "anderswo", database=settings.database_url)) as other:

        def meanwhile(done: int) -> None:
            with pytest.raises(AlreadyRebuilding) as refused:
                other.keeping.rebuild()
            told.append(refused.value.message)
            assert not other.keeping.heal()

        library.keeping.rebuild(progress=meanwhile)

        assert "wird schon neu gebaut" in told[0]
        assert other.keeping.rebuild() == 1


def test_a_library_opens_without_an_index_and_refuses_unusable_settings(tmp_path: Path) -> None:
    with open_library(settings_in(tmp_path)) as library:
        assert library.keeping.health().index == "missing"
    with pytest.raises(SettingsError):
        open_library(settings_in(tmp_path, index="solr:///index"))
    with pytest.raises(SettingsError):
        open_library(settings_in(tmp_path, database="mysql://x/y"))
    (tmp_path / "datei").write_text("", encoding="utf-8")
    with pytest.raises(StoreUnavailable):
        open_library(settings_in(tmp_path, database=f"sqlite:///{tmp_path}/datei/wissensspeicher.sqlite"))


SAVE_FOREVER = """
import sys
from pathlib import Path
from kb.library import open_library
from tests.builders import an_article, settings_in

with open_library(settings_in(Path(sys.argv[1]))) as library:
    while True:
        saved = library.editing.save(an_article(title="Immer weiter"), "Skript")
        print(saved.id, saved.version, flush=True)
        changed = library.editing.save(an_article(id=saved.id, title="Geändert"), "Skript", saved.revision)
        print(changed.id, changed.version, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    with a_library(tmp_path) as library:
        acknowledged: dict[str, int] = {}
        for saves in (1, 2, 5, 8):
            acknowledged |= saved_until_killed(tmp_path, saves)
        library.keeping.heal()
        library.keeping.apply_pending(wait=True)

        public = {one: library.reading.document(one).version for one in acknowledged}
        assert all(public[one] >= version for one, version in acknowledged.items())
        assert library.keeping.reconcile() == 0


def saved_until_killed(folder: Path, saves: int) -> dict[str, int]:
    """The last version of each document whose save was acknowledged; killed in the middle of the one after `saves`."""
    command = [sys.executable, "-c", SAVE_FOREVER, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        lines = [process.stdout.readline() for _ in range(saves)]
        time.sleep(0.003 * saves)
        process.send_signal(signal.SIGKILL)
        lines += process.stdout.readlines()
    told = (line.split() for line in lines if line.endswith("\n"))
    return {one: int(version) for one, version in told}


def test_of_several_workers_one_does_what_is_to_be_done_once(library: Library, tmp_path: Path) -> None:
    with (
        open_library(settings_in(tmp_path)) as other,
        library.keeping.on_duty() as first,
        other.keeping.on_duty() as second,
    ):
        assert (first, second) == (True, False)


def test_two_starts_at_once_load_the_same_content_once(tmp_path: Path) -> None:
    settings = settings_in(tmp_path)
    (tmp_path / "content" / "praxishilfen").mkdir()
    for number in range(5):
        text = f"---\nid: hilfe{number}\nkind: guide\ntitle: Hilfe {number}\n---\n\nText.\n"
        (tmp_path / "content" / "praxishilfen" / f"hilfe-{number}.md").write_text(text, encoding="utf-8")
    with open_library(settings) as one, open_library(settings) as other, ThreadPoolExecutor(2) as threads:
        list(threads.map(lambda library: library.keeping.load_content(), (one, other)))

        assert [len(one.editing.history(f"hilfe{number}")) for number in range(5)] == [1] * 5
