"""A cluster behind TLS and a password: both come from the URL, and neither is told to anybody."""

import logging
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote
from uuid import uuid4

import pytest

from kb.errors import SearchUnavailable
from kb.search.engines import open_engine
from tests.engines.asking import ids
from tests.engines.both import forget
from tests.engines.indexed import a_query, an_indexed
from tests.engines.nginx import PASSWORD, USER, Guarded, guarded


@pytest.fixture
def node(cluster_url: str) -> str:
    return f"http://{cluster_url.rpartition('/')[2].partition(',')[0]}"


@pytest.fixture
def proxy(node: str, tmp_path: Path) -> Iterator[Guarded]:
    with guarded(node, tmp_path) as started:
        time.sleep(0.5)
        yield started


def url(proxy: Guarded, prefix: str, password: str, options: str) -> str:
    return f"opensearch+https://{USER}:{quote(password, safe='')}@127.0.0.1:{proxy.port}/{prefix}?shards=1&seconds=60{options}"


def test_with_account_and_certificate_everything_works(proxy: Guarded, node: str) -> None:
    prefix = f"test-{uuid4().hex}"
    engine = open_engine(url(proxy, prefix, PASSWORD, f"&ca={proxy.certificate}"))
    with engine.rebuild() as growing:
        growing.put([an_indexed("a1", "Ehrenamt")])
        growing.switch(expected=1)
    engine.put([an_indexed("a2", "Ehrenamt")])

    found = set(ids(engine, "Ehrenamt"))
    forget(node, prefix)

    assert found == {"a1", "a2"}


@pytest.mark.parametrize("wrong", ["password", "certificate"])
def test_what_is_wrong_opens_nothing_and_tells_no_password(
    proxy: Guarded, wrong: str, caplog: pytest.LogCaptureFixture
) -> None:
    password = "falsch:1" if wrong == "password" else PASSWORD
    trusted = f"&ca={proxy.certificate}" if wrong == "password" else ""
    engine = open_engine(url(proxy, "wissen", password, trusted))

    with caplog.at_level(logging.DEBUG), pytest.raises(SearchUnavailable) as failed:
        engine.search(a_query("Ehrenamt"))

    told = f"{failed.value} {failed.value.message} {caplog.text}"
    assert ("401" in told) == (wrong == "password")
    assert password not in told
    assert quote(password, safe="") not in told
