"""`/api/v1/search` from `serve` with two web processes, beside a twin over tantivy with the same snippets, and static JSON.

A mix of repeated and new questions, and new ones only, which no cache helps. Both servers run side by side and are asked
in turns, four requests at a time, each by a connection of its own, as visitors come: so no process has all of them.
"""

import http.client
import pickle
import random
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, closing, contextmanager
from dataclasses import replace
from pathlib import Path
from statistics import median
from urllib.parse import urlencode, urlsplit

from tests.bench.measures.serving import PROCESSES, READERS, a_second_static
from tests.bench.questions import Question, Sort
from tests.bench.stand import TANTIVY, Stand
from tests.bench.timing import spread
from tests.service import a_service

REPEATED = 30
"""Questions that come again and again, in the mix."""
SHARE_REPEATED = 0.7
ASKED = 600
"""Requests of each kind; more questions are made of words of two."""
ROUNDS = 3
"""Turns, in each of which a share of the requests is asked; told is the median."""
FIRST = 60
"""New questions that are asked before, of each engine, so that all processes have started and opened their index."""

_TWIN = """
import json, logging, pickle, socket, sys
from pathlib import Path
from flask import Flask, request
from waitress import serve
from tests.bench.engines.tantivy_peer import Tantivy
engine = Tantivy(Path(sys.argv[2]))
engine.open()
questions = pickle.loads(Path(sys.argv[3]).read_bytes())
logging.getLogger("waitress.queue").setLevel(logging.ERROR)
app = Flask("twin")
@app.get("/search")
def search():
    page = engine.answer(questions[int(request.args["n"])])
    facets = {name: [{"value": value, "count": count} for value, count in of_it.items()] for name, of_it in page.facets.items()}
    hits = [{"title": title, "snippet": snippet} for title, snippet in page.hits]
    return app.response_class(json.dumps({"total": page.total, "facets": facets, "hits": hits}), mimetype="application/json")
serve(app, sockets=[socket.socket(fileno=int(sys.argv[1]))], threads=4, ident=None, _quiet=True)
"""


def measure(stand: Stand) -> dict[str, float]:
    lists = {"mixed": _mixed(_usual(stand)), "new only": _new(_usual(stand), ASKED, seed=2)}
    first = {"first": _new(_usual(stand), FIRST, seed=4)}
    with _ours(stand, first | lists) as ours, _twin(stand, first | lists) as twin:
        asked = {"ours": ours, "tantivy twin": twin}
        for where, paths in asked.values():
            _asked(where, paths["first"])
        size = len(_get(ours[0], ours[1]["mixed"][0]))
        figures = {name: figure for kind in lists for name, figure in _in_turns(asked, kind)}
    static = a_second_static(size)
    figures["/api/v1/search, static JSON of its size: requests a second"] = static
    for kind in lists:
        rate = figures[f"/api/v1/search, {kind}, ours: requests a second"]
        figures[f"/api/v1/search, {kind}, ours as a share of static: per cent"] = 100 * rate / static
    return figures


def _in_turns(asked: Mapping[str, "Asking"], kind: str) -> Iterator[tuple[str, float]]:
    """The figures of one kind of questions; shares are those of one turn each, as the machine changes between them."""
    rates: dict[str, list[float]] = {engine: [] for engine in asked}
    times: dict[str, list[float]] = {engine: [] for engine in asked}
    for turn in range(ROUNDS):
        for engine, (where, paths) in asked.items():
            rate, took = _asked(where, paths[kind][turn::ROUNDS])
            rates[engine].append(rate)
            times[engine] += took
    for engine in asked:
        yield f"/api/v1/search, {kind}, {engine}: requests a second", median(rates[engine])
        yield f"/api/v1/search, {kind}, {engine}: wall ms p95", spread(times[engine]).p95
    shares = [100 * ours / twin for ours, twin in zip(*rates.values(), strict=True)]
    yield f"/api/v1/search, {kind}, ours as a share of the twin: per cent", median(shares)


def _usual(stand: Stand) -> list[Question]:
    return [one for one in stand.questions() if one.sort not in (Sort.PAGE_50, Sort.MISTYPED)]


def _new(usual: Sequence[Question], count: int, seed: int) -> list[Question]:
    """Questions nobody asked before: a word each of two of the usual ones."""
    chance, found = random.Random(seed), dict[tuple[str, ...], Question]()
    while len(found) < count:
        one, other = chance.sample(usual, 2)
        words = (chance.choice(one.words), chance.choice(other.words))
        found[words] = replace(one, sort=Sort.WORDS, words=words)
    return list(found.values())


def _mixed(usual: Sequence[Question]) -> list[Question]:
    chance = random.Random(1)
    often, new = usual[:REPEATED], iter(_new(usual, ASKED, seed=3))
    return [chance.choice(often) if chance.random() < SHARE_REPEATED else next(new) for _ in range(ASKED)]


Asking = tuple[tuple[str, int], dict[str, list[str]]]


@contextmanager
def _ours(stand: Stand, lists: dict[str, list[Question]]) -> Iterator[Asking]:
    settings = stand.settings
    told = {"KB_DATA": settings.data, "KB_INDEX": settings.index, "KB_CONTENT": settings.content, "KB_LIMITS": ""}
    with a_service(
        stand.folder,
        KB_PROCESSES=str(PROCESSES),
        KB_STATISTICS="off",
        **{name: str(value) for name, value in told.items()},
    ) as service:
        address = urlsplit(service.address)
        paths = {kind: [_path(one) for one in questions] for kind, questions in lists.items()}
        yield (address.hostname or "", address.port or 80), paths


def _path(asked: Question) -> str:
    more = {"art": "sitzungsvorlage", "kommune": asked.municipality} if asked.kind else {}
    by_date = {"sortierung": "datum"} if asked.sort is Sort.BY_DATE else {}
    return "/api/v1/search?" + urlencode({"q": asked.text} | more | by_date)


@contextmanager
def _twin(stand: Stand, lists: dict[str, list[Question]]) -> Iterator[Asking]:
    stand.engine(TANTIVY)
    every = [one for questions in lists.values() for one in questions]
    asked = stand.folder / "questions.pickle"
    asked.write_bytes(pickle.dumps(every))
    numbers = iter(range(len(every)))
    paths = {kind: [f"/search?n={next(numbers)}" for _ in questions] for kind, questions in lists.items()}
    with socket.create_server(("127.0.0.1", 0)) as listener, ExitStack() as running:
        for _ in range(PROCESSES):
            run = [sys.executable, "-c", _TWIN, str(listener.fileno()), str(stand.path(TANTIVY)), str(asked)]
            server = subprocess.Popen(run, pass_fds=[listener.fileno()], cwd=Path.cwd())
            running.callback(server.wait)
            running.callback(server.terminate)
        yield listener.getsockname(), paths


def _asked(where: tuple[str, int], paths: Sequence[str]) -> tuple[float, list[float]]:
    """Requests a second and the milliseconds of each, several readers at a time. Raises SystemExit for an error."""
    waiting, times = iter(paths), list[float]()

    def read() -> None:
        while path := next(waiting, None):
            begin = time.perf_counter()
            _get(where, path)
            times.append((time.perf_counter() - begin) * 1_000)

    begin = time.perf_counter()
    readers = [threading.Thread(target=read) for _ in range(READERS)]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    if len(times) < len(paths):
        raise SystemExit(f"only {len(times)} of {len(paths)} requests were answered")
    return len(paths) / (time.perf_counter() - begin), times


def _get(where: tuple[str, int], path: str) -> bytes:
    with closing(http.client.HTTPConnection(*where)) as connection:
        connection.request("GET", path, headers={"Connection": "close"})
        response = connection.getresponse()
        body = response.read()
        if response.status != 200:
            raise ConnectionError(f"{path}: {response.status} {body[:200]!r}")
        return body
