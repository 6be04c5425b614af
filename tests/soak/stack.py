"""PostgreSQL and three nodes, with a knowledge base that several machines share: each has a data folder of its own."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.library import Library, open_library
from kb.settings import Settings
from tests.builders import settings_in
from tests.cluster.cluster import Cluster, start_cluster
from tests.postgres import Server, a_server
from tests.service import environment

LOGS = Path(__file__).parents[2] / "build" / "soak"
"""What the processes of the last run wrote to their logs."""

PATIENCE = 300.0
"""Seconds after which what waits for the index is taken as waiting for ever."""


@dataclass(frozen=True)
class Stack:
    """database: the server, by the URL of this knowledge base."""

    folder: Path
    database: Server
    cluster: Cluster

    @property
    def index(self) -> str:
        return "opensearch+http://" + ",".join(one.removeprefix("http://") for one in self.cluster.urls) + "/probe"

    def settings(self, machine: str) -> Settings:
        return settings_in(
            self.folder, data=self.folder / machine / "daten", database=self.database.url, index=self.index
        )

    def environment(self, machine: str) -> dict[str, str]:
        """Of a process on this machine."""
        settings = self.settings(machine)
        return environment(settings.data, **self.variables(settings))

    def variables(self, settings: Settings) -> dict[str, str]:
        return {"KB_DATABASE": settings.database, "KB_INDEX": settings.index, "KB_CONTENT": str(settings.content)}

    def library(self, machine: str = "pruefung") -> Library:
        return open_library(self.settings(machine))

    def waiting(self) -> tuple[int, float]:
        """Changes that the index does not have yet, and the seconds since the oldest was made."""
        told = self.database.run(
            "SELECT count(*) || ' ' || coalesce(extract(epoch FROM clock_timestamp() - min(created_at)), 0) FROM outbox"
        )
        count, seconds = told.split()
        return int(count), float(seconds)


@contextmanager
def a_stack() -> Iterator[Stack]:
    """With registers and an empty index. Raises ClusterUnavailable."""
    shutil.rmtree(LOGS, ignore_errors=True)
    LOGS.mkdir(parents=True)
    with (
        a_server() as server,
        TemporaryDirectory(prefix="kb-soak-") as name,
        start_cluster(Path(name) / "nodes") as nodes,
    ):
        stack = Stack(Path(name), replace(server, url=server.create("kb_soak")), nodes)
        with stack.library() as library:
            library.keeping.load_content()
            library.keeping.heal()
        try:
            yield stack
        finally:
            server.drop("kb_soak")
