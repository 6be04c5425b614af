"""What a run leaves out because this machine lacks it, said at its end. In CI nothing may be lacking."""

import os
import shutil
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path

import pytest

from tests import databases, indexes, postgres
from tests.cluster.cluster import start_cluster
from tests.engines.nginx import NGINX
from tests.postgres import Server

HERE = Path(__file__).parent

ON_EVERY_DATABASE = (HERE / "kb" / "store", HERE / "kb" / "library")
ON_ONE = {
    "test_sqlite": databases.SQLITE,
    "test_backup": databases.SQLITE,  # PostgreSQL has tools of its own
    "test_postgresql": databases.POSTGRESQL,
    "test_whole_export": databases.SQLITE,  # its knowledge base serves several tests
    "test_content_check": databases.SQLITE,  # needs none
    "test_matters": databases.SQLITE,  # needs none
}
"""Modules below them that are about one of them, or about none."""


CHOICES = {
    databases.CHOICE: (databases.SQLITE, databases.POSTGRESQL),
    indexes.CHOICE: (indexes.WHOOSH, indexes.OPENSEARCH),
}


def pytest_configure() -> None:
    """Whoever misspells a choice shall not take the tests for something that they are not."""
    for name, known in CHOICES.items():
        if os.environ.get(name, known[0]) not in known:
            raise pytest.UsageError(f"{name} muss {' oder '.join(known)} sein, ist aber „{os.environ[name]}“.")


def left_out() -> dict[Path, str]:
    """Paths that are not collected, each with its reason."""
    reasons = {}
    if not (os.environ.get("CI") or os.environ.get("KB_TEST_CHROMIUM") or shutil.which("chromium")):
        reasons[HERE / "journeys"] = "Browsertests: Chromium fehlt (Debian: apt-get install chromium)"
    if databases.POSTGRESQL not in databases.names():
        reasons[HERE / "kb" / "store" / "test_postgresql.py"] = f"alle Tests auf PostgreSQL: {postgres.MISSING}"
    if os.environ.get("KB_TEST_CLUSTER") != "1":
        reasons[HERE / "cluster" / "test_cluster.py"] = "OpenSearch-Cluster: nur auf Wunsch, make clustertest"
        if not os.environ.get("KB_TEST_OPENSEARCH"):
            asked = "Vertrag der Suche mit OpenSearch: nur auf Wunsch, make clustertest"
            reasons |= {
                HERE / "engines" / f"test_{name}.py": asked
                for name in ("crowded", "guarded", "opensearch", "same_answers", "two_machines")
            }
    if not (os.environ.get("CI") or NGINX):
        reasons[HERE / "engines" / "test_guarded.py"] = (
            "OpenSearch hinter TLS: nginx fehlt (Debian: apt-get install nginx)"
        )
    return reasons


def pytest_ignore_collect(collection_path: Path) -> bool | None:
    return True if collection_path in left_out() else None


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for reason in dict.fromkeys(left_out().values()):
        terminalreporter.write_line(f"Ausgelassen: {reason}")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Whatever stores something is tested on every database."""
    path = Path(str(metafunc.module.__file__))
    if any(path.is_relative_to(folder) for folder in ON_EVERY_DATABASE):
        only = ON_ONE.get(path.stem)
        metafunc.parametrize("database", (only,) if only else databases.names(), indirect=True)


@pytest.fixture(scope="session")
def postgresql() -> Iterator[Server]:
    with postgres.a_server() as server:
        yield server


@pytest.fixture(scope="session")
def cluster_url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where OpenSearch is: started once a run if need be; one node, as most tests are about answers, or three for all."""
    if named := os.environ.get("KB_TEST_OPENSEARCH"):
        yield named
        return
    nodes = int(os.environ.get("KB_TEST_NODES", "3" if _index_told() == indexes.OPENSEARCH else "1"))
    with start_cluster(tmp_path_factory.mktemp("opensearch"), nodes=nodes) as cluster:
        yield "opensearch+http://" + ",".join(url.removeprefix("http://") for url in cluster.urls)


@pytest.fixture(scope="session", autouse=True)
def _index_of_the_run(request: pytest.FixtureRequest) -> Iterator[None]:
    is_cluster = _index_told() == indexes.OPENSEARCH
    with indexes.chosen(request.getfixturevalue("cluster_url") if is_cluster else ""):
        yield


def _index_told() -> str:
    return os.environ.get(indexes.CHOICE, indexes.WHOOSH)


@pytest.fixture(scope="session", autouse=True)
def _database_of_the_run(request: pytest.FixtureRequest) -> Iterator[None]:
    with _on(request, os.environ.get(databases.CHOICE, databases.SQLITE)):
        yield


@pytest.fixture(autouse=True)
def database(request: pytest.FixtureRequest) -> Iterator[None]:
    """Another one for this test, if it is one of those that run on every database."""
    name = getattr(request, "param", None)
    with _on(request, name) if name else nullcontext():
        yield


def _on(request: pytest.FixtureRequest, name: str) -> AbstractContextManager[None]:
    """name: one of `databases.names()`."""
    return databases.chosen(request.getfixturevalue("postgresql") if name == databases.POSTGRESQL else None)
