"""`make bench`: how fast the product is on this machine. Prints a table, fails no test.

python -m tests.bench.measure [--data FOLDER] [--documents N] [--json FILE]
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from kb.library import Library, open_library
from kb.search.engine import IndexedDocument
from kb.settings import Settings
from tests.bench import corpus
from web import create_app

ROUNDS = 3


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _asked(arguments)
    source = corpus.paragraphs(asked.data)
    with tempfile.TemporaryDirectory() as folder:
        figures = measure(Path(folder), source, asked.documents)
    print(f"\n{asked.documents} documents from {asked.data or 'made-up text'}\n")
    for name, value in figures.items():
        print(f"{name:<58} {value:>10.1f}")
    if asked.json:
        asked.json.write_text(json.dumps(figures, indent=1), encoding="utf-8")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="folder with papers.jsonl.gz or docs.jsonl")
    parser.add_argument("--documents", type=int, default=1_000)
    parser.add_argument("--json", type=Path)
    return parser.parse_args(arguments)


def measure(folder: Path, source: list[str], count: int) -> dict[str, float]:
    """All figures by name, with their unit in it."""
    library = open_library(Settings(data=folder, content=folder / "no-content"))
    library.keeping.rebuild()
    figures = {"stored and rendered, documents per second (wall)": _fill(library, source, count)}
    figures |= _indexing(library, count)
    questions = corpus.questions(source)
    figures |= _questions("engine: facets and 10 snippets", _ask_engine(library), questions)
    figures |= _questions("page /suche: HTML", _ask_page(library), questions)
    figures |= _saving(library, source)
    figures["peak memory of this process, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    figures["memory of a process that only answers, MB"] = _memory_of_a_reader(folder)
    return figures


def _fill(library: Library, source: list[str], count: int) -> float:
    begin = time.perf_counter()
    library.keeping.store_all(corpus.documents(count, source))
    return count / (time.perf_counter() - begin)
