"""Searches that go on while something happens, and what became of them."""

import json
import re
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import NamedTuple

from kb.documents import Article, Kind
from kb.language import clean_text
from kb.library import Library
from kb.markup import Rendered
from kb.store import open_store
from tests.bench.corpus import records
from tests.bench.questions import draw_questions
from tests.soak.processes import Kept
from tests.soak.stack import LOGS, Stack

PROCESSES, THREADS = 2, 4
CONTENT = Path(__file__).parents[2] / "content"
LENGTH = 1_500
"""Characters of a text; on two cores, which the nodes have to share with all that asks them, longer ones take too long."""
FEWEST_WORDS = 12
"""Of a paragraph; shorter ones are headings and lines of lists."""
_MARKS = re.compile(r"\]\([^)]*\)|[#*_`>|{}\[\]]")


class Search(NamedTuple):
    """at: when it was due, by the monotonic clock. seconds: from then on until the answer."""

    at: float
    seconds: float
    total: int
    error: str


@dataclass
class Searches:
    """Heard from the searching processes. due: how many there should have been by the end of the block."""

    heard: list[Search] = field(default_factory=list)
    due: int = 0

    def hear(self, line: str) -> None:
        self.heard.append(Search(**json.loads(line)))

    @property
    def failed(self) -> list[Search]:
        return [one for one in self.heard if one.error]

    @property
    def empty(self) -> list[Search]:
        return [one for one in self.heard if not (one.error or one.total)]

    @property
    def rate(self) -> float:
        """Searches a second."""
        moments = [one.at for one in self.heard]
        return len(moments) / (max(moments) - min(moments))


def fill(stack: Stack, documents: int) -> list[str]:
    """Put published documents into the database, already rendered, and build the index; returns questions that find some."""
    made = [replace(one, body=one.body[:LENGTH]) for one in records(documents, _paragraphs())]
    store = open_store(stack.database.url)
    for one in made:
        article = Article(id=one.id, kind=Kind.GUIDE, title=one.title[:200], body=one.body)
        parts = {"body": Rendered(html=f"<p>{one.body}</p>", text=one.body, headings=())}
        store.documents.save(article, editor="probe", based_on=None, public=True, parts=parts)
    store.outbox.done([row.id for row in store.outbox.pending(None)])
    store.close()
    with stack.library() as library:
        library.keeping.rebuild()
        return list(_answered(library, [one.text for one in draw_questions(made)]))


def _paragraphs() -> list[str]:
    """Of the texts that are shipped, without their marks: German as readers ask for it."""
    texts = (path.read_text(encoding="utf-8").split("\n---\n", 1)[-1] for path in sorted(CONTENT.rglob("*.md")))
    plain = (" ".join(_MARKS.sub(" ", one).split()) for text in texts for one in text.split("\n\n"))
    return [clean_text(one) for one in plain if one.count(" ") >= FEWEST_WORDS]


def _answered(library: Library, texts: Sequence[str]) -> Iterator[str]:
    return (one for one in texts if library.reading.search(library.reading.question(one)).total)


@contextmanager
def searching(stack: Stack, questions: Sequence[str], rate: float) -> Iterator[Searches]:
    """Within the block questions are asked on a machine of their own, so many a second in all."""
    searches = Searches()
    command = [sys.executable, "-m", "tests.soak.searcher", str(rate / PROCESSES), str(THREADS)]
    told, log = json.dumps(list(questions)), LOGS / "sucht.log"
    running = [
        Kept("searcher", command, stack.environment("sucht"), log, searches.hear, lambda: told)
        for _ in range(PROCESSES)
    ]
    try:
        for one in running:
            one.start()
        while len(searches.heard) < rate:  # it runs
            time.sleep(0.1)
        yield searches
        searches.due = round(rate * (time.monotonic() - min(one.at for one in searches.heard)))
    finally:
        for one in running:
            one.kill()
