"""The blueprint that this audience's views hang on."""

from flask import Blueprint

compare = Blueprint("compare", __name__)
