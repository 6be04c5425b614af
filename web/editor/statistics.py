"""What is searched for and not found, with remedies, and what these did."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from kb.documents import Article, Kind, State
from kb.errors import InputError
from kb.people import Role
from kb.statistics import Question, SearchDay
from web.auth import current, needs
from web.auth.guard import refuse_unknown_fields
from web.editor.blueprint import editor
from web.wiring import current_library

MOST_SHOWN = 50
BAR, HEIGHT = 24, 120
"""Units of the chart: width of a day, height of the highest bar."""

IGNORED = "ignoriert"
REQUESTED = "Beitrag angefordert"


@dataclass(frozen=True)
class Bar:
    """One day in the chart: units from the left, height of all searches and of those without a result."""

    day: SearchDay
    left: int
    all: int
    empty: int


@editor.get("/statistik")
@needs(Role.EDITOR)
def statistics() -> str:
    learning = current_library().learning
    days, questions = learning.days(), learning.questions()
    waiting = [one for one in questions if not one.remedy]
    return render_template(
        "editor/statistics.html",
        heading="Gesucht und nicht gefunden",
        is_on=learning.is_on,
        days=days,
        bars=bars(days),
        bar=BAR,
        height=HEIGHT,
        empty=[one for one in waiting if one.counts.empty][:MOST_SHOWN],
        hardly=[one for one in waiting if one.counts.hardly and not one.counts.empty][:MOST_SHOWN],
        often=questions[:MOST_SHOWN],
        remedied=[(one, _found_now(one)) for one in questions if one.remedy not in ("", IGNORED)][:MOST_SHOWN],
        ignored=[one for one in questions if one.remedy == IGNORED][:MOST_SHOWN],
        hints=current_library().contributing.hints(),
    )


@editor.post("/statistik/ignorieren")
@needs(Role.EDITOR)
def ignore_question() -> ResponseReturnValue:
    return _remedied(IGNORED)


@editor.post("/statistik/wieder-zeigen")
@needs(Role.EDITOR)
def show_question_again() -> ResponseReturnValue:
    return _remedied("")


@editor.post("/statistik/beitrag-anfordern")
@needs(Role.EDITOR)
def request_contribution() -> ResponseReturnValue:
    """A draft that carries the question, for whoever writes next."""
    refuse_unknown_fields(request.form, {"frage"})
    question = " ".join(request.form.get("frage", "").split())[:300]
    if not question:
        raise InputError("Es fehlt die Frage. Es wurde nichts angelegt.")
    draft = Article(
        kind=Kind.GUIDE,
        state=State.DRAFT,
        title=f"Gesucht: {question}",
        origin="Beitrag angefordert aus der Suchstatistik",
        body="## Anlass\n\nDanach wurde gesucht, ohne dass es etwas Passendes gab.\n\n## Vorgehen\n\nHier fehlt der Beitrag.",
    )
    current_library().editing.save(draft, current().person.name)
    return _remedied(REQUESTED)


def _remedied(remedy: str) -> ResponseReturnValue:
    refuse_unknown_fields(request.form, {"frage"})
    current_library().learning.remedied(request.form.get("frage", ""), remedy, current().person.name)
    return redirect(url_for("editor.statistics"), 303)


def _found_now(question: Question) -> int:
    reading = current_library().reading
    return reading.search(reading.question(question.words), literally=True).total


def bars(days: tuple[SearchDay, ...]) -> list[Bar]:
    """The days as bars, the highest as high as the chart."""
    most = max((one.counts.asked for one in days), default=0) or 1
    return [
        Bar(one, place * BAR, round(one.counts.asked * HEIGHT / most), round(one.counts.empty * HEIGHT / most))
        for place, one in enumerate(days)
    ]
