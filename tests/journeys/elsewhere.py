"""Another web site that shows our search, and our service as it is seen from there. Both are real servers of their own."""

import socket
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from waitress.server import create_server

from tests.page import Reader

LONGEST_WAIT = 30
"""Seconds."""

App = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]

HOSTILE = """
html { font-size: 60px !important; }
* { all: unset !important; display: none !important; color: #eee !important; background: #eee !important; font: 3px/0.5 fantasy !important;
    position: fixed !important; left: -9999px !important; opacity: 0 !important; visibility: hidden !important; width: 1px !important;
    height: 1px !important; overflow: hidden !important; transform: scale(0.01) !important; text-indent: -999em !important;
    letter-spacing: -1em !important; text-transform: uppercase !important; pointer-events: none !important; user-select: none !important;
    direction: rtl !important; float: right !important; margin: 0 !important; text-align: right !important; }
html, body, main, h1 { color: #000 !important; display: block !important; opacity: 1 !important; visibility: visible !important; position: static !important;
    transform: none !important; overflow: visible !important; width: auto !important; height: auto !important; background: #eee !important; }
"""


def a_gate(*, is_open: bool) -> threading.Event:
    gate = threading.Event()
    if is_open:
        gate.set()
    return gate


@dataclass
class Served:
    """A running server; `app` may be exchanged. log: what was asked, `(method, path with query, headers)` each.

    gate: answers wait until it is set; a question keeps the one that stood when it came.
    """

    address: str = ""
    app: App | None = None
    log: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    gate: threading.Event = field(default_factory=lambda: a_gate(is_open=True))

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        headers = {name.removeprefix("HTTP_"): value for name, value in environ.items() if name.startswith("HTTP_")}
        query = environ.get("QUERY_STRING", "")
        self.log.append((environ["REQUEST_METHOD"], environ["PATH_INFO"] + (f"?{query}" if query else ""), headers))
        app, gate = self.app, self.gate
        assert app
        gate.wait(LONGEST_WAIT)
        return app(environ, start_response)

    @property
    def questions(self) -> list[str]:
        """The searches that were asked of the interface for machines."""
        return [path for _, path, _ in self.log if path.startswith("/api/v1/search")]


@contextmanager
def served(app: App | None = None) -> Iterator[Served]:
    one = Served(app=app)
    server = create_server(one, host="127.0.0.1", port=0, threads=4)
    one.address = f"http://127.0.0.1:{server.effective_port}"
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    yield one
    server.close()
    server.task_dispatcher.shutdown()
    thread.join(5)


@dataclass
class Town:
    """The pages of a municipality's web site: by path its HTML, and the headers of all."""

    pages: dict[str, str] = field(default_factory=dict)
    headers: list[tuple[str, str]] = field(default_factory=list)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        page = self.pages.get(environ["PATH_INFO"])
        media = "text/css" if environ["PATH_INFO"].endswith(".css") else "text/html; charset=utf-8"
        start_response("200 OK" if page is not None else "404 Not Found", [("Content-Type", media), *self.headers])
        return [(page or "").encode()]

    def put(self, path: str, lines: str, direction: str = "ltr", style: str = "") -> None:
        """A page with these lines in the middle of it."""
        sheet = '<link rel="stylesheet" href="/stil.css">' if style else ""
        self.pages["/stil.css"] = style
        self.pages[path] = (
            f'<!DOCTYPE html><html lang="de" dir="{direction}"><head><meta charset="utf-8"><title>Stadt Musterstadt</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">{sheet}</head>'
            f"<body><main><h1>Engagement in Musterstadt</h1>{lines}</main></body></html>"
        )


def a_free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


def strict(service: str) -> list[tuple[str, str]]:
    """The strictest policy that a site can have and still show the search."""
    policy = (
        f"default-src 'none'; script-src {service}; connect-src {service}; form-action {service}; style-src 'self'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )
    return [("Content-Security-Policy", policy)]


def lines_from(reader: Reader, address: str = "/einbinden", which: str = "als-skript") -> str:
    """The lines that the page for embedding offers for copying."""
    (box,) = reader.get(address).all("textarea", id=which)
    return (box.text or "").strip()


def answering(answer: str, status: str = "200 OK", **headers: str) -> App:
    """A service that has one answer to everything."""

    def app(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        shared = [("Access-Control-Allow-Origin", "*"), ("Content-Type", "application/json")]
        start_response(status, [*shared, *((name.replace("_", "-"), value) for name, value in headers.items())])
        return [answer.encode()]

    return app
