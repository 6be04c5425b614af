"""The script: the newest of version 1, and each one under an address of its own that never changes."""

from flask import Response, request

from web.security import ONE_YEAR
from web.widget.blueprint import widget
from web.widget.releases import CURRENT, script

AN_HOUR = 60 * 60
"""Seconds for which the newest version may be an older one."""


@widget.get("/widget/v1/suche.js")
def newest() -> Response:
    return _sent(script(CURRENT), f"public, max-age={AN_HOUR}")


@widget.get("/widget/v1/<version>/suche.js")
def released(version: str) -> Response:
    return _sent(script(version), f"public, max-age={ONE_YEAR}, immutable")


def _sent(body: bytes, cache_control: str) -> Response:
    response = Response(body, mimetype="text/javascript")
    response.headers["Cache-Control"] = cache_control
    response.add_etag()
    response.make_conditional(request)
    return response
