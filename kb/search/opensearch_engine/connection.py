"""Talking to the cluster: what goes wrong there becomes one of our errors, without addresses or passwords."""

import logging
import time
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NoReturn, TypeVar

from kb.errors import IndexDamaged, SearchUnavailable, SettingsError
from kb.search.opensearch_engine.address import Address
from kb.search.opensearch_engine.refusals import Error, innermost, is_too_much

try:
    from opensearchpy import ConnectionTimeout, NotFoundError, OpenSearch, OpenSearchException, TransportError
except ImportError as missing:
    raise SettingsError(
        "Für dieses KB_INDEX fehlt ein Paket: pip install 'wissensspeicher[opensearch]'. Ohne: KB_INDEX=whoosh:///index"
    ) from missing

logging.getLogger("opensearch").setLevel(logging.ERROR)  # it warns of each answer that says: there is none

JSON = dict[str, Any]
Answer = TypeVar("Answer")

NOT_FOUND = 404
TOO_LARGE = 413
TOO_BUSY = 429
TOO_SLOW = 504
"""Also what we call it if no answer came in time."""

TOO_MUCH = {TOO_LARGE, TOO_BUSY, 502, 503, TOO_SLOW}
"""Of a node, or a proxy before it: not so much, or not now."""

WRITING_SECONDS = 60.0
"""How long a node may take over a change of indexes."""

BATCH_SHARE = 20
"""A batch of documents may take so many times as long as a search: a minute by default."""

IN_VAIN = 1.0
"""Seconds after which a failure was not only a refusal: others would wait as long."""

BREATH = 0.1
"""Seconds after which a search that was refused is tried once more."""

REST = 5.0
"""Seconds in which nobody waits for a cluster that has just let somebody wait in vain."""

__all__ = ["JSON", "Connection"]


class TooMuch(SearchUnavailable):
    """Less at once, or the same later, may well succeed. status: of HTTP."""

    def __init__(self, status: int, reason: str) -> None:
        self.status = status
        super().__init__(reason)


class Connection:
    """The nodes of one cluster. A node that does not answer in time is left out for a while, and one other is asked."""

    def __init__(self, address: Address) -> None:
        self.alias = address.prefix
        self.batch_seconds = BATCH_SHARE * address.seconds
        self._rests_until = 0.0
        self._client = OpenSearch(
            hosts=[{"host": host, "port": port} for host, port in address.hosts],
            http_auth=(address.user, address.password) if address.user else None,
            use_ssl=address.is_encrypted,
            verify_certs=True,
            ca_certs=address.certificates or None,
            timeout=address.seconds,
            max_retries=1,
            retry_on_timeout=True,
            pool_maxsize=32,
        )

    def search(self, body: JSON) -> JSON:
        """The answer of all shards; a part of them is none. Raises SearchUnavailable at once while searches rest."""
        whole = {"allow_partial_search_results": "false"}
        return dict(self._unless_resting(lambda client: client.search(index=self.alias, body=body, params=whole)))

    def searches(self, bodies: Sequence[JSON]) -> list[JSON]:
        """Several at once, in order."""
        head = {"index": self.alias, "allow_partial_search_results": False}
        lines = [line for body in bodies for line in (head, body)]
        return self._unless_resting(lambda client: _answered(client.msearch(body=lines)["responses"]))

    def _unless_resting(self, question: Callable[[OpenSearch], Answer]) -> Answer:
        """A search that was waited for in vain is followed by a rest, so that not every reader waits in vain, too."""
        begun = time.monotonic()
        if begun < self._rests_until:
            raise SearchUnavailable("the cluster did not answer in time a moment ago")
        try:
            return self._once_more(question)
        except SearchUnavailable:
            if time.monotonic() - begun > IN_VAIN:
                self._rests_until = time.monotonic() + REST
            raise

    def _once_more(self, question: Callable[[OpenSearch], Answer]) -> Answer:
        """What a node refuses at once since it has too much to do is asked once more, of the next one."""
        begun = time.monotonic()
        try:
            return self.ask(question)
        except TooMuch:
            if time.monotonic() - begun > IN_VAIN:
                raise
            time.sleep(BREATH)
            return self.ask(question)

    def ask(self, question: Callable[[OpenSearch], Answer]) -> Answer:
        """What the client answers. Raises IndexDamaged where there is no index, SearchUnavailable for all else.

        That is TooMuch where the nodes are there but did not take it.
        """
        try:
            return question(self._client)
        except NotFoundError as error:
            raise IndexDamaged(f"there is no index {self.alias}") from error
        except ConnectionTimeout as error:
            raise TooMuch(TOO_SLOW, "the cluster did not answer in time") from error
        except TransportError as error:
            if isinstance(error.status_code, int):
                told = error.info if isinstance(error.info, dict) else {}
                _raise(error.status_code, told.get("error") or error.error)
            raise SearchUnavailable("no node of the cluster can be reached") from error
        except OpenSearchException as error:
            raise SearchUnavailable(type(error).__name__) from error

    def get(self, index: str, one: str) -> Mapping[str, Any] | None:
        """A document by its id as it is now, refreshed or not; None if it or its index is not there.

        Raises SearchUnavailable at once while searches rest.
        """
        try:
            found = self._unless_resting(lambda client: client.get(index=index, id=one))
        except IndexDamaged:
            return None
        return dict(found["_source"])


def _answered(answers: Sequence[JSON]) -> list[JSON]:
    """Raises for the first search that has none."""
    for answer in answers:
        if "error" in answer:
            _raise(answer["status"], answer["error"])
    return list(answers)


def _raise(status: int, error: Error) -> NoReturn:
    """error: as the nodes tell it. A script or a parser that had too little memory is told as a mistake of ours, by 400."""
    kind, reason = innermost(error)
    if status == NOT_FOUND:
        raise IndexDamaged(reason)
    told = ": ".join(filter(None, (str(status), kind, reason)))
    if status in TOO_MUCH or is_too_much(kind):
        raise TooMuch(status if status in TOO_MUCH else TOO_BUSY, told)
    raise SearchUnavailable(told)
