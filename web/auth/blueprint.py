"""The blueprint that signing in hangs on; its addresses lie below those of the editors."""

from flask import Blueprint

DESK = "/redaktion"
"""Everything that needs a sign-in lies below this path, and the session's cookie is sent nowhere else."""

auth = Blueprint("auth", __name__, url_prefix=DESK)
