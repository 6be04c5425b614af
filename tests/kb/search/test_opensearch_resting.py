"""While a cluster lets everybody wait in vain, few wait."""

import socket
import time
from collections.abc import Callable

import pytest

from kb.errors import SearchUnavailable
from kb.search.engine import Engine
from kb.search.engines import open_engine
from kb.search.query import Query

SECONDS = 0.6
"""For one node; two are asked, or the same one twice, and who waited for a second lets the others go at once."""


def seconds_of(question: Callable[[], object]) -> float:
    begun = time.monotonic()
    with pytest.raises(SearchUnavailable):
        question()
    return time.monotonic() - begun


def test_after_one_has_waited_in_vain_others_do_not_even_ask_how_old_their_answers_are() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        engine: Engine = open_engine(f"opensearch+http://127.0.0.1:{silent.getsockname()[1]}/wissen?seconds={SECONDS}")

        waited = seconds_of(engine.edition)

        assert waited >= 2 * SECONDS
        assert seconds_of(engine.edition) < SECONDS
        assert seconds_of(lambda: engine.search(Query())) < SECONDS
