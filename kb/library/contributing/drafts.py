"""A reported experience as the draft of a Praxisbeispiel."""

from kb.contributions import ReportedExperience
from kb.documents import Article, Kind, State
from kb.library.contributing.texts import as_markdown
from kb.library.registers import KnownIds

REPORTED = "Von der Kommune gemeldet"
"""How the origin of every such document begins."""

RIGHTS = "Text der Kommune, zur Bearbeitung und Veröffentlichung unter CC BY 4.0 freigegeben"


def draft_of(report: ReportedExperience, known: KnownIds) -> Article:
    """What was typed, in the outline of a Praxisbeispiel; parts that nobody wrote are left out."""
    said = report.experience
    name, topic = known.municipalities.name(said.municipality), known.topics.label(said.topic)
    day = report.received_at.date()
    return Article(
        id=report.document,
        kind=Kind.PRACTICE,
        state=State.DRAFT,
        title=f"{name}: {topic} ({said.year})",
        topics=(said.topic,),
        actors=("verwaltung",),
        audience=("verwaltung",),
        municipality=said.municipality,
        as_of=day,
        source=f"Angaben der Kommune {name} über „Erfahrung melden“",
        rights=RIGHTS,
        origin=f"{REPORTED} am {day.strftime('%d.%m.%Y')}",
        body=_body(report),
    )


def _body(report: ReportedExperience) -> str:
    said = report.experience
    parts = {
        "Vorgehen": as_markdown(said.done),
        "Ergebnis": as_markdown(said.worked),
        "Stolpersteine": as_markdown(said.failed),
        "Stand und Quelle": f"Eigene Angaben der Kommune für das Jahr {said.year}. "
        f"Kontakt: {as_markdown(said.mailbox)}",
    }
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in parts.items() if text)
