"""The one field table: what is searched as text, and what can be filtered and counted.

A new facet needs a field of the document, its value in `kb/indexing.py`, its place in `Filters`, and a line here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Facet:
    """Ids that can be chosen as a filter and are counted; `parameter` is its name in addresses."""

    name: str
    label: str
    parameter: str


PARTS = {"title": 3, "kind": 1, "summary": 2, "resolution": 1, "rationale": 1, "body": 1}
"""What makes up the one text that words are searched in, and how often each part counts: a title three times, a summary
twice.

A question may ask for a word in one part only. `kind` says what a document is: who types „Mustervorlage“ means one. `body`
is all that is in none of the others.
"""

SHOWN_APART = ("title", "kind")
"""Parts from which no passage is cut."""

FACETS = (
    Facet("kind", "Art", "art"),
    Facet("topic", "Thema", "thema"),
    Facet("actor", "Akteure", "akteur"),
    Facet("municipality", "Kommune", "kommune"),
    Facet("committee", "Gremium", "gremium"),
    Facet("outcome", "Ergebnis", "ergebnis"),
)
YEAR = Facet("year", "Jahr", "jahr")
"""Counted like a facet, filtered as a range."""

COUNTED = (*FACETS, YEAR)
