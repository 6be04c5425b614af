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


TEXT_PARTS = {"title": 3, "body": 1}
"""What makes up the one field that words are searched in, and how often each is counted: a title three times."""

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
