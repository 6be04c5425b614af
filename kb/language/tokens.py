"""Text to tokens: one for each word, in order.

A token's place in the list is its position: stop words leave no gap, and a phrase is a run of consecutive `term`s.
Beside its term a token is found by its `parts`, which `terms` puts behind the text so that they disturb no phrase:

- a hyphenated word is one token, spelled together: `Kommunen-Netzwerk` is found as `Kommunennetzwerk`, and by its parts;
- a compound is found by the nouns it is made of: `Engagementförderung` by Engagement and by Förderung;
- gender forms (`Bürger*innen`, `Bürger:innen`, `BürgerInnen`, `Bürger/-innen`, …) are the term of `Bürger`;
- a reference stays whole, spelled with hyphens (`7091-2014-2020`), beside its shorter keys;
- a date is its ISO day, beside its month and year; `§ 5` is `§5`; `20.000` is `20000`; `z. B.` is `zb`.
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from functools import lru_cache

from kb.language.clean import clean_text
from kb.language.patterns import BROKEN, CHUNK, HYPHENS
from kb.language.reading import Token, read, read_word
from kb.language.stopwords import QUESTION_WORDS, STOP_WORDS

ASKING = "?"
"""Begins the term of a question word, which no token has: `?wie`."""

BREAK = "|"
"""Stands in a list of terms where no phrase may reach across; never the term of a word."""


Lines = tuple[str, str, str]
"""Of one chunk, each in lines: its terms in order, the parts to put behind the text, and the spellings."""

_LONGEST_CACHED = 64
_MOST_CACHED = 20_000
"""Chunks of texts that are looked at; full, the two caches hold about 20 MB."""

_MOST_KEPT = 125_000
"""Chunks of texts that are read by `index_pieces`, twice: a rebuild meets rare words again and again. Full, about 85 MB,
and only where an index is built that has no numbers for them."""


def tokens(text: str) -> list[Token]:
    """The words of a cleaned text without stop words; see the module for what a token is."""
    found = []
    for match in CHUNK.finditer(text):
        chunk, at = match[0], match.start()
        for term, start, end, surface, parts, is_exact, inner, kin in _read_chunk(chunk):
            found.append(Token(term, at + start, at + end, surface, parts, is_exact, inner, kin))
    return found


def tokens_with(text: str, wanted: AbstractSet[str]) -> list[Token]:
    """The tokens of a cleaned text that have one of these terms; in half the time of looking through all."""
    found = []
    for match in CHUNK.finditer(text):
        if not wanted.isdisjoint(_terms_of(match[0])):
            having = [one for one in _read_chunk(match[0]) if not wanted.isdisjoint(one.terms)]
            found += [one._replace(start=match.start() + one.start, end=match.start() + one.end) for one in having]
    return found


def terms(text: str) -> list[str]:
    """All that a cleaned text is found by: the tokens' terms in order, then the parts of each token behind a BREAK,
    and question words.

    So a phrase meets consecutive places of this list, in any engine that takes a plain list of terms.
    """
    return "".join(index_pieces(text)[0]).split("\n")[:-1]


def question_terms(text: str) -> tuple[str, ...]:
    """The question words of a cleaned text as index terms, each once: `Wie gründe ich …?` → `?wie`.

    They may rank what other words find; by themselves they say nothing.
    """
    words = (word.lower() for word in CHUNK.findall(text))
    return tuple(dict.fromkeys(f"{ASKING}{word}" for word in words if word in QUESTION_WORDS))


def listed_terms(words: Sequence[Token]) -> list[str]:
    """The same for tokens that are there already, without question words."""
    listed = [token.term for token in words]
    for token in words:
        if len(token.terms) > 1:
            listed += (BREAK, *token.terms[1:])
    return listed


def chunks(text: str) -> list[str]:
    """What a cleaned text is read in: each is a word, a date, words held together by hyphens …, see `index_lines`."""
    return CHUNK.findall(text)


def index_lines(chunk: str) -> Lines:
    """What an index keeps of one chunk. The `terms` of a text are the first of all its chunks, then the second of all."""
    return _lines_of_word(chunk) if chunk.isalpha() else _lines_of_others(chunk)


def index_pieces(text: str) -> tuple[list[str], set[str]]:
    """Pieces of which the `terms` of a cleaned text are made, and its words as they are `spelled`: all in lines.

    A piece holds no, one or several lines.
    """
    kept = [*map(_kept_often.__getitem__, chunks(text))]
    return [one[0] for one in kept] + [one[1] for one in kept], {one[2] for one in kept}


def spelled(surface: str) -> str:
    """A word as it is written, in the form the index keeps: lower case, one kind of hyphen and blank; umlauts stay."""
    return _spelled(clean_text(surface))


def _spelled(cleaned: str) -> str:
    if cleaned.isalnum():
        return cleaned.lower()
    return " ".join(HYPHENS.sub("-", BROKEN.sub("", cleaned)).lower().split())


_read_often = lru_cache(maxsize=_MOST_CACHED)(read)


def _read_chunk(chunk: str) -> tuple[Token, ...]:
    return _read_often(chunk) if len(chunk) <= _LONGEST_CACHED else read(chunk)


@lru_cache(maxsize=_MOST_CACHED)
def _terms_often(chunk: str) -> frozenset[str]:
    return frozenset(term for token in _read_often(chunk) for term in token.terms)


def _terms_of(chunk: str) -> frozenset[str]:
    if len(chunk) <= _LONGEST_CACHED:
        return _terms_often(chunk)
    return frozenset(term for token in read(chunk) for term in token.terms)


def _lines_of_word(word: str) -> Lines:
    """Of letters only: most of all; in half the time in which a token of it is made and looked at."""
    written = word.lower()
    if written in QUESTION_WORDS:
        return "", f"{ASKING}{written}\n", ""
    term, inner, kin = read_word(word)
    if not term:
        return "", "", ""
    in_order = f"{term}\n"
    behind = "\n".join((BREAK, *inner, *kin, "")) if inner or kin else ""
    return in_order, behind, in_order if written == term else f"{written}\n"


def _lines_of_others(chunk: str) -> Lines:
    behind: list[str] = []
    written: list[str] = []
    words = read(chunk)
    for word in words:
        if len(word.terms) > 1:
            behind += (BREAK, *word.terms[1:])
        written += _spellings(word)
    return _lines([word.term for word in words]), _lines(behind), _lines(dict.fromkeys(written))


def _lines(listed: Iterable[str]) -> str:
    return "\n".join((*listed, "")) if listed else ""


class _KeptOften(dict[str, Lines]):
    """What was read lately. Full, it becomes the older half, out of which what is met again comes back.

    Asked in half the time of an `lru_cache`, and all by one `map`.
    """

    def __init__(self) -> None:
        self._older: dict[str, Lines] = {}

    def __missing__(self, chunk: str) -> Lines:
        kept = self._older.get(chunk) or index_lines(chunk)
        if len(chunk) > _LONGEST_CACHED:
            return kept
        if len(self) >= _MOST_KEPT:
            self._older = self.copy()
            self.clear()
        self[chunk] = kept
        return kept


_kept_often = _KeptOften()


def _spellings(word: Token) -> list[str]:
    """Of a word of a cleaned text."""
    whole = _spelled(word.surface)
    if word.is_exact or "-" not in whole:
        return [whole]
    return [whole, *(part for part in whole.split("-") if len(part) > 1 and part not in STOP_WORDS)]
