"""„Anlagen“: files that belong to a document, each with its rights; adding and removing make the next revision."""

from collections.abc import Callable
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.documents import Attachment
from kb.errors import InputError, KnowledgeBaseError
from kb.people import Role
from web.attached import attached
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.editor.received import received_files
from web.errors import status_of
from web.wiring import LARGEST_UPLOAD, current_library

BASED_ON, FILE, TITLE, RIGHTS, RELEASED = "stand", "datei", "titel", "rechte", "herausgabe"


@editor.route("/dokument/<document_id>/anlagen", methods=["GET", "POST"])
@needs(Role.AUTHOR, most_bytes=LARGEST_UPLOAD)
def attachments(document_id: str) -> ResponseReturnValue:
    if request.method == "GET":
        return _page(document_id)
    refuse_unknown_fields(request.form, {BASED_ON, FILE, TITLE, RIGHTS, RELEASED})
    return _change(document_id, lambda: _add(document_id))


@editor.post("/dokument/<document_id>/anlagen/entfernen")
@needs(Role.AUTHOR)
def remove_attachment(document_id: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {BASED_ON, FILE})
    file = request.form.get(FILE, "")
    library = current_library()
    return _change(document_id, lambda: library.attachments.remove(document_id, file, current().person, _based_on()))


@editor.get("/dokument/<document_id>/anlagen/<file>")
@needs(Role.AUTHOR)
def attachment(document_id: str, file: str) -> Response:
    """Of the newest revision, public or not."""
    return attached(*current_library().attachments.file(document_id, file))


def _add(document_id: str) -> None:
    title = request.form.get(TITLE, "").strip()
    if not title:
        raise InputError("Der Titel fehlt. Unter ihm steht die Datei auf der Seite. Es wurde nichts gespeichert.")
    named = Attachment(
        title=title, rights=request.form.get(RIGHTS, "").strip(), is_released=request.form.get(RELEASED) == "ja"
    )
    with TemporaryDirectory(prefix="wissensspeicher-") as folder:
        (path,) = received_files(FILE, Path(folder), most=1)
        current_library().attachments.add(document_id, path, named, current().person, _based_on())


def _change(document_id: str, change: Callable[[], object]) -> ResponseReturnValue:
    """The page anew, or with what went wrong and all that was typed."""
    try:
        change()
    except KnowledgeBaseError as error:
        return _page(document_id, error.message), status_of(error)
    return redirect(url_for("editor.attachments", document_id=document_id), HTTPStatus.SEE_OTHER)


def _page(document_id: str, problem: str = "") -> str:
    newest = current_library().editing.newest(document_id)
    return render_template(
        "editor/attachments.html",
        heading=f"Anlagen: {newest.document.title}",
        document=newest.document,
        newest=newest,
        problem=problem,
        accepted=current_library().attachments.accepted,
        most_bytes=LARGEST_UPLOAD,
        title=request.values.get(TITLE, ""),
        rights=request.form.get(RIGHTS, ""),
        is_released=RELEASED in request.form,
    )


def _based_on() -> int:
    number = request.form.get(BASED_ON, "")
    if not (number.isascii() and number.isdecimal()):
        raise InputError("Die Angabe der Fassung fehlt. Bitte laden Sie die Seite neu. Es wurde nichts geändert.")
    return int(number)
