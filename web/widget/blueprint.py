"""The blueprint that the embeddable search hangs on."""

from flask import Blueprint, Response, request

SHARED_PATH = "/widget/"

widget = Blueprint("widget", __name__)


@widget.after_app_request
def _shared(response: Response) -> Response:
    """Pages of every site may load what is below this path; nothing of a visitor is needed for it."""
    if request.path.startswith(SHARED_PATH):
        response.headers["Access-Control-Allow-Origin"] = "*"
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return response
