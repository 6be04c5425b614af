"""A form that was sent after the session had ended: all that was typed is kept, and sent on after signing in.

The text travels in hidden fields of the sign-in page and the page after it, never through the address or a store.
"""

import json
from http import HTTPStatus

from flask import render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

FORM_KEY = "schluessel"
"""The field that every form of the desk carries; see `SignedIn.form_key`."""

KEPT_FIELD = "behalten"
"""Carries the form as JSON: a list of [name, value]."""

TARGET_FIELD = "ziel"


def ask_to_sign_in_again() -> ResponseReturnValue:
    """The sign-in page with all that was sent; uploaded files cannot be kept, and the page says so."""
    page = render_template(
        "auth/sign_in.html",
        heading="Bitte neu anmelden",
        again=True,
        kept=as_kept(request.form),
        target=request.path,
        has_files=any(file.filename for file in request.files.values()),
        problem="",
        name="",
        back="",
    )
    return page, HTTPStatus.UNAUTHORIZED


def as_kept(form: MultiDict[str, str]) -> str:
    pairs = [(name, value) for name, value in form.items(multi=True) if name != FORM_KEY]
    return json.dumps(pairs, ensure_ascii=False) if pairs else ""


def kept_fields(kept: str) -> list[tuple[str, str]]:
    """What `as_kept` wrote; empty for anything else."""
    try:
        pairs = json.loads(kept or "[]")
        return [(str(name), str(value)) for name, value in pairs]
    except (ValueError, TypeError, RecursionError):
        return []
