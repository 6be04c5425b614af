"""Did you mean: words that no document has, and near words that published documents use."""

import re
from collections.abc import Mapping
from dataclasses import replace

from kb.language import tokens
from kb.language.roots import OF_VERBS
from kb.search.edits import one_edit_from
from kb.search.query import Clause, Word, Wording
from kb.search.whoosh_engine.reading import OpenGeneration
from kb.search.whoosh_engine.schema import TEXT, WRITTEN

MOST_WORDS = 4
"""Unknown words that are looked up; each costs about a millisecond."""

SHORTEST = 4
"""Letters; of shorter words too many others are near."""

SHORTEST_TAKEN_FOR = 6
"""Letters of a word from which on a near one is searched for without being asked."""

LONGEST = 40

Near = Mapping[Word, str]
"""For words that no document has, a word that is written nearly so."""


def near_words(generation: OpenGeneration, wording: Wording) -> Near:
    """Only words with a near one; the most frequent of these, and rather one with the same first letter."""
    words = (clause for clause in dict.fromkeys(wording.clauses) if isinstance(clause, Word))
    unknown = [word for word in words if _is_unknown(generation, word)]
    found = ((word, _nearest(generation, word.exact)) for word in unknown[:MOST_WORDS])
    return {word: near for word, near in found if near}


def taken_for(wording: Wording, near: Near) -> Wording:
    """The wording in which long unknown words also ask for their near ones, beside words that are known.

    If nothing of a question is known, it finds nothing, and whoever asked is told the better spelling.
    """
    if wording.only_exact or not near or len(near) == len(set(wording.clauses)):
        return wording

    def widened(word: Word) -> Word:
        written = near.get(word, "") if len(word.exact) >= SHORTEST_TAKEN_FOR else ""
        meant = tokens(written)
        nouns = tuple(noun for token in meant for noun in token.inner if len(token.inner) > 1)
        return replace(word, near=tuple(token.term for token in meant), inner=nouns or word.inner)

    def of_any(clause: Clause) -> Clause:
        return widened(clause) if isinstance(clause, Word) else clause

    return replace(
        wording,
        words=tuple(map(widened, wording.words)),
        required=tuple(tuple(map(of_any, group)) for group in wording.required),
    )


def corrected(text: str, near: Near) -> str:
    """What was typed with its unknown words corrected, or empty if there is nothing better."""
    better = text
    for word, written in near.items():
        better = _replaced(better, word.surface, written)
    return better if better != text else ""


def _is_unknown(generation: OpenGeneration, word: Word) -> bool:
    if not word.surface or not word.exact or word.is_prefix:
        return False
    family = word.inner if len(word.inner) == 1 and word.inner[0].endswith(OF_VERBS) else ()
    instead = (run[0] for run in word.synonyms if len(run) == 1)
    return not any(generation.has(TEXT, term) for term in (*word.terms, *family, *instead)) and not generation.has(
        WRITTEN, word.exact
    )


def _nearest(generation: OpenGeneration, word: str) -> str:
    """A written word one edit away that a document has; empty if there is none."""
    if not SHORTEST <= len(word) <= LONGEST or not word.isalpha():
        return ""
    edited = one_edit_from(word, generation.beginnings(WRITTEN).count)
    found = {near: generation.frequency(WRITTEN, near) for near in set(edited) - {word}}
    likely = sorted((near for near in found if found[near]), key=lambda near: (near[0] != word[0], -found[near], near))
    return next((near for near in likely if generation.has(WRITTEN, near)), "")


def _replaced(text: str, word: str, better: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", lambda typed: _cased(typed[0], better), text, flags=re.IGNORECASE)


def _cased(typed: str, corrected_word: str) -> str:
    return corrected_word.capitalize() if typed[:1].isupper() else corrected_word
