"""One stem a word: what its forms have in common."""

import re
import threading
from functools import lru_cache
from string import ascii_lowercase

import Stemmer

from kb.language.fold import fold
from kb.language.words import PLURALS

SNOWBALL = str(Stemmer.version())
"""The release of the stemmer; releases differ on about one word in fifty."""

_LONGEST = 64
_MOST_CACHED = 50_000
_TRIPLED = re.compile(r"([^\W\d_])\1{2,}")
_TRIPLES = [letter * 3 for letter in ascii_lowercase]
"""Looked for first: in nearly no word is one, and the pattern takes five times as long to say so."""
_REFORMED = re.compile(r"t(?=i(?:ell|al))")
_WOMEN = re.compile(r"\w{3,}(?<![^aeou]r)innen")
_NO_WOMEN = re.compile(r"\w*(?:beg|gew|sp|(?:be|ge|er|ent|nach)s)innen")
_WOMAN = re.compile(
    r"\w*(?:er|or|eur|ar|ist|ent|ant|olog|agog|arzt|rat|dat|beamt|anwalt|kolleg|expert|wirt|freund|chef|held)in"
)
_WHOLE = re.compile(
    "(bauer|burger|kammer|lager|laster|lehrer|leiter|master|messer|muster|ritter|wetter)[ns]?"
    "|(akte|barriere|herde|kohle|liste|marke|messe|note|reise)n?"
    "|(posten)s?|(naturlich)(?:e[nmrs]?)?"
)
"""Words that Snowball would make into others: `Bürger` into Burg, `Reise` into Reis."""

_PLURAL = re.compile(rf"(?:{'|'.join(PLURALS)})$")
_PLURAL_ENDS = frozenset(plural[-3:] for plural in PLURALS)
_one_per_thread = threading.local()


@lru_cache(maxsize=_MOST_CACHED)
def stem(word: str) -> str:
    """The index term of one word in any spelling: folded, respelled, without its ending; at most 64 characters.

    Forms for women and for men give one stem: `Ärztin`, `Ärztinnen` and `Ärzte` are `arzt`.
    """
    folded = _without_gender(_respelled(fold(word[:_LONGEST])))
    whole = _WHOLE.fullmatch(folded)
    return whole[whole.lastindex or 0] if whole else str(_stemmer().stemWord(folded))[:_LONGEST]


def _respelled(folded: str) -> str:
    """One spelling for `Schifffahrt`/`Schiffahrt` (and a slip such as `Kommunennnetz`) and `potenziell`/`potentiell`.

    Plurals of another shape are the singular: `Gremien` → `gremium`. `Workshops` and `Tipps` lose the s of their plural, which Snowball takes for part of the word.
    """
    may_be_tripled = not folded.isascii() or any(map(folded.__contains__, _TRIPLES))
    single = _TRIPLED.sub(r"\1\1", folded) if may_be_tripled else folded
    respelled = _REFORMED.sub("z", single) if "ti" in single else single
    if respelled[-3:] in _PLURAL_ENDS:
        respelled = _PLURAL.sub(lambda plural: PLURALS[plural[0]], respelled)
    return respelled[:-1] if respelled.endswith("ps") else respelled


def _without_gender(folded: str) -> str:
    """`arztinnen`, `arztin` → `arzt`; `lotsinnen` → `lotse`; `beginnen`, `dachrinnen`, `berlin` and `termin` stay."""
    if not folded.endswith(("in", "innen")):
        return folded
    if _WOMEN.fullmatch(folded) and not _NO_WOMEN.fullmatch(folded):
        person = folded[:-5]
        return f"{person}e" if person.endswith("s") else person
    if len(folded) > len("in") + 3 and _WOMAN.fullmatch(folded):
        return folded[:-2]
    return folded


def _stemmer() -> Stemmer.Stemmer:
    """A stemmer of this thread's own: one object must not be used by two at once."""
    if not hasattr(_one_per_thread, "stemmer"):
        _one_per_thread.stemmer = Stemmer.Stemmer("german", 0)
    return _one_per_thread.stemmer
