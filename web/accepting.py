"""Which of the web processes takes a new connection: one that has nothing to do, if there is one.

They all wait at one socket, and the system wakes all of them. Within a process threads share one interpreter, so two
questions in one process take twice as long, while another process may have none.
"""

from collections.abc import Iterable
from typing import Any

LEFT_TO_OTHERS = 0.05
"""Seconds for which a process that is answering leaves new connections to the others: longer than nearly all answers
take. Then it takes one more, as a slow answer, a large file perhaps, is to keep nobody out."""


def seconds_left_to_others(channels: Iterable[Any], now: float) -> float:
    """For how long no connection should be taken, going by the latest question that is not answered yet.

    channels: of waitress, by their `requests`, `creation_time` and `last_activity`. now: by time.time().
    """
    ages = [now - one.last_activity for one in channels if _is_at_work(one)]
    # Moments that are still to come are those of a clock that was set back.
    return max((LEFT_TO_OTHERS - age for age in ages if 0 <= age < LEFT_TO_OTHERS), default=0.0)


def _is_at_work(channel: Any) -> bool:
    """Also one that was taken just now, as its question is about to come."""
    return bool(channel.requests) or bool(channel.last_activity == channel.creation_time)
