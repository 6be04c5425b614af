"""Our own engine, asked as the product asks it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.language import clean_text
from kb.language.synonyms import Synonyms
from kb.search.engine import Engine, IndexedDocument
from kb.search.engines import open_engine
from kb.search.grammar import NO_SYNONYMS, parse
from kb.search.query import Query, Wording
from tests.bench.quality.judged import MOST, Text


class Ours:
    """An index of some texts. Synonyms are none, unless given: those of a knowledge base belong to its content."""

    def __init__(self, folder: Path, texts: Sequence[Text], synonyms: Synonyms = NO_SYNONYMS) -> None:
        self._engine: Engine = open_engine(f"whoosh:///{folder}")
        self._synonyms = synonyms
        with self._engine.rebuild() as growing:
            growing.put(map(_indexed, texts))
            growing.switch(expected=len(texts))

    def search(self, question: str) -> list[str]:
        """At most MOST ids, best first."""
        return self._ids(self._wording(question))

    def holding_all(self, question: str) -> set[str]:
        """Ids of the texts in which every word of the question is found."""
        each = [set(self._ids(one)) for one in each_word(self._wording(question))]
        return set.intersection(*each) if each else set()

    def suggestion(self, question: str) -> str:
        """The better spelling that the page of results would show, or empty."""
        return self._engine.search(Query(text=question, wording=self._wording(question))).suggestion

    def _wording(self, question: str) -> Wording:
        return parse(question, self._synonyms)

    def _ids(self, wording: Wording) -> list[str]:
        return [hit.id for hit in self._engine.search(Query(wording=wording, per_page=MOST)).hits]


def each_word(wording: Wording) -> Iterator[Wording]:
    """The same wording with one of its words at a time."""
    return (replace(wording, words=(word,)) for word in wording.words)


@contextmanager
def ours(texts: Sequence[Text], synonyms: Synonyms = NO_SYNONYMS) -> Iterator[Ours]:
    """Our engine over these texts, for as long as the block lasts."""
    with TemporaryDirectory() as folder:
        yield Ours(Path(folder), texts, synonyms)


def _indexed(text: Text) -> IndexedDocument:
    title, body = clean_text(text.title), clean_text(text.text)
    return IndexedDocument(
        id=text.id,
        version=1,
        kind="guide",
        title=title,
        slug=text.id,
        texts={"title": title, "body": body},
        facets={"kind": ("guide",)},
    )
