"""Words that no document has, and near words that published documents use."""

from kb.search.edits import one_edit_from
from kb.search.query import Word, Wording
from kb.search.spelling import MOST_WORDS, Near, can_have_a_near_one, likeliest_first, terms_that_make_known
from kb.search.whoosh_engine.reading import OpenGeneration
from kb.search.whoosh_engine.schema import TEXT, WRITTEN


def near_words(generation: OpenGeneration, wording: Wording) -> Near:
    """Only words with a near one; the most frequent of these, and rather one with the same first letter."""
    words = (clause for clause in dict.fromkeys(wording.clauses) if isinstance(clause, Word))
    unknown = [word for word in words if _is_unknown(generation, word)]
    found = ((word, _nearest(generation, word.exact)) for word in unknown[:MOST_WORDS])
    return {word: near for word, near in found if near}


def _is_unknown(generation: OpenGeneration, word: Word) -> bool:
    if not word.surface or not word.exact or word.is_prefix:
        return False
    return not any(generation.has(TEXT, term) for term in terms_that_make_known(word)) and not generation.has(
        WRITTEN, word.exact
    )


def _nearest(generation: OpenGeneration, word: str) -> str:
    """A written word one edit away that a document has; empty if there is none."""
    if not can_have_a_near_one(word):
        return ""
    edited = one_edit_from(word, generation.beginnings(WRITTEN).count)
    found = {near: generation.frequency(WRITTEN, near) for near in set(edited) - {word}}
    return next((near for near in likeliest_first(word, found) if generation.has(WRITTEN, near)), "")
