"""A fresh knowledge base for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.library import Library
from tests.builders import a_library


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with a_library(tmp_path) as opened:
        yield opened
