"""The blueprint that this audience's views hang on."""

from flask import Blueprint

drafts = Blueprint("drafts", __name__)
