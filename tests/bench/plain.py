"""Text in which every engine sees the same words: stems spelled so that no analysis changes or splits them.

Letter by letter, so the beginning of a word is the beginning of its spelling. A word without vowels has no
ending to cut, no noun inside and no entry in a dictionary: our whole analysis leaves it as it is, as a stemmer does.
"""

import re
from dataclasses import replace
from functools import cache

import Stemmer

from tests.bench.corpus import Record

_LONGEST = 60
"""Letters; our analysis cuts what is longer."""

_WORD = re.compile(r"\w+")
_SPELLED = {letter: letter for letter in "bcdfghjklmnprstvwxz"}
_SPELLED |= {letter: f"{other}q" for letter, other in zip("aeiouyäöüßq", "bcdfghjklmn", strict=True)}
_SPELLED |= {digit: f"zq{other}" for digit, other in zip("0123456789", "bcdfghjklm", strict=True)}
_THIRD_IN_A_ROW = re.compile(r"(.)\1(?=\1)")


def spell(word: str) -> str:
    """A lower-case word, letter by letter; letters that German lacks are left out."""
    spelled = "".join(_SPELLED.get(letter, "") for letter in word)
    return _THIRD_IN_A_ROW.sub(r"\g<0>qx", spelled)  # our analysis takes three of a letter for a mistake


def plain(text: str) -> str:
    """The stems of all words, spelled, with blanks between them."""
    return " ".join(map(plain_word, _WORD.findall(text.lower())))


@cache
def plain_word(word: str) -> str:
    """Its stem, spelled; never with an s at its end, as that might be taken for an ending."""
    return spell(Stemmer.Stemmer("german").stemWord(word))[:_LONGEST] + "qz"


def plain_record(record: Record) -> Record:
    return replace(record, title=plain(record.title), body=plain(record.body))
