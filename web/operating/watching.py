"""Every request with a number, counted and, in a log of JSON, noted; never what was asked, by whom or from where.

It stands before the kept answers, so that these count too. Of an address only the route is kept, such as
`/dokument/<address>`: a path or a query may hold what somebody typed.
"""

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import Flask
from werkzeug.exceptions import HTTPException
from werkzeug.routing import MapAdapter

from kb.logs import TOLD, request_id
from kb.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger(__name__)

WATCHED = "kb.watched"
"""The request's `Watched` in its environment; what copies the environment shares it."""

UNKNOWN = "-"
"""Stands for an address or a method that there is not."""

METHODS = {"GET", "HEAD", "OPTIONS", "POST"}

HEADER = "X-Request-ID"
_SANE = re.compile(r"[A-Za-z0-9._-]{8,64}")


@dataclass
class Watched:
    """A request, filled in as it is answered. seconds: until the answer begins."""

    method: str
    route: str
    status: int = 500
    seconds: float = 0.0
    is_limited: bool = False


Note = Callable[[Watched], None]


def watch(app: Flask, settings: Settings, *notes: Note) -> None:
    """Put the watch before the application, once it has all that is to be watched. notes: told of each request."""
    if settings.log == "json":
        notes = (*notes, write_down)
    app.wsgi_app = _Watching(app.wsgi_app, app.url_map.bind(""), notes, trusts=settings.proxies > 0)  # type: ignore[method-assign]  # the documented way to add middleware


def write_down(watched: Watched) -> None:
    """One line of the log."""
    told = {
        "method": watched.method,
        "route": watched.route,
        "status": watched.status,
        "milliseconds": round(watched.seconds * 1000, 1),
    }
    logger.info("%s %s %d", watched.method, watched.route, watched.status, extra={TOLD: told})


class _Watching:
    """trusts: whether a proxy before us numbers the requests; what anybody else says is not taken up."""

    def __init__(self, app: "WSGIApplication", routes: MapAdapter, notes: tuple[Note, ...], *, trusts: bool) -> None:
        self._app, self._routes, self._notes, self._trusts = app, routes, notes, trusts

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        begun = time.perf_counter()
        watched = environ[WATCHED] = self._watched(environ)
        number = self._number(environ)

        def start(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            watched.status = int(status[:3])
            return start_response(status, [*headers, (HEADER, number)], *rest)  # type: ignore[arg-type]  # passed on as it came

        token = request_id.set(number)
        try:
            return self._app(environ, start)  # type: ignore[arg-type]
        finally:
            watched.seconds = time.perf_counter() - begun
            for note in self._notes:
                note(watched)
            request_id.reset(token)

    def _number(self, environ: "WSGIEnvironment") -> str:
        given = environ.get("HTTP_X_REQUEST_ID", "")
        return given if self._trusts and _SANE.fullmatch(given) else uuid.uuid4().hex

    def _watched(self, environ: "WSGIEnvironment") -> Watched:
        method = environ["REQUEST_METHOD"] if environ["REQUEST_METHOD"] in METHODS else UNKNOWN
        path = environ.get("PATH_INFO", "").encode("latin-1").decode(errors="replace")
        try:
            rule, _ = self._routes.match(path, method, return_rule=True)
        except HTTPException:
            return Watched(method, UNKNOWN)
        return Watched(method, rule.rule)
