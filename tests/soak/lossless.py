"""Part of `make soak`: two machines save and index for minutes, while nodes, connections and processes are taken from them.

python -m tests.soak.lossless [--seconds N]
"""

import argparse
import sys
import threading
import time
from collections import Counter
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

from tests.service import PROGRAM
from tests.soak.disturbing import disturbed, seconds_until
from tests.soak.ledger import Ledger, faults, judge
from tests.soak.processes import Kept
from tests.soak.stack import LOGS, PATIENCE, Stack, a_stack
from tests.soak.telling import around, spread_of, table

MACHINES = ("eins", "zwei")
PAUSE = 0.15
"""Seconds between two saves of a writer, on average."""


@dataclass
class Lag:
    """The most that ever waited for the index."""

    changes: int = 0
    seconds: float = 0.0

    def watch(self, stack: Stack, over: threading.Event) -> None:
        while not over.wait(0.5):
            changes, seconds = stack.waiting()
            self.changes, self.seconds = max(self.changes, changes), max(self.seconds, seconds)


def main() -> None:
    asked = _asked()
    with around("Dauerprobe"), a_stack() as stack:
        sys.exit(0 if _soaked(stack, asked.seconds) else 1)


def _soaked(stack: Stack, seconds: float) -> bool:
    ledger, lag, over = Ledger(), Lag(), threading.Event()
    writers, workers = [a_writer(stack, one, ledger) for one in MACHINES], [a_worker(stack, one) for one in MACHINES]
    with stack.library() as library:
        generation = library.keeping.health().generation
    watching = threading.Thread(target=lag.watch, args=(stack, over))
    try:
        for one in chain(writers, workers):
            one.start()
        watching.start()
        with disturbed(stack.cluster, stack.database, [*writers, *workers]) as deeds:
            time.sleep(seconds)
        healing = _healing(stack, writers, workers)
    finally:
        over.set()
        for one in chain(writers, workers):
            one.kill()
    with stack.library() as library:
        verdict, differing = judge(library, ledger), library.keeping.reconcile()
        is_same = library.keeping.health().generation == generation
    _tell(ledger, deeds, lag, healing)
    table({"derselbe Index wie am Anfang": "ja" if is_same else "nein"} | faults(verdict, differing))
    return bool(ledger.saves) and verdict.is_good and not differing


def a_writer(stack: Stack, machine: str, ledger: Ledger) -> Kept:
    name = machine[0]
    command = [sys.executable, "-m", "tests.soak.writer", name, str(PAUSE)]
    log = LOGS / f"schreibt-{machine}.log"
    return Kept("writer", command, stack.environment(machine), log, ledger.hear, lambda: ledger.order(name))


def a_worker(stack: Stack, machine: str) -> Kept:
    return Kept("worker", [PROGRAM, "work"], stack.environment(machine), LOGS / f"arbeitet-{machine}.log")


class Healing(NamedTuple):
    """Seconds from the last restart, of a node and all workers, until nothing waits, and until every copy is in place."""

    index: float
    copies: float


def _healing(stack: Stack, writers: list[Kept], workers: list[Kept]) -> Healing:
    node = stack.cluster.node(1)
    node.kill()
    time.sleep(1)  # some more saves, with a node away
    for one in (*writers, *workers):
        one.kill()
    begun = time.monotonic()
    node.start()
    for one in workers:
        one.start()
    until_empty = seconds_until(lambda: stack.waiting()[0] == 0, PATIENCE)
    stack.cluster.wait_until_green()
    return Healing(until_empty, time.monotonic() - begun)


def _tell(ledger: Ledger, deeds: Counter[str], lag: Lag, healing: Healing) -> None:
    states = Counter(one.state for one in ledger.saves)
    table(
        {
            "gespeichert und bestätigt": len(ledger.saves),
            "davon": ", ".join(f"{state} {count}" for state, count in states.items()),
            "Dokumente": len({one.id for one in ledger.saves}),
            "nicht bestätigt": sum(ledger.refused.values()),
            "Dauer einer Speicherung": spread_of([one.seconds for one in ledger.saves]),
            "Störungen": ", ".join(f"{deed} {count}" for deed, count in sorted(deeds.items())),
            "größter Rückstand": f"{lag.changes} Änderungen, {lag.seconds:.1f} s",
            "nach dem letzten Neustart ohne Rückstand": f"{healing.index:.1f} s (alle Kopien da: {healing.copies:.1f} s)",
        }
    )


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=300.0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
