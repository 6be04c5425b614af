"""A fresh store for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.store import Store
from tests.kb.store.stores import a_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    opened = a_store(tmp_path)
    yield opened
    opened.close()
