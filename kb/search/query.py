"""A question as a value, free of any engine.

`grammar.parse` makes the `Wording` from what was typed; `Query` adds filters, order and page.
"""

from dataclasses import dataclass, field
from enum import StrEnum

MOST_CHARACTERS = 300
MOST_TERMS = 32


@dataclass(frozen=True)
class Wording:
    """What the typed text asks for, already analysed into index terms.

    words: one tuple of alternative terms a word typed; a document with any of them matches, more rank higher.
    phrases: terms that must follow one another. excluded: the same, for what must not occur; often one term each.
    inner: for each of `words` the nouns of a compound, all of which together stand for it; empty for others.
    synonyms: for each of `words` the runs of terms that may stand for it; empty for others.
    references: normalised reference keys; a document with one of them comes first.
    surface: the plain words as typed, for did-you-mean, one for each of `words`.
    notes: German sentences on what could not be understood.
    """

    words: tuple[tuple[str, ...], ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    excluded: tuple[tuple[str, ...], ...] = ()
    references: tuple[str, ...] = ()
    surface: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    inner: tuple[tuple[str, ...], ...] = ()
    synonyms: tuple[tuple[tuple[str, ...], ...], ...] = ()

    @property
    def asks_nothing(self) -> bool:
        return not (self.words or self.phrases or self.references)


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Chosen facet values, ids each; values of one facet are alternatives, facets narrow one another.

    Years are inclusive; the year of a document is that of its `day`.
    """

    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    committee: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None

    @property
    def count(self) -> int:
        chosen = (self.kind, self.topic, self.actor, self.municipality, self.committee)
        return sum(map(len, chosen)) + (self.year_from is not None) + (self.year_to is not None)


@dataclass(frozen=True, kw_only=True)
class Query:
    """One request for a page of results; `page` counts from 1."""

    text: str = ""
    wording: Wording = field(default_factory=Wording)
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 10

    @property
    def asks_in_vain(self) -> bool:
        """Something was typed, but nothing that can be searched for; the notes say why."""
        return bool(self.text.strip()) and self.wording.asks_nothing
