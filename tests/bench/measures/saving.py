"""From the click on save to the first answer that knows the new words."""

import time

from kb.documents import Article, Kind
from kb.library import Library, open_library
from tests.bench.stand import Stand
from tests.bench.timing import milliseconds, spread

SAVES = 40


def measure(stand: Stand) -> dict[str, float]:
    bodies = [one.body for one in stand.some_documents(SAVES)]
    with open_library(stand.settings) as library:
        times = [
            milliseconds(lambda number=number, body=body: _save_and_find(library, number, body), time.perf_counter)
            for number, body in enumerate(bodies)
        ]
    stand.check_index()
    over_all = spread(times)
    return {"saved → visible: wall ms p50": over_all.p50, "saved → visible: wall ms p95": over_all.p95}


def _save_and_find(library: Library, number: int, body: str) -> None:
    word = f"suchwort{number}"
    library.editing.save(Article(kind=Kind.GUIDE, title=f"Probe {word}", body=body), "bench")
    while not library.reading.search(library.reading.question(word)).total:
        pass
