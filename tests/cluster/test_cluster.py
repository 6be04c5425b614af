"""A cluster of three OpenSearch nodes does what the search engine will rely on.

It takes some minutes, 3 GiB of memory and Maven Central, so it runs only when asked: KB_TEST_CLUSTER=1.
"""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest

from tests.cluster.cluster import Cluster, Node, Refused, ask, start_cluster

INDEX = {
    "settings": {"number_of_shards": 3, "number_of_replicas": 1},
    "mappings": {"dynamic": "strict", "properties": {"text": {"type": "text", "analyzer": "whitespace"}}},
}


@pytest.fixture(scope="module")
def started(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Cluster]:
    with start_cluster(tmp_path_factory.mktemp("cluster")) as cluster:
        yield cluster


@pytest.fixture
def cluster(started: Cluster) -> Iterator[Cluster]:
    """All nodes run and agree, before a test and after it, whatever it did to them."""
    yield started
    for node in started.nodes:
        node.resume() if node.is_running else node.start()
    wait_for_members(started)


def wait_for_members(cluster: Cluster) -> None:
    """Wait until every node itself sees all of them: one that was paused still believes what it knew before."""
    cluster.wait_until_green()
    latest = time.monotonic() + 60
    while time.monotonic() < latest:
        with suppress(Refused, OSError):
            if all(members(url) == len(cluster.nodes) for url in cluster.urls):
                return
        time.sleep(0.2)
    raise AssertionError("the nodes do not find together again")


def members(url: str) -> int:
    return int(ask(f"{url}/_cluster/health", seconds=5)["number_of_nodes"])


def manager(cluster: Cluster) -> Node:
    [row] = ask(f"{cluster.urls[0]}/_cat/cluster_manager?format=json")
    return next(node for node in cluster.nodes if row["node"] == f"node-{node.number}")


def others(cluster: Cluster, one: Node) -> list[Node]:
    return [node for node in cluster.nodes if node is not one]


def an_index(cluster: Cluster, name: str) -> str:
    ask(f"{cluster.urls[0]}/{name}", INDEX, method="PUT")
    cluster.wait_until_green()
    return name


def put(index: str, one: int, version: int = 1, text: str = "") -> list[dict[str, Any]]:
    """The two lines of a bulk request that index a document."""
    key = {"_index": index, "_id": str(one), "version": version, "version_type": "external_gte"}
    return [{"index": key}, {"text": text or f"Wort{one} Ehrenamt"}]


def remove(index: str, one: int, version: int) -> list[dict[str, Any]]:
    return [{"delete": {"_index": index, "_id": str(one), "version": version, "version_type": "external_gte"}}]


def bulk(url: str, lines: list[dict[str, Any]]) -> list[int]:
    """The status of each item, in order."""
    items = ask(f"{url}/_bulk", lines, seconds=90)["items"]
    return [answer["status"] for item in items for answer in item.values()]


def found(url: str, index: str, phrase: str) -> int:
    """Hits, after a refresh, from all shards."""
    ask(f"{url}/{index}/_refresh", {}, seconds=90)
    answer = ask(f"{url}/{index}/_search", {"query": {"match_phrase": {"text": phrase}}, "track_total_hits": True})
    assert answer["_shards"]["failed"] == 0
    return int(answer["hits"]["total"]["value"])


def test_three_nodes_agree_on_one_manager(cluster: Cluster) -> None:
    told = [ask(f"{url}/_cat/cluster_manager?format=json")[0]["node"] for url in cluster.urls]
    assert len(set(told)) == 1
    assert [members(url) for url in cluster.urls] == [3, 3, 3]


def test_german_analysis_is_there_on_every_node(cluster: Cluster) -> None:
    german = {"tokenizer": "standard", "filter": ["lowercase", {"type": "stemmer", "language": "light_german"}]}
    for url in cluster.urls:
        tokens = ask(f"{url}/_analyze", german | {"text": "Häuser"})["tokens"]
        assert [token["token"] for token in tokens] == ["haus"]


def test_a_whitespace_field_keeps_our_tokens_as_they_are(cluster: Cluster) -> None:
    index = an_index(cluster, "tokens")
    analysed = ask(f"{cluster.urls[0]}/{index}/_analyze", {"field": "text", "text": "Häus strasse 7091/2014-2020"})
    assert [token["token"] for token in analysed["tokens"]] == ["Häus", "strasse", "7091/2014-2020"]
    bulk(cluster.urls[0], put(index, 1, text="bürger schaft engagement"))
    assert found(cluster.urls[1], index, "bürger schaft") == 1
    assert found(cluster.urls[2], index, "schaft bürger") == 0


def test_a_field_that_the_mapping_does_not_know_is_refused(cluster: Cluster) -> None:
    index = an_index(cluster, "strict")
    with pytest.raises(Refused) as refused:
        ask(f"{cluster.urls[0]}/{index}/_doc/1", {"unknown": "x"}, method="PUT")
    assert refused.value.status == 400
    assert refused.value.answer["error"]["type"] == "strict_dynamic_mapping_exception"


def test_an_index_that_nobody_made_is_not_made_by_writing(cluster: Cluster) -> None:
    assert bulk(cluster.urls[0], put("misspelt", 1)) == [404]


def test_an_older_version_changes_nothing_and_each_item_says_so(cluster: Cluster) -> None:
    index = an_index(cluster, "versions")
    newest_first = [*put(index, 1, version=2, text="neu"), *put(index, 1, version=1, text="alt")]
    again = put(index, 1, version=2, text="neu")
    assert bulk(cluster.urls[0], newest_first + again + put(index, 2)) == [201, 409, 200, 201]
    assert found(cluster.urls[1], index, "neu") == 1
    assert found(cluster.urls[1], index, "alt") == 0


def test_a_late_write_does_not_revive_what_was_removed(cluster: Cluster) -> None:
    index = an_index(cluster, "tombstones")
    bulk(cluster.urls[0], put(index, 1, version=1))
    assert bulk(cluster.urls[1], remove(index, 1, version=2) + put(index, 1, version=1)) == [200, 409]
    assert found(cluster.urls[2], index, "Ehrenamt") == 0


def test_one_request_moves_an_alias_from_the_old_index_to_the_new(cluster: Cluster) -> None:
    old, new = an_index(cluster, "generation-1"), an_index(cluster, "generation-2")
    bulk(cluster.urls[0], put(old, 1, text="alt") + put(new, 1, text="neu"))
    add = {"actions": [{"add": {"index": old, "alias": "current"}}]}
    assert ask(f"{cluster.urls[0]}/_aliases", add)["acknowledged"]
    assert found(cluster.urls[1], "current", "alt") == 1
    switch = [{"remove": {"index": old, "alias": "current"}}, {"add": {"index": new, "alias": "current"}}]
    assert ask(f"{cluster.urls[0]}/_aliases", {"actions": switch})["acknowledged"]
    for url in cluster.urls:
        assert (found(url, "current", "alt"), found(url, "current", "neu")) == (0, 1)
    assert found(cluster.urls[0], old, "alt") == 1


@pytest.mark.parametrize("victim", ["manager", "follower"])
def test_a_killed_node_loses_nothing_that_was_acknowledged(cluster: Cluster, victim: str) -> None:
    index = an_index(cluster, f"killed-{victim}")
    node = manager(cluster) if victim == "manager" else others(cluster, manager(cluster))[0]
    bulk(node.url, [line for one in range(300) for line in put(index, one)])
    node.kill()
    left, right = (other.url for other in others(cluster, node))
    assert set(bulk(left, [line for one in range(300, 400) for line in put(index, one)])) == {201}
    assert found(right, index, "Ehrenamt") == 400
    node.start()
    wait_for_members(cluster)
    assert [found(url, index, "Ehrenamt") for url in cluster.urls] == [400, 400, 400]


def test_a_paused_node_comes_back_and_nothing_is_lost(cluster: Cluster) -> None:
    index = an_index(cluster, "paused")
    node = others(cluster, manager(cluster))[0]
    bulk(node.url, [line for one in range(300) for line in put(index, one)])
    node.pause()
    with pytest.raises(OSError, match="timed out"):
        ask(node.url, seconds=1)
    node.resume()
    wait_for_members(cluster)
    assert [found(url, index, "Ehrenamt") for url in cluster.urls] == [300, 300, 300]


def test_all_nodes_killed_start_again_with_everything_acknowledged(cluster: Cluster) -> None:
    index = an_index(cluster, "all-killed")
    bulk(cluster.urls[0], [line for one in range(300) for line in put(index, one)])
    for node in cluster.nodes:
        node.kill()
    for node in cluster.nodes:
        node.start()
    wait_for_members(cluster)
    assert found(cluster.urls[0], index, "Ehrenamt") == 300


def test_no_node_outlives_a_process_that_was_killed(tmp_path: Path) -> None:
    code = (
        "import sys, time; from pathlib import Path; from tests.cluster.cluster import start_cluster\n"
        "with start_cluster(Path(sys.argv[1]), nodes=1) as cluster:\n"
        "    cluster.node(1).pause(); print(cluster.urls[0], flush=True); time.sleep(600)"
    )
    root = Path(__file__).parents[2]
    starter = subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], cwd=root, stdout=subprocess.PIPE, text=True)
    with starter:
        assert starter.stdout is not None
        url = starter.stdout.readline().strip()
        assert url
        starter.kill()
    latest = time.monotonic() + 30
    while listens(url) and time.monotonic() < latest:
        time.sleep(0.2)
    assert not listens(url)


def listens(url: str) -> bool:
    """A paused node listens too, it only doesn't answer."""
    host, _, port = url.removeprefix("http://").partition(":")
    with socket.socket() as probe:
        return probe.connect_ex((host, int(port))) == 0
