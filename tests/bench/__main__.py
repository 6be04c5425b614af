"""`make bench`: how fast the product is on this machine. Prints a table and fails no test.

python -m tests.bench [--data FOLDER] [--documents N] [--json FILE]
"""

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from kb.library import Library, open_library
from kb.search.query import Filters, Sort
from kb.settings import Settings
from tests.bench import corpus
from web import create_app

ROUNDS = 3
SAVES = 40

READER = """
import resource, sys
from pathlib import Path
from kb.library import open_library
from kb.settings import Settings
library = open_library(Settings(data=Path(sys.argv[1])))
for question in sys.stdin.read().splitlines():
    library.reading.search(library.reading.question(question))
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _asked(arguments)
    source = corpus.paragraphs(asked.data)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), source, asked.documents)
    print(f"\n{asked.documents} documents from {asked.data.name if asked.data else 'made-up text'}\n")
    for name, value in figures.items():
        print(f"{name:<62} {value:>10.1f}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with papers.jsonl.gz or docs.jsonl")
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--json", type=Path)
    return parser.parse_args(arguments)


def measure(folder: Path, source: list[str], count: int) -> dict[str, float]:
    """All figures by name, with their unit in it."""
    corpus.write(folder / "content", corpus.documents(count, source))
    settings = Settings(data=folder / "data", content=folder / "content")
    questions = corpus.questions(source)
    with open_library(settings) as library:
        figures = {
            "loaded (read, rendered, stored), documents/s wall": count / _seconds(library.keeping.load_content),
            "indexed (rebuild), documents/s and core": count / _seconds(library.keeping.rebuild, time.process_time),
        }
        figures |= _spread("search: facets, 10 snippets", "CPU ms", _searches(library, questions), time.thread_time)
        figures |= _spread("page /suche as HTML", "CPU ms", _pages(settings, library, questions), time.thread_time)
        figures |= _spread("saved → searchable", "wall ms", _saves(library), time.perf_counter)
    figures["memory of a process that only answers, MB"] = _memory(settings, questions)
    return figures


def _seconds(work: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    begin = clock()
    work()
    return clock() - begin


def _spread(what: str, unit: str, work: Sequence[Callable[[], object]], clock: Callable[[], float]) -> dict[str, float]:
    """Median and 95th percentile over all calls, each call the median of three interleaved rounds."""
    work[0]()
    rounds = [[_seconds(call, clock) * 1_000 for call in work] for _ in range(ROUNDS)]
    calls = sorted(statistics.median(times) for times in zip(*rounds, strict=True))
    return {
        f"{what}, {unit} p50": calls[len(calls) // 2],
        f"{what}, {unit} p95": calls[len(calls) * 95 // 100],
    }


def _searches(library: Library, questions: Sequence[str]) -> list[Callable[[], object]]:
    """Every tenth question with a filter, every tenth by date."""
    reading = library.reading

    def call(number: int, text: str) -> Callable[[], object]:
        filters = Filters(topic=(corpus.TOPICS[number % 12],)) if number % 10 == 3 else Filters()
        sort = Sort.DATE if number % 10 == 7 else Sort.RELEVANCE
        return lambda: reading.search(reading.question(text, filters, sort))

    return [call(number, text) for number, text in enumerate(questions)]


def _pages(settings: Settings, library: Library, questions: Sequence[str]) -> list[Callable[[], object]]:
    client = create_app(settings, library).test_client()

    def call(text: str) -> Callable[[], object]:
        return lambda: client.get("/suche", query_string={"q": text}).get_data()

    return [call(text) for text in questions]


def _saves(library: Library) -> list[Callable[[], object]]:
    """Each call saves a new word into a document and asks for it until it is found."""
    numbers = iter(range(1_000_000))

    def save_and_find() -> None:
        word = f"suchwort{next(numbers)}"
        newest = library.editing.newest("b0000001")
        library.editing.save(replace(newest.document, summary=word), "bench", newest.number)
        while not library.reading.search(library.reading.question(word)).total:
            pass

    return [save_and_find] * SAVES


def _memory(settings: Settings, questions: Sequence[str]) -> float:
    """Megabytes at the most, of a process that opens the knowledge base and answers every question once."""
    asked = "\n".join(questions)
    run = [sys.executable, "-c", READER, str(settings.data)]
    return float(subprocess.run(run, input=asked, capture_output=True, text=True, check=True).stdout)


if __name__ == "__main__":
    main()
