"""What is to be looked at again: texts and facts whose day has come, texts whose facts changed. One click: it still holds."""

import datetime
from collections.abc import Callable
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import InputError, KnowledgeBaseError
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.errors import status_of
from web.wiring import current_library

MOST_SHOWN = 50
"""Of each sort; the rest moves up when these are done."""

UNTIL_NEXT = datetime.timedelta(days=365)
"""What the form proposes."""


@editor.get("/pruefungen")
@needs(Role.EDITOR)
def reviews() -> str:
    return _page()


@editor.post("/pruefungen/dokument/<document_id>")
@needs(Role.EDITOR)
def still_holds(document_id: str) -> ResponseReturnValue:
    """„Geprüft, gilt weiter“; without a day the one that is set stays."""
    refuse_unknown_fields(request.form, {"stand", "pruefung"})
    reviewing, person = current_library().reviewing, current().person.name
    return _done(lambda: reviewing.confirm(document_id, person, _number(), _day()))


@editor.post("/pruefungen/fakt/<fact_id>")
@needs(Role.EDITOR)
def confirm_fact(fact_id: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"stand", "pruefung"})
    return _done(lambda: _confirm_fact(fact_id))


def _confirm_fact(fact_id: str) -> None:
    day = _day()
    if day is None:
        raise InputError("Bitte wählen Sie den Tag der nächsten Prüfung. Es wurde nichts geändert.")
    current_library().reviewing.confirm_fact(fact_id, current().person.name, _number(), day)


def _done(confirm: Callable[[], object]) -> ResponseReturnValue:
    """Back to the list, with what kept it from being done."""
    try:
        confirm()
    except KnowledgeBaseError as error:
        return _page(error.message), status_of(error)
    return redirect(url_for("editor.reviews", geprueft=1), HTTPStatus.SEE_OTHER)


def _page(problem: str = "") -> str:
    library, today = current_library(), datetime.date.today()
    every, changed = library.reviewing.facts(today), library.reviewing.with_changed_facts()
    return render_template(
        "editor/reviews.html",
        heading="Prüfungen",
        problem=problem,
        due=library.reviewing.due(today),
        facts=[one for one in every if one.is_due and one.texts],
        facts_number=library.reviewing.facts_number(),
        labels={one.fact.id: one.fact.label for one in every},
        changed=[(one, library.editing.newest(one.document)) for one in changed[:MOST_SHOWN]],
        changed_total=len(changed),
        most=MOST_SHOWN,
        today=today,
        next_review=today + UNTIL_NEXT,
        is_done="geprueft" in request.args,
    )


def _number() -> int:
    number = request.form.get("stand", "")
    if not (number.isascii() and number.isdecimal()):
        raise InputError("Die Angabe der Fassung fehlt. Bitte laden Sie die Seite neu. Es wurde nichts geändert.")
    return int(number)


def _day() -> datetime.date | None:
    text = request.form.get("pruefung", "").strip()
    try:
        return datetime.date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(
            f"„{text}“ ist kein Datum. Richtig wäre zum Beispiel 2027-03-31. Es wurde nichts geändert."
        ) from error
