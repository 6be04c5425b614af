"""The page of results from `serve` with two web processes: uncached while an editor saves every second, and cached."""

import http.client
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from statistics import median
from typing import BinaryIO
from urllib.parse import urlencode, urlsplit

from tests.bench.questions import Question, Sort
from tests.bench.stand import Stand
from tests.bench.timing import spread
from tests.service import a_service

PROCESSES = 2
SECONDS = 3.0
"""Of asking for one and the same page, in each turn."""

TURNS = 5
"""Our page and the static one by turns, as the machine changes between them; told is the median."""

READERS = 4
"""Connections at a time, while that is asked."""

_SAVER = """
import sys, time
from pathlib import Path
from kb.documents import Article, Kind
from kb.library import open_library
from kb.settings import Settings
with open_library(Settings(data=Path(sys.argv[1]), index=sys.argv[2])) as library:
    for number in range(10_000):
        begun = time.monotonic()
        library.editing.save(Article(kind=Kind.GUIDE, title=f"Meldung {number}", body="Ein kurzer Text. " * 100), "bench")
        print(number, flush=True)
        time.sleep(max(0.0, 1.0 - (time.monotonic() - begun)))
"""

_STATIC = """
import socket, sys
from waitress import serve
body = b"x" * int(sys.argv[2])
def answer(environ, start):
    start("200 OK", [("Content-Type", "text/html"), ("Content-Length", str(len(body)))])
    return [body]
serve(answer, sockets=[socket.socket(fileno=int(sys.argv[1]))], threads=4, ident=None, _quiet=True)
"""


def measure(stand: Stand) -> dict[str, float]:
    settings = stand.settings
    with a_service(
        stand.folder,
        KB_DATA=str(settings.data),
        KB_INDEX=settings.index,
        KB_CONTENT=str(settings.content),
        KB_PROCESSES=str(PROCESSES),
    ) as service:
        address = urlsplit(service.address)
        where = address.hostname or "", address.port or 80
        with _an_editor(stand) as saved:
            times, errors = _asked_once_each(where, [_path(one) for one in stand.questions()])
        path = _path(next(one for one in stand.questions() if one.sort is Sort.FREQUENT))
        size = len(_get(http.client.HTTPConnection(*where), path)[1])
        with a_static(size) as static_one:
            turns = [(_a_second(where, path), _a_second(static_one, "/")) for _ in range(TURNS)]
    stand.check_index()
    return {
        "/suche, uncached, while saving: wall ms p50": spread(times).p50,
        "/suche, uncached, while saving: wall ms p95": spread(times).p95,
        "/suche, uncached, while saving: errors": errors,
        "/suche, uncached, while saving: saves meanwhile": len(saved),
        "/suche, cached: requests a second": median(cached for cached, _ in turns),
        "/suche, a static answer of its size: requests a second": median(static for _, static in turns),
        "/suche, cached as a share of static: per cent": 100 * median(cached / static for cached, static in turns),
    }


def _path(asked: Question) -> str:
    more = {"art": "sitzungsvorlage", "kommune": asked.municipality} if asked.kind else {}
    by_date = {"sortierung": "datum"} if asked.sort is Sort.BY_DATE else {}
    return "/suche?" + urlencode({"q": asked.text} | more | by_date)


@contextmanager
def _an_editor(stand: Stand) -> Iterator[list[str]]:
    """A process that saves every second; the list grows by one a save."""
    run = [sys.executable, "-c", _SAVER, str(stand.settings.data), stand.settings.index]
    saved: list[str] = []
    with subprocess.Popen(run, stdout=subprocess.PIPE, text=True) as saver:
        assert saver.stdout
        saver.stdout.readline()
        listening = threading.Thread(target=lambda: saved.extend(saver.stdout or ()))
        listening.start()
        try:
            yield saved
        finally:
            saver.send_signal(signal.SIGTERM)
            listening.join()


def _asked_once_each(where: tuple[str, int], paths: list[str]) -> tuple[list[float], int]:
    """Milliseconds of each page, one after another, and how many did not answer 200."""
    connection, times, errors = http.client.HTTPConnection(*where), [], 0
    for path in paths:
        begin = time.perf_counter()
        status, _ = _get(connection, path)
        times.append((time.perf_counter() - begin) * 1_000)
        errors += status != 200
    return times, errors


def _get(connection: http.client.HTTPConnection, path: str) -> tuple[int, bytes]:
    connection.request("GET", path)
    response = connection.getresponse()
    return response.status, response.read()


def _a_second(where: tuple[str, int], path: str) -> float:
    """Requests answered a second, several connections at a time."""
    until = time.perf_counter() + SECONDS
    counts: list[int] = []

    def read() -> None:
        with socket.create_connection(where) as connection, connection.makefile("rb") as answers:
            count = 0
            while time.perf_counter() < until:
                connection.sendall(f"GET {path} HTTP/1.1\r\nHost: {where[0]}:{where[1]}\r\n\r\n".encode())
                _skip_answer(answers)
                count += 1
            counts.append(count)

    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    return sum(counts) / SECONDS


def _skip_answer(answers: BinaryIO) -> None:
    """Read one answer as cheaply as can be: the reader shares the machine with what it measures."""
    size = 0
    while (line := answers.readline().lower()) != b"\r\n":
        if line.startswith(b"content-length:"):
            size = int(line[15:])
    answers.read(size)


@contextmanager
def a_static(size: int) -> Iterator[tuple[str, int]]:
    """The bare server of `serve` in as many processes, with `size` bytes that never change; yields where it listens."""
    with socket.create_server(("127.0.0.1", 0)) as listener, ExitStack() as running:
        for _ in range(PROCESSES):
            run = [sys.executable, "-c", _STATIC, str(listener.fileno()), str(size)]
            server = subprocess.Popen(run, pass_fds=[listener.fileno()], stderr=subprocess.DEVNULL)
            running.callback(server.wait)
            running.callback(server.terminate)
        _a_second(listener.getsockname(), "/")  # until both have started
        yield listener.getsockname()


def a_second_static(size: int) -> float:
    """Requests a second of such a server."""
    with a_static(size) as where:
        return _a_second(where, "/")
