"""Documents in and out, many at a time: by version, so that what comes late or twice changes nothing."""

import logging
import time
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from kb.errors import IndexDamaged, SearchUnavailable
from kb.search.opensearch_engine.connection import JSON, NOT_FOUND, TOO_LARGE, TOO_MUCH, Connection, TooMuch

logger = logging.getLogger(__name__)

FIRST, MOST = 200, 2_000
"""Documents at once; how many, is found out."""

MOST_BYTES = 8_000_000
"""At once; nodes refuse more than 100 MB, and are slow well before."""

QUICK, SLOW = 1.0, 5.0
"""Seconds for a batch, below which the next one is larger, and above which it is smaller."""

FIRST_PAUSE, LONGEST_PAUSE = 0.1, 10.0
"""Seconds before what was refused for the moment is tried again; each time twice as many."""

_DONE = {200, 201, NOT_FOUND, 409}
"""Of one document: written, made, was not there, a newer version is there."""
_LATER = TOO_MUCH - {TOO_LARGE}
"""Of one document: the node has too much to do, a shard is on its way."""


class Action(NamedTuple):
    """One document to write in this version or, without a source, to remove in this version and all before it."""

    id: str
    version: int
    source: JSON | None = None

    @property
    def lines(self) -> list[JSON]:
        about = {"_id": self.id, "version": self.version, "version_type": "external_gte"}
        return [{"delete": about}] if self.source is None else [{"index": about}, self.source]


class Refusal(NamedTuple):
    """A document that the index will never take, and why."""

    id: str
    version: int
    reason: str


class Writing:
    """Batches for one index; the next one is as large as the nodes are quick, and allow."""

    def __init__(self, connection: Connection, index: str, patience: float) -> None:
        """index: by its own name, or the alias; then whichever answers at that moment is written to.

        patience: seconds in which nothing may get through before that is an error.
        """
        self._connection, self._index, self._patience = connection, index, patience
        self._size, self._most = FIRST, MOST

    def write(self, actions: Iterable[Action], *, seen_at_once: bool) -> list[Refusal]:
        """All of them, durably; returns what was refused for good. Raises SearchUnavailable.

        seen_at_once: whether searches find it when this returns.
        """
        refused: list[Refusal] = []
        for batch in self._batches(actions):
            refused += self._write(batch, seen_at_once=seen_at_once)
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

    def _write(self, batch: list[Action], *, seen_at_once: bool) -> list[Refusal]:
        """Again and again what is refused for the moment: less at once, and after longer and longer pauses."""
        refused: list[Refusal] = []
        since, pause = time.monotonic(), FIRST_PAUSE
        while batch:
            some, rest = batch[: self._size], batch[self._size :]
            begun = time.monotonic()
            told = list(zip(some, self._send(some, seen_at_once=seen_at_once), strict=True))
            refused += [_refusal(one, answer) for one, answer in told if answer["status"] not in _DONE | _LATER]
            later = [one for one, answer in told if answer["status"] in _LATER]
            self._adapt(time.monotonic() - begun, is_too_much=bool(later))
            batch = [*later, *rest]
            if len(later) < len(some):
                since, pause = time.monotonic(), FIRST_PAUSE
            elif time.monotonic() - since > self._patience:
                raise SearchUnavailable(f"the nodes have too much to do for {len(batch)} documents")
            if later:
                time.sleep(pause)
                pause = min(LONGEST_PAUSE, pause * 2)
        return refused

    def _adapt(self, seconds: float, *, is_too_much: bool) -> None:
        if is_too_much or seconds > SLOW:
            self._size = max(1, self._size // 2)
        elif seconds < QUICK:
            self._size = min(self._most, self._size * 2)

    def _send(self, batch: list[Action], *, seen_at_once: bool) -> list[JSON]:
        """What became of each, in order. Raises IndexDamaged if the index is gone; a node may not make one up."""
        try:
            told = self._ask(batch, seen_at_once=seen_at_once)
        except TooMuch as error:
            if error.status == TOO_LARGE and len(batch) > 1:
                half = self._size = self._most = len(batch) // 2
                parts = (batch[:half], batch[half:])
                return [one for part in parts for one in self._send(part, seen_at_once=seen_at_once)]
            return [{"status": error.status, "error": {"reason": str(error)}}] * len(batch)
        if any(one["status"] == NOT_FOUND and "error" in one for one in told):
            raise IndexDamaged(f"there is no index {self._index}")
        return told

    def _ask(self, batch: list[Action], *, seen_at_once: bool) -> list[JSON]:
        lines = [line for action in batch for line in action.lines]
        params = {
            "refresh": "true" if seen_at_once else "false",
            "require_alias": str(self._index == self._connection.alias).lower(),
            "request_timeout": self._connection.batch_seconds,
        }
        answer = self._connection.ask(lambda client: client.bulk(index=self._index, body=lines, params=params))
        return [of_one for item in answer["items"] for of_one in item.values()]


def _refusal(action: Action, answer: JSON) -> Refusal:
    reason = str(answer.get("error", {}).get("reason", answer["status"]))
    logger.error("the index refuses %s in version %d: %s", action.id, action.version, reason)
    return Refusal(action.id, action.version, reason)
