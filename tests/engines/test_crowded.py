"""Nodes that take less, later or nothing: what is sent arrives in the end, once, and in the right version."""

from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest

from kb.errors import SearchUnavailable
from kb.search.engine import Engine
from kb.search.engines import open_engine
from tests.engines.asking import ids
from tests.engines.both import forget
from tests.engines.crowded import IN_PART, LATE, Crowded, crowded
from tests.engines.indexed import an_indexed

LONG = "Ein Satz über das Ehrenamt. " * 20


@pytest.fixture
def node(cluster_url: str) -> str:
    return f"http://{cluster_url.rpartition('/')[2].partition(',')[0]}"


@pytest.fixture
def crowd(node: str) -> Iterator[Crowded]:
    with crowded(node) as started:
        yield started


@pytest.fixture
def prefix(node: str) -> Iterator[str]:
    name = f"test-{uuid4().hex}"
    yield name
    forget(node, name)


@pytest.fixture
def engine(node: str, prefix: str) -> Engine:
    """Asks the node itself."""
    opened = open_engine(f"opensearch+{node}/{prefix}?shards=1&seconds=60")
    with opened.rebuild() as growing:
        growing.switch(expected=0)
    return opened


def through(crowd: Crowded, prefix: str, seconds: float = 60) -> Engine:
    return open_engine(f"opensearch+http://127.0.0.1:{crowd.port}/{prefix}?shards=1&seconds={seconds}")


def test_what_is_refused_for_the_moment_comes_in_smaller_batches_after_longer_pauses(
    engine: Engine, crowd: Crowded, prefix: str
) -> None:
    documents = [an_indexed(f"a{number}", "Ehrenamt") for number in range(300)]

    with through(crowd, prefix).rebuild() as growing:
        crowd.plan.extend([429] * 4)
        growing.put(documents)
        growing.switch(expected=300)

    assert crowd.refused[:4] == [200, 100, 50, 25]
    assert all(pause >= least for pause, least in zip(crowd.pauses, (0.1, 0.2, 0.4, 0.8), strict=False))
    assert crowd.taken[0] == 12
    assert sum(crowd.taken) == 300
    assert dict(engine.versions()) == {one.id: 1 for one in documents}


def test_a_rebuild_that_could_not_tidy_up_answers_all_the_same(engine: Engine, crowd: Crowded, prefix: str) -> None:
    crowd.without = "_delete_by_query"

    with through(crowd, prefix).rebuild() as growing:
        growing.put([an_indexed("a1", "Ehrenamt")])
        growing.switch(expected=1)

    assert ids(engine, "Ehrenamt") == ["a1"]


def test_a_rebuild_of_whose_switch_nothing_was_heard_is_not_removed(
    engine: Engine, crowd: Crowded, prefix: str
) -> None:
    crowd.unheard = "_aliases"

    with pytest.raises(SearchUnavailable), through(crowd, prefix).rebuild() as growing:
        growing.put([an_indexed("a1", "Ehrenamt")])
        growing.switch(expected=1)

    assert ids(engine, "Ehrenamt") == ["a1"]


def test_only_those_are_sent_again_that_were_refused_singly(engine: Engine, crowd: Crowded, prefix: str) -> None:
    crowd.plan.extend([IN_PART, IN_PART])

    through(crowd, prefix).put([an_indexed(f"a{number}", "Ehrenamt") for number in range(100)])

    assert crowd.taken == [100, 50, 25]
    assert len(engine.versions()) == 100


def test_a_proxy_that_lets_only_little_through_gets_little_and_what_alone_is_too_much_is_named(
    engine: Engine, crowd: Crowded, prefix: str
) -> None:
    crowd.most_bytes = 40_000
    small = [an_indexed(f"a{number:03d}", "Ehrenamt", LONG) for number in range(150)]
    large = an_indexed("zuviel", "Ehrenamt", LONG * 60)

    through(crowd, prefix).put([*small[:70], large, *small[70:]])

    assert set(engine.versions()) == {one.id for one in small}
    assert "zuviel" in engine.health(thorough=True).reason


def test_a_rebuild_waits_out_crowded_nodes_and_does_without_what_no_index_takes(
    engine: Engine, crowd: Crowded, prefix: str
) -> None:
    unfit = replace(an_indexed("zuviel", "Ehrenamt"), facets={"year": (str(2**40),)})

    with through(crowd, prefix).rebuild() as growing:
        crowd.plan.extend([429, IN_PART, 503, IN_PART])
        growing.put([*(an_indexed(f"a{number}", "Ehrenamt") for number in range(50)), unfit])
        growing.switch(expected=51)

    assert len(engine.versions()) == 50
    assert "zuviel" in engine.health(thorough=True).reason


def test_who_saves_does_not_wait_long_and_the_next_try_sends_less(engine: Engine, crowd: Crowded, prefix: str) -> None:
    crowd.plan.extend([429] * 7)
    writer, documents = through(crowd, prefix), [an_indexed(f"a{number}") for number in range(40)]

    with pytest.raises(SearchUnavailable):
        writer.put(documents)
    waited = crowd.times[-1] - crowd.times[0]
    crowd.plan.clear()
    writer.put(documents)

    assert waited < 20  # the pauses come to 1.5 s; the machine may be busy
    assert crowd.taken[0] < 40
    assert len(engine.versions()) == 40


def test_an_answer_that_is_lost_makes_nothing_double_and_nothing_old(
    engine: Engine, crowd: Crowded, prefix: str
) -> None:
    """It is waited for twice, as the client asks another node, too."""
    crowd.late = 8.0
    crowd.plan.extend([LATE, LATE])
    writer, documents = through(crowd, prefix, seconds=0.2), [an_indexed(f"a{number}", "Alt") for number in range(150)]

    with pytest.raises(SearchUnavailable):
        writer.put(documents)
    engine.put([an_indexed("a7", "Neu", version=2)])
    writer.put(documents)

    assert crowd.taken[:4] == [150, 150, 100, 50]
    assert dict(engine.versions()) == {one.id: 1 for one in documents} | {"a7": 2}
    assert ids(engine, "Neu") == ["a7"]


MEMORY = {"type": "circuit_breaking_exception", "reason": "[parent] Data too large"}
IN_A_SCRIPT = {"type": "script_exception", "reason": "runtime error", "caused_by": MEMORY}
MISTAKE = {"type": "x_content_parse_exception", "reason": "[1:91]", "caused_by": {"type": "x", "reason": "negative"}}


@pytest.mark.parametrize(("status", "error"), [(429, MEMORY), (400, IN_A_SCRIPT)])
def test_a_search_that_a_node_has_no_memory_for_is_asked_once_more(
    engine: Engine, crowd: Crowded, prefix: str, status: int, error: dict[str, object]
) -> None:
    engine.put([an_indexed("a1", "Ehrenamt")])
    crowd.searches.append((status, error))

    assert ids(through(crowd, prefix), "Ehrenamt") == ["a1"]
    assert not crowd.searches


def test_a_search_that_is_refused_twice_fails_and_says_why(engine: Engine, crowd: Crowded, prefix: str) -> None:
    crowd.searches.extend([(429, MEMORY)] * 3)

    with pytest.raises(SearchUnavailable, match=r"429: circuit_breaking_exception: \[parent\] Data too large"):
        ids(through(crowd, prefix), "Ehrenamt")
    assert len(crowd.searches) == 1


def test_a_search_that_is_a_mistake_is_not_repeated(engine: Engine, crowd: Crowded, prefix: str) -> None:
    crowd.searches.extend([(400, MISTAKE)] * 2)

    with pytest.raises(SearchUnavailable, match="400: x: negative"):
        ids(through(crowd, prefix), "Ehrenamt")
    assert len(crowd.searches) == 1
