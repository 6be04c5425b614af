"""Did you mean: what is done about words that no document has; the same for every engine."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kb.language import tokens
from kb.language.roots import OF_VERBS
from kb.search.query import Clause, Word, Wording

MOST_WORDS = 4
"""Unknown words that are looked up; each costs about a millisecond."""

SHORTEST = 4
"""Letters; of shorter words too many others are near."""

SHORTEST_TAKEN_FOR = 6
"""Letters of a word from which on a near one is searched for without being asked."""

LONGEST = 40

Near = Mapping[Word, str]
"""For words that no document has, a word that is written nearly so."""


def terms_that_make_known(word: Word) -> Iterator[str]:
    """Index terms; a word of which no document has any, nor the word as it is written, is unknown."""
    family = word.inner if len(word.inner) == 1 and word.inner[0].endswith(OF_VERBS) else ()
    instead = (run[0] for run in word.synonyms if len(run) == 1)
    yield from (*word.terms, *family, *instead)


def can_have_a_near_one(written: str) -> bool:
    return SHORTEST <= len(written) <= LONGEST and written.isalpha()


def likeliest_first(written: str, found: Mapping[str, int]) -> list[str]:
    """found: near words, each with the number of its documents; those without any are left out."""
    having = (near for near in found if found[near])
    return sorted(having, key=lambda near: (near[0] != written[0], -found[near], near))


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


def _replaced(text: str, word: str, better: str) -> str:
    return re.sub(rf"\b{re.escape(word)}\b", lambda typed: _cased(typed[0], better), text, flags=re.IGNORECASE)


def _cased(typed: str, corrected_word: str) -> str:
    return corrected_word.capitalize() if typed[:1].isupper() else corrected_word
