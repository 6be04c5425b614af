"""Sign in, out, and replace the own password."""

from http import HTTPStatus
from typing import cast

from flask import Response, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import InputError, SignInRefused, TooManyAttempts
from web.auth.blueprint import DESK, auth
from web.auth.guard import ANY_ACCOUNT, EVERYBODY, current, needs, refuse_unknown_fields
from web.auth.resuming import KEPT_FIELD, TARGET_FIELD, kept_fields
from web.auth.sessions import drop_session, keep_session
from web.limiting import network_of
from web.wiring import current_library, current_settings


@auth.get("/anmelden")
@needs(EVERYBODY)
def sign_in() -> ResponseReturnValue:
    if g.signed_in:
        return redirect(url_for("editor.desk"), 303)
    return _form(back=_own_path(request.args.get("weiter", "")))


@auth.post("/anmelden")
@needs(EVERYBODY)
def begin_session() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"name", "passwort", "weiter", KEPT_FIELD, TARGET_FIELD})
    name, password = request.form.get("name", ""), request.form.get("passwort", "")
    try:
        signed_in = current_library().people.sign_in(name, password, network_of(request.remote_addr or ""))
    except (SignInRefused, TooManyAttempts) as error:
        status = HTTPStatus.TOO_MANY_REQUESTS if isinstance(error, TooManyAttempts) else HTTPStatus.UNAUTHORIZED
        return _form(problem=error.message, name=name, back=_own_path(request.form.get("weiter", ""))), status
    g.signed_in = signed_in
    return keep_session(_after_sign_in(), signed_in.token)


@auth.post("/abmelden")
@needs(ANY_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, set())
    current_library().people.sign_out(current().token)
    return drop_session(cast("Response", redirect(url_for("auth.sign_in"), 303)))


@auth.get("/passwort")
@needs(ANY_ACCOUNT)
def change_password() -> str:
    return _password_form()


@auth.post("/passwort")
@needs(ANY_ACCOUNT)
def replace_password() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"bisher", "neu", "nochmal"})
    old, new = request.form.get("bisher", ""), request.form.get("neu", "")
    if new != request.form.get("nochmal", ""):
        different = "Die beiden neuen Passwörter sind verschieden. Es wurde nichts geändert."
        return _password_form(different), HTTPStatus.BAD_REQUEST
    try:
        signed_in = current_library().people.change_password(current().person.name, old, new)
    except SignInRefused:
        return _password_form("Das bisherige Passwort stimmt nicht. Es wurde nichts geändert."), HTTPStatus.BAD_REQUEST
    except InputError as error:
        return _password_form(error.message), HTTPStatus.BAD_REQUEST
    return keep_session(cast("Response", redirect(url_for("editor.desk"), 303)), signed_in.token)


def _form(problem: str = "", name: str = "", back: str = "") -> str:
    return render_template(
        "auth/sign_in.html",
        heading="Anmelden",
        again=False,
        kept=request.form.get(KEPT_FIELD, ""),
        target=_own_path(request.form.get(TARGET_FIELD, "")),
        has_files=False,
        problem=problem,
        name=name,
        back=back,
    )


def _password_form(problem: str = "") -> str:
    return render_template("auth/password.html", heading="Passwort ändern", problem=problem)


def _after_sign_in() -> Response:
    """The page that somebody wanted, or what she had typed, ready to be sent again."""
    target, fields = _own_path(request.form.get(TARGET_FIELD, "")), kept_fields(request.form.get(KEPT_FIELD, ""))
    if target and fields:
        address = f"{current_settings().prefix}{target}"
        return make_response(render_template("auth/resume.html", heading="Weiter", target=address, fields=fields))
    back = _own_path(request.form.get("weiter", ""))
    return cast("Response", redirect(f"{current_settings().prefix}{back}" if back else url_for("editor.desk"), 303))


def _own_path(path: str) -> str:
    """The path if it lies below the desk, else nothing: nobody is sent elsewhere by an address that looks like ours."""
    is_ours = path.startswith(f"{DESK}/") and "\\" not in path and path.isprintable()
    return path if is_ours and not path.startswith(f"{DESK}/anmelden") else ""
