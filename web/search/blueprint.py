"""The blueprint that this audience's views hang on."""

from flask import Blueprint

search = Blueprint("search", __name__)
