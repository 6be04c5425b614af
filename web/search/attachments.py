"""The files of public documents."""

from flask import Response

from web.attached import attached
from web.search.blueprint import search
from web.wiring import current_library


@search.get("/dokument/<document_id>/anlage/<file>")
def attachment(document_id: str, file: str) -> Response:
    """Gone as soon as the document is withdrawn, or its newest public revision does not name the file any more."""
    return attached(*current_library().attachments.public_file(document_id, file))
