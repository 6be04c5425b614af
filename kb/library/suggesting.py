"""What a search field offers: the engine's suggestions and the names that the library knows, in one list."""

from collections import ChainMap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice, zip_longest

from kb.language import fold
from kb.library.names import Names, with_parts, words_of, written_words
from kb.search.suggestions import Offer, Suggestion, Typed

IN_TURN = (Offer.TOPIC, Offer.TITLE, Offer.WORD, Offer.SYNONYM)
"""Kinds of offers that share the list; references come before them."""


def merged(
    names: Names, documents: Mapping[str, int], found: Sequence[Suggestion], typed: Typed, most: int
) -> tuple[Suggestion, ...]:
    """The best first, at most so many, and no text twice, whatever its spelling.

    documents: how many there are, by topic. found: what the engine suggests, the best first.
    What begins as typed comes before what is one slip away.
    """
    named, beginnings = names.beginning_as(typed, documents), typed.beginnings
    fitting = [one for one in found if _begins_as(beginnings, one)]
    near = [one for one in found if one not in fitting]
    if not (named or fitting):
        named, fitting, near = names.one_slip_from(typed, documents), near, []
    ordered = chain(_in_turn((*named, *fitting), most), near)
    titles = written_words(one.text for one in found if one.offer is Offer.TITLE)
    return tuple(_cased(one, ChainMap(names.cases, titles)) for one in islice(_once(ordered), most))


def _in_turn(offered: Sequence[Suggestion], most: int) -> Iterator[Suggestion]:
    yield from (one for one in offered if one.offer is Offer.REFERENCE)
    kinds = ([one for one in offered if one.offer is kind][:most] for kind in IN_TURN)
    yield from (one for turn in zip_longest(*kinds) for one in turn if one)


def _begins_as(beginnings: tuple[str, ...], offered: Suggestion) -> bool:
    if offered.offer is Offer.REFERENCE:  # `/`, `-` and `_` mean the same there
        return True
    return any(word.startswith(beginnings) for word in with_parts(words_of(offered.text)))


def _once(offered: Iterable[Suggestion]) -> Iterator[Suggestion]:
    seen = set()
    for one in offered:
        if (text := fold(one.text)) not in seen:
            seen.add(text)
            yield one


def _cased(offered: Suggestion, cases: Mapping[str, str]) -> Suggestion:
    """A word in the case in which a name or title writes it."""
    if offered.offer is not Offer.WORD:
        return offered
    return replace(offered, text=" ".join(cases.get(word, word) for word in offered.text.split()))
