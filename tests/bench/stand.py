"""The indexes that measures are taken on, each built when the first measure needs it."""

import time
from collections.abc import Callable, Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from itertools import islice
from pathlib import Path

from kb.exporting.registers import write_municipalities, write_topics
from kb.library import open_library
from kb.municipalities import Municipality, MunicipalityRegister
from kb.settings import Settings
from kb.topics import Topic, TopicTree
from tests.bench.corpus import MUNICIPALITIES, TOPICS, Record, records
from tests.bench.engines.fts5_peer import Fts5
from tests.bench.engines.ours import Ours
from tests.bench.engines.tantivy_peer import Tantivy
from tests.bench.plain import plain_record
from tests.bench.questions import SAMPLE, Question, draw_questions

OURS, TANTIVY, FTS5 = "wissensspeicher", "tantivy", "sqlite-fts5"
ENGINES = {OURS: Ours, TANTIVY: Tantivy, FTS5: Fts5}


class Words(StrEnum):
    """FULL: every engine with its own German, ours with all it knows. SAME: stems that no engine changes."""

    FULL = "full analysis"
    SAME = "same stems"


class Stand:
    """count: documents. most_questions: fewer than 200 for a quick look.
    names: of the engines to compare with ours. words: the ways of reading to compare them in.

    What is built in the folder already is used as it is, so that a large index is built once and asked often.
    """

    def __init__(
        self,
        folder: Path,
        source: Sequence[str],
        count: int,
        *,
        most_questions: int = 200,
        names: Sequence[str] = tuple(ENGINES),
        words: Sequence[Words] = tuple(Words),
    ) -> None:
        self.folder, self.count = folder, count
        self.words = words
        self.names = tuple(dict.fromkeys((OURS, *names)))
        self.rates: dict[tuple[str, Words], float] = {}
        self._source, self._most_questions = source, most_questions
        self._engines: dict[tuple[str, Words], Ours | Tantivy | Fts5] = {}
        self._generating: dict[Words, float] = {}

    def documents(self, words: Words = Words.FULL) -> Iterator[Record]:
        made = records(self.count, self._source)
        return map(plain_record, made) if words is Words.SAME else made

    def questions(self, words: Words = Words.FULL) -> list[Question]:
        return [one.in_plain() for one in self._drawn] if words is Words.SAME else self._drawn

    @cached_property
    def _drawn(self) -> list[Question]:
        """The same for every number of documents."""
        return draw_questions(records(SAMPLE, self._source))[: self._most_questions]

    @property
    def ours(self) -> Ours:
        engine = self.engine(OURS)
        assert isinstance(engine, Ours)
        return engine

    def engine(self, name: str, words: Words = Words.FULL) -> Ours | Tantivy | Fts5:
        """Built at the first call; `rates` then says how many documents a second and core that was."""
        key = name, words
        if key not in self._engines:
            folder = self.path(name, words)
            built = folder.with_suffix(".rate")
            engine = ENGINES[name](folder)
            if not built.exists():
                seconds = _cpu_seconds(lambda: engine.build(self.documents(words))) - self._seconds_to_generate(words)
                built.write_text(str(self.count / max(seconds, 1e-9)))
            engine.open()
            self._engines[key], self.rates[key] = engine, float(built.read_text())
        return self._engines[key]

    def path(self, name: str, words: Words = Words.FULL) -> Path:
        """The folder of an engine's files."""
        return self.folder / words.name.lower() / name

    def _seconds_to_generate(self, words: Words) -> float:
        if words not in self._generating:
            self._generating[words] = _cpu_seconds(lambda: sum(1 for _ in self.documents(words)))
        return self._generating[words]

    @cached_property
    def settings(self) -> Settings:
        """Of a knowledge base with our index, and registers, but without the documents in its database.

        No question asks the database, and a save reads only what it changes.
        """
        content = self.folder / "content"
        content.mkdir(exist_ok=True)
        topics = TopicTree(tuple(Topic(id=one, label=one) for one in TOPICS))
        places = MunicipalityRegister(tuple(Municipality(ags=one, name=f"Ort {one}") for one in MUNICIPALITIES))
        (content / "themen.yaml").write_text(write_topics(topics), encoding="utf-8")
        (content / "kommunen.csv").write_text(write_municipalities(places), encoding="utf-8")
        settings = Settings(data=self.folder / "data", content=content, index=self.ours.url)
        with open_library(settings) as library:
            library.keeping.load_content()
        return settings

    def check_index(self) -> None:
        """Raises SystemExit if our index lost documents: a rebuild from the database would leave it nearly empty."""
        held = self.ours.engine.health().documents
        if held < self.count:
            raise SystemExit(
                f"the index was rebuilt while measuring and holds {held} instead of {self.count} documents"
            )

    def some_documents(self, most: int) -> list[Record]:
        return list(islice(self.documents(), most))


def _cpu_seconds(work: Callable[[], object]) -> float:
    """Of all threads of this process."""
    begin = time.process_time()
    work()
    return time.process_time() - begin
