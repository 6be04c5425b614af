"""The desk: where editors begin, with what waits for them."""

from dataclasses import dataclass

from flask import render_template

from kb.documents import Kind
from kb.library import TaskList
from kb.people import Role
from web.auth import current, needs
from web.editor.blueprint import editor
from web.wiring import current_library


@dataclass(frozen=True)
class Pile:
    """A list of the desk. nothing: what it says when it is empty. due: what the day of a task means."""

    anchor: str
    title: str
    found: TaskList
    nothing: str
    due: str = ""


@editor.get("/")
@needs(Role.AUTHOR)
def desk() -> str:
    person, reviewing = current().person, current_library().reviewing
    return render_template(
        "editor/desk.html",
        heading="Schreibtisch",
        piles=_piles(person.name),
        kept=current_library().desk.kept_inputs(person.name),
        kinds=list(Kind),
        due_facts=sum(one.is_due and one.texts > 0 for one in reviewing.facts()),
        changed_texts=len(reviewing.with_changed_facts()),
    )


def _piles(person: str) -> tuple[Pile, ...]:
    desk = current_library().desk
    return (
        Pile("zurueckgegeben", "Zurückgegeben", desk.returned(), "Nichts kam mit einem Kommentar zurück."),
        Pile("entwuerfe", "Meine Entwürfe", desk.drafts_of(person), "Sie haben keinen offenen Entwurf."),
        Pile("pruefung", "Wartet auf Prüfung", desk.in_review(), "Nichts wartet auf Prüfung."),
        Pile("eingelesen", "Eingelesen, noch zu bestätigen", desk.unconfirmed(), "Alles Eingelesene ist bestätigt."),
        Pile("gemeldet", "Von Kommunen gemeldet", desk.reported(), "Keine Meldung ist offen."),
        Pile("termine", "Mit Termin", desk.scheduled(), "Kein Termin ist gesetzt.", "Termin am"),
        Pile(
            "faellig",
            "Nächste Prüfung fällig",
            desk.review_due(),
            "In den nächsten 30 Tagen ist nichts zu prüfen.",
            "bis zum",
        ),
    )
