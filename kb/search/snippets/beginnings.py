"""The letters that a written word must contain to have a term: too many words have them, never too few.

Stems are beginnings of folded words, so a few first letters are enough, in each way in which they may be written. The
exceptions are listed here; `tests/kb/search/test_snippets.py` finds those that are missing.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import product

from kb.language import fold, stem
from kb.language.dates import MONTHS
from kb.language.roots import OF_VERBS
from kb.language.words import ABLAUTS, VERBS
from kb.search.snippets.lines import SHARP_S, UNKNOWN, plain

WRITTEN_OTHERWISE = {stem("Drucksache"): ("drs", "drucks")}
"""Terms with written words that do not contain the term's beginning."""

LONGEST = 12
"""Bytes of a beginning."""
_LONGEST = 6
_MOST_VOWELS = 2
_LONGEST_ABBREVIATION = 6
_RUN = re.compile(r"[^\W_]+")
_NUMBER = re.compile(r"[0-9]+")
_DOUBLED = re.compile(r"(.)\1")
_FOREIGN_ENDING = re.compile(r"(?<=\w\w\w)(?:[aeiou][msxn]|[aeo])$")
"""Falls away in the plural: `Museum`, `Museen`; `Thema`, `Themen`; `Praxis`, `Praxen`."""
_CORES = {infinitive: core for core, infinitive in VERBS.items()}
_ABLAUTS_OF = {verb: tuple(form for form, of in ABLAUTS.items() if of == verb) for verb in set(ABLAUTS.values())}
"""Infinitive → its forms with another vowel."""

_MONTHS = frozenset(map(stem, MONTHS))


@lru_cache(maxsize=2_000)
def beginnings(term: str) -> tuple[bytes, ...]:
    """Letters to look for in `Line.letters`: any of them is in every word that has the term."""
    runs = _RUN.findall(fold(term))
    if not runs:
        return ()
    numbers = _NUMBER.findall(term)
    if numbers and (len(runs) > 1 or runs[0][0].isdigit()):
        return tuple(_of_number(max(numbers, key=len)))
    if term.endswith(OF_VERBS):
        return tuple(dict.fromkeys(letters for form in _forms(runs[0]) for letters in _of_word(form)))
    others = map(plain, WRITTEN_OTHERWISE.get(term, ()))
    return tuple(dict.fromkeys((*_of_word(_FOREIGN_ENDING.sub("", runs[0])), *others)))


def abbreviation(term: str) -> bytes:
    """The first two letters of a term that may be written `z. B.` or `z.B.`; nothing of others."""
    letters = plain(term)
    return letters[:2] if 1 < len(letters) <= _LONGEST_ABBREVIATION and letters.isalpha() else b""


def is_month(term: str) -> bool:
    """Whether dates written in figures have the term too."""
    return term in _MONTHS


def _forms(infinitive: str) -> Iterator[str]:
    """What the forms of a verb have in them, without what stands before it, as that may part from it: `angenommen`."""
    verbs = [infinitive[at:] for at in range(len(infinitive)) if infinitive[at:] in _CORES] or [infinitive]
    yield _CORES.get(verbs[-1], infinitive).removesuffix("ier")
    for verb in verbs:
        yield from _ABLAUTS_OF.get(verb, ())


def _of_number(number: str) -> Iterator[bytes]:
    """`20000`: as it is, and `20.000`."""
    yield plain(number[:_LONGEST])
    if len(number) > len("999"):
        first = len(number) % 3 or 3
        yield plain(f"{number[:first]}.{number[first : first + 3]}")


def _of_word(word: str) -> Iterator[bytes]:
    """In each way in which the beginning may be written; nothing if its first letter has no plain form."""
    known = _beginning(plain(word).partition(UNKNOWN)[0].decode("latin-1"))
    for letters in map("".join, product(*(_ways(known, at, word) for at in range(len(known))))):
        if letters:
            yield from _with_sharp_s(letters)


def _beginning(word: str) -> str:
    """Cut where two spellings may part: behind a doubled letter (`Schifffahrt`, `Schiffahrt`), and behind many vowels."""
    doubled = _DOUBLED.search(word)
    beginning = word[: doubled.end() if doubled and doubled.start() < _LONGEST else _LONGEST]
    vowels = [at for at, letter in enumerate(beginning) if letter in "aou"]
    return beginning[: vowels[_MOST_VOWELS] + 1] if len(vowels) > _MOST_VOWELS else beginning


def _ways(beginning: str, at: int, word: str) -> tuple[str, ...]:
    """How a letter may be written: a vowel with an e for its dots, the z of `potenziell` as t."""
    letter, is_last = beginning[at], at == len(beginning) - 1
    if letter in "aou" and not is_last:
        return (letter, f"{letter}e")
    return ("z", "t") if word[at : at + 2] == "zi" else (letter,)


def _with_sharp_s(letters: str) -> Iterator[bytes]:
    yield plain(letters)
    if "ss" in letters:
        shortened = plain(letters.replace("ss", "ß"))
        yield from (shortened, shortened.replace(SHARP_S, b"s" + SHARP_S))
