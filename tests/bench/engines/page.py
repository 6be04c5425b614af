"""What a full page of results holds, whichever engine makes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kb.search.grammar import parse
from kb.search.query import Wording
from kb.search.results import Marked
from kb.search.snippets import best_passage

FACETS = ("kind", "topic", "municipality", "committee", "year")
PER_PAGE = 10


@dataclass(frozen=True)
class Page:
    """total: exact. facets: name → value → number of hits. hits: titles, each with its snippet."""

    total: int
    facets: Mapping[str, Mapping[str, int]]
    hits: Sequence[tuple[str, Marked]]


def snippet(body: str, text: str) -> Marked:
    """The one that we show, made by our code for every engine; reading the question is not counted to a peer."""
    return best_passage(body, wording(text))


@cache
def wording(text: str) -> Wording:
    return parse(text)
