"""The indexes of one knowledge base in the cluster, and which of them answers.

wissen                                an alias: what is searched
wissen-20261123t053000123456-4f1c2a   the index it stands for, and the one before it
wissen_state                          `edition`, written after each change; documents that no index takes, with the reason
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from hashlib import sha256
from secrets import token_hex
from typing import Any

from kb.errors import IndexDamaged
from kb.search.opensearch_engine.connection import JSON, WRITING_SECONDS, Connection
from kb.search.opensearch_engine.mapping import fingerprint, layout
from kb.search.opensearch_engine.writing import Refusal

_EDITION = "edition"
_SLOWLY: dict[str, Any] = {"request_timeout": WRITING_SECONDS}
_SEEN: dict[str, Any] = {**_SLOWLY, "refresh": "true"}
_STATE: JSON = {
    "settings": {"number_of_shards": 1, "auto_expand_replicas": "0-1"},
    "mappings": {
        "dynamic": "strict",
        "properties": {"edition": {"type": "keyword"}, "refused": {"type": "object", "enabled": False}},
    },
}

_REFUSED: JSON = {"size": 100, "query": {"bool": {"must_not": [{"exists": {"field": "edition"}}]}}}


class Generations:
    """Making, switching and removing indexes."""

    def __init__(self, connection: Connection, shards: int) -> None:
        self._connection, self._shards = connection, shards
        self._alias = connection.alias
        self._state = f"{connection.alias}_state"

    def current(self) -> str:
        """The name of the index that answers. Raises IndexDamaged if there is none."""
        named = self._connection.ask(lambda client: client.indices.get_alias(name=self._alias))
        return str(max(named))

    def fits(self) -> bool:
        """Whether the index that answers was made as one would be made now."""
        [mapping] = self._connection.ask(lambda client: client.indices.get_mapping(index=self._alias)).values()
        return bool(mapping["mappings"].get("_meta", {}).get("fingerprint") == fingerprint())

    def begin(self) -> str:
        """A new, empty index, which nobody searches yet."""
        # Names stand in the order in which they were begun, also within a second: `switch` goes by it.
        name = f"{self._alias}-{datetime.now(UTC):%Y%m%dt%H%M%S%f}-{token_hex(3)}"
        body = layout(self._shards)
        self._connection.ask(lambda client: client.indices.create(index=name, body=body, params=_SLOWLY))
        return name

    def discard(self, name: str) -> None:
        self._connection.ask(
            lambda client: client.indices.delete(index=name, params=_SLOWLY | {"ignore_unavailable": "true"})
        )

    def switch(self, name: str) -> None:
        """Let this index answer, in one step; keep the one before it, and remove those before that."""
        listed = self._listed()
        before = self._named()
        actions = [{"remove": {"index": one, "alias": self._alias}} for one in before]
        actions.append({"add": {"index": name, "alias": self._alias}})
        self._connection.ask(lambda client: client.indices.update_aliases(body={"actions": actions}, params=_SLOWLY))
        self.changed()
        for one in listed:
            if one < name and one not in before:
                self.discard(one)

    def changed(self) -> None:
        """Write down that answers may be others from now on."""
        self._keep(_EDITION, {"edition": f"{datetime.now(UTC):%Y%m%d%H%M%S}-{token_hex(4)}"})

    def edition(self) -> str:
        """Raises IndexDamaged while there is no index."""
        kept = self._connection.get(self._state, _EDITION)
        if kept is None:
            raise IndexDamaged(f"there is no index {self._alias}")
        return str(kept["edition"])

    def refused(self) -> tuple[str, ...]:
        """Ids of documents that were refused when they were written last."""
        found = self._connection.ask(lambda client: client.search(index=self._state, body=_REFUSED))["hits"]["hits"]
        return tuple(one["_source"]["refused"]["id"] for one in found)

    def note(self, refused: Sequence[Refusal]) -> None:
        """Keep what no index takes, with the reason, for a person to look at."""
        for one in refused:
            self._keep(f"refused-{sha256(one.id.encode()).hexdigest()}", {"refused": one._asdict()})

    def _keep(self, one: str, source: JSON) -> None:
        def put() -> None:
            self._connection.ask(lambda client: client.index(index=self._state, id=one, body=source, params=_SEEN))

        try:
            put()
        except IndexDamaged:
            self._connection.ask(lambda client: client.indices.create(index=self._state, body=_STATE, params=_SLOWLY))
            put()

    def _named(self) -> list[str]:
        try:
            return list(self._connection.ask(lambda client: client.indices.get_alias(name=self._alias)))
        except IndexDamaged:
            return []

    def _listed(self) -> list[str]:
        """All that were ever begun and not removed."""
        return list(self._connection.ask(lambda client: client.indices.get(index=f"{self._alias}-*")))
