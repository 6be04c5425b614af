"""Each engine, with an empty index."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.search.engine import Engine
from kb.search.engines import open_engine


@pytest.fixture(params=["whoosh"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    opened = open_engine(f"{request.param}:///{tmp_path}/index")
    with opened.rebuild() as growing:
        growing.switch(expected=0)
    return opened
