"""Plain text of a question as words, each with all its ways; quoted text as phrases."""

import re
from dataclasses import replace

from kb.language import Token, is_general, stem, tokens
from kb.language.synonyms import Synonyms, expanded
from kb.search.query import Clause, Phrase, Word

_HYPHENS = re.compile(r"[-‐–]")
_LAST_WORD = re.compile(r"(\w++)\W*+$")
_PARTICLES = frozenset(
    [
        "ab",
        "an",
        "auf",
        "aus",
        "bei",
        "durch",
        "ein",
        "fest",
        "fort",
        "her",
        "hin",
        "los",
        "mit",
        "nach",
        "um",
        "unter",
        "vor",
        "weg",
        "weiter",
        "zu",
        "zurück",
    ]
)
"""What German verbs put at the end of a sentence."""

AskedWord = tuple[Word, ...]
"""A typed word; the parts of a hyphenated one are words of their own."""


def words_of(text: str, synonyms: Synonyms, part: str = "") -> list[AskedWord]:
    """The words of a plain text in their order, without function words.

    They are read together, as `1. August 2018` is one word and a synonym may stand for several.
    """
    typed = [_alternatives(token) for token in tokens(text)]
    flat = [word for words in typed for word in words]
    instead = iter(
        expanded([(*word.terms, *_family(word)) for word in flat], synonyms) if synonyms.instead else ((),) * len(flat)
    )
    return [tuple(replace(word, synonyms=next(instead), part=part) for word in words) for words in typed]


def _family(word: Word) -> tuple[str, ...]:
    """The root of a verb; nothing of compounds."""
    return word.inner if len(word.inner) == 1 and word.surface.islower() else ()


def phrase_of(text: str, part: str = "") -> tuple[Phrase, ...]:
    """The text as one phrase; nothing if it holds function words only."""
    run = tokens(text)
    exact, terms = tuple(_spelled(token.surface) for token in run), tuple(token.term for token in run)
    return (Phrase(surface=text, exact=exact, terms=terms, part=part),) if run else ()


def run_of(text: str, part: str = "") -> tuple[Clause, ...]:
    """Literally this: the word itself without nouns and synonyms, or all its words as a phrase."""
    phrases = phrase_of(text, part)
    return tuple(map(_as_word, phrases)) if phrases and len(phrases[0].terms) == 1 else phrases


def beginning_of(text: str, part: str = "") -> Word:
    return Word(surface=text, exact=_spelled(text), is_prefix=True, part=part)


def apart(clause: Clause) -> tuple[Word, ...]:
    """The words of a clause, to be found anywhere and in any order."""
    if isinstance(clause, Word):
        return (replace(clause, part=""),)
    pairs = zip(clause.exact, clause.terms, strict=True)
    return tuple(Word(surface=exact, exact=exact, terms=(term,)) for exact, term in pairs)


def particle_of(text: str) -> str:
    """The particle that ends the text, which belongs to a verb before it; empty if none does."""
    last = _LAST_WORD.search(text)
    return last[1] if last and last[1] in _PARTICLES else ""


def with_particle(word: Word, particle: str) -> Word:
    """`trete` in `Wie trete ich dem Netzwerk bei?` asks for `beitreten` too."""
    if word.is_prefix or not word.surface.islower() or word.surface == particle:
        return word
    return replace(word, terms=(*word.terms, stem(particle + word.surface)))


def _alternatives(token: Token) -> AskedWord:
    """A word is its term; each part of a hyphenated word is asked for, spelled together or apart."""
    if token.is_exact or not token.parts:
        return (_word(token.surface, (token.term,), token.inner),)
    surfaces = {part.term: part.surface for piece in _HYPHENS.split(token.surface) for part in tokens(piece)}
    return tuple(
        _word(surfaces.get(part, token.surface), tuple(dict.fromkeys((part, token.term)))) for part in token.parts
    )


def _word(surface: str, terms: tuple[str, ...], inner: tuple[str, ...] = ()) -> Word:
    return Word(
        surface=surface, exact=_spelled(surface), terms=terms, inner=inner, is_general=all(map(is_general, terms))
    )


def _as_word(phrase: Phrase) -> Word:
    return Word(surface=phrase.surface, exact=phrase.exact[0], terms=phrase.terms, part=phrase.part)


def _spelled(surface: str) -> str:
    return surface.lower()
