"""Completions out of what published documents hold: their words, titles and references."""

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import reduce
from itertools import chain

import numpy as np

from kb.language import STOP_WORDS
from kb.search.suggestions import (
    FEWEST_DOCUMENTS,
    MOST_NEAR,
    MOST_TITLES_READ,
    SHORTEST_MISTYPED,
    Offer,
    Suggestion,
    Typed,
)
from kb.search.whoosh_engine.reading import OpenGeneration
from kb.search.whoosh_engine.schema import REFERENCE, TITLE_WORDS, WRITTEN
from kb.search.whoosh_engine.slips import near_beginnings


def suggestions(generation: OpenGeneration, typed: Typed, most: int) -> tuple[Suggestion, ...]:
    """The best first, at most so many: references, titles, words. If nothing begins so, what is one slip away."""
    if not typed.asks_enough:
        return ()
    found = tuple(_found(generation, typed, typed.beginnings, most))
    if found or len(typed.beginning) < SHORTEST_MISTYPED:
        return found[:most]
    return tuple(_found(generation, typed, _near(generation, typed.beginning), most))[:most]


def _found(generation: OpenGeneration, typed: Typed, beginnings: Sequence[str], most: int) -> Iterator[Suggestion]:
    yield from _references(generation, typed, most)
    words = _words(generation, typed, beginnings, most)
    titles = _titles(generation, typed, beginnings, most)
    for pair in zip(words[: most // 2], titles[: most // 2], strict=False):
        yield from pair
    shorter = min(len(words[: most // 2]), len(titles[: most // 2]))
    yield from chain(words[shorter:], titles[shorter:])


def _near(generation: OpenGeneration, beginning: str) -> list[str]:
    """The beginnings one slip away with which most words begin; the first letter is taken as meant."""
    near = sum((near_beginnings(one, beginning, 1) for one in generation.lexicons(WRITTEN)), Counter[str]())
    return sorted(near, key=lambda one: (-near[one], one))[:MOST_NEAR]


def _words(generation: OpenGeneration, typed: Typed, beginnings: Sequence[str], most: int) -> list[Suggestion]:
    before = " ".join(typed.words)
    frequencies = dict(chain.from_iterable(generation.beginning_with(WRITTEN, one, 2 * most) for one in beginnings))
    words = sorted(frequencies, key=lambda word: (-frequencies[word], word))
    kept = [word for word in words if frequencies[word] >= FEWEST_DOCUMENTS and _is_a_word(word)]
    return [Suggestion(text=f"{before} {word}".strip(), offer=Offer.WORD) for word in kept[:most]]


def _is_a_word(word: str) -> bool:
    return word.replace("-", "").isalpha() and word not in STOP_WORDS


def _titles(generation: OpenGeneration, typed: Typed, beginnings: Sequence[str], most: int) -> list[Suggestion]:
    """Titles with a word that begins so and all the whole words; those that begin as typed come first."""
    masks = [generation.having_any(TITLE_WORDS, one) for one in beginnings]
    found = np.flatnonzero(reduce(np.logical_or, masks, np.zeros(generation.columns.size, np.bool_)))
    for word in typed.words:
        found = np.intersect1d(found, generation.postings(TITLE_WORDS, word).documents, assume_unique=True)
    newest = found[np.argsort(-generation.columns.days[found], kind="stable")][:MOST_TITLES_READ]
    hits = [generation.hit(document) for document in newest.tolist()]
    starts = tuple(" ".join((*typed.words, one)) for one in beginnings)
    hits.sort(key=lambda hit: not hit.title.lower().startswith(starts))
    return [Suggestion(text=hit.title, offer=Offer.TITLE, document=hit.id, slug=hit.slug) for hit in hits[:most]]


def _references(generation: OpenGeneration, typed: Typed, most: int) -> Iterator[Suggestion]:
    """Documents whose reference begins so; `/`, `-` and `_` mean the same."""
    beginning = typed.beginning.replace("/", "-").replace("_", "-")
    if not any(map(str.isdigit, beginning)):
        return
    seen = set()
    for reference, _ in generation.beginning_with(REFERENCE, beginning, most):
        for document in generation.postings(REFERENCE, reference).documents[:most].tolist():
            hit = generation.hit(document)
            if hit.id not in seen:
                seen.add(hit.id)
                yield Suggestion(text=hit.reference, offer=Offer.REFERENCE, document=hit.id, slug=hit.slug)
