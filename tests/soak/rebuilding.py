"""Part of `make soak`: the index is built anew while people search and an editor goes on editing.

python -m tests.soak.rebuilding [--documents N] [--rate N] [--warm SECONDS]
"""

import argparse
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

from tests.service import PROGRAM
from tests.soak.disturbing import seconds_until
from tests.soak.ledger import Ledger, faults, judge
from tests.soak.lossless import a_worker, a_writer
from tests.soak.processes import Kept
from tests.soak.searched import fill, searching
from tests.soak.stack import PATIENCE, Stack, a_stack
from tests.soak.telling import around, spread_of, table

EDITOR = "eins"
ANOTHER = "zwei"
"""The machine on which the index is built anew."""

WARM = 240.0
"""Seconds of searching, as fast as is possible, before anything is measured: nodes are up for days, and Java that has just
started takes ten times as long for a search, until it has compiled what it does often."""
NO_PAUSE = 1_000.0
"""Searches a second; more than can be answered."""

CALM = 5.0
"""Seconds of searching before and after."""


def main() -> None:
    asked = _asked()
    with around("Neuaufbau unter Last"), a_stack() as stack:
        questions = fill(stack, asked.documents)
        with searching(stack, questions, NO_PAUSE) as warming:
            time.sleep(asked.warm)
        table({"Suchen vorweg, damit Java warm ist": f"{len(warming.heard)} in {asked.warm:.0f} s"})
        sys.exit(0 if _rebuilt_under_load(stack, questions, asked.rate) else 1)


def _rebuilt_under_load(stack: Stack, questions: list[str], rate: float) -> bool:
    ledger = Ledger()
    with searching(stack, questions, rate) as searches, _editing(stack, ledger):
        time.sleep(CALM)
        before = _generation(stack)
        begun = time.monotonic()
        rebuild = ["nice", str(PROGRAM), "index", "rebuild"]  # as the handbook says; nobody waits for it
        subprocess.run(rebuild, env=stack.environment(ANOTHER), check=True, capture_output=True)
        ended = time.monotonic()
        time.sleep(CALM)
    seconds_until(lambda: stack.waiting()[0] == 0, PATIENCE)
    with stack.library() as library:
        verdict, differing = judge(library, ledger), library.keeping.reconcile()
    answered = len(searches.heard)
    during = [one for one in ledger.saves if begun < one.at < ended]
    table(
        {
            "Dokumente": stack.database.run("SELECT count(*) FROM documents"),
            "Dauer des Neuaufbaus": f"{ended - begun:.1f} s",
            "ein neuer Index antwortet": "ja" if _generation(stack) != before else "nein",
            "Suchen": f"{searches.due} fällig, {answered} beantwortet, {rate * answered / searches.due:.1f} je Sekunde",
            "Dauer einer Suche": spread_of([one.seconds for one in searches.heard]),
            "während des Neuaufbaus": spread_of([one.seconds for one in searches.heard if begun < one.at < ended]),
            "fehlgeschlagen": f"{len(searches.failed)} {sorted({one.error for one in searches.failed}) or ''}",
            "leer": len(searches.empty),
            "Änderungen währenddessen": len(during),
        }
        | faults(verdict, differing)
    )
    return verdict.is_good and bool(during) and not (differing or searches.failed or searches.empty)


@contextmanager
def _editing(stack: Stack, ledger: Ledger) -> Iterator[None]:
    running: list[Kept] = [a_worker(stack, EDITOR), a_writer(stack, EDITOR, ledger)]
    with ExitStack() as over:
        for one in running:
            one.start()
            over.callback(one.kill)
        yield
        running[1].kill()
        seconds_until(lambda: stack.waiting()[0] == 0, PATIENCE)


def _generation(stack: Stack) -> str:
    with stack.library() as library:
        return library.keeping.health().generation


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--rate", type=float, default=50.0, help="searches a second")
    parser.add_argument("--warm", type=float, default=WARM, help="seconds of searching before it begins")
    return parser.parse_args()


if __name__ == "__main__":
    main()
