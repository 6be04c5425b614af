"""The interface for machines, version 1. `operations` says how an address is declared."""

from http import HTTPStatus

from flask import Flask, Response, request

from web.api import changes, describing, documents, registers, searching
from web.api.blueprint import VERSION_PATH, api
from web.problems import API_PATH

__all__ = ["VERSION_PATH", "api", "changes", "describing", "documents", "open_to_all", "registers", "searching"]

EXPOSED = "ETag, RateLimit, RateLimit-Policy, Retry-After"
"""Headers that scripts of other sites may read."""

ASKED_BEFOREHAND = 24 * 60 * 60
"""Seconds for which a browser need not ask again what it may send."""


def open_to_all(app: Flask) -> None:
    """Let pages of every site read what is public; nothing of a visitor is sent along or needed."""
    app.json.sort_keys = False  # type: ignore[attr-defined]  # the default provider has it
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.json.compact = True  # type: ignore[attr-defined]
    app.after_request(_shared)


def _shared(response: Response) -> Response:
    if request.path.startswith(API_PATH):
        if request.method == "OPTIONS":
            _tell_beforehand(response)
        elif response.status_code == HTTPStatus.OK and not response.get_etag()[0]:
            response.add_etag()
            response.make_conditional(request)
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Access-Control-Expose-Headers"] = EXPOSED
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response


def _tell_beforehand(response: Response) -> None:
    """What scripts of other sites may send. Browsers ask before a question that names the ETag of an earlier answer."""
    response.status_code = HTTPStatus.NO_CONTENT
    response.headers.remove("Content-Type")
    response.headers["Access-Control-Allow-Methods"] = "GET, HEAD"
    response.headers["Access-Control-Allow-Headers"] = "If-None-Match"
    response.headers["Access-Control-Max-Age"] = str(ASKED_BEFOREHAND)
