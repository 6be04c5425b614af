"""The search as a page for frames, for sites that cannot use the script.

It is sealed off by its own policy: no cookie and no storage even if there were any, and only the sites that the settings
name may show it. No other page may be shown in a frame, so no sign-in can be reached inside.
"""

from flask import Response, make_response, render_template, request

from web.widget.blueprint import widget
from web.widget.choice import read_choice
from web.widget.releases import FOLDER
from web.wiring import current_library, current_settings

SANDBOX = "allow-scripts allow-forms allow-top-navigation-by-user-activation"
"""Links leave the frame when somebody follows them; nothing else may."""


@widget.get("/widget/v1/rahmen")
def frame() -> Response:
    choice = read_choice(request.args, current_library())
    response = make_response(render_template("widget/frame.html", choice=choice))
    response.headers["Content-Security-Policy"] = policy(current_settings().frame_ancestors)
    response.headers["Referrer-Policy"] = "no-referrer"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@widget.get("/widget/v1/rahmen.css")
def frame_style() -> Response:
    return Response((FOLDER / "rahmen.css").read_text(encoding="utf-8"), mimetype="text/css")


def policy(ancestors: str) -> str:
    """ancestors: the sites that may show the frame, with blanks between them; empty for none."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            "connect-src 'self'",
            "form-action 'self'",
            "base-uri 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
            f"sandbox {SANDBOX}",
            "frame-ancestors " + (ancestors or "'none'"),
        )
    )
