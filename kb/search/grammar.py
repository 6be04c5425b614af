"""What people type, read as a wording. Nothing is an error: what has no meaning here is searched as words.

There are words, "phrases" in straight, German, French or English quotes, and `-without` for a word or a phrase.
Wildcards, brackets, `AND` and regular expressions do not exist. Length and number of terms are limited.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kb.language import Token, clean_text, query_references, stem, tokens
from kb.language.synonyms import Synonyms, expanded
from kb.search.query import MOST_CHARACTERS, MOST_TERMS, Clause, Phrase, Word, Wording

TOO_LONG = f"Ihre Frage ist länger als {MOST_CHARACTERS} Zeichen. Gesucht wurde nach dem Anfang; kürzere Fragen finden meist mehr."
TOO_MANY = f"Ihre Frage enthält mehr als {MOST_TERMS} Wörter. Gesucht wurde nach den ersten {MOST_TERMS}."
ONLY_FUNCTION_WORDS = (
    "Ihre Frage besteht nur aus Wörtern, die fast überall vorkommen, wie „der“, „und“ oder „wie“. "
    "Bitte nennen Sie ein Wort, um das es gehen soll."
)
NO_WORDS = (
    "Ihre Frage enthält kein Wort, nach dem gesucht werden kann. Bitte nennen Sie ein Wort, um das es gehen soll."
)
ONLY_EXCLUDED = (
    "Sie haben nur gesagt, was nicht vorkommen soll. Bitte nennen Sie auch ein Wort, nach dem gesucht werden soll."
)

NO_SYNONYMS = Synonyms()

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

_QUOTES = '"„“”‟«»'
_SET_APART = re.compile(
    rf"(?P<not_phrase>(?<!\S)[-−])?[{_QUOTES}](?P<phrase>[^{_QUOTES}]*)[{_QUOTES}]"
    rf"|(?<!\S)[-−](?=\w)(?P<not_word>[^\s{_QUOTES}]+)"
)
_HYPHENS = re.compile(r"[-‐–]")
_LONGEST_LOOKED_AT = 10 * MOST_CHARACTERS


def parse(text: str, synonyms: Synonyms = NO_SYNONYMS) -> Wording:
    """Read what was typed. Linear in time and never an error, whatever the text; `notes` say what was left out."""
    typed, notes = _within_limit(text)
    asked = _once(_with_particle(list(_asked(typed)), typed))
    kept = _first_terms(asked)
    if len(kept) < len(asked):
        notes.append(TOO_MANY)
    wording = _wording(kept, query_references(_without_excluded(typed)), notes)
    wording = replace(wording, words=_with_synonyms(wording.words, synonyms))
    return _with_reason(wording, typed) if typed and wording.asks_nothing else wording


@dataclass(frozen=True)
class _Asked:
    """A clause and whether it is to be excluded."""

    clause: Clause
    is_excluded: bool = False

    @property
    def key(self) -> tuple[object, ...]:
        """The same for one word in another spelling."""
        return (type(self.clause), self.clause.terms, self.is_excluded)


def _once(asked: list[_Asked]) -> list[_Asked]:
    first: dict[tuple[object, ...], _Asked] = {}
    for one in asked:
        first.setdefault(one.key, one)
    return list(first.values())


def _within_limit(text: str) -> tuple[str, list[str]]:
    """Cleaned, blanks collapsed, cut at a word; with a note if something was cut."""
    looked_at = " ".join(clean_text(text[:_LONGEST_LOOKED_AT]).split())
    if len(looked_at) <= MOST_CHARACTERS and len(text) <= _LONGEST_LOOKED_AT:
        return looked_at, []
    beginning = looked_at[: MOST_CHARACTERS + 1].rpartition(" ")[0]
    return beginning or looked_at[:MOST_CHARACTERS], [TOO_LONG]


def _asked(typed: str) -> Iterator[_Asked]:
    """Everything asked for, in its order; words set apart by nothing are read together, as `1. August 2018` is one."""
    plain_from = 0
    for match in _SET_APART.finditer(typed):
        yield from _words(typed[plain_from : match.start()])
        yield from _run(match)
        plain_from = match.end()
    yield from _words(typed[plain_from:])


def _with_particle(asked: list[_Asked], typed: str) -> list[_Asked]:
    """`Wie trete ich dem Netzwerk bei?` asks for `beitreten` too: a particle at the end belongs to a verb before it."""
    particle = re.search(r"(\w+)\W*$", typed)
    if not particle or particle[1] not in _PARTICLES:
        return asked
    return [_maybe_with(particle[1], one) for one in asked]


def _maybe_with(particle: str, asked: _Asked) -> _Asked:
    word = asked.clause
    if not isinstance(word, Word) or asked.is_excluded or not word.surface.islower() or word.surface == particle:
        return asked
    return _Asked(replace(word, terms=(*word.terms, stem(particle + word.surface))))


def _run(match: re.Match[str]) -> Iterator[_Asked]:
    """A phrase or what is excluded; nothing if it holds function words only."""
    is_excluded = bool(match["not_phrase"] or match["not_word"])
    typed = match["phrase"] or match["not_word"] or ""
    run = tokens(typed)
    exact, terms = tuple(_spelled(token.surface) for token in run), tuple(token.term for token in run)
    if len(run) == 1 and match["not_word"]:
        yield _Asked(Word(surface=typed, exact=exact[0], terms=terms), is_excluded)
    elif run:
        yield _Asked(Phrase(surface=typed, exact=exact, terms=terms), is_excluded)


def _spelled(surface: str) -> str:
    return surface.lower()


def _words(plain: str) -> Iterator[_Asked]:
    for token in tokens(plain):
        yield from _alternatives(token)


def _alternatives(token: Token) -> Iterator[_Asked]:
    """A word is its term; each part of a hyphenated word is asked for, spelled together or apart."""
    if token.is_exact or not token.parts:
        yield _Asked(_word(token.surface, (token.term,), token.inner))
        return
    surfaces = {part.term: part.surface for piece in _HYPHENS.split(token.surface) for part in tokens(piece)}
    for part in token.parts:
        yield _Asked(_word(surfaces.get(part, token.surface), tuple(dict.fromkeys((part, token.term)))))


def _word(surface: str, terms: tuple[str, ...], inner: tuple[str, ...] = ()) -> Word:
    return Word(surface=surface, exact=_spelled(surface), terms=terms, inner=inner)


def _first_terms(asked: list[_Asked]) -> list[_Asked]:
    """As many as the limit allows; a word counts once, however it is spelled."""
    kept, count = [], 0
    for one in asked:
        count += 1 if isinstance(one.clause, Word) else len(one.clause.terms)
        if count > MOST_TERMS:
            break
        kept.append(one)
    return kept


def _wording(asked: list[_Asked], references: tuple[str, ...], notes: list[str]) -> Wording:
    wanted = [one.clause for one in asked if not one.is_excluded]
    return Wording(
        words=tuple(clause for clause in wanted if isinstance(clause, Word)),
        required=tuple((clause,) for clause in wanted if isinstance(clause, Phrase)),
        excluded=tuple(one.clause for one in asked if one.is_excluded),
        references=references,
        notes=tuple(notes),
    )


def _with_synonyms(words: tuple[Word, ...], synonyms: Synonyms) -> tuple[Word, ...]:
    runs = expanded([word.terms for word in words], synonyms) if synonyms.instead else ()
    return tuple(replace(word, synonyms=found) for word, found in zip(words, runs, strict=True)) if runs else words


def _without_excluded(typed: str) -> str:
    """What may ask for a reference: the words, and the phrases without their quotes."""
    return _SET_APART.sub(
        lambda match: "" if match["not_phrase"] or match["not_word"] else f" {match['phrase']} ", typed
    )


def _with_reason(wording: Wording, typed: str) -> Wording:
    """Say why nothing is asked."""
    without_excluded = ONLY_FUNCTION_WORDS if any(map(str.isalnum, typed)) else NO_WORDS
    reason = ONLY_EXCLUDED if wording.excluded else without_excluded
    return replace(wording, notes=(*wording.notes, reason))
