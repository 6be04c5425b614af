"""A polite HTTP client that connects only where it may: one request at a time, limited in rate, size and time."""

import http.client
import logging
import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from urllib.parse import urljoin

from kb.errors import ServerUnavailable, UnreadableAnswer
from kb.importing.oparl.addresses import Reach, Target

logger = logging.getLogger(__name__)

MOST_BYTES = 20_000_000
"""Of one answer."""

LONGEST = 60.0
"""Seconds for one answer, from the first sign of the request to the last of the body."""

TRIES = 4
MOST_REDIRECTS = 5
_LONGEST_WAIT = 60.0
_WORTH_ANOTHER_TRY = (429, 500, 502, 503, 504)
_REDIRECTS = (301, 302, 303, 307, 308)
_GONE = (404, 410)
_OK, _NOT_MODIFIED, _FIRST_ERROR = 200, 304, 400
_PIECE = 65_536


@dataclass(frozen=True)
class Answer:
    """What a server said. status: 200, 304 (as before), 404 or 410. url: where it came from, after redirects."""

    url: str
    status: int
    body: bytes = b""
    etag: str = ""

    @property
    def is_gone(self) -> bool:
        return self.status in _GONE

    @property
    def is_as_before(self) -> bool:
        return self.status == _NOT_MODIFIED


class Client:
    """Not for several threads: being polite means one request after the other. Close it when done."""

    def __init__(
        self, reach: Reach, user_agent: str, per_second: float, pause: float = 1.0, longest: float = LONGEST
    ) -> None:
        """per_second: requests at most. pause: seconds before the second try; it doubles. longest: seconds for an answer."""
        self._reach, self._user_agent = reach, user_agent
        self._interval, self._pause, self._longest = 1 / per_second, pause, longest
        self._next_at = 0.0
        self._connections: dict[tuple[str, str, int], _Connection] = {}

    def get(self, url: str, etag: str = "") -> Answer:
        """Raises AddressRefused, ServerUnavailable after several tries, UnreadableAnswer if it is too large.

        etag: of what is there already; then the answer may be that nothing changed.
        """
        for _ in range(MOST_REDIRECTS + 1):
            reply = self._get_with_patience(url, etag)
            if reply.status not in _REDIRECTS or not reply.location:
                return _answer(url, reply)
            url = urljoin(url, reply.location)
        raise ServerUnavailable(url, "Der Server leitet immer wieder weiter.")

    def close(self) -> None:
        for connection in self._connections.values():
            connection.close()
        self._connections.clear()

    def _get_with_patience(self, url: str, etag: str) -> "_Reply":
        target = self._reach.target(url)
        for attempt in range(1, TRIES + 1):
            self._wait_for_turn()
            try:
                reply = self._exchange(target, etag)
            except UnreadableAnswer:
                self._drop(target)
                raise
            except (OSError, http.client.HTTPException, _TooSlow) as error:
                self._drop(target)
                logger.info("no answer from %s: %s", target.host, error)
                problem = ServerUnavailable(url, "Der Server antwortet nicht.")
                wait = 0.0
            else:
                if reply.status not in _WORTH_ANOTHER_TRY:
                    return reply
                problem = ServerUnavailable(url, f"Der Server meldet den Fehler {reply.status}.", reply.status)
                wait = reply.retry_after
            if attempt < TRIES:
                time.sleep(min(max(wait, self._pause * 2 ** (attempt - 1)), _LONGEST_WAIT))
        raise problem

    def _wait_for_turn(self) -> None:
        now = time.monotonic()
        if now < self._next_at:
            time.sleep(self._next_at - now)
        self._next_at = max(now, self._next_at) + self._interval

    def _exchange(self, target: Target, etag: str) -> "_Reply":
        headers = {"User-Agent": self._user_agent, "Accept": "application/json, */*", "Accept-Encoding": "identity"}
        if etag:
            headers["If-None-Match"] = etag
        connection = self._connection(target)
        is_fresh = connection.sock is None
        try:
            return _asked(connection, target, headers)
        except (http.client.RemoteDisconnected, BrokenPipeError, ConnectionResetError):
            connection.close()
            if is_fresh:
                raise
            return _asked(connection, target, headers)  # the server had closed a connection that was kept open

    def _connection(self, target: Target) -> "_Connection":
        key = (target.scheme, target.host, target.port)
        if key not in self._connections:
            self._connections[key] = _Connection(target, self._longest)
        return self._connections[key]

    def _drop(self, target: Target) -> None:
        connection = self._connections.pop((target.scheme, target.host, target.port), None)
        if connection:
            connection.close()


class _TooSlow(Exception):
    """The deadline has passed. Becomes an error of ours after several tries."""


@dataclass(frozen=True)
class _Reply:
    status: int
    body: bytes
    etag: str
    location: str
    retry_after: float


class _Connection(http.client.HTTPConnection):
    """Connects to the address that was checked, whatever the name resolves to by now."""

    line: socket.socket

    def __init__(self, target: Target, longest: float) -> None:
        super().__init__(target.host, target.port, timeout=longest)
        self.longest = longest
        self._address = target.address
        self._context = ssl.create_default_context() if target.scheme == "https" else None
        self.default_port = 443 if self._context else 80

    def connect(self) -> None:
        self.sock = socket.create_connection((self._address, self.port), self.timeout)
        self.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if self._context:
            self.sock = self._context.wrap_socket(self.sock, server_hostname=self.host)
        self.line = self.sock  # `sock` is taken away while the body is still being read, if the server will close


def _asked(connection: _Connection, target: Target, headers: dict[str, str]) -> _Reply:
    with _deadline(connection):
        connection.request("GET", target.path, headers=headers)
        response = connection.getresponse()
        body = _body(response, target)
    return _Reply(
        status=response.status,
        body=body,
        etag=response.getheader("ETag") or "",
        location=response.getheader("Location") or "",
        retry_after=_seconds(response.getheader("Retry-After")),
    )


@contextmanager
def _deadline(connection: _Connection) -> Iterator[None]:
    """Shut the connection when time is over: a server that drips a byte now and then never runs into a timeout."""
    over = threading.Event()

    def shut() -> None:
        over.set()
        with suppress(OSError, AttributeError):
            connection.line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(connection.longest, shut)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if over.is_set():
        raise _TooSlow


def _body(response: http.client.HTTPResponse, target: Target) -> bytes:
    pieces, size = [], 0
    while piece := response.read1(_PIECE):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES:
            raise UnreadableAnswer(f"{target.host}{target.path}", _TOO_LARGE)
    if response.length:  # the server had promised more
        raise http.client.IncompleteRead(b"", response.length)
    response.close()  # `read1` leaves it open, and the connection would not take another request
    packed = response.getheader("Content-Encoding", "identity").lower() in ("gzip", "deflate")
    return _unpacked(b"".join(pieces), target) if packed else b"".join(pieces)


_TOO_LARGE = f"Die Antwort ist größer als {MOST_BYTES // 1_000_000} MB."


def _unpacked(body: bytes, target: Target) -> bytes:
    """Of a server that compresses although nobody asked for it."""
    where = f"{target.host}{target.path}"
    unpacking = zlib.decompressobj(zlib.MAX_WBITS | 32)
    try:
        whole = unpacking.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise UnreadableAnswer(where, "Die Antwort ist beschädigt gepackt.") from error
    if unpacking.unconsumed_tail:
        raise UnreadableAnswer(where, _TOO_LARGE)
    return whole


def _answer(url: str, reply: _Reply) -> Answer:
    if reply.status >= _FIRST_ERROR and reply.status not in _GONE:
        raise ServerUnavailable(url, f"Der Server meldet den Fehler {reply.status}.", reply.status)
    return Answer(url, reply.status, reply.body, reply.etag)


def _seconds(header: str | None) -> float:
    return float(header) if header and header.isdecimal() else 0.0
