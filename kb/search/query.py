"""A question as a value, free of any engine.

`grammar.parse` makes the `Wording` from what was typed; `Query` adds filters, order and page.
"""

from dataclasses import dataclass, field, fields
from enum import StrEnum

MOST_CHARACTERS = 300
MOST_TERMS = 32


@dataclass(frozen=True, kw_only=True)
class Word:
    """One word asked for. A document has it in any of its ways; more ways rank higher.

    surface: as typed, without quotes and signs; empty where nobody typed it.
    exact: the word as it is written, in the form the index keeps written words in (`kb.language.spelled`).
    terms: alternative index terms. inner: the nouns of a compound, all of which together stand for it.
    synonyms: runs of terms that may stand for it.
    near: terms of a word spelled nearly so; filled in by an engine that does not have the word itself.
    is_prefix: `exact` is only a beginning; every written word that begins so is meant, and terms is empty.
    part: the part of a document it must stand in, of `fields.PARTS`; empty for anywhere.
    is_general: it says little about what is asked for, as in „richtig machen“; it counts less.
    """

    surface: str = ""
    exact: str = ""
    terms: tuple[str, ...] = ()
    inner: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()
    near: tuple[str, ...] = ()
    is_prefix: bool = False
    part: str = ""
    is_general: bool = False


@dataclass(frozen=True, kw_only=True)
class Phrase:
    """Terms that must follow one another; `exact` the same words as written, for questions that want no other form."""

    surface: str = ""
    exact: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    part: str = ""


Clause = Word | Phrase


@dataclass(frozen=True)
class Condition:
    """A field that was typed and narrows, such as `kommune:Köln`: `field` is a name of `Filters`; `year` may be a span.

    typed: all of it, as it stands in the question.
    """

    field: str
    value: str
    typed: str = ""


@dataclass(frozen=True, kw_only=True)
class Wording:
    """What the typed text asks for, already analysed into index terms.

    words: any of them is enough, unless something is required; more of them rank higher.
    required: of every group one clause at least; a phrase in quotes is a group of its own. They rank too. At most
        MOST_TERMS groups over at most MOST_TERMS different clauses, but a clause may be in several groups.
    excluded: clauses that must not occur.
    hints: terms that only rank what the rest finds, such as the `wie` of a question.
    topics: ids of topics that the question names, with how surely, 0 to 1; their documents come before others of like
        worth.
    audience: whom the answers are for, if that is known; what is written for them comes before others of like worth.
    references: normalised reference keys; a document with one of them comes first.
    only_exact: words and phrases count only as they were written: no other forms, nouns of compounds, synonyms.
    notes: German sentences on what could not be understood.
    conditions: fields that were typed. The library turns them into filters; an engine never sees any.
    """

    words: tuple[Word, ...] = ()
    required: tuple[tuple[Clause, ...], ...] = ()
    excluded: tuple[Clause, ...] = ()
    hints: tuple[str, ...] = ()
    topics: tuple[tuple[str, float], ...] = ()
    audience: str = ""
    references: tuple[str, ...] = ()
    only_exact: bool = False
    notes: tuple[str, ...] = ()
    conditions: tuple[Condition, ...] = ()

    @property
    def asks_nothing(self) -> bool:
        return not (self.words or self.required or self.references)

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """All that may be found and marked."""
        return (*self.words, *(clause for group in self.required for clause in group))


class Sort(StrEnum):
    RELEVANCE = "relevance"
    DATE = "date"
    TITLE = "title"
    PUBLISHED = "published"


@dataclass(frozen=True, kw_only=True)
class Filters:
    """Chosen facet values, ids each; values of one facet are alternatives, facets narrow one another.

    area: codes of `kb.municipalities.Area`. year: of the document's `day`. year_from, year_to: inclusive; they narrow `year`.
    """

    kind: tuple[str, ...] = ()
    topic: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    municipality: tuple[str, ...] = ()
    committee: tuple[str, ...] = ()
    outcome: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    area: tuple[str, ...] = ()
    year: tuple[str, ...] = ()
    year_from: int | None = None
    year_to: int | None = None

    @property
    def count(self) -> int:
        """How many values are chosen; each end of a span of years is one."""
        chosen = [getattr(self, one.name) for one in fields(self)]
        return sum(len(one) if isinstance(one, tuple) else one is not None for one in chosen)


@dataclass(frozen=True, kw_only=True)
class Query:
    """One request for a page of results; `page` counts from 1.

    after: ids of the hits that came last before the first one wanted, the nearest last, so that nothing is skipped or
    repeated when documents come, go and move between two pages; then `page` is not looked at, and `before` says how many
    hits came before: see `paging`.
    pinned: ids of documents that come first among the most relevant, in this order, whatever they have of the question;
        filters hold for them too.
    is_bare: hits without passages and reasons, and no facets: for who looks on in what was found.
    """

    text: str = ""
    wording: Wording = field(default_factory=Wording)
    filters: Filters = field(default_factory=Filters)
    sort: Sort = Sort.RELEVANCE
    page: int = 1
    per_page: int = 10
    after: tuple[str, ...] = ()
    before: int = 0
    pinned: tuple[str, ...] = ()
    is_bare: bool = False

    @property
    def asks_in_vain(self) -> bool:
        """Something was typed, but nothing that can be searched for; the notes say why."""
        return bool(self.text.strip()) and self.wording.asks_nothing and not self.filters.count
