"""Errors as RFC 9457 „problem details“, for addresses that machines ask."""

import json
from http import HTTPStatus

MEDIA_TYPE = "application/problem+json"

API_PATH = "/api/"
"""Everything below is for machines and answers errors so."""


def problem(status: int, title: str, detail: str, **more: object) -> tuple[str, int, dict[str, str]]:
    """An answer for Flask: title and detail are German; `more` are further members of the object."""
    body = {"type": "about:blank", "title": title, "status": int(status), "detail": detail, **more}
    return json.dumps(body, ensure_ascii=False), HTTPStatus(status), {"Content-Type": MEDIA_TYPE}
