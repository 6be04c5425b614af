"""The one field table: what is searched as text, and what can be filtered and counted.

A new facet needs a field of the document, its value in `kb/indexing.py`, its place in `Filters`, and a line here.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class TextField:
    """Running text; `weight` is how much more a word counts here than in the body."""

    name: str
    weight: float


@dataclass(frozen=True)
class Facet:
    """Ids that can be chosen as a filter and are counted; `parameter` is its name in addresses."""

    name: str
    label: str
    parameter: str


TITLE = TextField("title", 3.0)
BODY = TextField("body", 1.0)
TEXT_FIELDS = (TITLE, BODY)

FACETS = (
    Facet("kind", "Art", "art"),
    Facet("topic", "Thema", "thema"),
    Facet("actor", "Akteure", "akteur"),
    Facet("municipality", "Kommune", "kommune"),
    Facet("committee", "Gremium", "gremium"),
)
YEAR = Facet("year", "Jahr", "jahr")
"""Counted like a facet, filtered as a range."""

COUNTED = (*FACETS, YEAR)
