"""The words that documents are written with: which begin so, and which is spelled nearly so."""

from collections.abc import Iterable, Sequence
from itertools import chain

from kb.search.edits import one_edit_from
from kb.search.opensearch_engine.connection import JSON, Connection
from kb.search.opensearch_engine.counting import Counts
from kb.search.opensearch_engine.mapping import part_field
from kb.search.opensearch_engine.queries import begins, has
from kb.search.query import Word, Wording
from kb.search.spelling import MOST_WORDS, SHORTEST, Near, can_have_a_near_one, likeliest_first, terms_that_make_known

MOST_CANDIDATES = 100
"""Words one edit away that are looked at; there are seldom more than a handful."""

_SIGNS = r'.?+*|{}[]()"\#@&<>~^$'
"""With a meaning in Lucene's regular expressions."""


class WrittenWords:
    """Asked while a question is put together; what was answered is kept that long."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[tuple[str, ...], int], list[str]] = {}

    def beginning_with(self, beginnings: Sequence[str], most: int) -> list[str]:
        """The most frequent words that begin so, at most so many for each beginning."""
        key = (tuple(beginnings), most)
        if key not in self._known:
            answers = self._connection.searches([_listing(one, most) for one in beginnings])
            self._known[key] = [word for answer in answers for word, _ in frequencies(answer["aggregations"])]
        return self._known[key]


def listing(beginning: str, most: int) -> JSON:
    """An aggregation: the most frequent written words that begin so."""
    escaped = "".join(f"\\{sign}" if sign in _SIGNS else sign for sign in beginning)
    order = [{"_count": "desc"}, {"_key": "asc"}]
    of_words = {"field": "written", "include": f"{escaped}.*", "size": most, "shard_size": 10 * most, "order": order}
    return {"words": {"terms": of_words}}


def frequencies(aggregated: JSON) -> list[tuple[str, int]]:
    """Words with the number of their documents, the most frequent first."""
    return [(one["key"], one["doc_count"]) for one in aggregated["words"]["buckets"]]


def _listing(beginning: str, most: int) -> JSON:
    return {"size": 0, "query": begins("written", beginning), "aggs": listing(beginning, most)}


def unknown_words(counts: Counts, wording: Wording) -> list[Word]:
    """Words that no document has, in any form or just as they are written."""
    words = (clause for clause in dict.fromkeys(wording.clauses) if isinstance(clause, Word))
    looked_at = [word for word in words if word.surface and word.exact and not word.is_prefix]
    having = {word: sum(map(counts.of, _making_known(word))) for word in looked_at}
    return [word for word in looked_at if not having[word]]


def _making_known(word: Word) -> Iterable[JSON]:
    yield from (has(part_field(""), term) for term in terms_that_make_known(word))
    yield has("written", word.exact)


def near_words(connection: Connection, counts: Counts, unknown: Sequence[Word]) -> Near:
    """For unknown words the most frequent one that is written nearly so, rather one with the same first letter."""
    candidates = _candidates(connection, [word for word in unknown[:MOST_WORDS] if can_have_a_near_one(word.exact)])
    for near in chain.from_iterable(candidates.values()):
        counts.of(has("written", near))
    counts.fetch()
    found = {
        word: likeliest_first(word.exact, {near: counts.of(has("written", near)) for near in of_one})
        for word, of_one in candidates.items()
    }
    return {word: near[0] for word, near in found.items() if near}


def _candidates(connection: Connection, words: Sequence[Word]) -> dict[Word, set[str]]:
    """Written words one edit away; some may be of deleted documents only."""
    if not words:
        return {}
    [answer] = connection.searches(
        [{"size": 0, "suggest": {str(at): _near(one.exact) for at, one in enumerate(words)}}]
    )
    near = {
        word: {option["text"] for entry in answer["suggest"][str(at)] for option in entry["options"]}
        for at, word in enumerate(words)
    }
    return {word: of_one.intersection(one_edit_from(word.exact, _anything)) for word, of_one in near.items()}


def _near(written: str) -> JSON:
    """All that are one edit away, however rare, from whatever letter on."""
    edits = {"max_edits": 1, "prefix_length": 0, "min_word_length": SHORTEST, "string_distance": "damerau_levenshtein"}
    many = {"size": MOST_CANDIDATES, "shard_size": MOST_CANDIDATES, "max_inspections": 20, "sort": "frequency"}
    return {"text": written, "term": {"field": "written", "suggest_mode": "always", "accuracy": 0.1, **edits, **many}}


def _anything(_beginning: str) -> bool:
    return True
