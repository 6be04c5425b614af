"""The blueprint that the interface for machines hangs on."""

from flask import Blueprint

VERSION_PATH = "/api/v1"

api = Blueprint("api", __name__)
