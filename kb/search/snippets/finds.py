"""What of a word is found, and where in it the letters are that were asked for."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from kb.language import Token, stem
from kb.search.results import Way
from kb.search.snippets.beginnings import beginnings
from kb.search.snippets.lines import plain
from kb.search.snippets.wanted import Aim, Wanted, spelling

_HYPHEN = re.compile("[-‐–]")
_MOST_TAKEN_APART = 2_000
"""Compounds; each is asked about for each of its nouns, and texts on one topic share them."""
_BY_RANK = {way: rank for rank, way in enumerate(Way)}


class Find(NamedTuple):
    """One place to mark; `written` is what stands there, the whole word where only a part is marked."""

    start: int
    end: int
    written: str
    aim: Aim

    def moved(self, by: int) -> "Find":
        return Find(self.start + by, self.end + by, self.written, self.aim)


def rank(way: Way) -> int:
    """Places in `Way`: of two ways the lower is the better."""
    return _BY_RANK[way]


def finds_in(token: Token, wanted: Wanted) -> list[Find]:
    """What one token shows, for each clause in its best way; for an asked compound one for each noun."""
    found = [*_by_spelling(token, wanted), *_by_term(token, wanted)]
    return found if len(found) < 2 else _best_of(found)  # noqa: PLR2004 - one or none, as most tokens have


def _best_of(found: Iterable[Find]) -> list[Find]:
    best: dict[tuple[int, str], Find] = {}
    for find in found:
        known = best.setdefault((find.aim.clause, find.aim.noun), find)
        if rank(find.aim.way) < rank(known.aim.way):
            best[find.aim.clause, find.aim.noun] = find
    return [find for (clause, noun), find in best.items() if not noun or (clause, "") not in best]


def _by_spelling(token: Token, wanted: Wanted) -> Iterator[Find]:
    """The word as it is written, or what stands between the hyphens of it."""
    if not (wanted.by_spelling or wanted.prefixes):
        return
    for start, end in _written_parts(token):
        written = spelling(token.surface[start - token.start : end - token.start])
        aims = [*wanted.by_spelling.get(written, ())]
        aims += [aim for prefix, aim in wanted.prefixes if written.startswith(prefix)]
        for aim in aims:
            is_part = end - start < len(token.surface) and aim.way is Way.EXACT
            yield Find(start, end, token.surface, aim._replace(way=Way.PART) if is_part else aim)


def _written_parts(token: Token) -> Iterable[tuple[int, int]]:
    whole = (token.start, token.end)
    if token.is_exact or token.surface.isalpha() or not _HYPHEN.search(token.surface):
        return (whole,)
    return (whole, *_between_hyphens(token))


def _between_hyphens(token: Token) -> Iterator[tuple[int, int]]:
    at = token.start
    for part in _HYPHEN.split(token.surface):
        yield at, at + len(part)
        at += len(part) + 1


def _by_term(token: Token, wanted: Wanted) -> Iterator[Find]:
    terms = token.terms
    for at, term in enumerate(terms):
        for aim in wanted.by_term.get(term, ()):
            start, end = part_of(token, term) if at else (token.start, token.end)
            yield Find(
                start, end, token.surface, aim._replace(way=_beside(token)) if at and aim.way is Way.FORM else aim
            )
    for run in wanted.runs if len(terms) > 2 else ():  # noqa: PLR2004 - a run has two words at least
        if _has_run(terms[1:], run.words):
            yield Find(token.start, token.end, token.surface, run.aim)


def _beside(token: Token) -> Way:
    """How a token has a word that is not its own: as a part, or as the root that is all it has beside its own term."""
    is_family = len(token.terms) == len(("term", "root")) and not token.is_exact
    return Way.FAMILY if is_family else Way.PART


def _has_run(terms: tuple[str, ...], run: tuple[str, ...]) -> bool:
    return any(terms[at : at + len(run)] == run for at in range(len(terms) - len(run) + 1))


def part_of(token: Token, term: str) -> tuple[int, int]:
    """Where a noun of a compound stands: up to the next one; the whole word where that cannot be told."""
    starts = {} if token.is_exact else _starts(token)
    letters, ways = plain(token.surface), beginnings(term)
    fitting = [start for start in starts.values() if ways and letters.startswith(ways, start)]
    if term not in starts and not fitting:
        return token.start, token.end
    start = starts[term] if term in starts else fitting[0]
    end = min((other for other in starts.values() if other > start), default=len(token.surface))
    part = token.surface[start:end].rstrip("-‐–/*:_·(")
    return token.start + start, token.start + start + len(part)


@lru_cache(maxsize=_MOST_TAKEN_APART)
def _starts(token: Token) -> Mapping[str, int]:
    """Where each noun begins in the surface, one behind the other; nothing unless all are there and the last fits."""
    letters, starts, at = plain(token.surface), dict[str, int](), 0
    nouns = token.inner or token.parts
    for noun in nouns:
        places = [(letters.find(beginning, at), len(beginning)) for beginning in beginnings(noun)]
        starts[noun], length = min(((place, long) for place, long in places if place >= 0), default=(-1, 0))
        if starts[noun] < 0:
            return {}
        at = starts[noun] + length
    last = starts[nouns[-1]]
    return starts if stem(token.surface[last:]) in token.terms and min(starts.values()) == 0 else {}


def best_by_clause(finds: Iterable[Find]) -> dict[int, Find]:
    """For each clause its first find in the best way; nouns of an asked compound don't count."""
    best: dict[int, Find] = {}
    for find in finds:
        if find.aim.noun:
            continue
        known = best.setdefault(find.aim.clause, find)
        if rank(find.aim.way) < rank(known.aim.way):
            best[find.aim.clause] = find
    return best
