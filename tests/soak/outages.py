"""Part of `make soak`: one node after another is killed while people search, then all of them at once.

python -m tests.soak.outages [--documents N] [--rate N] [--pages N]
"""

import argparse
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from itertools import cycle, islice
from typing import NamedTuple
from urllib.parse import quote

from tests.cluster.cluster import Node
from tests.service import Service, a_service
from tests.soak.disturbing import seconds_until
from tests.soak.searched import fill, searching
from tests.soak.stack import PATIENCE, Stack, a_stack
from tests.soak.telling import around, spread_of, table

WATCHED = 30.0
"""Seconds after a node was killed."""

ALLOWED = 10.0
"""Seconds in which a search may fail then."""

SLOWEST = 1.5
"""Seconds in which 99 of 100 pages are there while no node is."""

LIMITED = "Die Suche ist gerade eingeschränkt"
READERS = 4


def main() -> None:
    asked = _asked()
    with around("Ausfall von Knoten"), a_stack() as stack:
        questions = fill(stack, asked.documents)
        one_by_one = [_one_away(stack, node, questions, asked.rate) for node in stack.cluster.nodes]
        is_good = all(one_by_one) and _all_away(stack, questions, asked.pages)
    sys.exit(0 if is_good else 1)


def _one_away(stack: Stack, node: Node, questions: list[str], rate: float) -> bool:
    with searching(stack, questions, rate) as searches:
        time.sleep(5)
        killed = time.monotonic()
        node.kill()
        time.sleep(WATCHED)
    node.start()
    stack.cluster.wait_until_green()
    failed = [one.at + one.seconds - killed for one in searches.failed]
    before, after = ([one.seconds for one in searches.heard if (one.at > killed) is late] for late in (False, True))
    table(
        {
            f"Knoten {node.number} abgeschossen": f"{len(searches.heard)} Suchen, {searches.rate:.1f} je Sekunde",
            "  davor": spread_of(before),
            "  danach": spread_of(after),
            "  fehlgeschlagen": f"{len(failed)}, zuletzt nach {max(failed, default=0.0):.1f} s",
            "  leer": len(searches.empty),
        }
    )
    return all(0 < one <= ALLOWED for one in failed) and not searches.empty


class Page(NamedTuple):
    seconds: float
    is_limited: bool


def _all_away(stack: Stack, questions: list[str], pages: int) -> bool:
    with _a_site(stack) as service:
        with_all = _read(service, questions, pages)
        for node in stack.cluster.nodes:
            node.kill()
        without = _read(service, questions, pages)
        begun = time.monotonic()
        for node in stack.cluster.nodes:
            node.start()
        healed = seconds_until(lambda: not _page(service, questions[0]).is_limited, PATIENCE)
        stack.cluster.wait_until_green()
        green = time.monotonic() - begun
        again = _read(service, questions, pages)
    told = {name: [one.seconds for one in read] for name, read in {"davor": with_all, "danach": again}.items()}
    slow = sorted(one.seconds for one in without)[len(without) * 99 // 100]
    table(
        {
            "alle abgeschossen: Seiten": f"{len(without)}, {READERS} zugleich",
            "  davor": spread_of(told["davor"]),
            "  ohne Knoten": spread_of([one.seconds for one in without]),
            "  wieder da": spread_of(told["danach"]),
            "  davon eingeschränkt": f"{_limited(with_all)}, {_limited(without)}, {_limited(again)}",
            "  volle Suche nach dem Start der Knoten": f"{healed:.1f} s (alle Kopien da: {green:.1f} s)",
        }
    )
    return slow <= SLOWEST and (_limited(with_all), _limited(without), _limited(again)) == (0, pages, 0)


@contextmanager
def _a_site(stack: Stack) -> Iterator[Service]:
    folder = stack.folder / "netz"
    folder.mkdir()
    with a_service(folder, KB_LIMITS="", **stack.variables(stack.settings("netz"))) as service:
        yield service


def _read(service: Service, questions: list[str], pages: int) -> list[Page]:
    with ThreadPoolExecutor(READERS) as readers:
        return list(readers.map(lambda one: _page(service, one), islice(cycle(questions), pages)))


def _page(service: Service, question: str) -> Page:
    """Raises HTTPError if it is not a page."""
    begun = time.perf_counter()
    page = service.page(f"/suche?q={quote(question)}")
    return Page(time.perf_counter() - begun, LIMITED in page)


def _limited(pages: list[Page]) -> int:
    return sum(one.is_limited for one in pages)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--documents", type=int, default=2_000)
    parser.add_argument("--rate", type=float, default=20.0, help="searches a second")
    parser.add_argument("--pages", type=int, default=500)
    return parser.parse_args()


if __name__ == "__main__":
    main()
