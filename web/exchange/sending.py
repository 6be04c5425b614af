"""The way of every form: typed, looked at again, sent, thanked for. Whatever goes wrong, what was typed stays."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.contributions import Contribution
from kb.errors import KnowledgeBaseError, StampUsed
from web.errors import status_of
from web.exchange.fields import STAMP, STEP, TRAP, Field, Sort, Typed, prefilled, read_typed
from web.same_origin import refuse_foreign_posts
from web.wiring import current_library

SEND, CHANGE = "senden", "aendern"
"""What the buttons of a preview say; any other step asks for the preview."""

TRAPPED = (
    "Ein Feld, das leer bleiben muss, war ausgefüllt; vielleicht hat Ihr Browser das getan. Es wurde noch nichts gesendet. "
    "Ihre Angaben stehen unten, das Feld ist wieder leer. Bitte senden Sie sie noch einmal."
)
NOT_AGREED = "Bitte bestätigen Sie das; ohne diese Erlaubnis können wir den Text nicht verwenden."


@dataclass(frozen=True, kw_only=True)
class Form:
    """A form that readers fill in.

    makes: what it becomes; `contribution` makes it of what was typed. template: the page with its introduction.
    thanks: endpoint of the page after sending.
    """

    heading: str
    fields: tuple[Field, ...]
    makes: type[Contribution]
    contribution: Callable[[Typed], Contribution]
    template: str
    thanks: str
    has_preview: bool = True


@dataclass(frozen=True)
class Row:
    """A field in the preview, as it would be kept."""

    label: str
    text: str


def answer(form: Form) -> ResponseReturnValue:
    """The empty form, or the next step with what was sent."""
    if request.method != "POST":
        return _form_page(form, prefilled(form.fields, request.args))
    refuse_foreign_posts()
    typed = read_typed(form.fields, request.form)
    if request.form.get(STEP) == CHANGE:
        return _form_page(form, typed)
    faults = _faults(form, typed)
    if faults:
        return _form_page(form, typed, faults=faults), HTTPStatus.UNPROCESSABLE_ENTITY
    if request.form.get(TRAP):
        return _form_page(form, typed, problem=TRAPPED), HTTPStatus.UNPROCESSABLE_ENTITY
    if form.has_preview and request.form.get(STEP) != SEND:
        return _preview_page(form, typed)
    return _send(form, typed)


def _send(form: Form, typed: Typed) -> ResponseReturnValue:
    stamp, sender = request.form.get(STAMP, ""), request.remote_addr or ""
    try:
        current_library().contributing.send(form.contribution(typed), stamp, sender)
    except KnowledgeBaseError as error:
        stamp = "" if isinstance(error, StampUsed) else stamp
        return _form_page(form, typed, problem=error.message, stamp=stamp), status_of(error)
    return redirect(url_for(form.thanks), HTTPStatus.SEE_OTHER)


def _faults(form: Form, typed: Typed) -> dict[str, str]:
    """By name of the field, in their order on the page."""
    found = current_library().contributing.faults(form.contribution(typed))
    of_parts = {one.part: one.name for one in reversed(form.fields)}
    named = {of_parts[part]: sentence for part, sentence in found.items()}
    named |= {one.name: NOT_AGREED for one in form.fields if one.sort is Sort.CONSENT and not typed[one.name]}
    return {one.name: named[one.name] for one in form.fields if one.name in named}


def _form_page(
    form: Form, typed: Typed, faults: Mapping[str, str] | None = None, problem: str = "", stamp: str | None = None
) -> str:
    """stamp: the one to go on with, by default that of the request; empty for a new one."""
    return render_template(form.template, **_shared(form, typed, stamp), faults=faults or {}, problem=problem)


def _preview_page(form: Form, typed: Typed) -> str:
    kept, removed = current_library().contributing.shown(form.contribution(typed))
    rows = [Row(one.label, _shown(one, typed, kept)) for one in form.fields if one.sort is not Sort.CONSENT]
    shared = _shared(form, typed) | {"heading": f"{form.heading}: Vorschau"}
    return render_template("exchange/preview.html", **shared, rows=rows, removed=removed)


def _shared(form: Form, typed: Typed, stamp: str | None = None) -> dict[str, object]:
    earlier = request.form.get(STAMP, "") if stamp is None else stamp
    stamp = current_library().contributing.stamp(form.makes, earlier)
    return {"heading": form.heading, "form": form, "typed": typed, "stamp": stamp}


def _shown(field: Field, typed: Typed, kept: Contribution) -> str:
    """As it would be kept; what was chosen by its label."""
    value = getattr(kept, field.part)
    return value if field.sort is Sort.TEXT else field.label_of(typed[field.name].strip())
