"""The blueprint that this audience's views hang on."""

from flask import Blueprint

exchange = Blueprint("exchange", __name__)
