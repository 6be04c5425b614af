"""Answers made small for the way: KERN's style sheet has 340 KB, and 35 KB as gzip."""

import gzip
from functools import lru_cache
from http import HTTPStatus

from flask import Flask, Response, request

COMPRESSIBLE = {
    "text/html",
    "text/css",
    "text/javascript",
    "image/svg+xml",
    "application/json",
    "application/problem+json",
    "application/xml",
    "application/atom+xml",
    "application/feed+json",
    "application/x-suggestions+json",
}
LEAST = 1024
"""Bytes; below, the header costs more than it saves."""


def compress(app: Flask) -> None:
    app.after_request(_compressed)


def _compressed(response: Response) -> Response:
    """The answer as gzip, for those who take it. Answers for one person stay as they are: their length tells secrets."""
    if response.mimetype not in COMPRESSIBLE:
        return response
    response.vary.add("Accept-Encoding")
    is_personal = response.cache_control.private or response.cache_control.no_store
    if is_personal or response.status_code == HTTPStatus.PARTIAL_CONTENT or not _takes_gzip():
        return response
    response.direct_passthrough = False  # static files are opened, not read yet
    body = response.get_data()
    if len(body) < LEAST:
        return response
    response.set_data(_kept(body) if request.endpoint == "static" else _zipped(body, 5))
    response.content_encoding = "gzip"
    etag, _ = response.get_etag()
    if etag:
        response.set_etag(etag, weak=True)
    return response


def _takes_gzip() -> bool:
    return request.accept_encodings.quality("gzip") > 0


@lru_cache(maxsize=16)
def _kept(body: bytes) -> bytes:
    return _zipped(body, 9)


def _zipped(body: bytes, effort: int) -> bytes:
    """Without the time of day, so that the same text is the same to the last byte."""
    return gzip.compress(body, effort, mtime=0)
