"""Beginnings one slip of the fingers away from what was typed, as `search.edits` has them for whole words.

Letter by letter while many terms begin as typed; the few terms that are left then are looked at themselves.
"""

from collections import Counter
from collections.abc import Iterable, Iterator

from kb.search.edits import LETTERS
from kb.search.whoosh_engine.lexicon import Lexicon, Span

FEW = 300
"""Terms that are looked at in less time than all letters are tried at one place."""

_LETTERS = frozenset(LETTERS)


def near_beginnings(lexicon: Lexicon, typed: str, first: int, few: int = FEW) -> Counter[str]:
    """With how many terms each begins that is one slip away, from the place `first` on; only those with some."""
    found: Counter[str] = Counter()
    span = lexicon.beginning_with(typed[:first].encode())
    for place in range(first, len(typed) + 1):
        if span[1] - span[0] <= few:
            return found | _near_beginnings_of(lexicon.between(*span), typed)
        found |= _with_slip_at(place, lexicon, span, typed)
        span = lexicon.beginning_with(typed[: place + 1].encode(), span)
    return found


def _with_slip_at(place: int, lexicon: Lexicon, span: Span, typed: str) -> Counter[str]:
    """span: of the terms that begin as typed up to the place."""
    before, after = typed[:place], typed[place:]
    within = dict.fromkeys(_without_or_swapped(before, after), span)
    for letter in LETTERS:
        of_letter = lexicon.beginning_with((before + letter).encode(), span)
        if of_letter[0] < of_letter[1]:
            within |= {before + letter + after[1:]: of_letter, before + letter + after: of_letter}
    spans = {one: lexicon.beginning_with(one.encode(), among) for one, among in within.items() if one != typed}
    return Counter({one: last - start for one, (start, last) in spans.items() if start < last})


def _near_beginnings_of(terms: Iterable[bytes], typed: str) -> Counter[str]:
    """The same of all terms that begin as typed up to where slips may be."""
    return Counter(one for term in terms for one in set(_near_beginnings_of_one(term.decode(), typed)) - {typed})


def _near_beginnings_of_one(term: str, typed: str) -> Iterator[str]:
    """A slip can only be where the two part; earlier, in a run of one letter, it would give the same."""
    place = next((at for at, (one, other) in enumerate(zip(term, typed, strict=False)) if one != other), len(typed))
    place = min(place, len(term))
    if place == len(typed):
        yield typed[:-1]
    before, after, letter = typed[:place], typed[place:], term[place : place + 1]
    others = (before + letter + after[1:], before + letter + after) if letter in _LETTERS else ()
    yield from (one for one in (*_without_or_swapped(before, after), *others) if term.startswith(one))


def _without_or_swapped(before: str, after: str) -> Iterator[str]:
    yield before + after[1:]
    if len(after) > 1:
        yield before + after[1] + after[0] + after[2:]
