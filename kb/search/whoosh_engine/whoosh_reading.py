"""One segment, read: as arrays for our own matching, and in the forms in which Whoosh's searcher asks for them.

Nothing of the product asks through Whoosh's searcher; it is the outside check that the files say what was put in
(see `tests/engines/test_codec.py`).
"""

import json
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
from whoosh.codec import base
from whoosh.formats import Format
from whoosh.matching import ListMatcher
from whoosh.reading import TermInfo, TermNotFound

from kb.search.whoosh_engine.arrays import ArrayFile, Numbers
from kb.search.whoosh_engine.inverting import Inverted
from kb.search.whoosh_engine.lexicon import Lexicon

if TYPE_CHECKING:
    from kb.search.whoosh_engine.codec import FlatSegment

NOTHING: Numbers = np.zeros(0, np.uint8)
COLUMN = "column/"
"""What the names of columns begin with."""


class Field:
    """The postings of one field in one segment; a term is meant by its number in the lexicon."""

    def __init__(self, file: ArrayFile, name: str) -> None:
        self._file, self._name = file, name
        self.lexicon = Lexicon(file.whole(f"{name}/terms").tobytes(), file.whole(f"{name}/ends"))
        self._starts = file.whole(f"{name}/starts")
        self.has_positions = f"{name}/positions" in file

    def frequency(self, term: int) -> int:
        """In how many documents the term is, deleted ones included."""
        return int(self._starts[term + 1]) - int(self._starts[term])

    def frequencies(self, first: int, last: int) -> Numbers:
        """The same of all terms from `first` up to `last`."""
        return np.diff(self._starts[first : last + 1].astype(np.int64))

    def documents(self, first: int, last: int | None = None) -> Numbers:
        """The documents of a term; with `last`, those of all terms from `first` up to it, one term after the other."""
        return self._part("documents", first, first + 1 if last is None else last)

    def counts(self, term: int) -> Numbers:
        """How often the term is in each of its documents; ones where only presence is kept."""
        if not self.has_positions:
            return np.ones(self.frequency(term), np.uint8)
        return self._part("counts", term, term + 1)

    def positions(self, term: int) -> Numbers:
        """Where the term is, all places of its first document first. Only for fields with positions."""
        starts = self._position_starts
        return self._file.part(f"{self._name}/positions", int(starts[term]), int(starts[term + 1]))

    def inverted(self) -> Inverted:
        """All of it, in memory."""
        whole = {name: self._whole(name) for name in ("documents", "counts", "positions")}
        return Inverted(list(self.lexicon), self._starts.astype(np.int64), **whole)

    @cached_property
    def _position_starts(self) -> Numbers:
        return self._file.whole(f"{self._name}/position_starts")

    def _part(self, what: str, first: int, last: int) -> Numbers:
        return self._file.part(f"{self._name}/{what}", int(self._starts[first]), int(self._starts[last]))

    def _whole(self, what: str) -> Numbers:
        name = f"{self._name}/{what}"
        return self._file.whole(name) if name in self._file else NOTHING


class TermsReader(base.TermsReader):  # type: ignore[misc]  # whoosh has no types
    """The fields of one segment."""

    def __init__(self, file: ArrayFile) -> None:
        self._file = file
        parted = (name.partition("/") for name in file.names)
        self._names = sorted(field for field, _, what in parted if what == "terms")
        self._fields: dict[str, Field] = {}

    def has(self, name: str) -> bool:
        return name in self._names

    def field(self, name: str) -> Field:
        """Read when it is first asked for; `has` tells whether any document of the segment has it."""
        field = self._fields.get(name)
        if field is None:
            field = self._fields[name] = Field(self._file, name)
        return field

    def find(self, name: str, term: str) -> tuple[Field, int] | None:
        """The field and the number of the term in it, if it is there."""
        if name not in self._names:
            return None
        field = self.field(name)
        number = field.lexicon.find(term.encode())
        return (field, number) if number >= 0 else None

    def indexed_field_names(self) -> list[str]:
        return self._names

    # What Whoosh's searcher asks for

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        return self.find(term[0], term[1].decode()) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        return ((name, term) for name in self._names for term in self.field(name).lexicon)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[str, bytes]]:
        return (one for one in self.terms() if one >= (fieldname, prefix))

    def items(self) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return (((name, term), self.term_info(name, term)) for name, term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[tuple[str, bytes], TermInfo]]:
        return (((name, term), self.term_info(name, term)) for name, term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        field, term = self._found(fieldname, text)
        documents, counts = field.documents(term), field.counts(term)
        first, last, most = int(documents[0]), int(documents[-1]), int(counts.max())
        return TermInfo(int(counts.sum()), len(documents), 0, 0, most, first, last)

    def frequency(self, fieldname: str, text: bytes) -> int:
        return int(self.term_info(fieldname, text).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        found = self.find(fieldname, text.decode())
        return found[0].frequency(found[1]) if found else 0

    def matcher(self, fieldname: str, text: bytes, format_: Format, scorer: object = None) -> ListMatcher:
        field, term = self._found(fieldname, text)
        documents, counts = field.documents(term).tolist(), field.counts(term).tolist()
        values = _encoded(field.positions(term), counts, format_) if format_.supports("positions") else None
        return ListMatcher(documents, [float(count) for count in counts], values, format_, scorer)

    def _found(self, fieldname: str, text: bytes) -> tuple[Field, int]:
        found = self.find(fieldname, text.decode())
        if found is None:
            raise TermNotFound(f"No term {fieldname}:{text!r}")
        return found

    def close(self) -> None:
        """The file closes itself when nobody holds it."""


def _encoded(positions: Numbers, counts: list[int], format_: Any) -> list[bytes]:
    """Positions as Whoosh's format keeps them, one value a document."""
    ends = np.cumsum(counts)
    return [format_.encode(of_one.tolist()) for of_one in np.split(positions, ends[:-1])]


class DocumentsReader(base.PerDocumentReader):  # type: ignore[misc]
    """What one segment keeps by document."""

    def __init__(self, file: ArrayFile, segment: "FlatSegment") -> None:
        self.file, self._segment = file, segment
        self._ends = {name: file.whole(f"{name}_ends") for name in ("described", "bodies")}

    @cached_property
    def lengths(self) -> Numbers:
        """The number of terms of each document."""
        return self.file.whole("lengths").astype(np.int64)

    @property
    def columns(self) -> list[str]:
        return [name.removeprefix(COLUMN) for name in self.file.names if name.startswith(COLUMN)]

    def column(self, name: str) -> Numbers:
        """A number for each document."""
        return self.rows(name)[:, 0]

    def rows(self, name: str) -> Numbers:
        """A row of numbers for each document."""
        return self.file.whole(f"{COLUMN}{name}").astype(np.int64).reshape(self.doc_count_all(), -1)

    def described(self, document: int) -> bytes:
        """What a hit shows beside its passage."""
        return self._blob("described", document)

    def body(self, document: int) -> bytes:
        """The text to cut a passage from."""
        return self._blob("bodies", document)

    def _blob(self, name: str, document: int) -> bytes:
        ends = self._ends[name]
        return self.file.octets(name, int(ends[document - 1]) if document else 0, int(ends[document]))

    # What Whoosh's searcher asks for

    def doc_count(self) -> int:
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        return self._segment.doc_count_all()

    def has_deletions(self) -> bool:
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        return self._segment.is_deleted(docnum)

    def deleted_docs(self) -> frozenset[int]:
        return self._segment.deleted_docs()

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:  # noqa: ARG002 - one field has lengths
        return int(self.lengths[docnum])

    def field_length(self, fieldname: str) -> int:  # noqa: ARG002
        return int(self.lengths.sum())

    def min_field_length(self, fieldname: str) -> int:  # noqa: ARG002
        return int(self.lengths.min(initial=0))

    def max_field_length(self, fieldname: str) -> int:  # noqa: ARG002
        return int(self.lengths.max(initial=0))

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        return {"shown": json.loads(self.described(docnum))}
