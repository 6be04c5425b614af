"""The outbox keeps changes until the index has them; registers and loaded files are kept as wholes."""

import datetime

from kb.store import Lag, LoadedFile, Pending, Store
from kb.store.registers import TOPICS as TOPICS_REGISTER
from kb.topics import Topic, TopicTree
from tests.builders import MUNICIPALITIES, TOPICS, an_article
from tests.kb.store.stores import save


def test_changes_wait_in_the_order_in_which_they_were_made(store: Store) -> None:
    for one in ("ccc", "aaa", "bbb"):
        save(store, an_article(id=one))

    assert store.outbox.pending(2) == (Pending(1, "ccc", 1), Pending(2, "aaa", 1))
    assert len(store.outbox.pending(None)) == 3


def test_what_the_index_has_leaves_the_outbox(store: Store) -> None:
    for number in range(520):
        save(store, an_article(id=f"d{number}"), parts={})

    store.outbox.done(row.id for row in store.outbox.pending(519))

    assert [row.document for row in store.outbox.pending(None)] == ["d519"]


def test_numbers_of_rows_are_never_used_again(store: Store) -> None:
    save(store, an_article(id="aaa"))
    store.outbox.done([1, 99])
    save(store, an_article(id="bbb"))

    assert [row.id for row in store.outbox.pending(None)] == [2]


def test_the_lag_tells_how_many_wait_and_since_when(store: Store) -> None:
    then, now = (datetime.datetime(2026, month, 1, tzinfo=datetime.UTC) for month in (1, 2))
    assert store.outbox.lag() == Lag(0, None)

    save(store, an_article(id="aaa"), now=then)
    save(store, an_article(id="bbb"), now=now)

    assert store.outbox.lag() == Lag(2, then)


def test_registers_are_empty_at_first(store: Store) -> None:
    assert store.registers.topics() == TopicTree()
    assert list(store.registers.municipalities()) == []
    assert store.registers.editor_of(TOPICS_REGISTER) == ""


def test_registers_come_back_as_they_were_saved(store: Store) -> None:
    store.registers.save_topics(TOPICS, "a")
    store.registers.save_municipalities(MUNICIPALITIES, "a")

    assert store.registers.topics() == TOPICS
    assert store.registers.municipalities() == MUNICIPALITIES


def test_saving_the_same_register_again_changes_nothing(store: Store) -> None:
    assert store.registers.save_topics(TOPICS, "a")

    assert not store.registers.save_topics(TOPICS, "b")
    assert store.registers.editor_of(TOPICS_REGISTER) == "a"


def test_a_changed_register_replaces_the_one_before(store: Store) -> None:
    store.registers.save_topics(TOPICS, "a")
    tree = TopicTree((Topic(id="neu", label="Neu"),))

    assert store.registers.save_topics(tree, "b")
    assert store.registers.topics() == tree
    assert store.registers.editor_of(TOPICS_REGISTER) == "b"


def test_a_loaded_file_is_found_by_its_place_and_by_what_it_said(store: Store) -> None:
    store.files.remember(LoadedFile("a.md", "aaa", "1"))
    store.files.remember(LoadedFile("a.md", "aaa", "2"))

    assert store.files.all() == {"a.md": LoadedFile("a.md", "aaa", "2")}
    assert store.files.at("a.md") == store.files.with_hash("2") == LoadedFile("a.md", "aaa", "2")
    assert store.files.at("b.md") is None
    assert store.files.with_hash("1") is None
