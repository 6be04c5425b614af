"""The shapes of all answers. OpenAPI is made from them: a docstring becomes a description, `Says` that of a field."""

from dataclasses import dataclass
from typing import Annotated, TypedDict


@dataclass(frozen=True)
class Says:
    """What a field means, for OpenAPI; format: of JSON Schema, such as `date`."""

    text: str
    format: str = ""


Day = Annotated[str, Says("Tag, ISO 8601", "date")]
Instant = Annotated[str, Says("Zeitpunkt, ISO 8601 mit Zeitzone", "date-time")]
Address = Annotated[str, Says("Adresse der Seite", "uri-reference")]
Marked = Annotated[
    list[tuple[str, bool]],
    Says("Text in Stücken; true, wo das Stück gesucht wurde. Nie HTML: bitte als Text einsetzen"),
]


class Place(TypedDict):
    """Eine Kommune."""

    ags: Annotated[str, Says("Amtlicher Gemeindeschlüssel")]
    name: str


class Named(TypedDict):
    """Etwas mit Kennung und Namen."""

    id: str
    label: str


class Hit(TypedDict):
    """Ein Treffer."""

    id: str
    kind: Annotated[str, Says("Art, wie der Parameter art sie schreibt")]
    kind_label: str
    title: Marked
    snippet: Marked
    url: Address
    reference: Annotated[str | None, Says("Drucksachennummer")]
    outcome: Annotated[str | None, Says("Beratungsergebnis, wie der Parameter ergebnis es schreibt")]
    as_of: Annotated[Day | None, Says("Tag der Vorlage oder der Veranstaltung, sonst Stand")]
    municipality: Place | None
    topics: list[Named]


class Count(TypedDict):
    """Ein Wert eines Filters und wie viele Treffer er zeigte."""

    value: str
    label: str
    count: int


class Corrected(TypedDict):
    """Die Schreibweise, deren Treffer gezeigt werden, weil die gefragte nichts findet."""

    query: str


class Terms(TypedDict):
    """Woher die Inhalte kommen und wie sie genutzt werden dürfen."""

    licence: str
    source: str


class SearchAnswer(Terms):
    """Eine Seite von Treffern."""

    query: Annotated[dict[str, list[str]], Says("was verstanden wurde, unter den Namen der Parameter")]
    total: int
    total_is_exact: bool
    hits: list[Hit]
    facets: dict[str, list[Count]]
    next: Annotated[str | None, Says("Marke für die nächste Seite (Parameter cursor); null am Ende")]
    corrected: Corrected | None
    answers_hardly: Annotated[bool, Says("true, wenn die Treffer nur Nebenwörter der Frage enthalten")]
    notes: Annotated[list[str], Says("was an der Frage nicht verstanden wurde")]


class Offered(TypedDict):
    """Ein Vorschlag für das Suchfeld."""

    text: str
    sort: str
    url: Address


class SuggestAnswer(Terms):
    """Vorschläge zu dem, was bisher getippt wurde."""

    query: str
    suggestions: list[Offered]


class Part(TypedDict):
    """Ein Abschnitt eines Dokuments."""

    name: str
    heading: str
    html: Annotated[str, Says("gefiltertes HTML ohne Skripte, Formulare und fremde Inhalte")]


class Step(TypedDict):
    """Eine Beratung."""

    committee: str
    date: Day | None
    public: bool | None
    outcome: str | None


class OfMotion(TypedDict):
    """Was nur Vorlagen haben; sonst null und leer."""

    reference: str | None
    office: str | None
    date: Day | None
    outcome: str | None
    consultations: list[Step]


class DocumentAnswer(Terms, OfMotion):
    """Ein Dokument mit allen Teilen."""

    id: str
    version: Annotated[int, Says("wächst mit jeder öffentlichen Änderung")]
    kind: str
    kind_label: str
    title: str
    summary: str
    url: Address
    topics: list[Named]
    actors: list[str]
    audience: list[str]
    municipality: Place | None
    as_of: Day | None
    review_by: Day | None
    published_at: Instant
    parts: list[Part]
    origin_source: Annotated[str, Says("Quelle, wie die Seite sie nennt")]
    origin_url: Annotated[str | None, Says("Adresse der Quelle")]


class Topic(TypedDict):
    """Ein Thema; documents zählt auch die der engeren Themen."""

    id: str
    label: str
    scope_note: str
    broader: str | None
    documents: int
    url: Address


class TopicsAnswer(Terms):
    """Alle Themen."""

    topics: list[Topic]


class Municipality(TypedDict):
    """Eine Kommune mit der Zahl ihrer Dokumente."""

    ags: str
    name: str
    sort: str
    district: str
    region: str
    documents: int
    url: Address


class MunicipalitiesAnswer(Terms):
    """Alle Kommunen."""

    municipalities: list[Municipality]


class Mention(TypedDict):
    """Ein Dokument, wie Listen es nennen."""

    id: str
    kind: str
    kind_label: str
    title: str
    summary: str
    url: Address


class RelatedAnswer(Terms):
    """Was zu einem Dokument passt, das Passendste zuerst."""

    related: list[Mention]


class Change(TypedDict):
    """Was zuletzt mit einem Dokument geschah."""

    id: str
    version: int
    is_public: Annotated[bool, Says("false: zurückgezogen, bitte bei sich löschen")]
    changed_at: Instant
    url: Address


class ChangesAnswer(Terms):
    """Dokumente, die sich seit der Marke geändert haben, jedes höchstens einmal und mit seinem jetzigen Stand."""

    changes: list[Change]
    next: Annotated[str, Says("Marke für die nächste Frage (Parameter since), auch wenn es nichts Neues gibt")]
    is_complete: Annotated[bool, Says("false: es gibt noch mehr; mit next gleich weiterfragen")]
