"""Opening each engine for a test.

OpenSearch is the cluster that KB_TEST_OPENSEARCH names, `opensearch+http://host:port`, or with KB_TEST_CLUSTER=1 as many
nodes as KB_TEST_NODES says, one by default, that are started for the run.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import uuid4

from kb.search.engine import Engine
from kb.search.engines import open_engine
from tests.cluster.cluster import ask

HAS_CLUSTER = bool(os.environ.get("KB_TEST_OPENSEARCH")) or os.environ.get("KB_TEST_CLUSTER") == "1"
ENGINES = ("whoosh", "opensearch") if HAS_CLUSTER else ("whoosh",)


@contextmanager
def opened(url: str, options: str = "") -> Iterator[Engine]:
    """An engine without an index: of a folder, or under a name of its own in a cluster, where nothing is left of it.

    On a busy machine nodes may take a minute.
    """
    if url.startswith("whoosh:"):
        yield open_engine(url)
        return
    prefix = f"test-{uuid4().hex}"
    yield open_engine(f"{url}/{prefix}?seconds=60{options}")
    forget(url, prefix)


def forget(cluster: str, prefix: str) -> None:
    """Remove the indexes whose names begin so. cluster: its URL, as in KB_INDEX or that of one node."""
    node = f"http://{cluster.rpartition('/')[2].partition(',')[0]}"
    for found in ask(f"{node}/_cat/indices/{prefix}*?format=json"):
        ask(f"{node}/{found['index']}", method="DELETE")
