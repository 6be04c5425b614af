"""What a wording wants to see marked, arranged by what a token can be asked."""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kb.language import Token, spelled
from kb.search.query import Clause, Phrase, Wording
from kb.search.results import Way
from kb.search.suggestions import with_umlauts

_WORTH = {Way.PART: 8, Way.FAMILY: 7, Way.PARTS: 4, Way.SYNONYM: 6, Way.PHRASE: 30}
_WHOLE = 10
"""What a passage gains by the word itself, and by other finds. A phrase was asked for literally."""

spelling = lru_cache(maxsize=4_000)(spelled)
"""The same words are asked for and read again and again."""


class Aim(NamedTuple):
    """What a find would show: a clause of the wording, by its number, had in one way; `noun` of an asked compound."""

    clause: int
    way: Way
    noun: str = ""

    @property
    def worth(self) -> int:
        return _WORTH.get(self.way, _WHOLE)


class Run(NamedTuple):
    """Terms, or written words, that must follow one another."""

    words: tuple[str, ...]
    is_written: bool
    aim: Aim

    def word_of(self, token: Token) -> str:
        """What of the token is compared."""
        return spelling(token.surface) if self.is_written else token.term


class Wanted:
    """The clauses and references of a wording: `by_term`, `by_spelling`, by `prefixes` and by `runs` of words.

    asked: for each clause the word as it was typed. nouns: for some the nouns of which all must be found.
    """

    def __init__(self, wording: Wording) -> None:
        self.by_term: dict[str, list[Aim]] = defaultdict(list)
        self.by_spelling: dict[str, list[Aim]] = defaultdict(list)
        self.prefixes: list[tuple[str, Aim]] = []
        self.runs: list[Run] = []
        self.asked: list[str] = []
        self.nouns: dict[int, tuple[str, ...]] = {}
        for clause in dict.fromkeys(wording.clauses):
            self._add(clause, wording)
        for reference in wording.references:
            if all(aim.way is not Way.REFERENCE for aim in self.by_term.get(reference, ())):
                self.by_term[reference].append(Aim(self._number(reference), Way.REFERENCE))

    @property
    def terms(self) -> Iterator[str]:
        """The terms and spellings of which each find has one; of a run its first word is enough."""
        yield from self.by_term
        yield from self.by_spelling
        yield from (prefix for prefix, _ in self.prefixes)
        yield from (run.words[0] for run in self.runs)

    def _number(self, asked: str) -> int:
        self.asked.append(asked)
        return len(self.asked) - 1

    def _add(self, clause: Clause, wording: Wording) -> None:
        number = self._number(clause.surface or _typed(clause))
        if isinstance(clause, Phrase):
            self._add_run(clause.exact if wording.only_exact else clause.terms, Aim(number, Way.PHRASE), wording)
            return
        if clause.is_prefix:
            self.prefixes += [(one, Aim(number, Way.PREFIX)) for one in with_umlauts(clause.exact)]
        if clause.exact:
            self.by_spelling[clause.exact].append(Aim(number, Way.EXACT))
        is_reference = not set(clause.terms).isdisjoint(wording.references)
        for term in clause.terms if is_reference or not wording.only_exact else ():
            way = Way.FORM if term == clause.terms[0] else _beside(clause.surface)
            self.by_term[term].append(Aim(number, Way.REFERENCE if is_reference else way))
        for term in clause.near:
            self.by_term[term].append(Aim(number, Way.NEAR))
        if not wording.only_exact:
            self._widen(number, clause.synonyms, clause.inner, wording)

    def _widen(
        self, number: int, synonyms: tuple[tuple[str, ...], ...], inner: tuple[str, ...], wording: Wording
    ) -> None:
        for run in synonyms:
            self._add_run(run, Aim(number, Way.SYNONYM), wording)
        if len(inner) == 1:
            self.by_term[inner[0]].append(Aim(number, Way.FAMILY))
            return
        for noun in inner:
            self.by_term[noun].append(Aim(number, Way.PARTS, noun))
        if inner:
            self.nouns[number] = inner

    def _add_run(self, words: tuple[str, ...], aim: Aim, wording: Wording) -> None:
        if len(words) == 1:
            (self.by_spelling if wording.only_exact else self.by_term)[words[0]].append(aim)
        elif words:
            self.runs.append(Run(words, wording.only_exact, aim))


def _beside(surface: str) -> Way:
    """What else a word may be found by: `Netzwerk` by the whole `Kommunen-Netzwerk`, `melde … an` by `anmelden`."""
    return Way.PART if surface[:1].isupper() else Way.FAMILY


def _typed(clause: Clause) -> str:
    return " ".join(clause.exact) if isinstance(clause, Phrase) else clause.exact
