"""The blueprint that the editors' views hang on."""

from flask import Blueprint

from web.auth.blueprint import DESK

editor = Blueprint("editor", __name__, url_prefix=DESK)
