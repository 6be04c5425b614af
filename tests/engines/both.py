"""Opening each engine for a test. OpenSearch is the cluster that KB_TEST_OPENSEARCH names, `opensearch+http://host:port`."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from uuid import uuid4

from kb.search.engine import Engine
from kb.search.engines import open_engine
from tests.cluster.cluster import ask


@contextmanager
def opened(name: str, folder: Path, options: str = "") -> Iterator[Engine]:
    """An engine without an index; what it leaves in a cluster is removed."""
    if name == "whoosh":
        yield open_engine(f"whoosh:///{folder}/index")
        return
    root, prefix = os.environ["KB_TEST_OPENSEARCH"], f"test-{uuid4().hex}"
    yield open_engine(f"{root}/{prefix}{options}")
    _forget(root.removeprefix("opensearch+"), prefix)


def _forget(root: str, prefix: str) -> None:
    for found in ask(f"{root}/_cat/indices/{prefix}*?format=json"):
        ask(f"{root}/{found['index']}", method="DELETE")
