"""Did you mean: words that no document has, replaced by near words that published documents use."""

import re
from collections.abc import Sequence

from kb.search.edits import one_edit_from
from kb.search.query import Query, Word
from kb.search.whoosh_engine.reading import OpenGeneration
from kb.search.whoosh_engine.schema import WRITTEN

MOST_WORDS = 4
"""Unknown words that are looked up; each costs some milliseconds."""

SHORTEST = 4
"""Letters; of shorter words too many others are near."""

LONGEST = 40


def corrected(generation: OpenGeneration, query: Query, unknown: Sequence[Word]) -> str:
    """What was typed with its unknown words corrected by one edit, or empty if there is nothing better."""
    text = query.text
    for word in unknown[:MOST_WORDS]:
        near = _nearest(generation, word.exact or word.surface.lower())
        if near:
            text = _replaced(text, word.surface, near)
    return text if text != query.text else ""


def _nearest(generation: OpenGeneration, word: str) -> str:
    """The most frequent written word one edit away that a live document has; empty if there is none."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ""
    edited = one_edit_from(word, lambda one: generation.begins_any(WRITTEN, one))
    found = {near: generation.frequency(WRITTEN, near) for near in set(edited) - {word}}
    likely = sorted((near for near in found if found[near]), key=lambda near: (near[0] != word[0], -found[near], near))
    return next((near for near in likely if len(generation.postings(WRITTEN, near).documents)), "")


def _replaced(text: str, word: str, better: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", lambda typed: _cased(typed[0], better), text, flags=re.IGNORECASE)


def _cased(typed: str, corrected_word: str) -> str:
    return corrected_word.capitalize() if typed[:1].isupper() else corrected_word
