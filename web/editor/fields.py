"""The form of each kind of document: its fields, in sections, as a table."""

from dataclasses import dataclass
from enum import StrEnum

from kb.documents import ACTORS, AUDIENCES, MOTION_PARTS, Kind, Outcome
from web.exchange.choices import municipality_choices
from web.exchange.fields import Choice

PART = "teil-"
"""Begins the name of a field that holds one part of a Praxisbeispiel's body."""

PRACTICE_PARTS = (
    *("Ausgangslage", "Vorgehen", "Beteiligte", "Aufwand", "Ergebnis", "Stolpersteine"),
    "Stand und Quelle",
)
"""The headings of a Praxisbeispiel, in their order."""

STEP = ("committee", "date", "public", "outcome")
"""What a step of a Beratungsfolge says; its fields stand once in each row."""


class Sort(StrEnum):
    """How a field looks, and how it is read."""

    LINE = "line"
    PLAIN = "plain"
    MARKDOWN = "markdown"
    DATE = "date"
    ONE_OF = "one_of"
    SEVERAL = "several"
    TOPICS = "topics"
    WORDS = "words"
    ATTACHMENTS = "attachments"
    PLACEHOLDERS = "placeholders"
    STEPS = "steps"


@dataclass(frozen=True, kw_only=True)
class Field:
    """name: that of the document's own field, or of a part of its body."""

    name: str
    label: str
    sort: Sort = Sort.LINE
    hint: str = ""
    rows: int = 3
    choices: tuple[Choice, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names that it has in the form."""
        return tuple(f"{self.name}.{one}" for one in STEP) if self.sort is Sort.STEPS else (self.name,)


@dataclass(frozen=True)
class Section:
    """A part of the form below a heading of its own."""

    title: str
    fields: tuple[Field, ...]


def sections_for(kind: Kind, *, in_parts: bool) -> tuple[Section, ...]:
    """The whole form. in_parts: the body of a Praxisbeispiel is typed part by part."""
    motion = (_motion_facts(kind), _consultations()) if kind.is_motion else ()
    return (_about(kind), *motion, _texts(kind, in_parts=in_parts), _places(kind), _provenance())


def _about(kind: Kind) -> Section:
    fields = (
        Field(name="title", label="Titel", hint="Eine Zeile; aus ihm wird die Adresse."),
        Field(
            name="summary",
            label="Zusammenfassung",
            sort=Sort.PLAIN,
            hint="Ein bis zwei Sätze; sie stehen in der Trefferliste.",
        ),
    )
    event = (
        Field(name="starts", label="Beginn", sort=Sort.DATE),
        Field(name="ends", label="Ende", sort=Sort.DATE),
        Field(name="place", label="Ort"),
    )
    return Section("Worum es geht", fields + event if kind is Kind.EVENT else fields)


def _motion_facts(kind: Kind) -> Section:
    general = (Field(name="subject", label="Betreff"), Field(name="type", label="Art der Vorlage"))
    paper = (
        Field(name="reference", label="Drucksachennummer"),
        Field(name="office", label="Federführung", hint="Amt oder Stelle, keine Person."),
        Field(name="date", label="Datum der Vorlage", sort=Sort.DATE),
        Field(name="outcome", label="Beratungsergebnis", sort=Sort.ONE_OF, choices=_outcomes()),
        Field(name="matter", label="Kennung des Vorgangs", hint="Vorlagen mit derselben Kennung gehören zusammen."),
    )
    model = (
        Field(
            name="placeholders",
            label="Platzhalter",
            sort=Sort.PLACEHOLDERS,
            hint="Je Zeile einer: Name: Bezeichnung. Im Text steht er als [Name].",
        ),
    )
    return Section("Angaben zur Vorlage", general + (paper if kind is Kind.PAPER else model))


def _consultations() -> Section:
    return Section(
        "Beratungsfolge", (Field(name="consultations", label="Beratungen", sort=Sort.STEPS, choices=_outcomes()),)
    )


def _texts(kind: Kind, *, in_parts: bool) -> Section:
    if in_parts:
        parts = (Field(name=f"{PART}{at}", label=label) for at, label in enumerate(PRACTICE_PARTS))
        return Section("Text", tuple(_as_markdown(one) for one in parts))
    body = Field(name="body", label="Weiterer Text" if kind.is_motion else "Text", sort=Sort.MARKDOWN, rows=18)
    motion = tuple(_as_markdown(Field(name=name, label=label)) for name, label in MOTION_PARTS.items())
    attachments = Field(
        name="attachments",
        label="Anlagen",
        sort=Sort.ATTACHMENTS,
        hint="Je Zeile eine: Titel | Adresse | Rechte. Adresse und Rechte dürfen fehlen. Dateien haben eine eigene Seite.",
    )
    return Section("Text", (*motion, body, attachments) if kind.is_motion else (body,))


def _as_markdown(field: Field) -> Field:
    return Field(name=field.name, label=field.label, sort=Sort.MARKDOWN, rows=6)


def _places(kind: Kind) -> Section:
    fields = (
        Field(name="topics", label="Themen", sort=Sort.TOPICS),
        Field(name="actors", label="Akteure", sort=Sort.SEVERAL, choices=_choices(ACTORS)),
        Field(name="audience", label="Zielgruppe", sort=Sort.SEVERAL, choices=_choices(AUDIENCES)),
        Field(name="municipality", label="Kommune", sort=Sort.ONE_OF, choices=municipality_choices()),
        Field(
            name="related",
            label="Dazu passt",
            sort=Sort.WORDS,
            hint="Kennungen anderer Dokumente, durch Leerzeichen getrennt, zum Beispiel ph003 sv036.",
        ),
    )
    return Section("Einordnung", tuple(one for one in fields if one.name != "municipality" or kind is not Kind.MODEL))


def _provenance() -> Section:
    return Section(
        "Stand und Herkunft",
        (
            Field(name="as_of", label="Stand", sort=Sort.DATE),
            Field(name="review_by", label="Nächste Prüfung", sort=Sort.DATE),
            Field(name="valid_until", label="Gilt bis", sort=Sort.DATE),
            Field(name="source", label="Quelle"),
            Field(name="source_url", label="Adresse der Quelle", hint="Beginnt mit https://."),
            Field(name="rights", label="Rechte", hint="Lizenz oder Rechtsgrundlage, zum Beispiel CC BY 4.0."),
            Field(name="origin", label="Herkunft", hint="Wie der Text in den Wissensspeicher kam."),
        ),
    )


def _choices(labels: dict[str, str]) -> tuple[Choice, ...]:
    return tuple(Choice(value, label) for value, label in labels.items())


def _outcomes() -> tuple[Choice, ...]:
    return tuple(Choice(one.value, one.label) for one in Outcome)
