"""Fields that can be typed, such as `titel:Satzung` or `kommune:"Bad Honnef"`, and what they mean."""

TEXT_PARTS = {
    "titel": "title",
    "betreff": "title",
    "beschluss": "resolution",
    "begruendung": "rationale",
    "begründung": "rationale",
}
"""Fields that ask for a word in a part of the document."""

NARROWING = {
    "gremium": "committee",
    "ausschuss": "committee",
    "kommune": "municipality",
    "stadt": "municipality",
    "thema": "topic",
    "ergebnis": "outcome",
    "kreis": "area",
    "bezirk": "area",
    "akteur": "actor",
    "zielgruppe": "audience",
    "art": "kind",
    "jahr": "year",
    "von": "year_from",
    "bis": "year_to",
}
"""Fields that narrow as a filter does, each with the field of its `Condition`."""

REFERENCE = ("nr", "drucksache")
"""Fields that ask for a document by its number."""

ALL_FIELDS = (*TEXT_PARTS, *NARROWING, *REFERENCE)
