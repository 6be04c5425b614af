"""The session's cookie: the only one there is, sent only below the desk."""

from flask import Response, request

from web.auth.blueprint import DESK
from web.wiring import current_settings

COOKIE = "sitzung"


def session_token() -> str:
    return request.cookies.get(COOKIE, "")


def keep_session(response: Response, token: str) -> Response:
    """Give the browser the token until it is closed; scripts cannot read it and other sites cannot make it be sent."""
    response.set_cookie(COOKIE, token, httponly=True, samesite="Strict", **_scope())
    return response


def drop_session(response: Response) -> Response:
    response.delete_cookie(COOKIE, httponly=True, samesite="Strict", **_scope())
    return response


def _scope() -> dict[str, str | bool]:
    settings = current_settings()
    return {"path": f"{settings.prefix}{DESK}", "secure": settings.base_url.startswith("https:") or request.is_secure}
