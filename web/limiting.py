"""How many questions one network may ask the interface for machines: counted before anything is answered.

A sliding window of a minute. It stands before the kept answers, so that these count too. If the store that counts does
not answer, questions are let through: nobody is to be turned away because a counter is broken.
"""

import ipaddress
import logging
import threading
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from flask import Flask
from werkzeug.wrappers import Response

try:
    import limits
    from limits.errors import ConfigurationError, StorageError
    from limits.strategies import SlidingWindowCounterRateLimiter
except ImportError:  # the extra is not installed; `counter` says so if it is wanted
    limits = None  # type: ignore[assignment]

from kb.errors import SettingsError
from kb.settings import Settings
from web.problems import API_PATH, problem

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

logger = logging.getLogger(__name__)

MEMORY = "memory://"
"""Counts here; everything else is a store that several processes share."""

WINDOW = 60
"""Seconds."""

MOST_NETWORKS = 100_000
"""Remembered at once, about 20 MB."""

IPV6_NETWORK = 64
"""Bits that one household or office has to itself."""


class Counted(NamedTuple):
    """One more question of a network. left: how many it has. Seconds until it has all again: reset, until one: again."""

    is_allowed: bool
    left: int
    reset: int
    again: int = 0


Count = Callable[[str], Counted]


def limit(app: Flask, settings: Settings) -> None:
    """Put the counter before the application, if the settings want one. Raises SettingsError."""
    if settings.limits:
        app.wsgi_app = _Limiting(app.wsgi_app, counter(settings), settings.limit)  # type: ignore[method-assign]  # the documented way to add middleware


def counter(settings: Settings) -> Count:
    """Counts one question. Raises SettingsError for a store that there is not, or packages that are missing."""
    return InMemory(settings.limit) if settings.limits == MEMORY else _in_store(settings)


class InMemory:
    """Counts in this process. Of the minute before, as much counts as still lies within the last sixty seconds."""

    def __init__(self, most: int, now: Callable[[], float] = time.time) -> None:
        self._most, self._now = most, now
        self._counts: dict[str, tuple[int, int, int]] = {}  # by network: the minute, questions in it, in the one before
        self._lock = threading.Lock()

    def __call__(self, network: str) -> Counted:
        minute, second = divmod(self._now(), WINDOW)
        with self._lock:
            last, count, before = self._counts.get(network, (int(minute), 0, 0))
            if last != minute:
                count, before = 0, count if last == minute - 1 else 0
            asked = count + before * (1 - second / WINDOW)
            is_allowed = asked < self._most
            self._counts[network] = (int(minute), count + is_allowed, before)
            self._forget(int(minute))
        reset = WINDOW - second + (WINDOW if count + is_allowed else 0)
        again = 0 if is_allowed else _whole(self._fades(count, before) - second)
        return Counted(is_allowed, max(0, int(self._most - asked - is_allowed)), _whole(reset), again)

    def _fades(self, count: int, before: int) -> float:
        """The second of this minute from which on so much is forgotten that one more is allowed."""
        return WINDOW * (1 - (self._most - count) / before) if count < self._most else WINDOW

    def _forget(self, minute: int) -> None:
        """Networks that have not asked for two minutes, whenever there are many."""
        if len(self._counts) > MOST_NETWORKS:
            self._counts = {network: kept for network, kept in self._counts.items() if kept[0] >= minute - 1}


def _in_store(settings: Settings) -> Count:
    if limits is None:
        raise SettingsError(
            "Für dieses KB_LIMITS fehlt ein Paket: pip install 'wissensspeicher[limits]'. Ohne: KB_LIMITS=memory://"
        )
    try:
        storage = limits.storage.storage_from_string(settings.limits, wrap_exceptions=True)
    except (ConfigurationError, ValueError) as error:
        raise SettingsError(f"KB_LIMITS geht so nicht: {error} Bekannt sind: memory:// und redis://….") from error
    limiter, item = SlidingWindowCounterRateLimiter(storage), limits.RateLimitItemPerSecond(settings.limit, WINDOW)

    def count(network: str) -> Counted:
        try:
            is_allowed = limiter.hit(item, network)
            stats = limiter.get_window_stats(item, network)
        except StorageError as error:
            logger.warning("limits: %s", error)
            return Counted(is_allowed=True, left=settings.limit, reset=WINDOW)
        seconds = _whole(stats.reset_time - time.time())
        return Counted(is_allowed, stats.remaining, seconds, seconds)

    return count


def _whole(seconds: float) -> int:
    """Whole seconds that are surely enough."""
    return int(max(0.0, seconds)) + 1


def network_of(address: str) -> str:
    """An IPv4 address itself, of IPv6 the part that is one household's; anything else is one network together."""
    try:
        read = ipaddress.ip_address(address)
    except ValueError:
        return "?"
    if isinstance(read, ipaddress.IPv6Address):
        return str(read.ipv4_mapped or ipaddress.ip_network((read, IPV6_NETWORK), strict=False))
    return str(read)


class _Limiting:
    def __init__(self, app: "WSGIApplication", count: Count, most: int) -> None:
        self._app, self._count, self._most = app, count, most

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        # What a browser asks beforehand is no question, and its answer is always the same.
        if not environ.get("PATH_INFO", "").startswith(API_PATH) or environ["REQUEST_METHOD"] == "OPTIONS":
            return self._app(environ, start_response)
        counted = self._count(network_of(environ.get("REMOTE_ADDR", "")))
        headers = self._headers(counted)
        if not counted.is_allowed:
            return _refusal(counted, headers)(environ, start_response)

        def start(status: str, own: list[tuple[str, str]], *rest: object) -> object:
            return start_response(status, [*own, *headers], *rest)  # type: ignore[arg-type]  # passed on as it came

        return self._app(environ, start)  # type: ignore[arg-type]

    def _headers(self, counted: Counted) -> list[tuple[str, str]]:
        """Source: draft-ietf-httpapi-ratelimit-headers-10."""
        return [
            ("RateLimit-Policy", f'"netz";q={self._most};w={WINDOW}'),
            ("RateLimit", f'"netz";r={counted.left};t={counted.reset}'),
        ]


def _refusal(counted: Counted, headers: list[tuple[str, str]]) -> Response:
    seconds = f"{counted.again} Sekunden" if counted.again != 1 else "einer Sekunde"
    body, status, own = problem(
        HTTPStatus.TOO_MANY_REQUESTS, "Zu viele Fragen", f"Bitte fragen Sie in {seconds} wieder. Nichts ist verloren."
    )
    shared = [
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Expose-Headers", "RateLimit, RateLimit-Policy, Retry-After"),
        ("Cross-Origin-Resource-Policy", "cross-origin"),
    ]
    more = [*own.items(), *headers, *shared, ("Retry-After", str(counted.again)), ("Cache-Control", "no-store")]
    return Response(body, status, more)
