"""Answers to searches, kept until the knowledge base changes: the same question costs nothing twice.

The key is what was asked and the edition of the knowledge base (see `Reading.edition`), so a change is seen by the next
request and nothing has to be told to forget. Kept are only answers that are the same for everybody.
"""

import hashlib
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask, request
from flask import Response as Answer
from werkzeug.datastructures import ETags
from werkzeug.http import parse_accept_header, parse_etags
from werkzeug.wrappers import Response

from kb.errors import KnowledgeBaseError
from kb.library import Library
from kb.statistics import Searched

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KEPT_PATHS = ("/suche", "/suche.atom", "/suche.json", "/vorschlaege", "/api/v1/search", "/api/v1/suggest")
"""Addresses whose answers depend on the address and the edition alone."""

COMPARED = {"text/html", "application/xml", "application/opensearchdescription+xml"}
"""Media types of answers that are made anew each time, but sent only if they changed."""

MOST_BYTES = 32 * 1024 * 1024
LARGEST = 512 * 1024
"""Bytes of one answer; a larger one is made anew each time."""

ABOUT_THE_BODY = {"Content-Type", "Content-Length", "Content-Encoding"}

SEARCHED = "kb.searched"
"""A list in the request's environment, in which a view leaves what was searched for; kept with the answer."""

Key = tuple[str, ...]


class Kept(NamedTuple):
    """An answer as it went out."""

    headers: list[tuple[str, str]]
    body: bytes
    etag: str
    searched: tuple[Searched, ...] = ()


class Answers:
    """The answers used last, up to so many bytes. Safe to use from several threads."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._bytes = most_bytes, 0
        self._kept: OrderedDict[Key, Kept] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, key: Key) -> Kept | None:
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key]

    def keep(self, key: Key, kept: Kept) -> None:
        with self._lock:
            self._bytes -= len(self._kept.pop(key).body) if key in self._kept else 0
            self._kept[key] = kept
            self._bytes += len(kept.body)
            while self._bytes > self._most:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)


def keep_answers(app: Flask, library: Library) -> None:
    """Put the kept answers before the application."""
    app.wsgi_app = _Keeping(app.wsgi_app, lambda: library.reading.edition, library.learning.note)  # type: ignore[method-assign]  # the documented way to add middleware


def spare_the_unchanged(app: Flask) -> None:
    """Who has a page already as it is now is sent nothing. To be called after `compress`, so that it runs before it."""
    app.after_request(_unless_unchanged)


def _unless_unchanged(answered: Answer) -> Answer:
    """Kept answers have this without being made; answers for one person are never compared."""
    is_open = not (request.cookies or answered.cache_control.private or answered.cache_control.no_store)
    is_page = answered.status_code == HTTPStatus.OK and answered.mimetype in COMPARED
    if request.method == "GET" and is_page and is_open and request.path not in KEPT_PATHS:
        answered.add_etag(weak=True)
        answered.make_conditional(request)
    return answered


class _Keeping:
    """note: told of every search, also where the answer was kept."""

    def __init__(self, app: "WSGIApplication", edition: Callable[[], str], note: Callable[[Searched], None]) -> None:
        self._app, self._edition, self._note = app, edition, note
        self._answers = Answers()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        key = self._key(environ)
        told: list[Searched] = []
        environ[SEARCHED] = told
        if key is None:
            answer = self._app(environ, start_response)
            self._noted(told)
            return answer
        kept = self._answers.get(key)
        if kept is None:
            asked = environ | {"REQUEST_METHOD": "GET"} if _is_head(environ) else environ
            made = Response.from_app(self._app, asked, buffered=True)
            if made.status_code != HTTPStatus.OK or made.cache_control.no_store or len(made.get_data()) > LARGEST:
                self._noted(told)
                return made(environ, start_response)
            kept = _as_kept(made, tuple(told))
            self._answers.keep(key, kept)
        self._noted(kept.searched)
        return _sent(kept, environ, start_response)

    def _noted(self, searched: Iterable[Searched]) -> None:
        for one in searched:
            self._note(one)

    def _key(self, environ: "WSGIEnvironment") -> Key | None:
        """None for what is never kept, and while nobody can say which edition it is."""
        if (
            environ["REQUEST_METHOD"] not in ("GET", "HEAD")
            or environ["PATH_INFO"] not in KEPT_PATHS
            or "HTTP_COOKIE" in environ
        ):
            return None
        try:
            edition = self._edition()
        except KnowledgeBaseError:
            return None
        # Flask answers in gzip or plain, and takes the scheme from the proxy.
        takes_gzip = _takes_gzip(environ.get("HTTP_ACCEPT_ENCODING", ""))
        return (edition, environ["PATH_INFO"], environ.get("QUERY_STRING", ""), str(takes_gzip))


@lru_cache(maxsize=64)
def _takes_gzip(accepted: str) -> bool:
    """Browsers send a few headers only; reading one takes as long as all the rest of a kept answer."""
    return parse_accept_header(accepted).quality("gzip") > 0


def _as_kept(made: Response, searched: tuple[Searched, ...]) -> Kept:
    body = made.get_data()
    etag = hashlib.sha256(body).hexdigest()[:20]
    made.set_etag(etag, weak=True)
    return Kept(list(made.headers), body, etag, searched)


def _sent(kept: Kept, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
    known: ETags = parse_etags(environ.get("HTTP_IF_NONE_MATCH"))
    if known.contains_weak(kept.etag):
        headers = [(name, value) for name, value in kept.headers if name not in ABOUT_THE_BODY]
        start_response("304 NOT MODIFIED", headers)
        return []
    start_response("200 OK", kept.headers)
    return [] if _is_head(environ) else [kept.body]


def _is_head(environ: "WSGIEnvironment") -> bool:
    """Who asks for the headers gets those of the whole answer."""
    return bool(environ["REQUEST_METHOD"] == "HEAD")
