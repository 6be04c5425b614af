"""What is promised of SQLite: durable, for the service alone, and honest about what it cannot do."""

from pathlib import Path

import pytest

from kb.errors import StoreUnavailable
from kb.store import Store
from tests.builders import an_article
from tests.kb.store.stores import a_store, python, save, url_in


def test_commits_are_durable_and_references_checked(store: Store) -> None:
    with store.database.writing() as connection:
        pragmas = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
        found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in pragmas]

    assert found == ["wal", 2, 1, 10_000]


def test_the_folder_is_for_the_service_alone(tmp_path: Path) -> None:
    a_store(tmp_path).close()

    assert (tmp_path / "daten").stat().st_mode & 0o077 == 0


def test_a_file_that_is_no_database_is_unavailable(tmp_path: Path) -> None:
    path = tmp_path / "daten" / "wissensspeicher.sqlite"
    path.parent.mkdir()
    path.write_bytes(b"Das ist keine Datenbank. " * 1000)

    with pytest.raises(StoreUnavailable, match="not a database"):
        a_store(tmp_path)

    assert path.read_bytes().startswith(b"Das ist keine Datenbank.")


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
