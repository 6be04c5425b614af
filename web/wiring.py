"""What every page needs: the library, the settings, addresses that survive a path prefix, versioned static files."""

import hashlib
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Flask, current_app, request
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.middleware.proxy_fix import ProxyFix

from kb.library import Library
from kb.settings import Settings

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

SITE_NAME = "Wissensspeicher Engagement"
LARGEST_REQUEST = 1024 * 1024
"""Bytes of a request body; readers send none at all."""
LARGEST_UPLOAD = 15_000_000
"""Bytes of all files that an editor sends at once."""

_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef"
    + "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    + "]"
)


def wire(app: Flask, settings: Settings, library: Library) -> None:
    """Give the application its library and settings, and put it below its prefix and behind its proxies."""
    app.extensions["library"] = library
    app.extensions["settings"] = settings
    app.config["MAX_CONTENT_LENGTH"] = app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_REQUEST
    _route_without_host(app)
    _read_templates_strictly(app)
    app.url_defaults(_versioned)
    app.wsgi_app = _Below(settings.prefix, app.wsgi_app)  # type: ignore[method-assign]  # the documented way to add middleware
    if settings.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=settings.proxies, x_proto=settings.proxies)  # type: ignore[method-assign]


def current_library() -> Library:
    return current_app.extensions["library"]  # type: ignore[no-any-return]


def current_settings() -> Settings:
    return current_app.extensions["settings"]  # type: ignore[no-any-return]


def public_address(path: str) -> str:
    """The canonical address of what `url_for` gave; from the settings only, never from the Host header."""
    settings = current_settings()
    return settings.address(path.removeprefix(settings.prefix))


def _route_without_host(app: Flask) -> None:
    """Werkzeug's own redirects repeat the Host header in an absolute address, so there are none of them."""
    app.url_map.strict_slashes = False
    app.url_map.merge_slashes = False


def _read_templates_strictly(app: Flask) -> None:
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.finalize = _printable
    app.jinja_env.filters["printable"] = _printable  # before `e`, as what is escaped counts as looked through
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(site_name=SITE_NAME, public_address=public_address)
    app.context_processor(
        lambda: {"settings": current_settings(), "canonical": current_settings().address(request.path)}
    )


def _printable(value: object) -> object:
    """Without characters that HTML forbids; readers can put them into an address, and pages repeat what was asked.

    Asked some 3,000 times a page, so the quick answers come first. What is markup was put together of such values, or
    cleaned when it was saved.
    """
    if not isinstance(value, str) or value.isprintable() or isinstance(value, Markup) or not _FORBIDDEN.search(value):
        return value
    return type(value)(_FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", value))


def _versioned(endpoint: str, values: dict[str, object]) -> None:
    """A static file's address carries its content's hash, so browsers may keep it for good.

    Vendored files have their version in the path; a preloaded font's address must be the one in the style sheet.
    """
    if endpoint == "static" and not str(values["filename"]).startswith("vendor/"):
        values["v"] = _content_hash(Path(current_app.static_folder or "") / str(values["filename"]))


@cache
def _content_hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


class _Below:
    """Serve below a path prefix, whether the proxy before us keeps the prefix in the path or strips it."""

    def __init__(self, prefix: str, app: "WSGIApplication") -> None:
        self.prefix, self.app = prefix, app

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if self.prefix and (path == self.prefix or path.startswith(f"{self.prefix}/")):
            environ["PATH_INFO"] = path.removeprefix(self.prefix) or "/"
        environ["SCRIPT_NAME"] = self.prefix
        return self.app(environ, start_response)
