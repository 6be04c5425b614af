"""A document on the desk: where it stands, what should be looked after, and the ways to go on."""

import datetime
from collections.abc import Callable
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.documents import State
from kb.errors import InputError, KnowledgeBaseError
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.errors import status_of
from web.wiring import current_library

BASED_ON = "stand"
NO_COMMENT = (
    "Bitte schreiben Sie, was zu tun ist; sonst weiß niemand, warum der Text zurückkommt. Es wurde nichts geändert."
)


@editor.get("/dokument/<document_id>")
@needs(Role.AUTHOR)
def document(document_id: str) -> str:
    return _page(document_id)


@editor.post("/dokument/<document_id>/einreichen")
@needs(Role.AUTHOR)
def submit(document_id: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {BASED_ON})
    return _move(document_id, lambda: current_library().editing.submit(document_id, _name(), _based_on()))


@editor.post("/dokument/<document_id>/zurueckgeben")
@needs(Role.EDITOR)
def give_back(document_id: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {BASED_ON, "kommentar"})
    return _move(document_id, lambda: _give_back(document_id))


@editor.post("/dokument/<document_id>/freigeben")
@needs(Role.EDITOR)
def release(document_id: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {BASED_ON, "ab", "bis"})
    return _move(document_id, lambda: _release(document_id))


@editor.post("/dokument/<document_id>/archivieren")
@needs(Role.EDITOR)
def archive(document_id: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {BASED_ON})
    return _move(document_id, lambda: current_library().editing.archive(document_id, _name(), _based_on()))


def _give_back(document_id: str) -> None:
    comment = request.form.get("kommentar", "").strip()
    if not comment:
        raise InputError(NO_COMMENT)
    current_library().editing.return_to_draft(document_id, _name(), _based_on(), comment)


def _release(document_id: str) -> None:
    first, last = _day("ab"), _day("bis")
    current_library().desk.release(document_id, _name(), _based_on(), first, public_until=last)


def _move(document_id: str, move: Callable[[], object]) -> ResponseReturnValue:
    """Back to the document, or its page with what kept it from moving and all that was typed."""
    try:
        move()
    except KnowledgeBaseError as error:
        return _page(document_id, problem=error.message), status_of(error)
    return redirect(url_for("editor.document", document_id=document_id), HTTPStatus.SEE_OTHER)


def _page(document_id: str, problem: str = "") -> str:
    library = current_library()
    history = library.editing.history(document_id)
    newest = library.editing.newest(document_id)
    one = newest.document
    return render_template(
        "editor/document.html",
        heading=one.title,
        document=one,
        newest=newest,
        public=library.editing.published_number(document_id),
        findings=() if one.state is State.ARCHIVED else library.editing.findings(one),
        comment=_open_comment(document_id),
        schedule=library.desk.schedule(document_id),
        deeds=library.desk.deeds(document_id),
        revisions=len(history),
        kept=library.desk.kept_input(_name(), document_id),
        files=sum(bool(one.file) for one in one.attachments),
        open_parts=library.confirming.open_parts(document_id, current().person),
        problem=problem,
        typed=request.form,
    )


def _open_comment(document_id: str) -> str:
    """Why it was given back, as long as it was not handed in again."""
    for revision in current_library().editing.history(document_id):
        if revision.document.state is not State.DRAFT:
            return ""
        if revision.comment:
            return f"{revision.editor}: {revision.comment}"
    return ""


def _name() -> str:
    return current().person.name


def _based_on() -> int:
    number = request.form.get(BASED_ON, "")
    if not (number.isascii() and number.isdecimal()):
        raise InputError("Die Angabe der Fassung fehlt. Bitte laden Sie die Seite neu. Es wurde nichts geändert.")
    return int(number)


def _day(name: str) -> datetime.date | None:
    text = request.form.get(name, "").strip()
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(
            f"„{text}“ ist kein Datum. Richtig wäre zum Beispiel 2027-03-31. Es wurde nichts geändert."
        ) from error
