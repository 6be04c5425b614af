"""Find a document to work on: by its id, the address of its page, or words."""

import re
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import NotFound
from kb.people import Role
from web.auth import needs
from web.editor.blueprint import editor
from web.wiring import current_library

_ID = re.compile(r"(?:.*/dokument/)?([a-z0-9]{3,16})(?:-\S*)?")


@editor.get("/suche")
@needs(Role.AUTHOR)
def find() -> ResponseReturnValue:
    """Straight to the document, or the list of public ones that the words find; drafts stand on the desk itself."""
    asked = request.args.get("q", "").strip()
    if document_id := _known_id(asked):
        return redirect(url_for("editor.document", document_id=document_id), HTTPStatus.SEE_OTHER)
    reading = current_library().reading
    hits = reading.search(reading.question(asked)).hits if asked else ()
    return render_template("editor/found.html", heading="Dokument suchen", asked=asked, hits=hits)


def _known_id(asked: str) -> str:
    """Empty if it names no document."""
    found = _ID.fullmatch(asked)
    try:
        return current_library().editing.newest(found.group(1)).document.id if found else ""
    except NotFound:
        return ""
