"""`make bench`: how fast the product is on this machine, beside other engines. Prints tables and fails no test.

python -m tests.bench [--data FOLDER] [--documents N …] [--only MEASURE …] [--engines ENGINE …] [--words full same]
    [--questions N] [--keep FOLDER] [--json FILE]
"""

import argparse
import json
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench.corpus import paragraphs
from tests.bench.measures import api, completion, death, indexing, memory, pages, saving, serving, snippets
from tests.bench.stand import ENGINES, Stand, Words

MEASURES: dict[str, Callable[[Stand], dict[str, float]]] = {
    "indexing": indexing.measure,
    "pages": pages.measure,
    "snippets": snippets.measure,
    "completion": completion.measure,
    "death": death.measure,
    "memory": memory.measure,
    "api": api.measure,
    "saving": saving.measure,
    "serving": serving.measure,
}
"""In this order, as saving and serving change the index; each engine is to be asked for what it made of the same build."""


_WORDS = [one.name.lower() for one in Words]


def main(arguments: Sequence[str] | None = None) -> None:
    asked = _asked(arguments)
    source = paragraphs(asked.data)
    found: dict[str, dict[str, float]] = {}
    for count in asked.documents:
        print(f"\n{count} documents from {asked.data.name if asked.data else 'made-up text'}\n", flush=True)
        with tempfile.TemporaryDirectory() as passing:
            folder = asked.keep / str(count) if asked.keep else Path(passing)
            words = [Words[one.upper()] for one in asked.words]
            stand = Stand(folder, source, count, most_questions=asked.questions, names=asked.engines, words=words)
            found[str(count)] = _measured(stand, asked.only)
        if asked.json:
            asked.json.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")


def _asked(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, help="folder with papers.jsonl.gz or docs.jsonl")
    parser.add_argument("--documents", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--only", nargs="+", choices=MEASURES, default=list(MEASURES), metavar="MEASURE")
    parser.add_argument("--questions", type=int, default=200, help="fewer for a quick look")
    parser.add_argument("--engines", nargs="+", choices=ENGINES, default=list(ENGINES), metavar="ENGINE")
    parser.add_argument("--words", nargs="+", choices=_WORDS, default=_WORDS, help="each engine's own German, or stems")
    parser.add_argument("--keep", type=Path, help="folder in which indexes are built once and used again")
    parser.add_argument("--json", type=Path, help="file to write the figures to, after each number of documents")
    return parser.parse_args(arguments)


def _measured(stand: Stand, only: Sequence[str]) -> dict[str, float]:
    figures: dict[str, float] = {}
    for name, measure in MEASURES.items():
        if name in only:
            new = measure(stand)
            figures |= new
            for what, value in new.items():
                print(f"{what:<90} {value:>10.2f}", flush=True)
    return figures


if __name__ == "__main__":
    main()
