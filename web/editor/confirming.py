"""„Bestätigen“: what was read out of a file, part by part, beside the text in which each part was found."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from http import HTTPStatus
from pathlib import PurePath

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.documents import AnyDocument, Attachment, Kind
from kb.errors import EditConflict, KnowledgeBaseError
from kb.library import Confirmation
from kb.people import Role
from web.attached import attached
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.editor.fields import Field, Section, Sort, sections_for
from web.editor.places import MOST_SHOWN, Passage, passages
from web.editor.typed import Form, document_of, form_of, form_with, sent_with
from web.editor.uploads import ARTICLES
from web.editor.writing import conflict_page
from web.errors import status_of
from web.exchange.fields import Choice
from web.wiring import current_library

STEP, BASED_ON, CHECKED = "schritt", "stand", "geprueft"
PROPOSAL, EMPTY = "vorschlag", "leeren"
"""Steps that change one part in the form; its name follows behind a colon."""

_ABOUT = ("title", "kind", "municipality", "topics")
_SURE, _LIKELY = 0.95, 0.85


@dataclass(frozen=True, kw_only=True)
class Part:
    """A part to compare. found: how sure it is, in words. page: on which it begins. places: anchors in the text."""

    field: Field
    found: str
    page: int | None
    places: tuple[str, ...]
    is_checked: bool
    is_changed: bool


@editor.route("/dokument/<document_id>/bestaetigen", methods=["GET", "POST"])
@needs(Role.AUTHOR)
def confirm(document_id: str) -> ResponseReturnValue:
    confirmation = current_library().confirming.confirmation(document_id, current().person)
    before = confirmation.newest.document
    if request.method == "GET":
        return _page(confirmation, form_with(_sections(confirmation), before), confirmation.checked)
    form = sent_with(_sections(confirmation), before.kind, request.form)
    refuse_unknown_fields(request.form, form.names | {STEP, BASED_ON, CHECKED})
    step, _, part = request.form.get(STEP, "").partition(":")
    if step in (PROPOSAL, EMPTY, "mehr"):
        return _page(
            confirmation, _with_part(form, part, confirmation.proposal if step == PROPOSAL else None), _checked()
        )
    return _save(confirmation, form)


@editor.get("/dokument/<document_id>/original")
@needs(Role.AUTHOR)
def original(document_id: str) -> Response:
    """The file itself, for whoever may compare its parts."""
    library = current_library()
    report = library.confirming.confirmation(document_id, current().person).report
    file = Attachment(title=PurePath(report.file).stem, file=f"{report.sha256}.{report.kind}")
    return attached(file, library.editing.original(document_id))


def _save(confirmation: Confirmation, form: Form) -> ResponseReturnValue:
    before = confirmation.newest.document
    try:
        typed = _document_of(form, before)
        still_open = current_library().confirming.confirm(typed, current().person, _based_on(), _checked())
    except EditConflict as conflict:
        return conflict_page(form_of(typed), typed, conflict)
    except KnowledgeBaseError as error:
        return _page(confirmation, form, _checked(), problem=error.message), status_of(error)
    endpoint = "editor.confirm" if still_open else "editor.document"
    return redirect(url_for(endpoint, document_id=before.id), HTTPStatus.SEE_OTHER)


def _document_of(form: Form, before: AnyDocument) -> AnyDocument:
    """As `document_of`; an article may become one of another kind."""
    typed, kind = document_of(form, before), form.one("kind")
    return replace(typed, kind=Kind(kind) if kind in ARTICLES and not before.kind.is_motion else before.kind)


def _sections(confirmation: Confirmation) -> tuple[Section, ...]:
    """What it is about, the parts to compare, and those that were not found."""
    known = {
        one.name: one for section in sections_for(confirmation.proposal.kind, in_parts=False) for one in section.fields
    }
    known["kind"] = Field(name="kind", label="Art", sort=Sort.ONE_OF, choices=_kinds(confirmation.proposal.kind))
    about = [known[name] for name in _ABOUT if name not in confirmation.parts and name in known]
    return (
        Section("Einordnung", tuple(one for one in about if one.sort is not Sort.ONE_OF or one.choices)),
        Section("Teile", tuple(known[name] for name in confirmation.parts)),
        Section("Nicht gefunden", tuple(known[name] for name in confirmation.missing)),
    )


def _kinds(kind: Kind) -> tuple[Choice, ...]:
    return () if kind.is_motion else tuple(Choice(one.value, one.label) for one in ARTICLES)


def _with_part(form: Form, name: str, proposal: AnyDocument | None) -> Form:
    """The form with one part as it was proposed, or empty without a proposal."""
    fields = tuple(one for one in form.fields if one.name == name)
    if proposal:
        values = form_with((Section("", fields),), proposal).values
    else:
        values = {one: [] for field in fields for one in field.names}
    return replace(form, values=form.values | values)


def _page(confirmation: Confirmation, form: Form, checked: Collection[str], problem: str = "") -> str:
    document, text = confirmation.newest.document, passages(confirmation)
    about, _, missing = form.sections
    return render_template(
        "editor/confirm.html",
        heading=f"Bestätigen: {document.title}",
        document=document,
        confirmation=confirmation,
        form=form,
        about=about.fields,
        parts=[_part(one, confirmation, form, checked, text) for one in form.sections[1].fields],
        missing=missing.fields,
        passages=text,
        most_shown=MOST_SHOWN,
        labels=confirmation.labels,
        proposed=confirmation.report.topics,
        topics=current_library().reading.topics,
        based_on=request.form.get(BASED_ON, confirmation.newest.number),
        problem=problem,
    )


def _part(
    field: Field, confirmation: Confirmation, form: Form, checked: Collection[str], text: tuple[Passage, ...]
) -> Part:
    proposed = form_with((Section("", (field,)),), confirmation.proposal).values
    confidence = [one.confidence for one in confirmation.places if one.part == field.name]
    return Part(
        field=field,
        found=_in_words(min(confidence)) if confidence else "",
        page=dict(confirmation.report.found_on).get(field.name),
        places=tuple(one.anchor for one in text if one.part == field.name),
        is_checked=field.name in checked,
        is_changed=any(_filled(form.many(name)) != _filled(values) for name, values in proposed.items()),
    )


def _filled(values: list[str]) -> list[str]:
    return [one.strip() for one in values if one.strip()]


def _in_words(confidence: float) -> str:
    if confidence >= _SURE:
        return "Sicher: steht unter seiner Beschriftung"
    if confidence >= _LIKELY:
        return "Wahrscheinlich: an seiner Form erkannt"
    return "Unsicher: nur an seinem Platz erkannt, bitte genau vergleichen"


def _checked() -> frozenset[str]:
    return frozenset(request.form.getlist(CHECKED))


def _based_on() -> int | None:
    number = request.form.get(BASED_ON, "")
    return int(number) if number.isascii() and number.isdecimal() else None
