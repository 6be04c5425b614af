"""Write a document: the form of its kind, a preview, saving, and what is kept when something goes wrong."""

import datetime
from http import HTTPStatus

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from werkzeug.datastructures import MultiDict

from kb.documents import MOTION_PARTS, AnyDocument, Kind, State, document_class
from kb.errors import EditConflict, KnowledgeBaseError, NotFound
from kb.library import KeptInput
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.editor.changes import changes
from web.editor.typed import Form, document_of, form_of, sent_form
from web.errors import status_of
from web.wiring import current_library

STEP, BASED_ON, NEW_ID = "schritt", "stand", "kennung"
"""What the form carries beside its fields."""


@editor.route("/neu/<kind>", methods=["GET", "POST"])
@needs(Role.AUTHOR)
def write_new(kind: str) -> ResponseReturnValue:
    known = _kind(kind)
    document_id = request.values.get(NEW_ID, "") or current_library().editing.unused_id()
    empty = document_class(known)(
        id=document_id, kind=known, title="", state=State.DRAFT, as_of=datetime.date.today(), rights="CC BY 4.0"
    )
    return _answer(empty, newest=None)


@editor.route("/dokument/<document_id>/bearbeiten", methods=["GET", "POST"])
@needs(Role.AUTHOR)
def edit(document_id: str) -> ResponseReturnValue:
    newest = current_library().editing.newest(document_id)
    return _answer(newest.document, newest.number)


@editor.post("/eingaben/<kind>/<document_id>")
@needs(Role.AUTHOR)
def keep(kind: str, document_id: str) -> ResponseReturnValue:
    """What a script sends while somebody types; nobody waits for the answer."""
    form = _sent(_kind(kind))
    _keep(form, document_id)
    return Response(status=HTTPStatus.NO_CONTENT, mimetype="text/plain")


@editor.post("/eingaben/<document_id>/verwerfen")
@needs(Role.AUTHOR)
def discard(document_id: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, set())
    current_library().desk.forget_input(current().person.name, document_id)
    return redirect(url_for("editor.desk"), HTTPStatus.SEE_OTHER)


def _answer(document: AnyDocument, newest: int | None) -> ResponseReturnValue:
    """The form, empty or as it was kept, or the next step with what was sent; a step without a name saves.

    newest: number of the document's newest revision, if it has any.
    """
    if request.method == "GET":
        kept = current_library().desk.kept_input(current().person.name, document.id)
        if kept and request.args.get("aufgehoben"):
            return _page(_of_kept(kept), document, _number(kept.value(BASED_ON)))
        return _page(form_of(document), document, newest, kept=kept)
    form, based_on = _sent(document.kind), _number(request.form.get(BASED_ON, ""))
    match request.form.get(STEP):
        case "vorschau":
            return _preview(form, document, based_on)
        case "mehr" | "weiter":
            return _page(form, document, based_on)
        case _:
            return _save(form, document, based_on)


def _save(form: Form, document: AnyDocument, based_on: int | None) -> ResponseReturnValue:
    library, person = current_library(), current().person
    try:
        typed = document_of(form, document)
        saved = library.editing.edit(typed, person, based_on)
    except EditConflict as conflict:
        return conflict_page(form, typed, conflict)
    except KnowledgeBaseError as error:
        _keep(form, document.id)
        return _page(form, document, based_on, problem=error.message), status_of(error)
    library.desk.forget_input(person.name, saved.id)
    return redirect(url_for("editor.document", document_id=saved.id), HTTPStatus.SEE_OTHER)


def conflict_page(form: Form, typed: AnyDocument, conflict: EditConflict) -> ResponseReturnValue:
    """Both texts and what differs; a second click on „Speichern“ is no conflict with oneself."""
    library = current_library()
    theirs = library.editing.newest(conflict.document)
    differing = changes(theirs.document, typed)
    if not differing and theirs.editor == current().person.name:
        library.desk.forget_input(current().person.name, typed.id)
        return redirect(url_for("editor.document", document_id=typed.id), HTTPStatus.SEE_OTHER)
    _keep(form, typed.id)
    page = render_template(
        "editor/conflict.html",
        heading="Inzwischen geändert",
        theirs=theirs,
        differing=differing,
        form=form,
        address=url_for("editor.edit", document_id=typed.id),
    )
    return page, HTTPStatus.CONFLICT


def _preview(form: Form, document: AnyDocument, based_on: int | None) -> ResponseReturnValue:
    editing = current_library().editing
    try:
        typed = document_of(form, document)
        rendered = editing.preview(typed)
    except KnowledgeBaseError as error:
        return _page(form, document, based_on, problem=error.message), status_of(error)
    titles = {**MOTION_PARTS, "body": ""} if document.kind.is_motion else {"body": ""}
    parts = [(titles[name], Markup(rendered[name].html)) for name in titles if name in rendered]  # noqa: S704 — cleaned by the allow-list
    shown = {"title": typed.title, "summary": typed.summary, "parts": parts, "findings": editing.findings(typed)}
    return _page(form, document, based_on, preview=shown)


def _page(
    form: Form,
    document: AnyDocument,
    based_on: int | None,
    *,
    problem: str = "",
    kept: KeptInput | None = None,
    preview: dict[str, object] | None = None,
) -> str:
    is_new = based_on is None
    name = document.kind.label
    return render_template(
        "editor/form.html",
        heading=f"{name} schreiben" if is_new else f"{name} bearbeiten",
        form=form,
        document=document,
        based_on=based_on,
        address=url_for("editor.write_new", kind=document.kind)
        if is_new
        else url_for("editor.edit", document_id=document.id),
        problem=problem,
        kept=kept,
        preview=preview,
        topics=current_library().reading.topics,
    )


def _sent(kind: Kind) -> Form:
    form = sent_form(kind, request.form)
    refuse_unknown_fields(request.form, form.names | {STEP, BASED_ON, NEW_ID})
    return form


def _keep(form: Form, document_id: str) -> None:
    content = (*form.pairs, (BASED_ON, request.form.get(BASED_ON, "")))
    current_library().desk.keep_input(current().person.name, document_id, form.kind, content)


def _of_kept(kept: KeptInput) -> Form:
    return sent_form(kept.kind, MultiDict(kept.content))


def _kind(kind: str) -> Kind:
    if kind not in set(Kind):
        raise NotFound(f"Die Art „{kind}“")
    return Kind(kind)


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdecimal() else None
