"""What only a cluster can do wrong: late and refused writes, an index of another version, searching while indexes change."""

import threading
from collections.abc import Iterator
from dataclasses import replace

import pytest

from kb.errors import IndexDamaged, SearchUnavailable
from kb.search.engine import Engine, IndexedDocument
from kb.search.engines import open_engine
from kb.search.opensearch_engine.address import read_address
from kb.search.opensearch_engine.connection import Connection
from kb.search.opensearch_engine.counting import Counts
from kb.search.opensearch_engine.mapping import part_field
from kb.search.opensearch_engine.queries import has
from tests.cluster.cluster import ask
from tests.engines.asking import ids
from tests.engines.both import opened
from tests.engines.indexed import a_query, an_indexed


def a_refused() -> IndexedDocument:
    """A document whose year no index takes."""
    return replace(an_indexed("zuviel", "Ehrenamt"), facets={"year": (str(2**40),)})


@pytest.fixture
def url(cluster_url: str) -> str:
    """Of the first node."""
    return f"http://{cluster_url.rpartition('/')[2].partition(',')[0]}"


@pytest.fixture
def engine(cluster_url: str) -> Iterator[Engine]:
    with opened(cluster_url, "&shards=2") as empty:
        with empty.rebuild() as growing:
            growing.switch(expected=0)
        yield empty


def prefix_of(engine: Engine) -> str:
    return engine.health().generation.rpartition("-")[0].rpartition("-")[0]


def test_an_older_version_that_comes_late_changes_nothing(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Neu", version=3)])
    engine.put([an_indexed("a1", "Alt", version=2)])

    assert (ids(engine, "Neu"), ids(engine, "Alt")) == (["a1"], [])


def test_what_was_withdrawn_is_not_revived_by_a_late_write(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Geheim", version=3)])
    engine.delete({"a1": 4})
    engine.put([an_indexed("a1", "Geheim", version=3)])
    withdrawn = ids(engine, "Geheim")
    engine.put([an_indexed("a1", "Wieder öffentlich", version=5)])

    assert (withdrawn, ids(engine, "öffentlich")) == ([], ["a1"])


def test_what_an_unseen_version_was_withdrawn_from_is_not_revived_by_it(engine: Engine) -> None:
    """The version between came to no index before it was withdrawn; its writer was slow."""
    engine.put([an_indexed("a1", "Geheim", version=3)])
    engine.delete({"a1": 5})
    engine.put([an_indexed("a1", "Geheim", version=4)])

    assert ids(engine, "Geheim") == []


def test_a_refused_document_holds_up_no_other_and_is_named(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Ehrenamt"), a_refused(), an_indexed("a2", "Ehrenamt")])

    assert set(ids(engine, "Ehrenamt")) == {"a1", "a2"}
    assert "zuviel" in engine.health(thorough=True).reason


@pytest.mark.parametrize("settle", ["taken", "withdrawn", "rebuilt without it"])
def test_what_was_refused_once_is_named_no_longer(engine: Engine, settle: str) -> None:
    engine.put([a_refused()])

    if settle == "taken":
        engine.put([an_indexed("zuviel", "Ehrenamt", version=2)])
    elif settle == "withdrawn":
        engine.delete({"zuviel": 2})
    else:
        with engine.rebuild() as growing:
            growing.switch(expected=0)

    assert engine.health(thorough=True).reason == ""


def test_a_rebuild_names_what_it_does_not_take_as_well(engine: Engine) -> None:
    with engine.rebuild() as growing:
        growing.put([a_refused()])
        growing.switch(expected=1)

    assert "zuviel" in engine.health(thorough=True).reason


def test_a_version_that_is_refused_takes_those_before_it_along(engine: Engine) -> None:
    """Rather not found than quoted from a text that is out of date."""
    engine.put([an_indexed("zuviel", "Ehrenamt")])
    engine.put([replace(a_refused(), version=2)])

    assert ids(engine, "Ehrenamt") == []


@pytest.mark.parametrize("is_refused_last", [True, False])
def test_a_document_that_is_refused_in_one_of_two_versions_does_not_stop_a_rebuild(
    engine: Engine, is_refused_last: bool
) -> None:
    refused, taken = a_refused(), an_indexed("zuviel", "Ehrenamt")
    first, last = (taken, refused) if is_refused_last else (refused, taken)
    with engine.rebuild() as growing:
        growing.put([first])
        growing.put([replace(last, version=2)])
        growing.switch(expected=1)

    assert ids(engine, "Ehrenamt") == ([] if is_refused_last else ["zuviel"])
    assert ("zuviel" in engine.health(thorough=True).reason) == is_refused_last


def test_without_what_is_written_down_about_it_the_index_answers_all_the_same(engine: Engine, url: str) -> None:
    before = engine.edition()
    ask(f"{url}/{prefix_of(engine)}_state", method="DELETE")

    assert engine.health(thorough=True).is_ready
    assert engine.edition() not in ("", before)
    assert engine.edition() == engine.edition()


def test_a_rebuild_leaves_the_indexes_of_another_knowledge_base_alone(engine: Engine, cluster_url: str) -> None:
    other = open_engine(f"{cluster_url}/{prefix_of(engine)}-2?seconds=60")
    with other.rebuild() as growing:
        growing.put([an_indexed("b1", "Ehrenamt")])
        growing.switch(expected=1)

    for _ in range(2):
        with engine.rebuild() as growing:
            growing.switch(expected=0)

    assert ids(other, "Ehrenamt") == ["b1"]


def test_a_rebuild_does_without_what_no_index_takes(engine: Engine) -> None:
    with engine.rebuild() as growing:
        growing.put([an_indexed("a1", "Ehrenamt"), a_refused()])
        growing.switch(expected=2)

    assert ids(engine, "Ehrenamt") == ["a1"]


def test_a_rebuild_that_holds_something_else_than_was_sent_never_answers(engine: Engine, url: str) -> None:
    engine.put([an_indexed("a1", "Alt")])

    with pytest.raises(IndexDamaged, match="otherwise"), engine.rebuild() as growing:
        growing.put([an_indexed("b1", "Neu")])
        [newest] = [
            one["index"]
            for one in ask(f"{url}/_cat/indices/{prefix_of(engine)}-*?format=json")
            if one["index"] != engine.health().generation
        ]
        ask(f"{url}/{newest}/_update/b1", {"doc": {"digest": "anders"}})
        growing.switch(expected=1)

    assert ids(engine, "Alt") == ["a1"]


def test_the_index_before_is_kept_and_those_before_it_are_removed(engine: Engine, url: str) -> None:
    built = [engine.health().generation]
    for _ in range(3):
        with engine.rebuild() as growing:
            growing.switch(expected=0)
        built.append(engine.health().generation)

    left = {one["index"] for one in ask(f"{url}/_cat/indices/{prefix_of(engine)}-*?format=json")}

    assert left == set(built[-2:])


def test_an_index_of_another_version_answers_until_it_is_built_anew(engine: Engine, url: str) -> None:
    engine.put([an_indexed("a1", "Ehrenamt")])
    ask(f"{url}/{prefix_of(engine)}/_mapping", {"_meta": {"fingerprint": "früher"}}, method="PUT")

    assert engine.health().state == "damaged"
    engine.quarantine()
    assert ids(engine, "Ehrenamt") == ["a1"]


def test_no_search_fails_or_is_empty_while_indexes_change(engine: Engine) -> None:
    documents = [an_indexed(f"a{number}", "Ehrenamt") for number in range(5)]
    engine.put(documents)
    totals: set[int] = set()
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            totals.add(engine.search(a_query("Ehrenamt")).total)

    looking = threading.Thread(target=look)
    looking.start()
    for _ in range(3):
        with engine.rebuild() as growing:
            growing.put(documents)
            growing.switch(expected=5)
    stop.set()
    looking.join()

    assert totals == {5}


def test_no_search_fails_while_documents_go_that_have_what_all_have(engine: Engine) -> None:
    """Counted a moment apart, a word may seem to be in more documents than there are."""
    engine.put([an_indexed("a1", "Ehrenamt")])
    failed: list[SearchUnavailable] = []
    stop = threading.Event()

    def look() -> None:
        while not stop.is_set():
            try:
                engine.search(a_query("Ehrenamt"))
            except SearchUnavailable as error:
                failed.append(error)

    looking = [threading.Thread(target=look) for _ in range(4)]
    for one in looking:
        one.start()
    for version in range(1, 60, 2):
        engine.put([an_indexed("a2", "Ehrenamt", version=version)])
        engine.delete({"a2": version + 1})
    stop.set()
    for one in looking:
        one.join()

    assert not failed


def test_what_is_counted_while_documents_go_is_never_worth_less_than_nothing(engine: Engine, cluster_url: str) -> None:
    documents = [an_indexed(f"a{number}", "Ehrenamt") for number in range(3)]
    engine.put(documents)
    counts = Counts(Connection(read_address(f"{cluster_url}/{prefix_of(engine)}?seconds=60")))
    had_by_all = has(part_field(""), "ehrenamt")
    counts.of(had_by_all)
    counts.fetch()

    engine.delete({one.id: 2 for one in documents[1:]})
    counts.of(has("written", "anderes"))
    counts.fetch()

    assert (counts.collection.documents, counts.of(had_by_all)) == (1, 3)
    assert counts.rarity(had_by_all) >= 0


def test_beyond_what_can_be_paged_through_totals_stay(engine: Engine) -> None:
    engine.put([an_indexed("a1", "Ehrenamt")])

    far = engine.search(replace(a_query("Ehrenamt"), page=1_000_000))

    assert (far.total, far.hits) == (1, ())


def test_without_an_index_it_is_said_and_without_a_node_too(cluster_url: str) -> None:
    with opened(cluster_url) as nothing:
        assert nothing.health().state == "missing"
        with pytest.raises(IndexDamaged):
            nothing.search(a_query("Ehrenamt"))
        with pytest.raises(IndexDamaged):
            nothing.edition()
        with pytest.raises(IndexDamaged):
            nothing.put([an_indexed("a1")])
        assert nothing.health().state == "missing"

    nowhere = open_engine("opensearch+http://name:geheim@127.0.0.1:1/wissen")
    with pytest.raises(SearchUnavailable) as failed:
        nowhere.search(a_query("Ehrenamt"))
    assert "geheim" not in str(failed.value)


@pytest.mark.parametrize(
    ("chosen", "documents", "shards"),
    [("", 0, 1), ("", 50_000, 1), ("", 50_001, 2), ("", 9_000_000, 24), ("&shards=2", 120_000, 2)],
)
def test_an_index_has_as_many_parts_as_its_documents_need_or_as_were_chosen(
    cluster_url: str, url: str, chosen: str, documents: int, shards: int
) -> None:
    with opened(cluster_url, chosen) as engine:
        with engine.rebuild(documents) as growing:
            growing.switch(expected=0)
        index = engine.health().generation

        settings = ask(f"{url}/{index}/_settings")[index]["settings"]["index"]

    assert settings["number_of_shards"] == str(shards)
