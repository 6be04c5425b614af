"""What happens to a running knowledge base: one node at a time, connections, processes. All of it random, all of it undone."""

import random
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

from tests.cluster.cluster import Cluster
from tests.postgres import Server
from tests.soak.processes import Kept

OURS = "FROM pg_stat_activity WHERE application_name = 'wissensspeicher' AND pid <> pg_backend_pid()"
END_ONE = f"SELECT count(pg_terminate_backend(pid)) FROM (SELECT pid {OURS} ORDER BY random() LIMIT 1) AS one"
END_ALL = f"SELECT count(pg_terminate_backend(pid)) {OURS}"

LONGEST_PAUSE = 45.0
"""Seconds of a node: the others leave out one that does not answer for about thirty."""


@contextmanager
def disturbed(cluster: Cluster, database: Server, processes: Sequence[Kept]) -> Iterator[Counter[str]]:
    """Within the block things happen, all at once; at its end all are up again. Yields how often what happened."""
    over, deeds = threading.Event(), Counter[str]()
    with ThreadPoolExecutor() as threads:
        running = [
            threads.submit(_disturb_nodes, cluster, over, deeds),
            threads.submit(_disturb_connections, database, over, deeds),
            threads.submit(_disturb_processes, processes, database, over, deeds),
        ]
        try:
            yield deeds
        finally:
            over.set()
        for one in running:
            one.result()


def _disturb_nodes(cluster: Cluster, over: threading.Event, deeds: Counter[str]) -> None:
    """The next one only when the cluster is whole again."""
    chance = random.Random()
    while not over.wait(chance.uniform(1, 5)):
        node = chance.choice(cluster.nodes)
        deed = chance.choice(("killed", "paused", "restarted"))
        deeds[f"node {deed}"] += 1
        if deed == "killed":
            node.kill()
            over.wait(chance.uniform(0, 10))
            node.start()
        elif deed == "paused":
            node.pause()
            over.wait(chance.uniform(1, LONGEST_PAUSE))
            node.resume()
        else:
            node.restart()
        cluster.wait_until_green()


def _disturb_connections(database: Server, over: threading.Event, deeds: Counter[str]) -> None:
    chance = random.Random()
    while not over.wait(chance.uniform(0.5, 4)):
        ended = database.run(chance.choices((END_ONE, END_ALL), (9, 1))[0])
        deeds["connection ended"] += ended


def _disturb_processes(processes: Sequence[Kept], database: Server, over: threading.Event, deeds: Counter[str]) -> None:
    """Some that are paused find their connections gone when they go on: others have taken over meanwhile."""
    chance = random.Random()
    while not over.wait(chance.uniform(2, 10)):
        one = chance.choice(processes)
        if not one.is_running:
            deeds[f"{one.name} ended by itself"] += 1
            one.start()
            continue
        if one.name == "writer" and not one.has_spoken:
            continue  # on a busy machine it would never come to work
        if chance.random() < 0.6:
            deeds[f"{one.name} killed"] += 1
            one.kill()
            over.wait(chance.uniform(0, 2))
            one.start()
            continue
        deeds[f"{one.name} paused"] += 1
        one.pause()
        over.wait(chance.uniform(1, 10))
        if chance.random() < 0.5:
            deeds["all connections ended"] += database.run(END_ALL) > 0
        one.resume()


def seconds_until(happens: Callable[[], bool], patience: float) -> float:
    """Raises TimeoutError."""
    begun = time.monotonic()
    while not happens():
        if time.monotonic() - begun > patience:
            raise TimeoutError
        time.sleep(0.05)
    return time.monotonic() - begun
