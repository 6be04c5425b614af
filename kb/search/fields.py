"""The one field table: what is searched as text, and what can be filtered and counted.

A new facet needs its value in a document or register, that value in `kb/indexing.py`, a field of `Filters`, and a line here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kb.documents import ACTORS, AUDIENCES, Kind, Outcome


@dataclass(frozen=True)
class Facet:
    """Ids that can be chosen as a filter and are counted; `parameter` is its name in addresses.

    labels: of all ids, in their order; empty where a register names them, or where they are names themselves.
    """

    name: str
    label: str
    parameter: str
    labels: Mapping[str, str] = field(default_factory=dict)


PARTS = {"title": 3, "kind": 1, "summary": 2, "resolution": 1, "rationale": 1, "body": 1}
"""What makes up the one text that words are searched in, and how often each part counts: a title three times, a summary
twice.

A question may ask for a word in one part only. `kind` says what a document is: who types „Mustervorlage“ means one. `body`
is all that is in none of the others.
"""

SHOWN_APART = ("title", "kind")
"""Parts from which no passage is cut."""

YEAR = Facet("year", "Jahr", "jahr")
"""Of the document's day; filtered as a range too."""

FACETS = (
    Facet("kind", "Art", "art", {one.value: one.label for one in Kind}),
    Facet("topic", "Thema", "thema"),
    Facet("municipality", "Kommune", "kommune"),
    Facet("area", "Kreis und Regierungsbezirk", "gebiet"),
    Facet("committee", "Gremium", "gremium"),
    Facet("outcome", "Ergebnis", "ergebnis", {one.value: one.label for one in Outcome}),
    Facet("actor", "Akteure", "akteur", ACTORS),
    Facet("audience", "Zielgruppe", "zielgruppe", AUDIENCES),
    YEAR,
)
FACET_NAMED = {facet.name: facet for facet in FACETS}
