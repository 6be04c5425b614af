"""Completions out of what published documents hold: their words, titles and references."""

from collections.abc import Iterator, Sequence
from itertools import chain

from kb.language import STOP_WORDS
from kb.search.edits import one_edit_from
from kb.search.hits import as_hit
from kb.search.opensearch_engine.answering import NEWEST_FIRST
from kb.search.opensearch_engine.connection import JSON, Connection
from kb.search.opensearch_engine.counting import Counts
from kb.search.opensearch_engine.queries import all_of, any_of, begins, has
from kb.search.opensearch_engine.words import frequencies, listing
from kb.search.results import Hit
from kb.search.suggestions import (
    FEWEST_DOCUMENTS,
    MOST_NEAR,
    MOST_TITLES_READ,
    SHORTEST_MISTYPED,
    Offer,
    Suggestion,
    Typed,
)

SAMPLE = 2_000
"""Documents of a shard by which the frequent words are found; of all, two letters would take seconds."""


def suggestions(connection: Connection, typed: Typed, most: int) -> tuple[Suggestion, ...]:
    """The best first, at most so many: references, titles, words. If nothing begins so, what is one slip away."""
    if not typed.asks_enough:
        return ()
    found = _found(connection, typed, typed.beginnings, most)
    if found or len(typed.beginning) < SHORTEST_MISTYPED:
        return found[:most]
    near = _near(connection, typed.beginning)
    return _found(connection, typed, near, most)[:most] if near else ()


def _found(connection: Connection, typed: Typed, beginnings: Sequence[str], most: int) -> tuple[Suggestion, ...]:
    """All in one request."""
    bodies = [
        _with_reference(typed, most),
        _with_title(typed, beginnings),
        *(_with_words(one, 2 * most) for one in beginnings),
    ]
    numbered, titled, *worded = connection.searches(bodies)
    words = _words(typed, dict(chain.from_iterable(frequencies(one["aggregations"]["sample"]) for one in worded)))
    titles = _titles(typed, beginnings, [_shown(one) for one in titled["hits"]["hits"]])
    return (
        *_references([_shown(one) for one in numbered["hits"]["hits"]]),
        *_in_turn(words[:most], titles[:most], most // 2),
    )


def _in_turn(words: list[Suggestion], titles: list[Suggestion], most: int) -> Iterator[Suggestion]:
    """A word and a title by turns, then what is left of either."""
    shorter = min(len(words[:most]), len(titles[:most]))
    for pair in zip(words[:shorter], titles[:shorter], strict=True):
        yield from pair
    yield from chain(words[shorter:], titles[shorter:])


def _near(connection: Connection, beginning: str) -> list[str]:
    """The beginnings one slip away that most documents have; the first letter is taken as meant."""
    counts = Counts(connection)
    edited = {
        one: begins("written", one) for one in one_edit_from(beginning, lambda _: True, first=1) if one != beginning
    }
    for query in edited.values():
        counts.of(query)
    counts.fetch()
    having = {one: counts.of(query) for one, query in edited.items()}
    return sorted((one for one in having if having[one]), key=lambda one: (-having[one], one))[:MOST_NEAR]


def _with_words(beginning: str, most: int) -> JSON:
    words = {"sample": {"sampler": {"shard_size": SAMPLE}, "aggs": listing(beginning, most)}}
    return {"size": 0, "query": begins("written", beginning), "aggs": words}


def _words(typed: Typed, having: dict[str, int]) -> list[Suggestion]:
    before = " ".join(typed.words)
    words = sorted(having, key=lambda word: (-having[word], word))
    kept = [word for word in words if having[word] >= FEWEST_DOCUMENTS and _is_a_word(word)]
    return [Suggestion(text=f"{before} {word}".strip(), offer=Offer.WORD) for word in kept]


def _is_a_word(word: str) -> bool:
    return word.replace("-", "").isalpha() and word not in STOP_WORDS


def _with_title(typed: Typed, beginnings: Sequence[str]) -> JSON:
    """Titles with a word that begins so and all the whole words, the newest."""
    begun = any_of([begins("title_words", one) for one in beginnings])
    wanted = all_of([begun, *(has("title_words", word) for word in typed.words)])
    return {"query": wanted, "size": MOST_TITLES_READ, "_source": "shown", "sort": NEWEST_FIRST}


def _titles(typed: Typed, beginnings: Sequence[str], hits: list[Hit]) -> list[Suggestion]:
    """Those that begin as typed come first."""
    starts = tuple(" ".join((*typed.words, one)) for one in beginnings)
    hits.sort(key=lambda hit: not hit.title.lower().startswith(starts))
    return [Suggestion(text=hit.title, offer=Offer.TITLE, document=hit.id, slug=hit.slug) for hit in hits]


def _with_reference(typed: Typed, most: int) -> JSON:
    """Documents whose reference begins so; `/`, `-` and `_` mean the same."""
    beginning = typed.beginning.replace("/", "-").replace("_", "-")
    has_figures = any(map(str.isdigit, beginning))
    wanted = all_of([begins("reference", beginning)])
    return {"query": wanted, "size": most if has_figures else 0, "_source": "shown", "sort": [{"id": "asc"}]}


def _references(hits: list[Hit]) -> Iterator[Suggestion]:
    for hit in hits:
        yield Suggestion(text=hit.reference, offer=Offer.REFERENCE, document=hit.id, slug=hit.slug)


def _shown(found: JSON) -> Hit:
    return as_hit({name: value for name, value in found["_source"]["shown"].items() if name != "body"})
