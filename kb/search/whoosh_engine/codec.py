"""How a segment is written to disk: a Whoosh codec of two files, each of named arrays.

    <segment>.terms   by field: its sorted terms, and for each term documents, counts and positions, as flat arrays
    <segment>.docs    by document: what a hit shows, its number of terms, and the columns

Whoosh's own codec cuts postings into blocks that it pickles and compresses one by one: most of the time of both
writing and searching. Here a term's documents are one array that numpy works on as it was read.

Each document comes as *one* posting a field: all its terms (see `schema.Terms`); `inverting` does the rest at once.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base

from kb.search.whoosh_engine.arrays import ArrayFile, ArrayWriter, Numbers, smallest
from kb.search.whoosh_engine.inverting import Inverted, invert
from kb.search.whoosh_engine.lexicon import Lexicon
from kb.search.whoosh_engine.vocabulary import Vocabulary
from kb.search.whoosh_engine.whoosh_reading import COLUMN, DocumentsReader, TermsReader

TERMS = ".terms"
DOCUMENTS = ".docs"

Posting = tuple[str, bytes, int, float, Numbers]
"""In the form that Whoosh's writer gives it: field, nothing, document, weight, the numbers of all terms."""


class FlatCodec(base.Codec):  # type: ignore[misc]  # whoosh has no types
    """Flat postings, documents as JSON, columns as arrays. vocabulary: of what is written."""

    length_stats = False

    def __init__(self, vocabulary: Vocabulary | None = None) -> None:
        self._vocabulary = vocabulary or Vocabulary()

    def per_document_writer(self, storage: Any, segment: "FlatSegment") -> "DocumentsWriter":
        return DocumentsWriter(ArrayWriter(segment.create_file(storage, DOCUMENTS)))

    def field_writer(self, storage: Any, segment: "FlatSegment") -> "FieldWriter":
        return FieldWriter(ArrayWriter(segment.create_file(storage, TERMS)), self._vocabulary)

    def terms_reader(self, storage: Any, segment: "FlatSegment") -> TermsReader:
        return TermsReader(ArrayFile(_path(storage, segment, TERMS)))

    def per_document_reader(self, storage: Any, segment: "FlatSegment") -> DocumentsReader:
        return DocumentsReader(ArrayFile(_path(storage, segment, DOCUMENTS)), segment)

    def new_segment(self, storage: Any, indexname: str) -> "FlatSegment":  # noqa: ARG002 - whoosh's signature
        return FlatSegment(indexname)


def _path(storage: Any, segment: "FlatSegment", suffix: str) -> Path:
    return Path(str(storage.folder), segment.make_filename(suffix))


class FlatSegment(base.Segment):  # type: ignore[misc]
    """What the list of segments keeps of one: its name, how many documents, and which of them are deleted."""

    def __init__(self, indexname: str) -> None:
        super().__init__(indexname)
        self._count = 0
        self._deleted: frozenset[int] = frozenset()

    def codec(self) -> FlatCodec:
        return FlatCodec()

    def should_assemble(self) -> bool:
        return False

    def set_doc_count(self, count: int) -> None:
        self._count = count

    def doc_count_all(self) -> int:
        return self._count

    def deleted_count(self) -> int:
        return len(self._deleted)

    def deleted_docs(self) -> frozenset[int]:
        return self._deleted

    def is_deleted(self, document: int) -> bool:
        return document in self._deleted

    def delete_document(self, document: int, delete: bool = True) -> None:  # noqa: FBT001, FBT002 - whoosh's signature
        self._deleted = self._deleted | {document} if delete else self._deleted - {document}


class Pool(list[Posting]):
    """In the place of Whoosh's: it keeps arrays of numbers as they are, where Whoosh's takes only bytes, and never spills to disk.

    A commit has few enough documents for that: see `engine.BATCH` and `kb.indexing.BATCH`.
    """

    add = list[Posting].append

    def iter_postings(self) -> Iterator[Posting]:
        """By field, and in it by document."""
        return iter(sorted(self, key=itemgetter(0, 2)))

    def cleanup(self) -> None:
        self.clear()


def open_writer(index: Any, vocabulary: Vocabulary) -> Any:
    """Whoosh's writer for an index, with this codec. vocabulary: of the documents to add. Waits up to ten seconds for its lock, then raises LockError."""
    writer = index.writer(timeout=10, codec=FlatCodec(vocabulary))
    writer.pool = Pool()
    return writer


class FieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Writes the fields of one segment. vocabulary: of postings that are added."""

    def __init__(self, writer: ArrayWriter, vocabulary: Vocabulary | None = None) -> None:
        self._writer, self._vocabulary = writer, vocabulary or Vocabulary()
        self.is_closed = False

    def add_postings(self, schema: Any, lengths: object, items: Iterable[Posting]) -> None:  # noqa: ARG002 - whoosh's signature
        """items: by field, and in it by document."""
        terms = self._vocabulary.terms
        for name, of_field in groupby(items, itemgetter(0)):
            listed = ((document, numbers) for _, _, document, _, numbers in of_field)
            self.add(name, invert(listed, terms, positions=schema[name].scorable))

    def add(self, name: str, inverted: Inverted) -> None:
        lexicon = Lexicon.of(inverted.terms)
        self._writer.add(f"{name}/terms", lexicon.joined)
        self._writer.add(f"{name}/ends", lexicon.ends)
        self._writer.add(f"{name}/starts", smallest(inverted.starts))
        self._writer.add(f"{name}/documents", smallest(inverted.documents))
        if inverted.counts.size:
            self._writer.add(f"{name}/position_starts", smallest(inverted.position_starts))
            self._writer.add(f"{name}/counts", smallest(inverted.counts))
            self._writer.add(f"{name}/positions", smallest(inverted.positions))

    def close(self) -> None:
        self._writer.close()
        self.is_closed = True


class DocumentsWriter(base.PerDocumentWriter):  # type: ignore[misc]
    """Writes what is kept by document. Columns have a value for every document; see `schema`."""

    def __init__(self, writer: ArrayWriter) -> None:
        self._writer = writer
        self._shown: list[tuple[bytes, bytes]] = []
        self._lengths: list[int] = []
        self._columns: dict[str, list[Any]] = {}
        self.is_closed = False

    def start_doc(self, docnum: int) -> None:  # noqa: ARG002 - whoosh's signature
        self._lengths.append(0)

    def add_field(self, fieldname: str, fieldobj: Any, value: Any, length: int) -> None:  # noqa: ARG002
        if fieldobj.stored:
            self._shown.append(value)
        if fieldobj.scorable:
            self._lengths[-1] = length

    def add_column_value(self, fieldname: str, column: object, value: Any) -> None:  # noqa: ARG002
        self._columns.setdefault(fieldname, []).append(value)

    def finish_doc(self) -> None:
        pass

    def cancel_doc(self) -> None:
        """Whoosh calls this before it passes an error on; the whole segment is then thrown away."""

    def close(self) -> None:
        columns = {name: np.array(values, np.int64) for name, values in self._columns.items()}
        write_documents(self._writer, self._shown, np.array(self._lengths, np.int64), columns)
        self.is_closed = True


def write_documents(
    writer: ArrayWriter, shown: Iterable[tuple[bytes, bytes]], lengths: Numbers, columns: dict[str, Numbers]
) -> None:
    """The file of documents. shown: what describes a hit, and its text. columns: a number or a row of them a document."""
    every = list(shown)
    for number, name in enumerate(("described", "bodies")):
        blobs = [of_one[number] for of_one in every]
        ends = np.cumsum(np.fromiter(map(len, blobs), np.int64, len(blobs)))
        writer.add(name, b"".join(blobs))
        writer.add(f"{name}_ends", smallest(ends))
    writer.add("lengths", smallest(lengths))
    for name, values in columns.items():
        writer.add(f"{COLUMN}{name}", smallest(values.reshape(-1)))
    writer.close()
