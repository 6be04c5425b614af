"""One chunk of text to its tokens."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from kb.language.compounds import compound_parts, compound_tails
from kb.language.dates import MONTHS, iso_date
from kb.language.fold import fold
from kb.language.patterns import AMOUNT, ENDS_HEADLESS, ENDS_TAILLESS, GENDER, HYPHENS, SPACED, THOUSANDS, WORD
from kb.language.references import is_reference, reference_keys
from kb.language.roots import OF_VERBS, root
from kb.language.stems import stem
from kb.language.stopwords import STOP_WORDS

Terms = tuple[str, ...]

_MOST_CACHED = 30_000


class Token(NamedTuple):
    """One word: `surface` is text[start:end]. A tuple, as it is made three times faster than a dataclass.

    parts: of a hyphenated word, a reference or a date.
    inner: what stands for the word when all of it is there: the nouns of a compound, or the one root of another word.
    kin: what a document with the word is also found by, beside these.
    is_exact: a reference, date or number; who asks for the whole does not mean its parts.
    """

    term: str
    start: int
    end: int
    surface: str
    parts: tuple[str, ...] = ()
    is_exact: bool = False
    inner: tuple[str, ...] = ()
    kin: tuple[str, ...] = ()

    @property
    def terms(self) -> tuple[str, ...]:
        """All that the word is found by."""
        return (self.term, *self.parts, *self.inner, *self.kin)


_SPELLED_OUT = {
    "drs": "drucksache",
    "drucks": "drucksache",
    "abs": "absatz",
    "eur": "euro",
    "mio": "million",
    "mrd": "milliarde",
    "std": "stunde",
    "str": "straße",
    "tel": "telefon",
    "info": "information",
    "infos": "information",
    "nordrheinwestfalen": "nrw",
    "nordrheinwestfalens": "nrw",
}
_IN_CAPITALS = {"OB": "oberbürgermeister"}
"""What is another word in small letters."""


def read(chunk: str) -> tuple[Token, ...]:
    """The tokens of one chunk, with offsets into it."""
    if chunk.isalpha():
        return tuple(_word(chunk, 0))
    whole = _date(chunk) or _amount(chunk) or _paragraph(chunk) or _spaced_abbreviation(chunk)
    return whole if whole is not None else tuple(_completed(list(_words(chunk)), chunk))


def _completed(words: list[Token], chunk: str) -> list[Token]:
    """`Sport- und Kulturförderung` is also about Sportförderung, `Hallengebühren und -zeiten` about Hallenzeiten."""
    if len(words) > 1 and ENDS_HEADLESS.search(chunk):
        tails = compound_tails(fold(words[-1].surface)) or words[-1].parts[-1:]
        return [*(_also(word, [fold(word.surface) + tail for tail in tails]) for word in words[:-1]), words[-1]]
    if len(words) > 1 and ENDS_TAILLESS.search(chunk):
        whole = fold(words[-2].surface)
        heads = [whole.removesuffix(tail) for tail in compound_tails(whole)]
        return [*words[:-1], _also(words[-1], [head + fold(words[-1].surface) for head in heads])]
    return words


def _also(word: Token, completed: Sequence[str]) -> Token:
    """The word, found by these compounds too; the longest stands for it in a question."""
    stems = tuple(dict.fromkeys(map(stem, completed)))
    inner = word.inner or stems[:1]
    return word._replace(inner=inner, kin=(*word.kin, *(one for one in stems if one not in inner)))


def _date(chunk: str) -> tuple[Token, ...] | None:
    day = iso_date(chunk) if chunk[0].isdigit() else ""
    if not day:
        return None
    year, month = day[:4], stem(MONTHS[int(day[5:7]) - 1])
    return (Token(day, 0, len(chunk), chunk, (month, year), is_exact=True),)


def _amount(chunk: str) -> tuple[Token, ...] | None:
    """A tenth of all that stands in the papers of a council, and read in half the time if it is looked for first."""
    return tuple(_number(chunk, 0)) if AMOUNT.fullmatch(chunk) else None


def _paragraph(chunk: str) -> tuple[Token, ...] | None:
    match = chunk[0] in "§pP" and re.fullmatch(r"(?:§|(?i:paragra))\D*([0-9]+[a-z]?)", chunk)
    return (Token(f"§{match[1]}", 0, len(chunk), chunk, (), is_exact=True),) if match else None


def _spaced_abbreviation(chunk: str) -> tuple[Token, ...] | None:
    if chunk[1:2] != "." or not re.fullmatch(SPACED, chunk):
        return None
    return tuple(_abbreviation(chunk, 0))


def _words(chunk: str) -> Iterator[Token]:
    for match in WORD.finditer(chunk):
        if match.lastgroup != "address":
            yield from _READERS[match.lastgroup or "word"](match[0], match.start())


def _abbreviation(surface: str, at: int) -> Iterator[Token]:
    """`z.B`, `e. V.` → their letters."""
    letters = re.sub(r"[. ]", "", surface).lower()
    if letters not in STOP_WORDS:
        yield Token(letters, at, at + len(surface), surface)


def _reference(surface: str, at: int) -> Iterator[Token]:
    """A number with hyphens or slashes: a reference, a span of years, a telephone number."""
    segments = re.split(r"[-‐–/_]", surface.lower())
    whole = "-".join(segments)
    beside = reference_keys(surface) if is_reference(segments) else _pieces(segments)
    yield Token(whole, at, at + len(surface), surface, tuple(key for key in beside if key != whole), is_exact=True)


def _pieces(segments: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(stem(segment) for segment in segments if len(segment) > 1))


def _number(surface: str, at: int) -> Iterator[Token]:
    """`20.000` and `20.000,00` → 20000; `1,5` → 1.5; `11.04` stays."""
    whole = surface.replace(".", "") if THOUSANDS.fullmatch(surface) else surface
    amount, _, decimals = whole.partition(",")
    number = f"{amount}.{decimals}" if decimals.strip("0") else amount
    yield Token(number, at, at + len(surface), surface, (), is_exact=True)


def _times(surface: str, at: int) -> Iterator[Token]:
    """`2.000x1.000` is read like `2.000 x 1.000`."""
    yield Token("x", at, at + len(surface), surface)


def _word(surface: str, at: int) -> Iterator[Token]:
    """A word, maybe hyphenated, maybe with a gender mark; nothing for a stop word."""
    bases = [surface] if surface.isalpha() else HYPHENS.split(GENDER.sub(_unmarked, surface))
    if len(bases) == 1:
        term, inner, kin = read_word(_IN_CAPITALS.get(surface) or bases[0])
        others: Terms = ()
    else:
        term, others, inner, kin = _hyphenated(bases)
    if term:
        yield Token(term, at, at + len(surface), surface, others, inner=inner, kin=kin)


def read_word(word: str) -> tuple[str, Terms, Terms]:
    """Of a word without hyphen or mark its term, and what it is inside and akin to, as in `Token`.

    Empty for a stop word.
    """
    lowered = (_IN_CAPITALS.get(word) or word).lower()
    term = "" if lowered in STOP_WORDS else stem(_SPELLED_OUT.get(lowered, lowered))
    if not term:
        return "", (), ()
    folded = fold(lowered)
    nouns = compound_parts(folded)
    if not nouns:
        return term, *_meant_alone(term, folded)
    inner, kin = _meant(nouns)
    return term, _without((term,), inner), _without((term,), kin)


def _hyphenated(bases: Sequence[str]) -> tuple[str, Terms, Terms, Terms]:
    """The same for a word of several, with its parts in the second place."""
    lowered = "".join(bases).lower()
    term = "" if lowered in STOP_WORDS else stem(_SPELLED_OUT.get(lowered, lowered))
    parts = [base.lower() for base in bases if len(base) > 1]
    beside = _pieces([_SPELLED_OUT.get(part, part) for part in parts if part not in STOP_WORDS])
    others = _without((term,), beside)
    pieces = [fold(part) for part in parts] or [fold(lowered)]
    inner, kin = _meant([noun for piece in pieces for noun in compound_parts(piece) or (piece,)])
    return term, others, _without((term, *others), inner), _without((term, *others), kin)


def _without(known: Terms, found: Terms) -> Terms:
    return tuple(dict.fromkeys([one for one in found if one not in known]))


def _meant(nouns: Sequence[str]) -> tuple[Terms, Terms]:
    """What stands for these folded words when all of it is there, and what they are found by beside that."""
    named = [_named(noun) for noun in nouns]
    return tuple([of or term for term, of in named]), tuple([term for term, of in named if of])


def _meant_alone(term: str, folded: str) -> tuple[Terms, Terms]:
    """The same of a word that is no compound, without its own term."""
    named, of = _named(folded)
    inner = of or named
    return () if inner == term else (inner,), (named,) if of and named != term else ()


@lru_cache(maxsize=_MOST_CACHED)
def _named(noun: str) -> tuple[str, str]:
    """Its stem, and its root as an index term: the infinitive of a verb as it is, a noun as its stem."""
    found = root(noun)
    return stem(noun), found if found.endswith(OF_VERBS) else stem(found) if found else ""


def _unmarked(ending: re.Match[str]) -> str:
    """Without its mark: `*in` and `*innen` as in `Bürgerinnen`, whose stem is that of `Bürger`; others fall away.

    Inside a compound all fall away: `Bürger*innenrat` and `Bürger*innen-Rat` are the `Bürgerrat`.
    """
    is_last = ending.end() == len(ending.string)
    return "innen" if is_last and "in" in ending[0].lower() else ""


_READERS = {"abbreviation": _abbreviation, "reference": _reference, "number": _number, "times": _times, "word": _word}
