"""Whether a form comes from a page of ours: readers have no cookies, but others shall not send in their name."""

from urllib.parse import urlsplit

from flask import abort, request

from web.wiring import current_settings


def refuse_foreign_posts() -> None:
    """Abort with 403 if a browser says that the form stood on another site. Who says nothing is no browser of today."""
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None:
        is_ours = site in ("same-origin", "none")
    else:
        origin = request.headers.get("Origin")
        is_ours = origin is None or (urlsplit(origin).netloc or "?") in _our_hosts()
    if not is_ours:
        abort(403)


def _our_hosts() -> set[str]:
    """With port, if it is not the scheme's own."""
    return {request.host, urlsplit(current_settings().base_url).netloc}
