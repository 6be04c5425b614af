"""Which of the web processes takes a new connection: one that has nothing to do, if there is one.

They all wait at one socket, and the system wakes all of them. Within a process threads share one interpreter, so two
questions in one process take twice as long while another process may have none.
"""

import os
from typing import Any

LEFT_TO_OTHERS = float(os.environ.get("HOLD", "0.02"))
"""Seconds for which a process that is answering leaves new connections to the others: a little longer than most answers
take. Then it takes one more: a slow answer, a large file perhaps, is to keep nobody out."""


def seconds_left_to_others(channels: list[Any], now: float) -> float:
    """For how long no connection should be taken, going by the latest question that is not answered yet.

    channels: of waitress, by their `requests`, `creation_time` and `last_activity`. now: by time.time().
    """
    latest = max((one.last_activity for one in channels if _is_at_work(one)), default=0.0)
    return max(0.0, latest + LEFT_TO_OTHERS - now)


def _is_at_work(channel: Any) -> bool:
    """Also one that was taken just now, as its question is about to come."""
    return bool(channel.requests) or bool(channel.last_activity == channel.creation_time)
