"""How much of a question a document has: what „Dazu gibt es wohl nichts Passendes“ is decided by; the same for every engine."""

from collections.abc import Sequence

from kb.search.query import Clause, Word, Wording

MINOR = 0.5
"""What a general word tells of what a question is about, or a verb, an adjective or a number, beside a noun."""

BY_NEAR_SPELLING = 0.5
"""How surely a document has a short word if it has one that is spelled nearly so: Mutter is seldom a mistyped Muster."""

SURELY_MISTYPED = 9
"""Letters from which on a word that nobody has is that which is spelled nearly so."""

BY_ITS_NOUNS = 0.3
"""How surely it has a compound if it has all its nouns somewhere: Eltern and Geld are seldom about Elterngeld."""

OFTEN_IN_TITLES = 0.1
"""The share of all titles from which on a word is what the whole collection is about: Ehrenamt, Verein."""

FIELD_BONUS = 0.3
"""What it adds to the coverage that the question names what the whole collection is about."""

TOPIC_BONUS = 0.15
"""What it adds that the question surely names a topic of the tree."""

ENOUGH = 0.57
"""Coverage and bonuses from which on hits are taken to answer.

The three figures were chosen on three sets of questions, each time on two of them for the third; `docs/benchmarks.md`.
"""


def telling(asked: Sequence[Clause]) -> list[float]:
    """What each clause tells of what the question is about, 0 to 1.

    Who writes some words with a capital writes nouns so; the others are verbs and adjectives. Numbers are seldom the matter.
    """
    has_capitals = any(one.surface[:1].isupper() for one in asked)
    return [MINOR if _is_minor(one, has_capitals=has_capitals) else 1.0 for one in asked]


def _is_minor(clause: Clause, *, has_capitals: bool) -> bool:
    if not isinstance(clause, Word):
        return False
    begins = clause.surface[:1]
    return clause.is_general or begins.isdigit() or (has_capitals and begins.islower())


def of_its_spelling(word: Word) -> float:
    """How surely a document has a word if it has any of its terms or of those spelled nearly so."""
    return BY_NEAR_SPELLING if word.near and len(word.surface) < SURELY_MISTYPED else 1.0


def of_its_topics(wording: Wording) -> float:
    """How surely a question names a topic, 0 to 1."""
    return max((sure for _, sure in wording.topics), default=0.0)
