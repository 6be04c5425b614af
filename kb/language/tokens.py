"""Text to tokens: one for each word, in order.

A token's place in the list is its position: stop words leave no gap, and a phrase is a run of consecutive `term`s.
Beside its term a token is found by its `parts`, which `terms` puts behind the text so that they disturb no phrase:

- a hyphenated word is one token, spelled together: `Kommunen-Netzwerk` is found as `Kommunennetzwerk`, and by its parts;
- a compound is found by the nouns it is made of: `Engagementförderung` by Engagement and by Förderung;
- gender forms (`Bürger*innen`, `Bürger:innen`, `BürgerInnen`, `Bürger/-innen`, …) are the term of `Bürger`;
- a reference stays whole, spelled with hyphens (`7091-2014-2020`), beside its shorter keys;
- a date is its ISO day, beside its month and year; `§ 5` is `§5`; `20.000` is `20000`; `z. B.` is `zb`.
"""

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache
from itertools import chain
from typing import NamedTuple

from kb.language.clean import clean_text
from kb.language.compounds import compound_parts, compound_tails
from kb.language.dates import DATE_PATTERN, MONTHS, iso_date
from kb.language.fold import fold
from kb.language.references import is_reference, reference_keys
from kb.language.roots import OF_VERBS, root
from kb.language.stems import stem
from kb.language.stopwords import STOP_WORDS

BREAK = "|"
"""Stands in a list of terms where no phrase may reach across; never the term of a word."""


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


def tokens(text: str) -> list[Token]:
    """The words of a cleaned text without stop words; see the module for what a token is."""
    found = []
    for match in _CHUNK.finditer(text):
        chunk, at = match[0], match.start()
        for term, start, end, surface, parts, is_exact, inner, kin in _read_chunk(chunk):
            found.append(Token(term, at + start, at + end, surface, parts, is_exact, inner, kin))
    return found


def tokens_with(text: str, wanted: AbstractSet[str]) -> list[Token]:
    """The tokens of a cleaned text that have one of these terms; in half the time of looking through all."""
    found = []
    for match in _CHUNK.finditer(text):
        if not wanted.isdisjoint(_terms_of(match[0])):
            having = [one for one in _read_chunk(match[0]) if not wanted.isdisjoint(one.terms)]
            found += [one._replace(start=match.start() + one.start, end=match.start() + one.end) for one in having]
    return found


def terms(text: str) -> list[str]:
    """All that a cleaned text is found by: the tokens' terms in order, then the parts of each token behind a BREAK.

    So a phrase meets consecutive places of this list, in any engine that takes a plain list of terms.
    """
    return listed_terms(tokens(text))


def listed_terms(words: Sequence[Token]) -> list[str]:
    """The same for tokens that are there already."""
    listed = [token.term for token in words]
    for token in words:
        if len(token.terms) > 1:
            listed += (BREAK, *token.terms[1:])
    return listed


def index_terms(text: str) -> tuple[list[str], set[str]]:
    """What an index keeps of a cleaned text: its `terms`, and its words as they are `spelled`.

    A hyphenated word is also kept by its written parts. In half the time of making tokens.
    """
    chunks = _CHUNK.findall(text)
    kept = [*map(_kept_often if _are_short(chunks) else _kept_of, chunks)]
    in_order = chain.from_iterable([one[0] for one in kept])
    behind = chain.from_iterable([one[1] for one in kept])
    return [*in_order, *behind], set().union(*[one[2] for one in kept])


def spelled(surface: str) -> str:
    """A word as it is written, in the form the index keeps: lower case, one kind of hyphen and blank; umlauts stay."""
    joined = _BROKEN.sub("", clean_text(surface))
    return " ".join(_HYPHENS.sub("-", joined).lower().split())


# A letter or digit; raised and lowered figures are footnote marks. Possessive quantifiers keep everything linear.
_SIGN = r"[^\W_¹²³⁰⁴-⁹₀-₉]"
_LETTER = r"[^\W\d_]"
_PARAGRAPH = rf"(?:§{{1,2}}|(?i:paragra(?:ph|f)(?:en)?)\s)\s?[0-9]{{1,4}}[a-z]?(?!{_SIGN})"
_SPACED = rf"{_LETTER}\.(?: {_LETTER}\.){{1,4}}(?!{_SIGN})"
_AND = r"\s(?:und|oder|sowie|bzw\.|beziehungsweise)\s"
_LINE_END = rf"[-‐][ \t]?\n[ \t]{{0,8}}(?!(?:und|oder|sowie|bzw)\b)(?={_LETTER})"
_HEADLESS = rf"-(?:,\s{_SIGN}++-){{0,4}}{_AND}{_SIGN}++(?:-{_SIGN}++){{0,3}}"
_TAILLESS = rf"{_AND}-{_SIGN}++"
_RUN = rf"{_SIGN}++(?:(?:{_LINE_END}|(?:[^\w\s§]|[_¹²³⁰⁴-⁹₀-₉]){{1,3}}){_SIGN}++)*+(?:\)|{_HEADLESS}|{_TAILLESS})?"
_PLAIN = rf"[A-OQ-Za-oq-zÄÖÜäöüß][a-zäöüß]++(?![^\s,;])(?:{_TAILLESS})?"
# Most chunks are plain words: taken first, without a look at the other branches, they are read twice as fast.
_CHUNK = re.compile(rf"(?!\s)(?:{_PLAIN}|(?![0-9§Pp]|\w\.){_RUN}|{DATE_PATTERN}|{_PARAGRAPH}|{_SPACED}|{_RUN})")

_HYPHEN = rf"(?:{_LINE_END}|[-‐–])"
_SEGMENT = r"(?:[0-9]++(?:[A-Za-z][0-9]*+)?|[A-Z][0-9]{0,3})"
_ENDING = (
    rf"(?:[*:_·]|/-?)(?i:innen|in|rn|en|er|es|r|n|e|m|s)(?!{_SIGN})|\((?i:innen|in)\)|[*:_·](?i:innen)(?={_LETTER})"
)
_PART = rf"{_SIGN}++(?:(?:{_ENDING}){_LETTER}*+)?"
_WORD = re.compile(
    r"(?P<address>https?://(?:www\.)?|www\.)"
    rf"|(?P<abbreviation>{_LETTER}(?:\.{_LETTER}){{1,5}}(?!{_SIGN}))"
    rf"|(?P<reference>(?:{_LETTER}{{1,5}}[-‐–/_])?[0-9]++(?:[A-Za-z][0-9]*+)?(?:[-‐–/_]{_SEGMENT}){{1,7}}(?!{_SIGN}))"
    rf"|(?P<number>[0-9]++(?:[.,][0-9]++)+(?!{_SIGN}))"
    rf"|(?P<word>{_PART}(?:{_HYPHEN}{_PART}){{0,9}}+)",
)
_ENDS_HEADLESS = re.compile(rf"{_SIGN}{_HEADLESS}$")
_ENDS_TAILLESS = re.compile(rf"{_TAILLESS}$")
_GENDER = re.compile(rf"(?<={_LETTER})(?:{_ENDING})")
_HYPHENS = re.compile(_HYPHEN)
_BROKEN = re.compile(rf"{_LINE_END}(?=[a-zäöüß])")
_THOUSANDS = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
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
    "nordrheinwestfalen": "nrw",
    "nordrheinwestfalens": "nrw",
}
_IN_CAPITALS = {"OB": "oberbürgermeister"}
"""What is another word in small letters."""

_LONGEST_CACHED = 64
_MOST_CACHED = 30_000
"""Chunks; full, the two caches hold about 20 MB."""


def _read(chunk: str) -> tuple[Token, ...]:
    """The tokens of one chunk, with offsets into it."""
    whole = _date(chunk) or _paragraph(chunk) or _spaced_abbreviation(chunk)
    return whole if whole is not None else tuple(_completed(list(_words(chunk)), chunk))


def _completed(words: list[Token], chunk: str) -> list[Token]:
    """`Sport- und Kulturförderung` is also about Sportförderung, `Hallengebühren und -zeiten` about Hallenzeiten."""
    if len(words) > 1 and _ENDS_HEADLESS.search(chunk):
        tails = compound_tails(fold(words[-1].surface)) or words[-1].parts[-1:]
        return [*(_also(word, [fold(word.surface) + tail for tail in tails]) for word in words[:-1]), words[-1]]
    if len(words) > 1 and _ENDS_TAILLESS.search(chunk):
        whole = fold(words[-2].surface)
        heads = [whole.removesuffix(tail) for tail in compound_tails(whole)]
        return [*words[:-1], _also(words[-1], [head + fold(words[-1].surface) for head in heads])]
    return words


def _also(word: Token, completed: Sequence[str]) -> Token:
    """The word, found by these compounds too; the longest stands for it in a question."""
    stems = tuple(dict.fromkeys(map(stem, completed)))
    inner = word.inner or stems[:1]
    return word._replace(inner=inner, kin=(*word.kin, *(one for one in stems if one not in inner)))


_read_often = lru_cache(maxsize=_MOST_CACHED)(_read)


def _read_chunk(chunk: str) -> tuple[Token, ...]:
    return _read_often(chunk) if len(chunk) <= _LONGEST_CACHED else _read(chunk)


@lru_cache(maxsize=_MOST_CACHED)
def _terms_often(chunk: str) -> frozenset[str]:
    return frozenset(term for token in _read_often(chunk) for term in token.terms)


def _terms_of(chunk: str) -> frozenset[str]:
    if len(chunk) <= _LONGEST_CACHED:
        return _terms_often(chunk)
    return frozenset(term for token in _read(chunk) for term in token.terms)


_Kept = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _kept(chunk: str) -> _Kept:
    """Of one chunk: its terms in order, the parts to put behind the text, and the spellings."""
    words = _read_chunk(chunk)
    behind = (part for word in words if len(word.terms) > 1 for part in (BREAK, *word.terms[1:]))
    spellings = (spelling for word in words for spelling in _spellings(word))
    return tuple(word.term for word in words), tuple(behind), tuple(dict.fromkeys(spellings))


_kept_often = lru_cache(maxsize=_MOST_CACHED)(_kept)


def _are_short(chunks: Sequence[str]) -> bool:
    return len(max(chunks, key=len, default="")) <= _LONGEST_CACHED


def _kept_of(chunk: str) -> _Kept:
    return _kept_often(chunk) if len(chunk) <= _LONGEST_CACHED else _kept(chunk)


def _spellings(word: Token) -> Iterator[str]:
    whole = spelled(word.surface)
    yield whole
    if not word.is_exact and "-" in whole:
        yield from (part for part in whole.split("-") if len(part) > 1 and part not in STOP_WORDS)


def _date(chunk: str) -> tuple[Token, ...] | None:
    day = iso_date(chunk) if chunk[0].isdigit() else ""
    if not day:
        return None
    year, month = day[:4], stem(MONTHS[int(day[5:7]) - 1])
    return (Token(day, 0, len(chunk), chunk, (month, year), is_exact=True),)


def _paragraph(chunk: str) -> tuple[Token, ...] | None:
    match = re.fullmatch(r"(?:§|(?i:paragra))\D*([0-9]+[a-z]?)", chunk)
    return (Token(f"§{match[1]}", 0, len(chunk), chunk, (), is_exact=True),) if match else None


def _spaced_abbreviation(chunk: str) -> tuple[Token, ...] | None:
    if not re.fullmatch(_SPACED, chunk):
        return None
    return tuple(_abbreviation(chunk, 0))


def _words(chunk: str) -> Iterator[Token]:
    for match in _WORD.finditer(chunk):
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
    whole = surface.replace(".", "") if _THOUSANDS.fullmatch(surface) else surface
    amount, _, decimals = whole.partition(",")
    number = f"{amount}.{decimals}" if decimals.strip("0") else amount
    yield Token(number, at, at + len(surface), surface, (), is_exact=True)


def _word(surface: str, at: int) -> Iterator[Token]:
    """A word, maybe hyphenated, maybe with a gender mark; nothing for a stop word."""
    bases = _HYPHENS.split(_GENDER.sub(_unmarked, surface))
    lowered = _IN_CAPITALS.get(surface) or "".join(bases).lower()
    term = "" if lowered in STOP_WORDS else stem(_SPELLED_OUT.get(lowered, lowered))
    if not term:
        return
    parts = [base.lower() for base in bases if len(base) > 1] if len(bases) > 1 else []
    beside = _pieces([_SPELLED_OUT.get(part, part) for part in parts if part not in STOP_WORDS])
    others = tuple(part for part in beside if part != term)
    inner, kin = _meant(fold(lowered), term)
    yield Token(
        term,
        at,
        at + len(surface),
        surface,
        others,
        inner=tuple(one for one in inner if one not in others),
        kin=tuple(one for one in kin if one not in others),
    )


def _meant(word: str, term: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What stands for a folded word when all of it is there, and what it is found by beside that."""
    nouns = compound_parts(word) or (word,)
    stems = {noun: stem(noun) for noun in nouns}
    roots = {noun: _root_term(noun) for noun in nouns}
    inner = dict.fromkeys(roots[noun] or stems[noun] for noun in nouns)
    kin = dict.fromkeys(stems[noun] for noun in nouns if roots[noun])
    return tuple(one for one in inner if one != term), tuple(one for one in kin if one != term)


def _root_term(noun: str) -> str:
    found = root(noun)
    return found if found.endswith(OF_VERBS) else stem(found) if found else ""


def _unmarked(ending: re.Match[str]) -> str:
    """Without its mark: `*in` and `*innen` as in `Bürgerinnen`, whose stem is that of `Bürger`; others fall away.

    Inside a compound all fall away: `Bürger*innenrat` and `Bürger*innen-Rat` are the `Bürgerrat`.
    """
    is_last = ending.end() == len(ending.string)
    return "innen" if is_last and "in" in ending[0].lower() else ""


_READERS = {"abbreviation": _abbreviation, "reference": _reference, "number": _number, "word": _word}
