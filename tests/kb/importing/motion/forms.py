"""Council papers of places that do not exist, in the layouts in which such papers come."""

import json

from kb.documents import Kind

OFFICE = "47 Amt für Ehrenamt und Vereine - Bürgerbüro"
SUBJECT = "Schlüsselkasten für die Vereinsräume im Alten Bahnhof"
HINT = "Wenn die Begründung länger als drei\nSeiten ist, bitte eine kurze\nZusammenfassung voranstellen.\n"

RESOLUTION = "Die Stadt Musterstadt richtet im Alten Bahnhof einen Schlüsselkasten für Vereine ein."
RATIONALE = (
    "Die Vereinsräume im Alten Bahnhof sind an den meisten Abenden nur deshalb geschlossen, weil "
    "niemand aufschließen kann. Ein Schlüsselkasten mit Zahlenschloss wird in anderen Orten angeboten.\n\n"
    "Sozial- und Sportvereine haben sich das in der Runde der Vereine gewünscht. Die Kosten sind gering."
)

HEADER = f"""\
Amt, Datum, Telefon

{OFFICE}, 03.02.2031,
98-7654


Drucksachen-Nr.

0815/2029-2034

"""
TYPE = "Beschlussvorlage der Verwaltung\n\n"
TABLE = """\
Gremium Sitzung am Beratung

Sozial- und Vereinsausschuss 17.03.2031 öffentlich

"""
SUBJECT_FIELD = f"""\
Beratungsgegenstand (Bezeichnung des Tagesordnungspunktes)


{SUBJECT}

"""
EARLIER_LABEL = "Ggf. Frühere Behandlung des Beratungsgegenstandes (Gremium, Datum, TOP, Drucksachen-Nr.)\n"
NO_EARLIER = f"{EARLIER_LABEL}\n./.\n\n"
RESOLUTION_SECTION = f"Beschlussvorschlag:\n\n{RESOLUTION}\n\n"
RATIONALE_SECTION = """\
Begründung:

Die Vereinsräume im Alten Bahnhof sind an den meisten Abenden nur deshalb geschlossen, weil
niemand aufschließen kann. Ein Schlüsselkasten mit Zahlenschloss wird in anderen Orten ange-
boten.

Sozial- und Sportvereine haben sich das in der Runde der Vereine gewünscht. Die Kosten sind
gering.

"""
SIGNATURE = "Beigeordnete\n\n\nVera Beispiel\n\n"


def a_form(
    *,
    header: str = HEADER,
    kind: str = TYPE,
    table: str = TABLE,
    subject: str = SUBJECT_FIELD,
    earlier: str = NO_EARLIER,
    resolution: str = RESOLUTION_SECTION,
    rationale: str = RATIONALE_SECTION,
    more: str = "",
    signature: str = SIGNATURE,
) -> str:
    """A print form, filled; any of its pieces can be changed by name, an empty one is left out.

    Every line ends with a blank, as text layers have it.
    """
    text = "".join(("\n", header, kind, table, subject, earlier, resolution, rationale, more, signature, HINT))
    return text.replace("\n", " \n")


def expected(**changes: object) -> dict[str, object]:
    """The JSON of `a_form()`, with the changes."""
    parts: dict[str, object] = {
        "kind": Kind.PAPER.value,
        "reference": "0815/2029-2034",
        "type": "Beschlussvorlage der Verwaltung",
        "office": OFFICE,
        "date": "2031-02-03",
        "subject": SUBJECT,
        "consultations": [a_step("Sozial- und Vereinsausschuss", "2031-03-17")],
        "earlier": None,
        "resolution": RESOLUTION,
        "rationale": RATIONALE,
        "finances": None,
        "warnings": [],
    }
    return parts | changes


def a_step(committee: str, date: str | None, *, public: bool | None = True, outcome: str | None = None) -> object:
    return {"committee": committee, "date": date, "public": public, "outcome": outcome}


def as_told(parts: dict[str, object]) -> str:
    """JSON with its order of keys, to compare exactly what is printed."""
    return json.dumps(parts, ensure_ascii=False, indent=1)
