"""Headers of every answer: what a browser may load, keep and tell others."""

from flask import Flask, Response, request

POLICY = "; ".join(
    (
        "default-src 'none'",
        "style-src 'self'",
        "script-src 'self'",  # one file of our own, which completes what is typed
        "connect-src 'self'",
        "img-src 'self' data:",  # KERN's icons are data: images
        "font-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)

HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), interest-cohort=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}

INERT = {"text/css", "text/javascript", "font/woff2"}
"""Media types that load, frame and execute nothing by themselves: what is only about documents would be dead weight."""

ABOUT_DOCUMENTS = {"Content-Security-Policy", "Permissions-Policy", "Cross-Origin-Opener-Policy", "Referrer-Policy"}

ONE_YEAR = 365 * 24 * 60 * 60


def guard(app: Flask) -> None:
    """Add the headers to every answer, errors included."""
    app.after_request(_guarded)
    app.after_request(_kept_as_long_as_right)


def headers_for(mimetype: str) -> dict[str, str]:
    return {name: value for name, value in HEADERS.items() if mimetype not in INERT or name not in ABOUT_DOCUMENTS}


def _guarded(response: Response) -> Response:
    for name, value in headers_for(response.mimetype).items():
        response.headers.setdefault(name, value)
    return response


def _kept_as_long_as_right(response: Response) -> Response:
    """Static files with a version in their address for good; pages are asked for again each time."""
    is_versioned = request.endpoint == "static" and ("v" in request.args or request.path.startswith("/static/vendor/"))
    if is_versioned and response.status_code in (200, 304):
        response.headers["Cache-Control"] = f"public, max-age={ONE_YEAR}, immutable"
    else:
        response.headers.setdefault("Cache-Control", "no-cache")
    return response
