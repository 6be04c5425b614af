"""Who may do what: every view below the desk says which role it needs, and one that says nothing is closed.

@editor.get("/entwuerfe")
@needs(Role.AUTHOR)
def drafts() -> str: ...
"""

import hmac
from collections.abc import Callable
from typing import TypeVar

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from kb.errors import InputError, NotAllowed
from kb.library import SignedIn
from kb.people import Role
from web.auth.blueprint import DESK
from web.auth.resuming import FORM_KEY, ask_to_sign_in_again
from web.auth.sessions import session_token
from web.same_origin import refuse_foreign_posts
from web.wiring import LARGEST_REQUEST, current_library

View = TypeVar("View", bound=Callable[..., ResponseReturnValue])

EVERYBODY = "everybody"
ANY_ACCOUNT = "any account"
"""Also one whose start password is still to be replaced."""

NEVER_KEPT = "no-store"


def needs(role: Role | str, *, most_bytes: int = LARGEST_REQUEST) -> Callable[[View], View]:
    """Open a view to this role and those above it, to EVERYBODY, or to ANY_ACCOUNT. most_bytes: of what is sent to it."""

    def opened(view: View) -> View:
        view.needed = role  # type: ignore[attr-defined]  # read by `needed_by`
        view.most_bytes = most_bytes  # type: ignore[attr-defined]  # read by `_guard`
        return view

    return opened


def needed_by(endpoint: str) -> Role | str | None:
    """What a view needs; None if it does not say."""
    return getattr(current_app.view_functions.get(endpoint), "needed", None)


def current() -> SignedIn:
    """Who is signed in, in a view that needs a role."""
    return g.signed_in  # type: ignore[no-any-return]


def protect(app: Flask) -> None:
    """Stand before everything below the desk."""
    app.before_request(_guard)
    app.after_request(_keep_private)
    app.context_processor(lambda: {"signed_in": g.get("signed_in"), "form_key": _form_key})


def refuse_unknown_fields(form: MultiDict[str, str], known: set[str]) -> None:
    """Raises InputError that names a field which this form does not have."""
    for name in (*form, *(one for one in request.files if one not in known)):
        if name not in known | {FORM_KEY}:
            raise InputError(f"Das Feld „{name}“ gibt es hier nicht. Es wurde nichts gespeichert.")


def _form_key() -> Markup:
    """The field that every form of the desk must have, ready for a template."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FORM_KEY, current().form_key)


def _guard() -> ResponseReturnValue | None:
    if not _is_below_desk() or request.endpoint is None:
        return None
    needed = needed_by(request.endpoint)
    if needed is None:
        abort(403)
    if request.method == "POST":
        refuse_foreign_posts()
        request.max_content_length = current_app.view_functions[request.endpoint].most_bytes  # type: ignore[attr-defined]
    token = session_token()
    g.signed_in = current_library().people.signed_in(token) if token else None
    return None if needed == EVERYBODY else _refuse(needed)


def _refuse(needed: Role | str) -> ResponseReturnValue | None:
    """None if the one who asks may."""
    signed_in: SignedIn | None = g.signed_in
    if signed_in is None:
        return ask_to_sign_in_again() if request.method == "POST" else _to_sign_in()
    if request.method == "POST" and not hmac.compare_digest(request.form.get(FORM_KEY, ""), signed_in.form_key):
        return ask_to_sign_in_again()
    if isinstance(needed, Role) and signed_in.person.must_change:
        return redirect(url_for("auth.change_password"), 303)
    if isinstance(needed, Role) and not signed_in.person.may(needed):
        raise NotAllowed(needed.label)
    return None


def _to_sign_in() -> Response:
    back = request.full_path.rstrip("?")
    return redirect(url_for("auth.sign_in", weiter=back if back != f"{DESK}/" else None), 303)  # type: ignore[return-value]


def _keep_private(response: Response) -> Response:
    if _is_below_desk():
        response.headers["Cache-Control"] = NEVER_KEPT
        response.headers["X-Robots-Tag"] = "noindex"
    return response


def _is_below_desk() -> bool:
    return request.path == DESK or request.path.startswith(f"{DESK}/")
