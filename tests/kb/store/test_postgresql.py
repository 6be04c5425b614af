"""What is promised of PostgreSQL: several machines on one database, none of which waits for ever or loses anything."""

import os
import subprocess
import sys
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from kb.errors import SettingsError, StoreUnavailable
from kb.store import Database, Store, open_store
from kb.store.transactions import TransactionUndone, repeating
from tests.builders import an_article
from tests.kb.store.stores import ROOT, a_store, python, save, url_in
from tests.postgres import Server

NO_DRIVER = """
import sys
sys.modules["psycopg"] = None
from kb.errors import SettingsError
from kb.store import open_store
try:
    open_store("postgresql+psycopg://wissen:geheim@localhost/wissen")
except SettingsError as error:
    print(error)
"""


@pytest.fixture
def other(tmp_path: Path, store: Store) -> Iterator[Store]:
    """The same database, seen from another process or machine."""
    opened = a_store(tmp_path)
    yield opened
    opened.close()


def test_without_its_driver_the_next_step_is_told(tmp_path: Path) -> None:
    told, _ = python(NO_DRIVER, folder=tmp_path).communicate(timeout=120)

    assert 'pip install "wissensspeicher[postgres]"' in told


@pytest.mark.parametrize("url", ["postgresql+psycopg://localhost", "postgresql+psycopg://localhost/"])
def test_a_url_without_a_database_is_refused(url: str) -> None:
    with pytest.raises(SettingsError, match="Namen einer Datenbank"):
        open_store(url)


def test_a_server_that_is_away_is_told_without_the_password(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(StoreUnavailable) as refused:
        open_store("postgresql+psycopg://wissen:streng-geheim@127.0.0.1:1/wissen")

    assert "refused" in str(refused.value)
    assert "streng-geheim" not in f"{refused.value!r} {caplog.text}"


def test_a_database_that_sorts_by_a_language_is_refused_unchanged(postgresql: Server) -> None:
    locale = next((one for one in _locales() if one.lower().startswith(("en_us", "de_de"))), None)
    if locale is None:
        url = postgresql.empty("kb_sorted")
        postgresql.drop("kb_sorted")
        postgresql.run(
            "CREATE DATABASE kb_sorted TEMPLATE template0 ENCODING 'UTF8' LOCALE_PROVIDER icu ICU_LOCALE 'de' LOCALE 'C'"
        )
    else:
        url = postgresql.create("kb_sorted", sorting=locale)

    with pytest.raises(SettingsError, match="LOCALE 'C'"):
        open_store(url)

    with closing(Database(url)) as database:
        assert database.version() == ""


def _locales() -> list[str]:
    return subprocess.run(["locale", "-a"], check=True, capture_output=True, text=True).stdout.split()


def test_many_processes_may_start_at_once_on_an_empty_database(tmp_path: Path, postgresql: Server) -> None:
    url = postgresql.empty("kb_many")
    script = "import sys\nfrom kb.store import open_store\nprint(open_store(sys.argv[1]).documents.count())"

    started = [python(script, url, folder=tmp_path) for _ in range(3)]
    outputs = [one.communicate(timeout=200) for one in started]

    assert [output for output, _ in outputs] == ["0\n"] * 3, outputs


def test_limits_hold_for_every_connection_and_the_url_may_change_them(tmp_path: Path) -> None:
    names = ("statement_timeout", "lock_timeout", "application_name", "TimeZone")

    url = f"{url_in(tmp_path)}?options=-c%20statement_timeout%3D7s"
    with closing(Database(url, patience=3)) as database, database.reading() as connection:
        found = [connection.scalar(text(f"SHOW {name}")) for name in names]

    assert found == ["7s", "3s", "wissensspeicher", "UTC"]


def test_a_snapshot_stays_and_cannot_write(store: Store, other: Store) -> None:
    save(store, an_article(id="aaa"))
    with store.database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM documents")) == 1
        save(other, an_article(id="bbb"))

        assert connection.scalar(text("SELECT count(*) FROM documents")) == 1
    with pytest.raises(StoreUnavailable, match="read-only"), store.database.reading() as connection:
        connection.execute(text("DELETE FROM outbox"))


def test_a_lost_connection_is_not_noticed_by_who_saves(store: Store, postgresql: Server) -> None:
    save(store, an_article(id="aaa"))

    _kill_connections(postgresql)

    assert save(store, an_article(id="bbb")).revision == 1
    assert store.documents.ids() == ("aaa", "bbb")


def _kill_connections(postgresql: Server) -> None:
    postgresql.run("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE application_name != ''")


def test_what_a_server_undid_is_done_again_but_no_commit_twice(store: Store, postgresql: Server) -> None:
    tried = []

    @repeating
    class Writer:
        def write(self) -> None:
            with store.database.writing() as connection:
                tried.append(1)
                connection.execute(text("INSERT INTO search_days VALUES ('2026-11-23', 1, 0, 0)"))
                if len(tried) == 1:
                    _kill_connections(postgresql)
                    connection.execute(text("SELECT 1"))

    Writer().write()

    assert len(tried) == 2
    with store.database.reading() as connection:
        assert connection.scalar(text("SELECT count(*) FROM search_days")) == 1


def test_a_deadlock_is_undone_on_one_side_and_may_be_tried_again(store: Store) -> None:
    save(store, an_article(id="aaa"))
    save(store, an_article(id="bbb"))
    both_have_one = threading.Barrier(2)

    def lock(first: str, second: str) -> str:
        lock_row = text("SELECT 1 FROM documents WHERE id = :id FOR UPDATE")
        try:
            with store.database.writing_beside() as connection:
                connection.execute(lock_row, {"id": first})
                both_have_one.wait(60)
                connection.execute(lock_row, {"id": second})
        except TransactionUndone:
            return "undone"
        return "done"

    with ThreadPoolExecutor(2) as threads:
        ends = list(threads.map(lock, ("aaa", "bbb"), ("bbb", "aaa")))

    assert sorted(ends) == ["done", "undone"]


def test_what_one_does_alone_nobody_else_does_until_it_ends(store: Store, other: Store) -> None:
    with store.database.alone("duties") as first, other.database.alone("duties") as second:
        assert (first, second) == (True, False)
        with other.database.alone("harvest") as is_ours:
            assert is_ours

    with other.database.alone("duties") as is_ours:
        assert is_ours


def test_indexers_work_side_by_side_and_let_nobody_wait_for_ever_who_wants_to_be_alone(
    store: Store, other: Store
) -> None:
    came: list[str] = []

    def be_alone() -> None:
        with other.database.indexing(alone=True, wait=True):
            came.append("alone")

    waiting = threading.Thread(target=be_alone)
    with store.database.indexing(alone=False, wait=False) as first:
        with other.database.indexing(alone=False, wait=False) as second:
            assert (first, second) == (True, True)
        with other.database.indexing(alone=True, wait=False) as third:
            assert not third
        waiting.start()
        deadline = time.monotonic() + 60
        while _may_begin(other) and time.monotonic() < deadline:
            time.sleep(0.02)
        assert not _may_begin(other)
        assert came == []
    waiting.join(60)

    assert came == ["alone"]
    assert _may_begin(other)


def _may_begin(store: Store) -> bool:
    with store.database.indexing(alone=False, wait=False) as is_ours:
        return is_ours


HOLDER = """
import sys, time
from kb.store import Database
with Database(sys.argv[1]).alone("duties") as is_ours:
    print(is_ours, flush=True)
    time.sleep(600)
"""


def test_who_is_killed_lets_go_of_what_it_did_alone(store: Store, tmp_path: Path) -> None:
    with python(HOLDER, url_in(tmp_path), folder=tmp_path) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "True\n"
        holder.kill()

    with store.database.alone("duties", wait=30) as is_ours:
        assert is_ours


def test_two_indexers_have_different_documents(store: Store, other: Store) -> None:
    for name in ("aaa", "bbb", "ccc"):
        save(store, an_article(id=name))
    save(store, an_article(id="aaa", title="Neu"), 1)

    with store.outbox.claimed(2) as first, other.outbox.claimed(5) as second:
        assert (first, second) == (("aaa", "bbb"), ("ccc",))
        save(other, an_article(id="aaa", title="Noch neuer"), 2)
        with other.outbox.claimed(5) as third:
            assert third == ()

    assert [(one.document, one.version) for one in store.outbox.pending(None)] == [("aaa", 3)]


def test_what_an_indexer_fails_with_waits_for_the_next_one(store: Store, other: Store) -> None:
    save(store, an_article(id="aaa"))

    with pytest.raises(RuntimeError), store.outbox.claimed(5):
        raise RuntimeError

    with other.outbox.claimed(5) as documents:
        assert documents == ("aaa",)


def test_several_indexers_bring_every_document_in_the_order_of_its_versions(store: Store, tmp_path: Path) -> None:
    names = [f"d{number:03}" for number in range(10)]
    brought: dict[str, list[int]] = defaultdict(list)
    is_over = threading.Event()

    def index() -> None:
        with closing(a_store(tmp_path)) as own:
            while not is_over.is_set() or own.outbox.lag().waiting:
                with own.outbox.claimed(3) as documents:
                    for one in documents:
                        brought[one].append(own.documents.public_versions()[one])
                        time.sleep(0.002)

    with ThreadPoolExecutor(3) as threads:
        indexers = [threads.submit(index) for _ in range(3)]
        for revision in range(6):
            for name in names:
                save(store, an_article(id=name, title=f"Fassung {revision}"), revision or None)
        is_over.set()
        for one in indexers:
            one.result(timeout=120)

    assert {name: versions[-1] for name, versions in brought.items()} == dict.fromkeys(names, 6)
    assert all(versions == sorted(versions) for versions in brought.values())


KILLED_WITH = """
import os, signal, sys
sys.path.insert(0, sys.argv[1])
from tests.postgres import a_server
with a_server() as server:
    print(server.run("SELECT setting FROM pg_settings WHERE name = 'data_directory'"), flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_server_of_tests_ends_with_them_also_by_kill(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != "KB_TEST_POSTGRES"}
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_WITH, ROOT], check=False, env=environment, capture_output=True, text=True
    )
    pid_file = Path(killed.stdout.strip()) / "postmaster.pid"

    deadline = time.monotonic() + 30
    while pid_file.exists() and time.monotonic() < deadline:
        time.sleep(0.1)

    assert killed.returncode == -9
    assert not pid_file.exists()
