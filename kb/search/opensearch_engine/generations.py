"""The indexes of one knowledge base in the cluster, and which of them answers.

wissen                                an alias: what is searched
wissen-20261123t053000123456-4f1c2a   the index it stands for, and the one before it
wissen_state                          `edition`, written after each change; documents that no index takes, with the reason
"""

import logging
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from hashlib import sha256
from math import ceil
from secrets import token_hex
from typing import Any

from kb.errors import IndexDamaged, SearchUnavailable
from kb.search.opensearch_engine.connection import JSON, NOT_FOUND, WRITING_SECONDS, Connection
from kb.search.opensearch_engine.mapping import fingerprint, layout
from kb.search.opensearch_engine.writing import Refusal

logger = logging.getLogger(__name__)

DOCUMENTS_OF_A_SHARD = 50_000
"""More parts let more cores work on one question, but each costs every question some milliseconds."""

MOST_SHARDS = 24

_BEGUN = r"\d{8}t\d{12}-[0-9a-f]{6}"
"""What follows the alias in the name of an index, see `begin`."""

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


def shards_for(documents: int) -> int:
    """Into how many parts an index of about so many documents is divided."""
    return max(1, min(MOST_SHARDS, ceil(documents / DOCUMENTS_OF_A_SHARD)))


def _note_of(document: str) -> str:
    """The name of the note on a document that was refused."""
    return f"refused-{sha256(document.encode()).hexdigest()}"


class Generations:
    """Making, switching and removing indexes."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
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

    def begin(self, shards: int) -> str:
        """A new, empty index, which nobody searches yet."""
        self._make_state()
        # Names stand in the order in which they were begun, also within a second: `switch` goes by it.
        name = f"{self._alias}-{datetime.now(UTC):%Y%m%dt%H%M%S%f}-{token_hex(3)}"
        body = layout(shards)
        self._connection.ask(lambda client: client.indices.create(index=name, body=body, params=_SLOWLY))
        return name

    def discard(self, name: str) -> None:
        self._connection.ask(
            lambda client: client.indices.delete(index=name, params=_SLOWLY | {"ignore_unavailable": "true"})
        )

    def switch(self, name: str) -> list[str]:
        """Let this index answer, in one step; returns those before the one before it, which nobody needs any more."""
        listed, before = self._listed(), self._named()
        actions = [{"remove": {"index": one, "alias": self._alias}} for one in before]
        actions.append({"add": {"index": name, "alias": self._alias}})
        self._connection.ask(lambda client: client.indices.update_aliases(body={"actions": actions}, params=_SLOWLY))
        return [one for one in listed if one < name and one not in before]

    def answers(self, name: str) -> bool:
        """Whether it is this index that is searched."""
        return name in self._named()

    def tidy(self, unneeded: Iterable[str], refused: Iterable[str]) -> None:
        """Remove these indexes, and the notes on all documents but those that the present one refused.

        Whatever stays is removed by the next rebuild; this one has done its work, so nothing is raised.
        """
        try:
            self._forget_all_but(refused)
            for one in unneeded:
                self.discard(one)
        except SearchUnavailable as error:
            logger.warning("not tidied up after a rebuild: %s", error)

    def changed(self, settled: Iterable[str] = ()) -> None:
        """Write down that answers may be others from now on. settled: documents that are refused no longer, if ever."""
        edition = {"edition": f"{datetime.now(UTC):%Y%m%d%H%M%S}-{token_hex(4)}"}
        forgotten: list[JSON] = [{"delete": {"_id": _note_of(one)}} for one in settled]
        self._write([{"index": {"_id": _EDITION}}, edition, *forgotten])

    def edition(self) -> str:
        """Raises IndexDamaged while there is no index."""
        kept = self._connection.get(self._state, _EDITION)
        if kept is None:
            self.current()
            self.changed()  # somebody removed the state, or brought back the index without it
            kept = self._connection.get(self._state, _EDITION) or {}
        return str(kept.get("edition", ""))

    def refused(self) -> tuple[str, ...]:
        """Ids of documents that were refused when they were written last."""
        try:
            found = self._connection.ask(lambda client: client.search(index=self._state, body=_REFUSED))
        except IndexDamaged:  # nobody has written anything down yet
            return ()
        return tuple(one["_source"]["refused"]["id"] for one in found["hits"]["hits"])

    def note(self, refused: Sequence[Refusal]) -> None:
        """Keep what no index takes, with the reason, for a person to look at."""
        notes = [({"index": {"_id": _note_of(one.id)}}, {"refused": one._asdict()}) for one in refused]
        if notes:
            self._write([line for lines in notes for line in lines])

    def _forget_all_but(self, refused: Iterable[str]) -> None:
        others = [{"exists": {"field": "edition"}}, {"ids": {"values": list(map(_note_of, refused))}}]
        body = {"query": {"bool": {"must_not": others}}}
        params = _SEEN | {"conflicts": "proceed"}
        self._connection.ask(lambda client: client.delete_by_query(index=self._state, body=body, params=params))

    def _write(self, lines: Sequence[JSON]) -> None:
        """Changes of the state, which is made if it is not there. Raises SearchUnavailable if one of them failed."""
        try:
            self._bulk(lines)
        except IndexDamaged:
            self._make_state()
            self._bulk(lines)

    def _make_state(self) -> None:
        """Unless it is there; left to itself, a cluster may make one that takes anything."""
        if not self._connection.ask(lambda client: client.indices.exists(index=self._state)):
            self._connection.ask(lambda client: client.indices.create(index=self._state, body=_STATE, params=_SLOWLY))

    def _bulk(self, lines: Sequence[JSON]) -> None:
        params = _SEEN | {"require_alias": "false"}
        answer = self._connection.ask(lambda client: client.bulk(index=self._state, body=lines, params=params))
        for one in (of_one for item in answer["items"] for of_one in item.values()):
            if one["status"] == NOT_FOUND and "error" in one:
                raise IndexDamaged(f"there is no index {self._state}")
            if "error" in one:
                raise SearchUnavailable(f"{one['status']}: {one['error'].get('reason', '')}")

    def _named(self) -> list[str]:
        try:
            return list(self._connection.ask(lambda client: client.indices.get_alias(name=self._alias)))
        except IndexDamaged:
            return []

    def _listed(self) -> list[str]:
        """All that were ever begun and not removed."""
        found = self._connection.ask(lambda client: client.indices.get(index=f"{self._alias}-*"))
        # Beside `wissen` there may be another knowledge base that is called `wissen-2`.
        return [one for one in found if re.fullmatch(rf"{re.escape(self._alias)}-{_BEGUN}", one)]
