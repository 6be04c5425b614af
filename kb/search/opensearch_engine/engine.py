"""The engine protocol over a cluster: writing by version, reading from the index that the alias names."""

import random
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from types import TracebackType
from typing import Self

from kb.errors import IndexDamaged, SearchUnavailable
from kb.search.engine import Health, IndexedDocument
from kb.search.opensearch_engine.address import Address
from kb.search.opensearch_engine.answering import answer
from kb.search.opensearch_engine.connection import JSON, WRITING_SECONDS, Connection
from kb.search.opensearch_engine.counting import Counts
from kb.search.opensearch_engine.generations import Generations, shards_for
from kb.search.opensearch_engine.mapping import as_source, part_field
from kb.search.opensearch_engine.queries import has
from kb.search.opensearch_engine.suggesting import suggestions
from kb.search.opensearch_engine.writing import Action, Refusal, Writing
from kb.search.query import Query
from kb.search.results import Results
from kb.search.suggestions import Suggestion, read_typed

AT_ONCE = 5_000
"""Versions that are read in one request."""

CHANGING, REBUILDING = 1.0, 600.0
"""Seconds without progress until writing fails: a change is tried again by its caller, a rebuild begins anew."""

SAMPLED = 200
"""Documents of a rebuild that are read again before it answers."""


class OpenSearchEngine:
    """One index in a cluster. Reading and writing are safe from any thread; nothing is asked before the first use."""

    def __init__(self, address: Address) -> None:
        self._address, self._connection = address, Connection(address)
        self._generations = Generations(self._connection)
        self._writing = Writing(self._connection, self._connection.alias, CHANGING)

    # Reading

    def search(self, query: Query) -> Results:
        return answer(self._connection, query)

    def suggest(self, typed: str, most: int = 8) -> tuple[Suggestion, ...]:
        return suggestions(self._connection, read_typed(typed), most)

    def rarities(self, terms: Iterable[str]) -> Mapping[str, float]:
        asked = {term: has(part_field(""), term) for term in terms}
        counts = Counts(self._connection)
        for query in asked.values():
            counts.of(query)
        counts.fetch()
        return {term: counts.rarity(query) for term, query in asked.items() if counts.of(query) > 1}

    def edition(self) -> str:
        return self._generations.edition()

    def versions(self) -> Mapping[str, int]:
        self._refresh(self._connection.alias)
        return dict(self._versions())

    def _versions(self) -> Iterator[tuple[str, int]]:
        """In the order of ids, a piece at a time."""
        body: JSON = {"size": AT_ONCE, "sort": [{"id": "asc"}], "_source": False, "docvalue_fields": ["version"]}
        while hits := self._connection.search(body)["hits"]["hits"]:
            yield from ((hit["_id"], hit["fields"]["version"][0]) for hit in hits)
            body["search_after"] = hits[-1]["sort"]

    def health(self, *, thorough: bool = False) -> Health:
        """Lucene verifies its files itself; `thorough` also names what the index refused.

        Raises SearchUnavailable while the cluster, or a part of the index, cannot be asked."""
        try:
            name = self._generations.current()
        except IndexDamaged:
            return Health(state="missing", reason="no index was built yet")
        if not self._generations.fits():
            return Health(state="damaged", generation=name, reason="the index was made by another version")
        refused = self._generations.refused() if thorough else ()
        reason = f"documents that it does not take: {', '.join(refused)}" if refused else ""
        return Health(state="ready", documents=self._count(name), generation=name, reason=reason)

    def _count(self, index: str) -> int:
        answer = self._connection.ask(lambda client: client.count(index=index))
        if answer["_shards"]["successful"] < answer["_shards"]["total"]:
            raise SearchUnavailable("a part of the index cannot be asked")
        return int(answer["count"])

    # Writing

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        newest = {document.id: document for document in documents}
        self._change([_as_action(document) for document in newest.values()])

    def delete(self, versions: Mapping[str, int]) -> None:
        self._change([Action(*one) for one in versions.items()])

    def _change(self, actions: list[Action]) -> None:
        if not actions:
            return
        refused = self._writing.write(actions, seen_at_once=True)
        self._writing.write(map(_older_ones, refused), seen_at_once=True)
        self._generations.note(refused)
        self._generations.changed(settled={one.id for one in actions} - {one.id for one in refused})

    def rebuild(self, documents: int = 0) -> "OpenSearchRebuild":
        return OpenSearchRebuild(self._connection, self._generations, self._address.shards or shards_for(documents))

    def quarantine(self) -> None:
        """Nothing: the index before answers as well as it can until the new one is there."""

    def _refresh(self, index: str) -> None:
        _refresh(self._connection, index)


class OpenSearchRebuild:
    """An index growing beside the current one."""

    def __init__(self, connection: Connection, generations: Generations, shards: int) -> None:
        self._connection, self._generations = connection, generations
        self._name = generations.begin(shards)
        self._writing = Writing(connection, self._name, REBUILDING)
        self._is_current = False
        self._sampled: dict[str, str] = {}
        self._refused: set[str] = set()
        self._seen = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._is_current:
            return
        with suppress(SearchUnavailable):  # the next rebuild removes it
            # The switch may have got through though nothing was heard of it.
            if not self._generations.answers(self._name):
                self._generations.discard(self._name)

    def put(self, documents: Iterable[IndexedDocument]) -> None:
        actions = map(self._noted, map(_as_action, documents))
        refused = self._writing.write(actions, seen_at_once=False)
        self._writing.write(map(_older_ones, refused), seen_at_once=False)
        self._generations.note(refused)
        self._refused |= {one.id for one in refused}

    def delete(self, versions: Mapping[str, int]) -> None:
        for one in versions:
            self._sampled.pop(one, None)
            self._refused.discard(one)
        self._writing.write([Action(*one) for one in versions.items()], seen_at_once=False)

    def switch(self, expected: int) -> None:
        """Documents that no index takes are not waited for: their reasons are kept for a person."""
        _refresh(self._connection, self._name)
        counted = self._connection.ask(lambda client: client.count(index=self._name))["count"]
        if counted + len(self._refused) != expected:
            raise IndexDamaged(f"the rebuild holds {counted} documents instead of {expected}")
        differing = self._differing()
        if differing:
            raise IndexDamaged(
                f"the rebuild holds {differing} of {len(self._sampled)} documents otherwise than they were sent"
            )
        unneeded = self._generations.switch(self._name)
        self._is_current = True
        self._generations.changed()
        self._generations.tidy(unneeded, self._refused)

    def _noted(self, action: Action) -> Action:
        """Each document is as likely as any other to be read again in the end. Source: Vitter's algorithm R, TOMS 1985."""
        digest = action.source["digest"] if action.source else ""
        self._refused.discard(action.id)  # that was another version of it
        self._seen += 1
        if action.id in self._sampled or len(self._sampled) < SAMPLED:
            self._sampled[action.id] = digest
        elif random.random() < SAMPLED / self._seen:  # noqa: S311 - no secret
            del self._sampled[random.choice(list(self._sampled))]  # noqa: S311
            self._sampled[action.id] = digest
        return action

    def _differing(self) -> int:
        """How many of the sampled documents are not found as they were sent."""
        sent = {one: digest for one, digest in self._sampled.items() if one not in self._refused}
        if not sent:
            return 0
        found = self._connection.ask(
            lambda client: client.mget(index=self._name, body={"ids": list(sent)}, params={"_source": "digest"})
        )["docs"]
        return sum(one.get("_source", {}).get("digest") != sent[one["_id"]] for one in found)


def _as_action(document: IndexedDocument) -> Action:
    return Action(document.id, document.version, as_source(document))


def _older_ones(refused: Refusal) -> Action:
    """What removes versions before the refused one: rather not found than quoted from a text that is out of date."""
    return Action(refused.id, refused.version)


def _refresh(connection: Connection, index: str) -> None:
    """Make searches see all that was written."""
    connection.ask(lambda client: client.indices.refresh(index=index, params={"request_timeout": WRITING_SECONDS}))
