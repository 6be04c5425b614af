"""How much of a question a document has: what „Dazu gibt es wohl nichts Passendes“ is decided by; the same for every engine."""

from collections.abc import Sequence

from kb.search.query import Clause, Word

MINOR = 0.5
"""What a general word tells of what a question is about, or a verb or adjective, beside a noun."""

BY_NEAR_SPELLING = 0.5
"""How surely a document has a word if it has one that is spelled nearly so."""

BY_ITS_NOUNS = 0.3
"""How surely it has a compound if it has all its nouns somewhere: Eltern and Geld are seldom about Elterngeld."""

OFTEN_IN_TITLES = 0.1
"""The share of all titles from which on a word is what the whole collection is about: Ehrenamt, Verein."""


def telling(asked: Sequence[Clause]) -> list[float]:
    """What each clause tells of what the question is about, 0 to 1.

    Who writes some words with a capital writes nouns so; the others are verbs and adjectives.
    """
    has_capitals = any(one.surface[:1].isupper() for one in asked)
    return [MINOR if _is_minor(one, has_capitals=has_capitals) else 1.0 for one in asked]


def _is_minor(clause: Clause, *, has_capitals: bool) -> bool:
    if not isinstance(clause, Word):
        return False
    return clause.is_general or (has_capitals and clause.surface[:1].islower())
