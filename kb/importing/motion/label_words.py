"""What German councils print above, or before, the parts of a paper: the words, as patterns.

A form that names its parts otherwise needs its words here and nothing else. Each pattern begins with at least three
plain letters: by them lines are sorted out that hold no label, which are nearly all.
"""

from collections.abc import Mapping
from enum import StrEnum


class Part(StrEnum):
    """What a label announces."""

    REFERENCE = "reference"
    TYPE = "type"
    OFFICE = "office"
    DATE = "date"
    CONTACT = "contact"
    SUBJECT = "subject"
    EARLIER = "earlier"
    CONSULTATIONS = "consultations"
    UNUSED = "unused"
    SHORT_VERSION = "short_version"
    RESOLUTION = "resolution"
    RATIONALE = "rationale"
    DECISION = "decision"
    FINANCES = "finances"
    EFFECTS = "effects"
    ATTACHMENTS = "attachments"
    FORM = "form"
    ASIDE = "aside"

    @property
    def is_section(self) -> bool:
        """Whether running text follows; every other part is a field of the form's head."""
        return self in SECTION_WORDS or self is Part.FORM


BEGIN = 3
"""Plain letters at the begin of each pattern."""

_IN_BRACKETS = r"(?:\s*\([^)]{0,120}\))?"
_NUMBER = r"(?:\s*-?\s*(?:Nr\.?|Nummer))"
_ANY_GENDER = r"(?:in|/-?in|/innen|[*:]in|\(in\))?"
_TREATMENT = (
    r"\s+(?:Behandlung(?:en)?|Beratung(?:en)?)"
    rf"(?:\s+des\s+(?:Beratungs)?gegenstand(?:e?s)?)?{_IN_BRACKETS}"
)
_PROPOSERS = (
    r"(?:\s+(?:der\s+(?:Stadt|Gemeinde|Kreis)?verwaltung|des\s+(?:Ober)?bürgermeisters|der\s+(?:Ober)?bürgermeisterin"
    r"|des\s+Landrat(?:e?s)|der\s+Landrätin|für\s+den\s+\w+|an\s+den\s+\w+))?"
)
_AND_REASON = r"(?:\s*(?:und|/|,|\s)\s*(?:Begründung|Sachverhalt|Sachdarstellung|Erläuterung(?:en)?|Einordnung))?"
_ON_PAGE = r"(?:\s*-?\s*Seite\s*\d+(?:\s*von\s*\d+)?)?"
_BOXES = r"(?:\s*:?\s*(?:\(bitte ankreuzen\)\s*)?[x☐☒\s]*(?:nein|ja)[\s☐☒x]+(?:nein|ja)[\s☐☒x]*)?"
_OF_WHAT = r"(?:\s+(?:des\s+Antrage?s|der\s+Vorlage|des\s+Beschlussvorschlage?s))?"
_ON_BUDGET = r"(?:den\s+|die\s+)?(?:Ergebnis|Finanz|Haushalts)(?:plan|rechnung)?(?:\s*(?:und|/)\s*\w+)?"
_ON_CLIMATE = r"(?:das|den)\s+Klima(?:schutz)?"

FIELD_WORDS: Mapping[Part, tuple[str, ...]] = {
    Part.EARLIER: tuple(
        word + _TREATMENT
        for word in (r"Ggf\.?\s+(?:frühere|bisherige)", "Frühere", "Bisherige", "Vorangegangene", "Vorherige")
    ),
    Part.SUBJECT: tuple(
        word + _IN_BRACKETS
        for word in (
            *("Beratungsgegenstand", "Verhandlungsgegenstand", "Betreff", "Betrifft"),
            r"Bezeichnung\s+des\s+Tagesordnungspunktes",
        )
    ),
    Part.CONSULTATIONS: (
        *(
            rf"{word}(?:\s+dieser\s+Vorlage)?(?:\s+am)?{_IN_BRACKETS}"
            for word in ("Gremium", "Gremien", "Beratungsfolge")
        ),
        *(r"Sitzung\s+am", r"Sitzungs(?:datum|termin|tag)", r"Datum\s+der\s+Sitzung", "Sitzung", "Termin"),
        *(
            "Beratungsergebnis",
            "Beratungsart",
            "Beratungsstatus",
            "Beratung",
            "Behandlung",
            "Ergebnis",
            "Zuständigkeit",
        ),
        *("TOP", "Status", "Öffentlichkeitsstatus", "Öffentlichkeit"),
    ),
    Part.TYPE: ("Vorlagenart", r"Vorlage-?Art", r"Art\s+der\s+Vorlage", "Vorlagentyp"),
    Part.REFERENCE: (
        *("Drucksachennummer", "Vorlagennummer"),
        *(rf"{word}{_NUMBER}" for word in (r"Drucksachen?", r"Drs\.?", "Vorlagen?", r"Sitzungsvorlagen?")),
        *(rf"{word}{_NUMBER}" for word in (r"Beschlussvorlagen?", "Informationsvorlagen?", "Mitteilungsvorlagen?")),
        *("DS-Nr.", r"DS Nr\.?", "Drucksache", "Vorlage", "Sitzungsvorlage", "Beschlussvorlage"),
    ),
    Part.OFFICE: (
        r"Federführende[rs]?\s+(?:Amt|Fachbereich|Fachdienst|Dienststelle|Stelle|Organisationseinheit)",
        "Federführend",
        *("Federführung", r"Amt\s*/\s*Fachbereich", r"Fachbereich\s*/\s*Amt", "Organisationseinheit"),
        *("Dienststelle", "Fachbereich", "Fachdienst", "Amt"),
    ),
    Part.DATE: ("Vorlagedatum", r"Datum\s+der\s+Vorlage", "Erstellungsdatum", r"Erstellt\s+am", "Datum"),
    Part.CONTACT: (
        *(r"Telefon(?:-?Nr\.?)?", "Telefax", r"Tel\.", "Durchwahl", "Fax", "E-Mail", "EMail", r"Zimmer(?:-?Nr\.?)?"),
        *(r"Auskunft(?:\s+erteilt)?", "Kontakt", r"Bearbeitet\s+von", "Ansprechperson"),
        *(word + _ANY_GENDER for word in ("Ansprechpartner", "Sachbearbeiter", "Bearbeiter")),
        *(word + _ANY_GENDER for word in ("Verfasser", "Berichterstatter", "Einreicher")),
    ),
    Part.UNUSED: (
        *("Aktenzeichen", r"Mein\s+Zeichen", "Verantwortlich", "Dezernat", "Wahlperiode", "Beteiligt"),
        "Tagesordnungspunkt",
    ),
}

SECTION_WORDS: Mapping[Part, tuple[str, ...]] = {
    Part.SHORT_VERSION: ("Kurzfassung", r"Stellungnahme\s+des\s+Bürgermeisteramtes\s*-\s*Kurzfassung\s*-"),
    Part.RESOLUTION: (
        rf"Beschluss(?:vorschlag|vorschläge|entwurf|antrag|empfehlung){_PROPOSERS}",
        "Antragstext",
        r"Antrag\s+an\s+(?:den|die|das)\s+[^.:;]{3,90}",
    ),
    Part.DECISION: ("Beschluss", "Abstimmungsergebnis"),
    Part.RATIONALE: (
        rf"Begründung(?:en)?{_AND_REASON}{_OF_WHAT}",
        rf"Sachverhalt(?:sdarstellung)?{_AND_REASON}",
        rf"Sachdarstellung{_AND_REASON}",
        *(rf"Erläuterung(?:en)?{_AND_REASON}", "Tatbestand"),
        rf"Ergänzende\s+Erläuterung(?:en)?{_ON_PAGE}",
        *(rf"Sachstand{_AND_REASON}", "Sachbericht", rf"Problembeschreibung{_AND_REASON}"),
    ),
    Part.FINANCES: (
        rf"Finanzielle\s+Auswir-?\s*kung(?:en)?{_BOXES}",
        r"Haushaltsmäßige\s+Auswirkung(?:en)?",
        rf"Auswirkung(?:en)?\s+auf\s+{_ON_BUDGET}",
        *("Kosten und Finanzierung", r"Kosten\s*/\s*Finanzierung", r"Deckung(?:svorschlag)?"),
    ),
    Part.EFFECTS: (
        *("Klimarelevanz", r"Klimaauswirkung(?:en)?", rf"Auswirkung(?:en)?\s+auf\s+{_ON_CLIMATE}"),
        *(rf"Folgen\s+für\s+{_ON_CLIMATE}", r"Personelle\s+Auswirkung(?:en)?"),
        *(
            r"Auswirkung(?:en)?\s+auf\s+(?:die\s+)?(?:Gleichstellung|Inklusion|Familien\w*)",
            "Demografische Auswirkungen",
        ),
    ),
    Part.ATTACHMENTS: ("Anlagenverzeichnis", r"Anlage\(n\)", r"Anlage/n", "Anlagen?"),
    Part.ASIDE: (r"Stellungnahme\s+de[rs]\s+\w+", "Abstimmungsvermerk"),
}

COLUMN_WORDS = (r"Ö\s?/\s?N", "ö", "nö", "Beschluss", r"Art\s+der\s+Beratung")
"""Short heads of a table's columns; labels only behind others."""

TOO_GENERAL_ALONE = frozenset(
    {"vorlage", "drucksache", "beschlussvorlage", "sitzungsvorlage", "ergebnis", "status", "top"}
)
"""Labels only with a value, or in a row with others."""
