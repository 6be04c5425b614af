"""How many documents have something: what rarity is worked out from, over all shards and without deleted documents.

OpenSearch's own statistics count deleted documents until their segment is merged, so that the same question would be
scored differently by each copy of a shard.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from kb.search.opensearch_engine.connection import JSON, Connection
from kb.search.ranking import rarity


@dataclass(frozen=True)
class Collection:
    """Of the whole index. average: terms of a document. newest: the latest day, as its number."""

    documents: int = 0
    average: float = 0.0
    newest: int = 0


class Counts:
    """Counts of queries. Each asked for in vain is remembered, and fetched with all others by `fetch`.

    So a question is put together twice: first to learn what must be counted, then with the counts.
    """

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}
        self._wanted: dict[str, JSON] = {}
        self.collection = Collection()

    def of(self, query: JSON) -> int:
        """How many documents match; 0 as long as it was not fetched."""
        key = json.dumps(query, sort_keys=True)
        if key not in self._known:
            self._wanted[key] = query
        return self._known.get(key, 0)

    def rarity(self, query: JSON) -> float:
        """Never negative, though all documents and those that match are counted at two moments, between which some go.

        Nodes refuse a question with a negative score in it.
        """
        having = self.of(query)
        return rarity(max(self.collection.documents, having), having)

    def fetch(self) -> None:
        """Ask for all that is wanted; nothing is sent if there is nothing."""
        if not self._wanted:
            return
        wanted, self._wanted = self._wanted, {}
        whole, counted = self._connection.searches([_OF_ALL, _counting(list(wanted.values()))])
        self.collection = _collection(whole)
        buckets: Mapping[str, JSON] = counted["aggregations"]["counts"]["buckets"]
        self._known |= {key: buckets[str(number)]["doc_count"] for number, key in enumerate(wanted)}


_OF_ALL: JSON = {
    "size": 0,
    "track_total_hits": True,
    "aggs": {"average": {"avg": {"field": "length"}}, "newest": {"max": {"field": "day"}}},
}
"""The same for every question, so that the nodes keep the answer until something changes."""


def _counting(queries: Sequence[JSON]) -> JSON:
    filters = {str(number): query for number, query in enumerate(queries)}
    return {"size": 0, "track_total_hits": False, "aggs": {"counts": {"filters": {"filters": filters}}}}


def _collection(answer: JSON) -> Collection:
    values = {name: of["value"] or 0 for name, of in answer["aggregations"].items()}
    return Collection(answer["hits"]["total"]["value"], values["average"], int(values["newest"]))
