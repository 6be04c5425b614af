"""Which index the tests run on, as `KB_TEST_INDEX` says: nothing or `whoosh`, or `opensearch`.

OpenSearch is three nodes that are started for the run, or the cluster that `KB_TEST_OPENSEARCH` names. Child processes
find in `KB_TEST_INDEX` how the names of the run's indexes there begin.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from kb.settings import Settings
from tests import databases
from tests.engines.both import forget

CHOICE = "KB_TEST_INDEX"
WHOOSH, OPENSEARCH = "whoosh", "opensearch"


@contextmanager
def chosen(cluster: str = "") -> Iterator[None]:
    """Within the block tests run on this cluster, of which nothing is left in it, or on Whoosh.

    cluster: its URL without the name of an index.
    """
    told, run = os.environ.get(CHOICE), f"test-{token_hex(4)}"
    os.environ[CHOICE] = f"{cluster}/{run}" if cluster else WHOOSH
    try:
        yield
    finally:
        if cluster:
            forget(cluster, run)
        os.environ.pop(CHOICE)
        os.environ |= {CHOICE: told} if told else {}


def url_for(data: Path) -> str:
    """The URL of the index of the knowledge base whose data lie in this folder. On a busy machine nodes take a minute."""
    told = os.environ.get(CHOICE, WHOOSH)
    return Settings.index if told in (WHOOSH, OPENSEARCH) else f"{told}-{databases.name_of(data)}?seconds=60"
