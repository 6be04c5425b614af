"""What was counted, as Prometheus reads it. Several web processes of one service count into one folder.

`prometheus_client` sums over processes if its variable names a folder; `serve` makes one, see `shared_counts`.
"""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from ipaddress import ip_address
from typing import TYPE_CHECKING

from flask import Flask, Response, abort, current_app, request

try:
    import prometheus_client
    from prometheus_client import CollectorRegistry, Counter, Histogram
    from prometheus_client.core import GaugeMetricFamily
    from prometheus_client.multiprocess import MultiProcessCollector
except ImportError:  # the extra is not installed; `/metrics` is not there then
    prometheus_client = None  # type: ignore[assignment]

from kb.library import Library
from kb.settings import Network
from web.operating.blueprint import operating
from web.operating.watching import Watched
from web.wiring import current_settings

if TYPE_CHECKING:
    from prometheus_client.metrics_core import Metric

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Where `prometheus_client` keeps what several processes count."""

SEARCHES = {"/suche", "/suche.atom", "/suche.json", "/api/v1/search"}
"""Routes that answer questions."""

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 1.5, 2.5, 5.0, 10.0)
"""Seconds; 1.5 is what a page may take while no index answers."""


class Counted:
    """Of each route how often it was asked, how long it took, and how many searches that were."""

    def __init__(self) -> None:
        named = {"namespace": "wissensspeicher", "registry": None}
        self._requests = Counter("requests", "Anfragen", ["route", "status"], **named)
        self._seconds = Histogram("request_seconds", "Dauer der Anfragen", ["route"], buckets=BUCKETS, **named)
        self._searches = Counter("searches", "Beantwortete Suchen", ["kind"], **named)

    def note(self, watched: Watched) -> None:
        self._requests.labels(watched.route, f"{watched.status // 100}xx").inc()
        self._seconds.labels(watched.route).observe(watched.seconds)
        if watched.route in SEARCHES and watched.status < HTTPStatus.BAD_REQUEST:
            self._searches.labels("limited" if watched.is_limited else "full").inc()

    def collect(self) -> "Iterator[Metric]":
        for one in (self._requests, self._seconds, self._searches):
            yield from one.collect()


class Measured:
    """How database and index are when asked."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def collect(self) -> "Iterator[Metric]":
        health = self._library.keeping.health()
        yield _gauge("database_ready", "Datenbank erreichbar", health.database == "ready")
        yield _gauge("index_ready", "Suchindex bereit", health.index == "ready")
        yield _gauge("index_documents", "Dokumente im Suchindex", health.indexed)
        yield _gauge("public_documents", "Veröffentlichte Dokumente in der Datenbank", health.public)
        yield _gauge("outbox_rows", "Änderungen, die auf den Suchindex warten", health.waiting)
        yield _gauge("outbox_seconds", "Alter der ältesten wartenden Änderung", health.waiting_seconds)
        generation = GaugeMetricFamily("wissensspeicher_index_generation", "Welcher Suchindex", labels=["generation"])
        generation.add_metric([health.generation], 1)
        yield generation


def _gauge(name: str, meaning: str, value: float) -> "Metric":
    return GaugeMetricFamily(f"wissensspeicher_{name}", meaning, value=value)


@contextmanager
def shared_counts() -> Iterator[None]:
    """Child processes that are started within count together."""
    with tempfile.TemporaryDirectory(prefix="wissensspeicher-") as folder:
        os.environ[FOLDER] = folder
        try:
            yield
        finally:
            del os.environ[FOLDER]


def count(app: Flask, library: Library) -> tuple[Counted, ...]:
    """What counts the application's requests; nothing without the extra `metrics`."""
    if prometheus_client is None:
        return ()
    counted, registry = Counted(), CollectorRegistry()
    registry.register(MultiProcessCollector(None) if FOLDER in os.environ else counted)
    registry.register(Measured(library))
    app.extensions["metrics"] = registry
    return (counted,)


@operating.get("/metrics")
def metrics() -> Response:
    """For the own machine and the networks of the setting; for everybody else there is no such address."""
    registry = current_app.extensions.get("metrics")
    if registry is None or not _may_read(request.remote_addr, current_settings().metrics_readers):
        abort(404)
    return Response(prometheus_client.generate_latest(registry), content_type=prometheus_client.CONTENT_TYPE_LATEST)


def _may_read(address: str | None, networks: tuple[Network, ...]) -> bool:
    try:
        number = ip_address(address or "")
    except ValueError:
        return False
    number = getattr(number, "ipv4_mapped", None) or number
    return number.is_loopback or any(number in network for network in networks)
