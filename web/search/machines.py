"""Answers for machines: health check, robots, icon."""

from dataclasses import asdict

from flask import Response, current_app, jsonify, url_for
from flask.typing import ResponseReturnValue

from web.search.blueprint import search
from web.wiring import current_library


@search.get("/health")
def health() -> ResponseReturnValue:
    """`{"status": "ok" | "degraded", …}`; 503 if a reader would be refused something."""
    found = current_library().keeping.health()
    return jsonify(asdict(found)), 200 if found.is_ready else 503


@search.get("/robots.txt")
def robots() -> Response:
    lines = ("User-agent: *", f"Disallow: {url_for('search.health')}", "")
    return Response("\n".join(lines), mimetype="text/plain")


@search.get("/favicon.ico")
def favicon() -> Response:
    return current_app.send_static_file("marke.svg")
