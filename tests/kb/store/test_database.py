"""The database itself: created and migrated by whoever comes first, durable, and honest about what it cannot do."""

import os
import re
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

import kb
from kb.errors import SettingsError, StoreUnavailable
from kb.store import Store, open_store
from kb.store.tables import metadata
from tests.builders import a_motion, an_article
from tests.kb.store.stores import a_store, save, url_in

ROOT = Path(kb.__file__).parent.parent


def python(script: str, *arguments: str, folder: Path) -> subprocess.Popen[str]:
    """A Python in another folder."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.Popen(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def test_the_migrations_make_the_tables_that_queries_use(store: Store) -> None:
    with store.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_commits_are_durable_and_references_checked(store: Store) -> None:
    with store.database.writing() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]

    assert found == ["wal", 2, 1, 10_000]


def test_the_folder_is_for_the_service_alone(tmp_path: Path) -> None:
    a_store(tmp_path).close()

    assert (tmp_path / "daten").stat().st_mode & 0o077 == 0


def test_opening_again_loses_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    save(store, an_article(id="aaa"))
    store.close()

    store = a_store(tmp_path)
    store.migrate()

    assert store.documents.count() == 1
    store.close()


LATER_TABLES = (
    "import_checks",
    "kept_inputs",
    "schedules",
    "public_changes",
    "questions",
    "question_days",
    "search_days",
    "submission_counts",
    "submissions",
    "hint_replies",
    "hints",
    "offers",
    "experiences",
    "fact_uses",
    "import_reports",
    "public_matters",
    "audit",
    "sign_in_attempts",
    "sessions",
    "people",
    "harvest_pages",
    "harvest_objects",
    "harvest_runs",
    "harvest_sources",
)
"""What the first version did not have, those that refer to others first."""


def test_a_database_of_the_first_version_is_brought_up_to_date(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    save(store, an_article(id="aaa"))
    save(store, a_motion(id="bbb", type="Antrag", reference="12/2020", date=None))
    save(store, a_motion(id="ccc", reference="12/2020", date=None))
    with store.database.writing() as connection:
        for later in LATER_TABLES:
            connection.exec_driver_sql(f"DROP TABLE {later}")
        connection.exec_driver_sql("DROP INDEX ix_public_documents_ends")
        for column in ("type", "ends", "place"):
            connection.exec_driver_sql(f"ALTER TABLE public_documents DROP COLUMN {column}")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v0001'")
    store.close()

    store = a_store(tmp_path)

    assert store.documents.published_one("aaa")
    assert store.documents.fact_uses() == ()
    assert [one.type for one in store.shelf.matter_of("ccc")] == ["Antrag", "Beschlussvorlage der Verwaltung"]
    store.close()


def test_many_processes_may_start_at_once_in_any_folder(tmp_path: Path) -> None:
    script = "import sys\nfrom kb.store import open_store\nprint(open_store(sys.argv[1]).documents.count())"

    started = [python(script, url_in(tmp_path), folder=tmp_path) for _ in range(4)]
    outputs = [one.communicate(timeout=120) for one in started]

    assert [output for output, _ in outputs] == ["0\n"] * 4, outputs


def test_many_threads_may_start_at_once(tmp_path: Path) -> None:
    counts: list[int] = []

    def start() -> None:
        store = a_store(tmp_path)
        counts.append(store.documents.count())
        store.close()

    threads = [threading.Thread(target=start) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert counts == [0] * 6


@pytest.mark.parametrize(
    "url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "keine url", "", "postgresql+psycopg://x/y"]
)
def test_an_unusable_url_is_refused_with_the_known_one(url: str) -> None:
    with pytest.raises(SettingsError, match=re.escape("Bekannt ist: sqlite:///")):
        open_store(url)


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "daten" / "wissensspeicher.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"Das ist keine Datenbank. " * 1000)

    with pytest.raises(StoreUnavailable, match="not a database"):
        a_store(tmp_path)

    assert path.read_bytes().startswith(b"Das ist keine Datenbank.")


def test_a_database_of_a_newer_version_is_left_alone(tmp_path: Path, store: Store) -> None:
    with sqlite3.connect(tmp_path / "daten" / "wissensspeicher.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = 'v9999'")
    connection.close()

    with pytest.raises(StoreUnavailable, match="v9999"):
        store.migrate()


def test_a_damaged_database_is_unavailable_and_not_silently_empty(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    for number in range(50):
        save(store, an_article(id=f"d{number:04}", body="Text " * 500))
    store.close()
    path = tmp_path / "daten" / "wissensspeicher.sqlite"
    content = bytearray(path.read_bytes())
    content[4096 * 2 :] = b"\xff" * (len(content) - 4096 * 2)
    path.write_bytes(content)

    with pytest.raises(StoreUnavailable):  # either step may find it
        store = a_store(tmp_path)
        list(store.documents.published())
    store.close()


def test_a_folder_that_cannot_be_made_is_unavailable(tmp_path: Path) -> None:
    (tmp_path / "daten").write_text("eine Datei", encoding="utf-8")

    with pytest.raises(StoreUnavailable):
        a_store(tmp_path)


def test_while_another_process_keeps_writing_a_save_is_refused_whole(tmp_path: Path, store: Store) -> None:
    impatient = open_store(url_in(tmp_path), patience=0.2)

    with store.database.writing(), pytest.raises(StoreUnavailable, match="locked"):
        save(impatient, an_article(id="aaa"))

    assert save(impatient, an_article(id="aaa")).revision == 1
    impatient.close()


def test_readers_are_not_disturbed_by_a_writer(store: Store) -> None:
    save(store, an_article(id="aaa"))

    with store.database.writing():
        assert store.documents.count() == 1


FULL_DISK = """
import resource, sys
from kb.errors import StoreUnavailable
from kb.store import open_store
from tests.builders import an_article
from tests.kb.store.stores import save

store = open_store(sys.argv[1])
save(store, an_article(id="aaa"))
resource.setrlimit(resource.RLIMIT_FSIZE, (400_000, resource.RLIM_INFINITY))
try:
    save(store, an_article(id="bbb", body="x" * 1_000_000))
except StoreUnavailable:
    print("refused")
resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
print(store.documents.record("bbb"), len(store.outbox.pending(None)))
print(save(store, an_article(id="bbb")).revision)
"""


def test_on_a_full_disk_a_save_is_refused_whole_and_works_again_later(tmp_path: Path) -> None:
    with python(FULL_DISK, url_in(tmp_path), folder=tmp_path) as process:
        output, errors = process.communicate(timeout=120)

    assert output.split("\n")[:3] == ["refused", "None 1", "1"], errors
