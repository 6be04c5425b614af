"""Facts: amounts, conditions and dates that texts refer to, with what each is based on and where it is used."""

import datetime
from dataclasses import dataclass, fields
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import EditConflict, InputError, NotFound
from kb.facts import Fact
from kb.library import FACT_LABELS, KeptFact
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.editor.changes import Change
from web.editor.comparing import Piece, Sort
from web.exchange.choices import topic_choices
from web.wiring import current_library

BASED_ON = "stand-fakten"
NAMES = {
    "id": "kennung",
    "label": "aussage",
    "value": "wert",
    "unit": "einheit",
    "as_of": "stand",
    "source": "quelle",
} | {
    "source_url": "adresse",
    "authority": "stelle",
    "sure": "gesichert",
    "review_by": "pruefung",
    "topic": "thema",
}
"""What the fields of a fact are called in the form."""

SORTS = {"": "Alle", "faellig": "Prüfung fällig", "ungesichert": "Nicht gesichert", "unbenutzt": "In keinem Text"}


@dataclass(frozen=True)
class Edit:
    """What stands in the form. based_on: the state of the register that it was read from. theirs: saved meanwhile."""

    fact: Fact
    based_on: int
    problem: str = ""
    theirs: Fact | None = None


@editor.get("/fakten")
@needs(Role.AUTHOR)
def facts() -> str:
    """With `q`, those that hold all of its words; with `nur`, one sort of them."""
    asked, sort = request.args.get("q", "")[:100], request.args.get("nur", "")
    every = current_library().reviewing.facts()
    return render_template(
        "editor/facts.html",
        heading="Fakten",
        facts=[one for one in every if _fits(one, asked, sort)],
        total=len(every),
        asked=asked,
        sort=sort if sort in SORTS else "",
        sorts=SORTS,
    )


@editor.route("/fakten/neu", methods=["GET", "POST"])
@needs(Role.EDITOR)
def new_fact() -> ResponseReturnValue:
    edit = Edit(Fact(id="", label="", value=""), current_library().reviewing.facts_number())
    if request.method == "GET":
        return _page(edit, is_new=True)
    edit = _sent(request.form.get(NAMES["id"], "").strip())
    if edit.fact.id in {one.fact.id for one in current_library().reviewing.facts()}:
        problem = f"Die Kennung „{edit.fact.id}“ gibt es schon. Es wurde nichts gespeichert."
        return _page(Edit(edit.fact, edit.based_on, problem), is_new=True), HTTPStatus.CONFLICT
    return _save(edit, is_new=True)


@editor.route("/fakten/<fact_id>", methods=["GET", "POST"])
@needs(Role.EDITOR)
def fact(fact_id: str) -> ResponseReturnValue:
    reviewing = current_library().reviewing
    number, kept = reviewing.facts_number(), reviewing.fact(fact_id)
    if request.method == "GET":
        return _page(Edit(kept, number), is_new=False)
    return _save(_sent(fact_id), is_new=False)


def _save(edit: Edit, *, is_new: bool) -> ResponseReturnValue:
    reviewing = current_library().reviewing
    try:
        reviewing.save_fact(edit.fact, current().person.name, edit.based_on)
    except EditConflict as conflict:
        theirs = reviewing.fact(edit.fact.id)
        if theirs != edit.fact:
            return _page(Edit(edit.fact, conflict.newest, theirs=theirs), is_new=is_new), HTTPStatus.CONFLICT
    except InputError as error:
        return _page(Edit(edit.fact, edit.based_on, error.message), is_new=is_new), HTTPStatus.BAD_REQUEST
    return redirect(url_for("editor.fact", fact_id=edit.fact.id, gespeichert=1), HTTPStatus.SEE_OTHER)


def _sent(fact_id: str) -> Edit:
    refuse_unknown_fields(request.form, {*NAMES.values(), BASED_ON})
    number = request.form.get(BASED_ON, "")
    if not (number.isascii() and number.isdecimal()):
        raise InputError("Die Angabe des Stands fehlt. Bitte laden Sie die Seite neu. Es wurde nichts geändert.")
    typed = {field: " ".join(request.form.get(name, "").split()) for field, name in NAMES.items()}
    values = typed | {"id": fact_id, "sure": bool(typed["sure"]), "review_by": _day(typed["review_by"])}
    return Edit(Fact(**values), int(number))  # type: ignore[arg-type]  # by name


def _day(text: str) -> datetime.date | None:
    """None for what is no day; then the fact lacks one, and its form says so."""
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def _page(edit: Edit, *, is_new: bool) -> str:
    reviewing = current_library().reviewing
    return render_template(
        "editor/fact.html",
        heading="Neuer Fakt" if is_new else (_label(edit.fact.id) or edit.fact.id),
        fact=edit.fact,
        names=NAMES,
        labels=FACT_LABELS,
        based_on=edit.based_on,
        problem=edit.problem,
        differing=_differing(edit.theirs, edit.fact) if edit.theirs else (),
        topics=topic_choices(),
        users=() if is_new else reviewing.users_of(reviewing.fact(edit.fact.id)),
        is_new=is_new,
        is_saved="gespeichert" in request.args,
        deeds=() if is_new else reviewing.deeds(edit.fact.id),
    )


def _label(fact_id: str) -> str:
    """As it is kept, whatever stands in the form."""
    try:
        return current_library().reviewing.fact(fact_id).label
    except NotFound:
        return ""


def _differing(theirs: Fact, mine: Fact) -> tuple[Change, ...]:
    pairs = ((one.name, _text(getattr(theirs, one.name)), _text(getattr(mine, one.name))) for one in fields(Fact))
    return tuple(
        Change(FACT_LABELS[name], tuple(one for one in (Piece(Sort.GONE, was), Piece(Sort.NEW, now)) if one.text))
        for name, was, now in pairs
        if was != now
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "ja" if value else "nein"
    return f"{value:%d.%m.%Y}" if isinstance(value, datetime.date) else str(value or "")


def _fits(kept: KeptFact, asked: str, sort: str) -> bool:
    fact = kept.fact
    text = f"{fact.id} {fact.label} {fact.wording} {fact.source} {fact.authority}".casefold()
    is_wanted = {"faellig": kept.is_due, "ungesichert": not fact.sure, "unbenutzt": not kept.texts}.get(sort, True)
    return is_wanted and all(word in text for word in asked.casefold().split())
