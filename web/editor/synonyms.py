"""Synonyms beside the file: tried on real questions, put into effect, taken back."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.errors import InputError
from kb.library import Changed, Verdicts
from kb.people import Role
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.wiring import current_library

FIELDS = {"zeile", "grund", "probe", "fragen", "frage", "schritt"}
MOST_TRIED = 60
"""Questions that a preview asks before and after."""


@dataclass(frozen=True)
class Typed:
    """What stands in the form. question: the one that it is a remedy for. questions: further ones to try, one a line."""

    line: str = ""
    reason: str = ""
    on_trial: bool = False
    questions: str = ""
    question: str = ""


@editor.get("/synonyme")
@needs(Role.EDITOR)
def synonyms() -> str:
    question = request.args.get("frage", "")[:300]
    return _page(Typed(line=f"{question} => " if question else "", questions=question, question=question))


@editor.post("/synonyme")
@needs(Role.EDITOR)
def keep_synonym() -> ResponseReturnValue:
    """Preview or keep, as the button says."""
    refuse_unknown_fields(request.form, FIELDS)
    form = request.form
    typed = Typed(
        form.get("zeile", ""),
        form.get("grund", ""),
        "probe" in form,
        form.get("fragen", ""),
        form.get("frage", ""),
    )
    steering = current_library().steering
    try:
        entry = steering.synonym(typed.line, typed.reason, on_trial=typed.on_trial)
    except InputError as error:
        return _page(typed, problem=error.message), 400
    if form.get("schritt") != "uebernehmen":
        tried = _tried(typed)
        return _page(typed, tried=len(tried), changes=steering.preview(entry, tried), verdicts=steering.verdicts(entry))
    steering.keep_synonym(entry, current().person.name)
    _note_remedy(typed.question)
    return redirect(url_for("editor.synonyms"), 303)


@editor.post("/synonyme/entfernen")
@needs(Role.EDITOR)
def drop_synonym() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"zeile"})
    current_library().steering.drop_synonym(request.form.get("zeile", ""), current().person.name)
    return redirect(url_for("editor.synonyms"), 303)


@editor.post("/synonyme/zuruecknehmen")
@needs(Role.EDITOR)
def undo_synonyms() -> ResponseReturnValue:
    refuse_unknown_fields(request.form, set())
    current_library().steering.undo_synonyms(current().person.name)
    return redirect(url_for("editor.synonyms"), 303)


def _tried(typed: Typed) -> tuple[str, ...]:
    """What was typed first, then what is asked most."""
    own = (one.strip() for one in typed.questions.splitlines())
    asked = current_library().learning.asked_often(MOST_TRIED)
    return tuple(dict.fromkeys(one for one in (*own, *asked) if one))[:MOST_TRIED]


def _note_remedy(question: str) -> None:
    if question:
        current_library().learning.remedied(question, "Synonym angelegt", current().person.name)


def _page(
    typed: Typed,
    *,
    problem: str = "",
    tried: int | None = None,
    changes: tuple[Changed, ...] = (),
    verdicts: Verdicts | None = None,
) -> str:
    steering = current_library().steering
    return render_template(
        "editor/synonyms.html",
        heading="Synonyme",
        typed=typed,
        problem=problem,
        tried=tried,
        changes=changes,
        verdicts=verdicts,
        entries=steering.synonyms(),
        file=steering.file_of_synonyms(),
    )
