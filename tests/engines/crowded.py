"""A real node that at times takes less, or nothing: a proxy before it that refuses batches as it is told to."""

import json
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

LATE, IN_PART = "late", "in part"
"""Written, but the answer comes when nobody waits any more. Every other document is refused for the moment."""

BUSY = {"status": 429, "error": {"reason": "rejected execution"}}


@dataclass
class Crowded:
    """port: where to send. plan: what becomes of the next batches, each LATE, IN_PART or a status to refuse it with.

    most_bytes: of a batch; larger ones are answered with 413. late: seconds. taken, refused: documents of each batch.
    without: in the path of what is always refused. unheard: in that of what is done, but answered with an error.
    times: when each batch came, in seconds. searches: what becomes of the next ones, each a status and an error.
    """

    port: int = 0
    plan: deque[str | int] = field(default_factory=deque)
    most_bytes: int = 100_000_000
    late: float = 0.0
    taken: list[int] = field(default_factory=list)
    refused: list[int] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    without: str = ""
    unheard: str = ""
    searches: deque[tuple[int, dict[str, Any]]] = field(default_factory=deque)

    @property
    def pauses(self) -> list[float]:
        """Seconds from one batch to the next."""
        return [later - earlier for earlier, later in zip(self.times, self.times[1:], strict=False)]


@contextmanager
def crowded(node: str) -> Iterator[Crowded]:
    """node: the URL of a node."""
    told = Crowded()

    class Handler(_Handler):
        crowd = told
        host = urlsplit(node).netloc

    with _Server(("127.0.0.1", 0), Handler) as server:
        told.port = server.server_port
        threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
        yield told
        server.shutdown()


class _Server(ThreadingHTTPServer):
    daemon_threads, block_on_close = True, False

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that waits no longer is what is wanted here."""


class _Handler(BaseHTTPRequestHandler):
    crowd: Crowded
    host: str
    protocol_version = "HTTP/1.1"

    def do(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        if self.crowd.without and self.crowd.without in self.path:
            self._answer(403, json.dumps({"status": 403, "error": {"reason": "no permissions"}}).encode())
            return
        if self.crowd.unheard and self.crowd.unheard in self.path and self.command == "POST":
            self._forwarded(body)
            self._answer(503, json.dumps(BUSY).encode())
            return
        if "/_msearch" in self.path and self.crowd.searches:
            status, error = self.crowd.searches.popleft()
            self._answer(status, json.dumps({"status": status, "error": error}).encode())
            return
        if "/_bulk" not in self.path or "_state/" in self.path:  # documents, not what is written down about them
            self._answer(*self._forwarded(body))
            return
        self.crowd.times.append(time.monotonic())
        documents = _documents(body)
        planned = 413 if len(body) > self.crowd.most_bytes else self.crowd.plan.popleft() if self.crowd.plan else ""
        if isinstance(planned, int):
            self.crowd.refused.append(len(documents))
            self._answer(planned, b"<html>no</html>" if planned == 413 else json.dumps(BUSY).encode())
            return
        self.crowd.taken.append(len(documents))
        answer = self._in_part(documents) if planned == IN_PART else self._forwarded(body)
        time.sleep(self.crowd.late if planned == LATE else 0)
        self._answer(*answer)

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do  # noqa: N815  # the server looks for these names

    def _in_part(self, documents: list[list[bytes]]) -> tuple[int, bytes]:
        status, answer = self._forwarded(b"".join(line for one in documents[::2] for line in one))
        told: dict[str, Any] = json.loads(answer)
        for number in range(1, len(documents), 2):
            told["items"].insert(number, {"index": BUSY})
        return status, json.dumps(told).encode()

    def _forwarded(self, body: bytes) -> tuple[int, bytes]:
        connection = HTTPConnection(self.host, timeout=60)
        connection.request(self.command, self.path, body, {"Content-Type": self.headers.get("Content-Type", "")})
        with connection.getresponse() as response:
            answer = response.status, response.read()
        connection.close()
        return answer

    def _answer(self, status: int, body: bytes) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json" if body.startswith(b"{") else "text/html")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def _documents(body: bytes) -> list[list[bytes]]:
    """The lines of each; these tests only write."""
    lines = body.splitlines(keepends=True)
    return [lines[at : at + 2] for at in range(0, len(lines), 2)]
