"""The database itself: created and migrated by whoever comes first, durable, and honest about what it cannot do."""

import re
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from kb.errors import SettingsError, StoreUnavailable
from kb.store import Store, open_store
from kb.store.database import alembic_config
from kb.store.tables import metadata
from tests.builders import a_motion, an_article
from tests.kb.store.stores import a_store, python, save, url_in


def test_the_migrations_make_the_tables_that_queries_use(store: Store) -> None:
    with store.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_opening_again_loses_nothing(tmp_path: Path) -> None:
    store = a_store(tmp_path)
    save(store, an_article(id="aaa"))
    store.close()

    store = a_store(tmp_path)
    store.migrate()

    assert store.documents.count() == 1
    store.close()


def test_every_migration_goes_back_and_forth_again(store: Store) -> None:
    versions = [one.revision for one in ScriptDirectory.from_config(alembic_config()).walk_revisions()]
    save(store, a_motion(id="aaa"))

    for version in [*versions[1:], "base"]:
        step(store, command.downgrade, version)
        if version != "base":
            step(store, command.upgrade, "+1")
            step(store, command.downgrade, version)
    store.migrate()

    assert store.documents.count() == 0
    with store.database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def step(store: Store, move: Callable[[Config, str], None], version: str) -> None:
    config = alembic_config()
    with store.database.writing() as connection:
        config.attributes["connection"] = connection
        move(config, version)


def test_a_database_of_the_first_version_is_brought_up_to_date(store: Store) -> None:
    save(store, an_article(id="aaa"))
    save(store, a_motion(id="bbb", type="Antrag", reference="12/2020", date=None))
    save(store, a_motion(id="ccc", reference="12/2020", date=None))
    step(store, command.downgrade, "v0001")

    store.migrate()

    assert store.documents.published_one("aaa")
    assert store.documents.fact_uses() == ()
    assert [one.type for one in store.shelf.matter_of("ccc")] == ["Antrag", "Beschlussvorlage der Verwaltung"]


def test_what_was_saved_once_is_refused_to_change(store: Store) -> None:
    save(store, an_article(id="aaa"))

    for change in ("UPDATE revisions SET editor = 'niemand'", "DELETE FROM revisions"):
        with pytest.raises(StoreUnavailable, match="immutable"), store.database.writing() as connection:
            connection.exec_driver_sql(change)


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
    "url", ["mysql://localhost/x", "sqlite://", "sqlite:///:memory:", "keine url", "", "postgresql://localhost/wissen"]
)
def test_an_unusable_url_is_refused_with_one_that_is_usable(url: str) -> None:
    with pytest.raises(SettingsError, match=re.escape("sqlite:///wissensspeicher.sqlite")):
        open_store(url)


def test_a_database_of_a_newer_version_is_left_alone(store: Store) -> None:
    with store.database.writing() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = 'v9999'")

    with pytest.raises(StoreUnavailable, match="v9999"):
        store.migrate()


def test_while_another_process_keeps_writing_a_save_is_refused_whole(tmp_path: Path, store: Store) -> None:
    impatient = open_store(url_in(tmp_path), patience=0.2)

    with store.database.writing(), pytest.raises(StoreUnavailable, match="lock"):
        save(impatient, an_article(id="aaa"))

    assert save(impatient, an_article(id="aaa")).revision == 1
    impatient.close()


def test_readers_are_not_disturbed_by_a_writer(store: Store) -> None:
    save(store, an_article(id="aaa"))

    with store.database.writing():
        assert store.documents.count() == 1
