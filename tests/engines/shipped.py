"""The shipped knowledge base as engines take it, and what may be asked of it, word by word."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count, takewhile
from pathlib import Path
from tempfile import TemporaryDirectory

from kb.indexing import indexed
from kb.language import tokens
from kb.library import Library
from kb.search.engine import IndexedDocument
from tests.quality.questions import shipped_library


@dataclass(frozen=True)
class Shipped:
    """words: of all texts, as they are written there. runs: three words that follow one another somewhere."""

    library: Library
    documents: tuple[IndexedDocument, ...]
    words: tuple[str, ...]
    runs: tuple[str, ...]


@contextmanager
def shipped() -> Iterator[Shipped]:
    """The whole of it, with the library that reads questions as the product does."""
    with TemporaryDirectory() as folder, shipped_library(Path(folder)) as library:
        documents = tuple(_documents(library))
        surfaces = [[one.surface for one in tokens(text)] for text in _texts(documents)]
        words = sorted({word for of_one in surfaces for word in of_one})
        runs = sorted({" ".join(of_one[at : at + 3]) for of_one in surfaces for at in range(0, len(of_one) - 3, 7)})
        yield Shipped(library, documents, tuple(words), tuple(runs))


def _documents(library: Library) -> Iterator[IndexedDocument]:
    pages = takewhile(bool, (library.reading.public_page(number, 100) for number in count()))
    for listed in chain.from_iterable(pages):
        yield indexed(library.reading.document(listed.id))


def _texts(documents: tuple[IndexedDocument, ...]) -> Iterator[str]:
    for document in documents:
        yield from document.texts.values()
