"""A knowledge base moves from one database to another one, of the same or the other kind, and loses nothing on the way."""

from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from kb.errors import InputError, StoreUnavailable
from kb.facts import FactRegister
from kb.store import Database, Store, open_store
from kb.store.copying import copy
from tests import databases
from tests.bench.copy import kill_while_copying
from tests.builders import MUNICIPALITIES, TOPICS, a_fact, a_motion, an_article
from tests.kb.store.stores import a_store, save, url_in


@pytest.fixture(params=databases.names())
def target(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """An empty database of either kind."""
    server = request.getfixturevalue("postgresql") if request.param == databases.POSTGRESQL else None
    url = server.empty("kb_target") if server else f"sqlite:///{tmp_path / 'ziel' / 'kopie.sqlite'}"
    with closing(Database(url)) as database:
        yield database


def fill(store: Store, documents: int = 3) -> None:
    store.registers.save_topics(TOPICS, "Probe")
    store.registers.save_municipalities(MUNICIPALITIES, "Probe")
    store.registers.save_facts(FactRegister((a_fact(),)), "Probe")
    store.audit.note("chefin", "Probe", "aaa", "Übermut tut selten gut")
    for number in range(documents):
        save(store, a_motion(id=f"motion{number:04}", title=f"Größe {number}"), deed="Neu", facts={"a": "b"})
        save(store, an_article(id=f"article{number:04}"))


def test_everything_is_there_and_work_goes_on(store: Store, tmp_path: Path, target: Database) -> None:
    fill(store)
    with closing(Database(url_in(tmp_path))) as source:
        rows = copy(source, target)

    with closing(open_store(target.url)) as copied:
        assert rows["documents"] == 6
        assert list(copied.documents.published()) == list(store.documents.published())
        assert copied.registers.topics() == TOPICS
        assert copied.outbox.pending(None) == store.outbox.pending(None)
        assert copied.audit.newest() == store.audit.newest()
        assert save(copied, an_article(id="neu")).version == 1
        assert copied.outbox.pending(None)[-1].id > store.outbox.pending(None)[-1].id


def test_killed_again_and_again_it_comes_to_the_same(store: Store, tmp_path: Path, target: Database) -> None:
    fill(store, 150)
    store.close()

    kill_while_copying(url_in(tmp_path), target.url, kills=10, longest=0.5, most=10, at_once=20)
    with closing(Database(url_in(tmp_path))) as source:
        rows = copy(source, target)

    assert rows["documents"] == 300


def test_nothing_but_the_copy_opens_what_is_unfinished(store: Store, tmp_path: Path, target: Database) -> None:
    fill(store)
    with closing(Database(url_in(tmp_path))) as source:
        interrupt(source, target)

        with pytest.raises(StoreUnavailable, match="copy-"):
            open_store(target.url)
        assert copy(source, target)["documents"] == 6

    open_store(target.url).close()


class Interrupted(Exception):
    """In the middle of a copy."""


def interrupt(source: Database, target: Database) -> None:
    def stop(done: int, total: int) -> None:
        if done > total / 2:
            raise Interrupted

    with pytest.raises(Interrupted):
        copy(source, target, stop)


def test_a_target_that_holds_something_is_left_alone(store: Store, tmp_path: Path, target: Database) -> None:
    fill(store)
    with closing(open_store(target.url)) as other:
        save(other, an_article(id="aaa"))
        with closing(Database(url_in(tmp_path))) as source, pytest.raises(InputError, match="nicht leer"):
            copy(source, target)

        assert other.documents.ids() == ("aaa",)


def test_the_unfinished_copy_of_another_source_is_left_alone(store: Store, tmp_path: Path, target: Database) -> None:
    fill(store)
    with closing(Database(url_in(tmp_path))) as source:
        interrupt(source, target)
    a_store(tmp_path / "andere").close()

    with closing(Database(url_in(tmp_path / "andere"))) as other, pytest.raises(InputError, match="anderen Quelle"):
        copy(other, target)


def test_a_source_that_changed_between_two_attempts_is_told(store: Store, tmp_path: Path, target: Database) -> None:
    fill(store)
    with closing(Database(url_in(tmp_path))) as source:
        interrupt(source, target)
        store.documents.render_anew("article0000", 1, {}, {})

        with pytest.raises(InputError, match="unterscheiden sich in: "):
            copy(source, target)


def test_a_source_that_is_none_is_refused_and_not_made(tmp_path: Path, target: Database) -> None:
    missing = tmp_path / "nichts" / "wissensspeicher.sqlite"

    with closing(Database(f"sqlite:///{missing}")) as source, pytest.raises(InputError, match="keine Datenbank"):
        copy(source, target)

    assert not missing.exists()
