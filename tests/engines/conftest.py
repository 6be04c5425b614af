"""Each engine, with an empty index."""

import os
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest

from kb.search.engine import Engine
from kb.search.engines import open_engine
from tests.cluster.cluster import ask


def forget(url: str) -> None:
    """Remove all that an engine left in the cluster."""
    root, _, prefix = url.removeprefix("opensearch+").partition("?")[0].rpartition("/")
    for name in ask(f"{root}/_cat/indices/{prefix}*?format=json"):
        ask(f"{root}/{name['index']}", method="DELETE")


@pytest.fixture(params=["whoosh", "opensearch"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    url = f"whoosh:///{tmp_path}/index" if request.param == "whoosh" else os.environ["KB_TEST_OPENSEARCH"] + f"/test-{uuid4().hex}?shards=1"
    opened = open_engine(url)
    with opened.rebuild() as growing:
        growing.switch(expected=0)
    yield opened
    if request.param == "opensearch":
        forget(url)
