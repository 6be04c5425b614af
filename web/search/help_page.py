"""The help page: how to search, what the kinds of documents are, and what to do with them."""

from dataclasses import dataclass

from flask import render_template, url_for

from web.search.blueprint import search
from web.search.choices import ONLY_EXACT
from web.search.start import PURPOSES
from web.wiring import current_library


@dataclass(frozen=True)
class Example:
    """A question that may be typed, and what it does; a test asks each of the shipped content."""

    typed: str
    meaning: str
    is_exact: bool = False

    @property
    def address(self) -> str:
        return url_for("search.results", q=self.typed, genau="1" if self.is_exact else None)


@dataclass(frozen=True)
class Lesson:
    """Examples of one kind. anchor: its id on the page."""

    anchor: str
    title: str
    text: str
    examples: tuple[Example, ...]


LESSONS = (
    Lesson(
        "woerter",
        "Wörter und Fragen",
        "Tippen Sie Stichwörter oder eine ganze Frage. Gefunden werden auch andere Formen der Wörter, Teile "
        "zusammengesetzter Wörter und Wörter gleicher Bedeutung. Texte mit allen Wörtern stehen oben.",
        (
            Example("Räume für Vereine", "findet auch „Vereinsräume“ und „Raum“"),
            Example("Wie trete ich dem Netzwerk bei?", "eine Frage in Ihren Worten; Füllwörter zählen nicht"),
            Example("Foerderung", "ae, oe, ue und ss dürfen für ä, ö, ü und ß stehen"),
        ),
    ),
    Lesson(
        "wortgruppen",
        "Wortgruppen",
        "In Anführungszeichen zählt die Reihenfolge: Die Wörter müssen so hintereinander stehen.",
        (Example("„freiwillige Feuerwehr“", "beide Wörter nebeneinander, in jeder Beugung"),),
    ),
    Lesson(
        "verbinden",
        "UND, ODER, NICHT",
        "In Großbuchstaben verbinden diese Wörter, was Sie suchen. NICHT bindet am stärksten, dann UND, dann ODER. "
        "Klammern haben keine Bedeutung.",
        (
            Example("Sport UND Kultur", "beide Wörter müssen vorkommen"),
            Example("Ehrenamtskarte ODER Jubiläumskarte", "eines von beiden genügt"),
            Example("Förderung NICHT Sport", "das Wort nach NICHT darf nicht vorkommen"),
            Example("Förderung -Sport", "dasselbe mit einem Minus"),
        ),
    ),
    Lesson(
        "wortanfaenge",
        "Wortanfänge",
        "Ein Stern am Ende steht für jede Fortsetzung. Davor gehören mindestens drei Buchstaben.",
        (Example("Verein*", "„Verein“, „Vereinsheim“, „Vereinbarung“ …"),),
    ),
    Lesson(
        "felder",
        "Felder",
        "Ein Feldname mit Doppelpunkt direkt vor dem Wort sagt, wo gesucht wird oder worauf sich die Suche beschränkt. "
        "Mehrere Wörter gehören in Anführungszeichen.",
        (
            Example("titel:Ehrenamtskarte", "nur im Titel und im Betreff; ebenso betreff:"),
            Example("beschluss:Vereinbarung", "nur in Beschlussvorschlag und Beschluss"),
            Example("begründung:Kosten", "nur in der Begründung"),
            Example("nr:FBS/032/2014", "die Vorlage mit dieser Drucksachennummer; ebenso drucksache:"),
            Example("kommune:Bielefeld", "aus dieser Kommune; ebenso stadt:"),
            Example("thema:Ehrenamtskarte", "zu diesem Thema"),
            Example("gremium:Rat", "in diesem Gremium beraten; ebenso ausschuss:"),
            Example("ergebnis:abgelehnt", "mit diesem Beratungsergebnis"),
            Example("art:Mustervorlage Verein", "nur Dokumente dieser Art"),
            Example("Ehrenamtskarte jahr:2014-2020", "aus diesen Jahren; ebenso jahr:2014, von:2014 und bis:2020"),
        ),
    ),
    Lesson(
        "genau",
        "Genaue Schreibweise",
        f"Mit „{ONLY_EXACT}“ unter dem Suchfeld zählen nur Wörter, die so geschrieben sind, wie Sie sie tippen: ohne andere "
        "Formen, Wortteile und Wörter gleicher Bedeutung.",
        (Example("Vereine", "nicht „Verein“ und nicht „Vereinsheim“", is_exact=True),),
    ),
)


@search.get("/hilfe")
def help_page() -> str:
    counts = current_library().reading.counts_by_kind()
    return render_template(
        "search/help.html",
        heading="Hilfe",
        lessons=LESSONS,
        purposes=[(kind, purpose) for kind, purpose in PURPOSES.items() if counts.get(kind)],
    )
