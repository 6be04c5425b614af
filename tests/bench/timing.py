"""How long calls take."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

ROUNDS = 3
Call = Callable[[], object]
Clock = Callable[[], float]


@dataclass(frozen=True)
class Spread:
    """Milliseconds over many calls."""

    p50: float
    p95: float
    most: float


def spread(times: Sequence[float]) -> Spread:
    """times: in milliseconds, at least one."""
    ordered = sorted(times)
    return Spread(ordered[len(ordered) // 2], ordered[len(ordered) * 95 // 100], ordered[-1])


def milliseconds(call: Call, clock: Clock = time.thread_time) -> float:
    begin = clock()
    call()
    return (clock() - begin) * 1_000


def interleaved(calls: Mapping[str, Sequence[Call]], clock: Clock = time.thread_time) -> dict[str, list[float]]:
    """Each call's median over three rounds, in milliseconds; in a round each name has its turn, after one call to warm up.

    Interleaved, so that a neighbour on the machine slows all of them. By default in CPU time of this thread.
    """
    for each in calls.values():
        each[0]()
    rounds: dict[str, list[list[float]]] = {name: [] for name in calls}
    for _ in range(ROUNDS):
        for name, each in calls.items():
            rounds[name].append([milliseconds(call, clock) for call in each])
    return {name: [statistics.median(times) for times in zip(*each, strict=True)] for name, each in rounds.items()}
