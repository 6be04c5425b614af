"""What a match is worth; the same for every engine."""

from collections.abc import Iterator
from math import log

from kb.search.query import Word

K1 = 1.2
"""How soon a word repeated in one document stops counting more."""

B = 0.75
"""How much a long document has to repeat a word to count as much as a short one; 0 not at all, 1 in proportion."""

INNER_WEIGHT = 0.6
"""What a noun of a compound counts beside the compound itself."""

RARE = 0.1
"""The share of documents up to which a single noun of a compound is worth finding by itself; else all must be there."""

ROOT_WEIGHT = 0.25
"""What another word of the same family counts: Förderung for gefördert."""

GENERAL_WEIGHT = 0.5
"""What a general word of a question counts, such as `machen` or `richtig`, beside one that says what it is about."""

TOPIC_BONUS = 2.5
"""What a document gains by being on a topic that the question names: about as much as by one more word that is not rare."""

AUDIENCE_BONUS = 2.5
"""What a document gains by being written for those who ask, where the place of the search says who they are."""

HINT_WEIGHT = 0.5
"""What a question word counts: where it is asked `wie`, a text that says how is more likely meant."""

SYNONYM_WEIGHT = 0.5
"""What a synonym counts beside the word that was typed."""

EXACT_WEIGHT = 0.3
"""What it counts, in addition, that a word stands in a document just as it was typed: Förderung before Forderung."""

NEAR_WEIGHT = 0.8
"""What a word counts that is spelled nearly like one that no document has: most likely it is meant."""

KIND_WEIGHTS = {"guide": 1.3, "recommendation": 1.3, "model": 1.2}
"""What all matches are worth, by kind of document: what says how to act comes before what others decided."""

NEWER = 0.01
"""What the newest document gains of its score, one that is `HALF_AS_NEW` years older half as much: no more than a tie-break."""

HALF_AS_NEW = 3.0

REFERENCE_BONUS = 1_000.0
"""More than any wording can score: a document asked for by its number comes first."""

MOST_EXPANSIONS = 64
"""Written words that a beginning such as `titel:engag*` stands for in one part; anywhere, it stands for all."""


def rarity(documents: int, having: int) -> float:
    """Inverse document frequency, never negative. documents: in the index; having: those with the word.

    Source: Robertson & Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009; + 1 as in Lucene.
    """
    return log(1 + (documents - having + 0.5) / (having + 0.5))


def forms(word: Word) -> Iterator[tuple[str, float]]:
    """The single terms that stand for a word, with what each counts: itself, its family, synonyms, near spellings."""
    yield from ((term, 1.0) for term in word.terms)
    if len(word.inner) == 1:
        yield word.inner[0], ROOT_WEIGHT
    yield from ((run[0], SYNONYM_WEIGHT) for run in word.synonyms if len(run) == 1)
    yield from ((term, NEAR_WEIGHT) for term in word.near)
