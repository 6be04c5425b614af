"""Documents in and out, many at a time: by version, so that what comes late or twice changes nothing."""

import logging
import time
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from kb.errors import IndexDamaged, SearchUnavailable
from kb.search.opensearch_engine.connection import JSON, NOT_FOUND, WRITING_SECONDS, Connection

logger = logging.getLogger(__name__)

FEWEST, MOST = 10, 2_000
"""Documents at once; how many, is found out."""

MOST_BYTES = 8_000_000
"""At once; nodes refuse more than 100 MB, and are slow well before."""

QUICK, SLOW = 1.0, 5.0
"""Seconds for a batch, below which the next one is larger, and above which it is smaller."""

MOST_TRIES = 8
FIRST_PAUSE = 0.1
"""Seconds before what was refused for the moment is tried again; each time twice as many."""

_DONE = {200, 201, NOT_FOUND, 409}
"""Of one document: written, made, was not there, a newer version is there."""
_LATER = {429, 503}
"""Of one document: the node has too much to do, a shard is on its way."""


class Action(NamedTuple):
    """One document to write or, without a source, to remove. version: 0 for whichever is there."""

    id: str
    version: int = 0
    source: JSON | None = None

    @property
    def lines(self) -> list[JSON]:
        if self.source is None:
            return [{"delete": {"_id": self.id}}]
        return [{"index": {"_id": self.id, "version": self.version, "version_type": "external_gte"}}, self.source]


class Refusal(NamedTuple):
    """A document that the index will never take, and why."""

    id: str
    version: int
    reason: str


class Writing:
    """Batches for one index; the next one is as large as the nodes are quick."""

    def __init__(self, connection: Connection, index: str) -> None:
        """index: by its own name, or the alias; then whichever answers at that moment is written to."""
        self._connection, self._index = connection, index
        self._size = 200

    def write(self, actions: Iterable[Action], *, seen_at_once: bool) -> list[Refusal]:
        """All of them, durably; returns what was refused for good. Raises SearchUnavailable.

        seen_at_once: whether searches find it when this returns.
        """
        refused: list[Refusal] = []
        for batch in self._batches(actions):
            begun = time.monotonic()
            refused += self._write(batch, seen_at_once=seen_at_once)
            self._adapt(time.monotonic() - begun)
        return refused

    def _batches(self, actions: Iterable[Action]) -> Iterator[list[Action]]:
        batch: list[Action] = []
        size = 0
        for action in actions:
            weight = len(action.source["text"]) * 4 if action.source else 0  # the other fields have as much again
            if batch and (len(batch) >= self._size or size + weight > MOST_BYTES):
                yield batch
                batch, size = [], 0
            batch.append(action)
            size += weight
        if batch:
            yield batch

    def _adapt(self, seconds: float) -> None:
        if seconds < QUICK:
            self._size = min(MOST, self._size * 2)
        elif seconds > SLOW:
            self._size = max(FEWEST, self._size // 2)

    def _write(self, batch: list[Action], *, seen_at_once: bool) -> list[Refusal]:
        """Again and again what is refused for the moment, with longer and longer pauses."""
        refused: list[Refusal] = []
        pause = FIRST_PAUSE
        for _ in range(MOST_TRIES):
            answers = self._send(batch, seen_at_once=seen_at_once)
            told = list(zip(batch, answers, strict=True))
            refused += [_refusal(one, answer) for one, answer in told if answer["status"] not in _DONE | _LATER]
            batch = [one for one, answer in told if answer["status"] in _LATER]
            if not batch:
                return refused
            self._size = max(FEWEST, self._size // 2)
            time.sleep(pause)
            pause *= 2
        raise SearchUnavailable(f"the nodes have too much to do for {len(batch)} documents")

    def _send(self, batch: list[Action], *, seen_at_once: bool) -> list[dict[str, Any]]:
        """What became of each, in order. Raises IndexDamaged if the index is gone; a node may not make one up."""
        lines = [line for action in batch for line in action.lines]
        params = {
            "refresh": "true" if seen_at_once else "false",
            "require_alias": str(self._index == self._connection.alias).lower(),
        }
        answer = self._connection.ask(
            lambda client: client.bulk(
                index=self._index, body=lines, params={**params, "request_timeout": WRITING_SECONDS}
            )
        )
        told = [of_one for item in answer["items"] for of_one in item.values()]
        if any(one["status"] == NOT_FOUND and "error" in one for one in told):
            raise IndexDamaged(f"there is no index {self._index}")
        return told


def _refusal(action: Action, answer: JSON) -> Refusal:
    reason = str(answer.get("error", {}).get("reason", answer["status"]))
    logger.error("the index refuses %s in version %d: %s", action.id, action.version, reason)
    return Refusal(action.id, action.version, reason)
