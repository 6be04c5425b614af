"""The blueprint that the modules of this folder add their addresses to."""

from flask import Blueprint, Response

operating = Blueprint("operating", __name__)


@operating.after_request
def _of_this_moment(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
