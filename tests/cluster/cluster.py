"""Real OpenSearch nodes on this machine, one JVM each, so that kill -9 and SIGSTOP hit exactly one.

with start_cluster(tmp_path) as cluster:
    ask(f"{cluster.urls[0]}/_cat/nodes")
    cluster.node(2).kill()
    cluster.node(2).start()
    cluster.wait_until_green()
"""

import json
import os
import random
import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http.client import HTTPException
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.request import Request, urlopen

from tests.cluster.java import ClusterUnavailable, Program, build_program

# Below what Linux hands out to outgoing connections (32768 on): otherwise one of them may take a dead node's port.
PORTS = range(20_000, 32_000)
OPTIONS = (
    "-XX:MaxDirectMemorySize=256m",
    "-XX:+UseSerialGC",
    "-XX:+ExitOnOutOfMemoryError",
    "--add-modules=jdk.incubator.vector",
    "--enable-native-access=ALL-UNNAMED",
    "-Dlog4j2.disable.jmx=true",
    "-Dfile.encoding=UTF-8",
)
SETTINGS = {
    "cluster.name": "wissensspeicher-test",
    "discovery.type": "zen",  # the runner would make a JVM with one node a cluster of its own
    "network.host": "127.0.0.1",
    "node.store.allow_mmap": "false",  # otherwise the machine's vm.max_map_count would matter
    "action.auto_create_index": "false",
    "action.destructive_requires_name": "true",
    "cluster.routing.allocation.disk.threshold_enabled": "false",
}


class Refused(Exception):
    """OpenSearch answered with an error: its status and what it said."""

    def __init__(self, status: int, answer: Any) -> None:
        super().__init__(f"{status}: {str(answer)[:500]}")
        self.status = status
        self.answer = answer


def ask(url: str, body: Any = None, *, method: str = "", seconds: float = 30.0) -> Any:
    """Send a request to OpenSearch and return its JSON.

    body: what becomes JSON; a list becomes lines, as `_bulk` wants them. Without a method it makes the request a POST.
    Raises Refused for an error status, OSError (TimeoutError among them) if no answer comes within seconds.
    """
    request = Request(url, _encoded(body), method=method or ("GET" if body is None else "POST"))
    request.add_header("Content-Type", "application/x-ndjson" if isinstance(body, list) else "application/json")
    try:
        with urlopen(request, timeout=seconds) as response:
            return json.load(response)
    except HTTPError as error:
        with error:
            said = error.read().decode()
        raise Refused(error.code, json.loads(said) if said.startswith("{") else said) from None
    except HTTPException as error:
        raise ConnectionError(f"{url} broke off: {error!r}") from error


@dataclass(slots=True)
class Node:
    """One node in one JVM; numbers begin with 1. Its output is appended to log, its data stay in folder."""

    number: int
    url: str
    folder: Path
    command: list[str]
    process: subprocess.Popen[bytes] | None = field(default=None, repr=False)

    @property
    def log(self) -> Path:
        return self.folder.with_suffix(".log")

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    @property
    def megabytes(self) -> int:
        """Resident memory in MiB; Linux only."""
        assert self.process is not None
        status = Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.partition("VmRSS:")[2].split()[0]) // 1024

    def start(self) -> None:
        """Start the JVM; the node answers some seconds later, see Cluster.wait_until_green."""
        with self.log.open("ab") as log:
            # A group of its own: Ctrl+C reaches us alone, and a paused node whose parent died is woken to end.
            self.process = subprocess.Popen(
                self.command, stdin=subprocess.PIPE, stdout=log, stderr=subprocess.STDOUT, process_group=0
            )

    def kill(self) -> None:
        """As kill -9: no goodbye to the others, nothing flushed."""
        self._signal(signal.SIGKILL)
        self._gone(seconds=10)

    def pause(self) -> None:
        """As a machine that hangs: connections stay open, answers don't come. Linux only."""
        self._signal(signal.SIGSTOP)
        assert self.process is not None
        os.waitid(os.P_PID, self.process.pid, os.WSTOPPED)  # on a busy machine a node answers for a while yet

    def resume(self) -> None:
        self._signal(signal.SIGCONT)

    def restart(self) -> None:
        """Stop in good order and start again."""
        self.end()
        self.await_end()
        self.start()

    def end(self) -> None:
        """Ask the node to stop; await_end waits for it."""
        if self.is_running:
            self.resume()
            self._input_closed()

    def await_end(self) -> None:
        """Wait for the node to stop; kill it if it takes more than 30 seconds."""
        try:
            self._gone(seconds=30)
        except subprocess.TimeoutExpired:
            self.kill()

    def _signal(self, number: signal.Signals) -> None:
        assert self.process is not None, f"node {self.number} was never started"
        self.process.send_signal(number)

    def _gone(self, seconds: float) -> None:
        if self.process is not None:
            self.process.wait(seconds)
            self._input_closed()

    def _input_closed(self) -> None:
        if self.process is not None and self.process.stdin is not None:
            self.process.stdin.close()


@dataclass(frozen=True, slots=True)
class Cluster:
    """The nodes, running or not."""

    nodes: tuple[Node, ...]

    @property
    def urls(self) -> tuple[str, ...]:
        """The nodes' addresses, http://127.0.0.1:<port>; they stay the same when a node is started again."""
        return tuple(node.url for node in self.nodes)

    def node(self, number: int) -> Node:
        return self.nodes[number - 1]

    def wait_until_green(self, nodes: int = 0, seconds: float = 300.0) -> None:
        """Wait until so many nodes (0: all) form a cluster and every shard copy is in place.

        Raises ClusterUnavailable with the end of the logs if that takes longer, or if no node runs.
        """
        wanted = f"_cluster/health?wait_for_status=green&wait_for_nodes={nodes or len(self.nodes)}&timeout=2s"
        latest = time.monotonic() + seconds
        while time.monotonic() < latest and any(node.is_running for node in self.nodes):
            if any(_agrees(f"{node.url}/{wanted}") for node in self.nodes if node.is_running):
                return
            time.sleep(0.2)
        raise ClusterUnavailable(
            f"no green cluster (waited for at most {seconds:.0f} s)\n" + "\n".join(map(_last_words, self.nodes))
        )


@contextmanager
def start_cluster(
    folder: Path, nodes: int = 3, settings: Mapping[str, str] | None = None, heap: str = "512m"
) -> Iterator[Cluster]:
    """Start nodes on loopback and free ports, wait until they are a green cluster, and stop them all at the end.

    folder: gets node-1.log and node-1/ with its data, and so on; they stay, and starting there again finds the data.
    settings: further node settings, a list as "a,b"; they win over SETTINGS. heap: of each node, as Java takes it.
    Raises ClusterUnavailable.
    """
    cluster = Cluster(_nodes(build_program(), folder, nodes, settings or {}, heap))
    with ExitStack() as stack:
        for node in cluster.nodes:
            stack.callback(node.await_end)
        for node in cluster.nodes:
            stack.callback(node.end)  # these run first, so that all stop at the same time
            node.start()
        cluster.wait_until_green()
        _check_analysis(cluster)
        yield cluster


def _encoded(body: Any) -> bytes | None:
    if body is None:
        return None
    return "".join(json.dumps(line) + "\n" for line in (body if isinstance(body, list) else [body])).encode()


def _nodes(program: Program, folder: Path, count: int, more: Mapping[str, str], heap: str) -> tuple[Node, ...]:
    folder.mkdir(parents=True, exist_ok=True)
    ports = free_ports(2 * count)
    names = [f"node-{number}" for number in range(1, count + 1)]
    common = SETTINGS | {
        "discovery.seed_hosts": ",".join(f"127.0.0.1:{port}" for port in ports[count:]),
        "cluster.initial_cluster_manager_nodes": ",".join(names),
    }
    nodes: list[Node] = []
    for name, http, transport in zip(names, ports[:count], ports[count:], strict=True):
        own = {"node.name": name, "http.port": str(http), "transport.port": str(transport)}
        arguments = [f"{key}={value}" for key, value in (common | own | dict(more)).items()]
        command = program.command((f"-Xms{heap}", f"-Xmx{heap}", *OPTIONS), str(folder / name), *arguments)
        nodes.append(Node(len(nodes) + 1, f"http://127.0.0.1:{http}", folder / name, command))
    return tuple(nodes)


def free_ports(count: int) -> list[int]:
    """Ports on which nothing listens, and which no outgoing connection gets."""
    found: list[int] = []
    for port in random.sample(PORTS, len(PORTS)):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                found.append(port)
        if len(found) == count:
            return found
    raise ClusterUnavailable(f"{count} free ports are needed between {PORTS.start} and {PORTS.stop}.")


def _agrees(url: str) -> bool:
    try:
        return not ask(url, seconds=5)["timed_out"]
    except (Refused, OSError):
        return False


def _last_words(node: Node) -> str:
    lines = node.log.read_text(errors="replace").splitlines()[-15:] if node.log.exists() else []
    return "\n".join([f"{node.log.name}:", *lines])


def _check_analysis(cluster: Cluster) -> None:
    """The runner leaves out modules it does not find without a word, so ask for what only the analysis module has."""
    german = {"tokenizer": "standard", "filter": ["lowercase", "german_normalization"], "text": "Häuser"}
    for url in cluster.urls:
        if [token["token"] for token in ask(f"{url}/_analyze", german)["tokens"]] != ["hauser"]:
            raise ClusterUnavailable(f"{url} analyses wrongly")
