"""Fassungen: every revision of a document at an address of its own, compared word by word, and brought back."""

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import InputError
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.editor.changes import changes, texts_of
from web.wiring import current_library


@editor.get("/dokument/<document_id>/fassungen")
@needs(Role.AUTHOR)
def versions(document_id: str) -> str:
    editing = current_library().editing
    newest = editing.newest(document_id)
    return render_template(
        "editor/versions.html",
        heading=f"Fassungen: {newest.document.title}",
        document=newest.document,
        revisions=editing.history(document_id),
        public=editing.published_number(document_id),
    )


@editor.get("/dokument/<document_id>/fassungen/<int:number>")
@needs(Role.AUTHOR)
def version(document_id: str, number: int) -> str:
    """The revision, and what differs from another one: by default the one before."""
    editing = current_library().editing
    one, newest = editing.revision(document_id, number), editing.newest(document_id)
    other = _other(number, newest.number)
    compared = editing.revision(document_id, other) if other else None
    return render_template(
        "editor/version.html",
        heading=f"Fassung {number}: {one.document.title}",
        revision=one,
        newest=newest,
        other=compared,
        changes=changes(compared.document, one.document) if compared else (),
        texts=texts_of(one.document),
        numbers=[at for at in range(1, newest.number + 1) if at != number],
    )


@editor.post("/dokument/<document_id>/fassungen/<int:number>/wiederherstellen")
@needs(Role.AUTHOR)
def restore(document_id: str, number: int) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"stand"})
    based_on = request.form.get("stand", "")
    if not (based_on.isascii() and based_on.isdecimal()):
        raise InputError("Die Angabe der Fassung fehlt. Bitte laden Sie die Seite neu. Es wurde nichts geändert.")
    current_library().editing.restore(document_id, number, current().person.name, int(based_on))
    return redirect(url_for("editor.document", document_id=document_id), HTTPStatus.SEE_OTHER)


def _other(number: int, newest: int) -> int:
    """The revision to compare with; 0 for none. What the address says wrongly is ignored."""
    asked = request.args.get("mit", "")
    other = int(asked) if asked.isascii() and asked.isdecimal() else number - 1
    return other if 0 < other <= newest and other != number else max(0, number - 1)
