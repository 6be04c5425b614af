"""Each engine, with an empty index."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.search.engine import Engine
from tests.cluster.cluster import start_cluster
from tests.engines.both import ENGINES, opened


@pytest.fixture(scope="session")
def cluster_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where OpenSearch is: started once a run if need be, by itself with one node, as most tests are about answers."""
    if named := os.environ.get("KB_TEST_OPENSEARCH"):
        yield named
        return
    nodes = int(os.environ.get("KB_TEST_NODES", "1"))
    with start_cluster(tmp_path_factory.mktemp("opensearch"), nodes=nodes) as cluster:
        yield "opensearch+http://" + ",".join(url.removeprefix("http://") for url in cluster.urls)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    is_whoosh = request.param == "whoosh"
    url = f"whoosh:///{tmp_path}/index" if is_whoosh else request.getfixturevalue("cluster_url")
    with opened(url, "&shards=2") as empty:
        with empty.rebuild() as growing:
            growing.switch(expected=0)
        yield empty
