"""A process that searches at a given rate, whatever the answers take, and says of each search what became of it.

python -m tests.soak.searcher RATE THREADS    told the questions in one line of JSON; RATE: searches a second
"""

import json
import sys
import threading
import time
from collections.abc import Sequence

from kb.errors import KnowledgeBaseError
from kb.library import Library, open_library
from kb.settings import read_settings

_saying = threading.Lock()
"""`print` writes a line and its end apart."""


def main() -> None:
    rate, threads = float(sys.argv[1]), int(sys.argv[2])
    questions: list[str] = json.loads(sys.stdin.readline())
    with open_library(read_settings()) as library:
        begin = time.monotonic()
        for first in range(threads):
            every = range(first, 10**9, threads)
            threading.Thread(target=_search, args=(library, questions, every, begin, rate), daemon=True).start()
        sys.stdin.read()  # until whoever started us is gone


def _search(library: Library, questions: Sequence[str], every: range, begin: float, rate: float) -> None:
    """Each at its own moment; who is late begins at once, and the waiting counts."""
    for number in every:
        due = begin + number / rate
        time.sleep(max(0.0, due - time.monotonic()))
        total, error = _total(library, questions[number % len(questions)])
        seconds = time.monotonic() - due
        told = json.dumps({"at": due, "seconds": seconds, "total": total, "error": error})
        with _saying:
            print(told, flush=True)


def _total(library: Library, question: str) -> tuple[int, str]:
    try:
        return library.reading.search(library.reading.question(question)).total, ""
    except KnowledgeBaseError as error:
        return 0, f"{type(error).__name__}: {error}"


if __name__ == "__main__":
    main()
