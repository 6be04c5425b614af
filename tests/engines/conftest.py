"""Each engine, with an empty index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.search.engine import Engine
from tests.engines.both import ENGINES, opened


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    is_whoosh = request.param == "whoosh"
    url = f"whoosh:///{tmp_path}/index" if is_whoosh else request.getfixturevalue("cluster_url")
    with opened(url, "&shards=2") as empty:
        with empty.rebuild() as growing:
            growing.switch(expected=0)
        yield empty
