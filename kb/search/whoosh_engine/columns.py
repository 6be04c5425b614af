"""What filters, counts and orders, by document, over all segments of one generation.

Segments never change, so what was read of one is kept across generations, and a save reads only the new, small one.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

import numpy as np

from kb.search.fields import FACETS
from kb.search.ranking import HALF_AS_NEW, KIND_WEIGHTS, NEWER
from kb.search.whoosh_engine.arrays import Numbers
from kb.search.whoosh_engine.inverting import runs
from kb.search.whoosh_engine.schema import TITLE_KEY
from kb.search.whoosh_engine.whoosh_reading import DocumentsReader, TermsReader

DAYS_A_YEAR = 365.25

NARROW = 8
"""Values of one document, up to which a facet is kept as a table for counting: half of the time or less, but a full row for each."""


@dataclass(frozen=True)
class Facet:
    """The values of one facet. owners: documents, ascending; ordinals: for each of them the number of a value it has."""

    values: Sequence[str]
    owners: Numbers
    ordinals: Numbers
    size: int

    @cached_property
    def _starts(self) -> Numbers:
        """Where the values of each document begin, and the end."""
        return np.searchsorted(self.owners, np.arange(self.size + 1)).astype(np.int32)

    @cached_property
    def _table(self) -> Numbers | None:
        """A row for each document with the numbers of its values, filled up with a number beyond all of them.

        None if a document has many values.
        """
        width = int(np.diff(self._starts).max(initial=0))
        if width > NARROW:
            return None
        table = np.full((self.size, width), len(self.values), np.int32)
        table[self.owners, np.arange(len(self.owners)) - self._starts[self.owners]] = self.ordinals
        return table

    @cached_property
    def number_of(self) -> Mapping[str, int]:
        return {value: number for number, value in enumerate(self.values)}

    def counts(self, documents: Numbers) -> tuple[list[str], list[int]]:
        """The values that these documents have, and how many have each; most frequent first. documents: by number."""
        if not self.values:
            return [], []
        counts = np.bincount(self._ordinals_of(documents), minlength=len(self.values))[: len(self.values)]
        # Values are in order, and a stable sort keeps them so among equals.
        numbers = np.argsort(-counts, kind="stable")[: np.count_nonzero(counts)]
        return [self.values[number] for number in numbers.tolist()], counts[numbers].tolist()

    def _ordinals_of(self, documents: Numbers) -> Numbers:
        """All values of all these documents, and numbers beyond them."""
        if self._table is not None:
            return self._table.take(documents, axis=0).ravel()
        starts = self._starts[documents]
        return np.asarray(self.ordinals[runs(starts, self._starts[documents + 1] - starts)])

    def having(self, values: Sequence[str]) -> Numbers:
        """A mask of the documents that have one of the values."""
        wanted = [self.number_of[value] for value in values if value in self.number_of]
        mask = np.zeros(self.size, np.bool_)
        mask[self.owners[np.isin(self.ordinals, wanted)]] = True
        return mask


@dataclass(frozen=True)
class Columns:
    """Of one generation; documents count over all segments. live: a mask of those that were not deleted.

    part_ends: a row for each document, where each of `fields.PARTS` ends in its text.
    published: in seconds since 1970. title_keys: what titles are ordered by, read only when they are.
    """

    ids: Sequence[str]
    versions: Numbers
    days: Numbers
    published: Numbers
    lengths: Numbers
    part_ends: Numbers
    facets: Mapping[str, Facet]
    live: Numbers
    title_keys: Callable[[], Sequence[str]]

    @property
    def size(self) -> int:
        return len(self.ids)

    @cached_property
    def is_whole(self) -> bool:
        """Whether no document was deleted."""
        return bool(self.live.all())

    @cached_property
    def documents(self) -> int:
        return int(self.live.sum())

    @cached_property
    def relative_lengths(self) -> Numbers:
        """The length of each document as a share of the average of the live ones."""
        average = float(self.lengths[self.live].mean()) if self.documents else 1.0
        return np.asarray(self.lengths / (average or 1.0), np.float64)

    @cached_property
    def document_weights(self) -> Numbers:
        """By document, see `ranking.KIND_WEIGHTS` and `NEWER`; documents without a day gain nothing by it."""
        years = (self.days.max(initial=0) - self.days) / DAYS_A_YEAR
        weights = np.where(self.days > 0, 1 + NEWER * 0.5 ** (years / HALF_AS_NEW), 1.0)
        for kind, weight in KIND_WEIGHTS.items():
            weights[self.facets["kind"].having((kind,))] *= weight
        return weights

    @cached_property
    def newest_first(self) -> Numbers:
        """The place of each document in the order of day, newest first, then id."""
        order = np.lexsort((np.argsort(np.argsort(np.array(self.ids))), -self.days))
        places = np.empty(self.size, np.int64)
        places[order] = np.arange(self.size)
        return places

    @cached_property
    def title_places(self) -> Numbers:
        """The place of each document's title among all titles; equal ones share a place."""
        keys = self.title_keys()
        place_of = {key: place for place, key in enumerate(sorted(set(keys)))}
        return np.array([place_of[key] for key in keys], np.int64)


def read_segment(documents: DocumentsReader, terms: TermsReader) -> Columns:
    """The columns of one segment, as if nothing were deleted."""
    size = documents.doc_count_all()
    return Columns(
        ids=_ids(terms, size),
        versions=documents.column("version"),
        days=documents.column("day"),
        published=documents.column("published"),
        lengths=documents.lengths,
        part_ends=documents.rows("part_ends").astype(np.int32),
        facets={facet.name: _facet(terms, f"facet_{facet.name}", size) for facet in FACETS},
        live=np.ones(size, np.bool_),
        title_keys=cache(lambda: _title_keys(terms, size)),
    )


def _ids(terms: TermsReader, size: int) -> list[str]:
    field = terms.field("id")
    ids = [""] * size
    for document, one in zip(field.documents(0, size).tolist(), field.lexicon, strict=True):
        ids[document] = one.decode()
    return ids


def _title_keys(terms: TermsReader, size: int) -> list[str]:
    titles = _facet(terms, TITLE_KEY, size)
    keys = [""] * size
    for document, number in zip(titles.owners.tolist(), titles.ordinals.tolist(), strict=True):
        keys[document] = titles.values[number]
    return keys


def _facet(terms: TermsReader, name: str, size: int) -> Facet:
    if not terms.has(name):
        return _facet_of([], np.zeros(0, np.int32), np.zeros(0, np.int32), size)
    field = terms.field(name)
    values = [value.decode() for value in field.lexicon]
    ordinals = np.repeat(np.arange(len(values)), field.frequencies(0, len(values)))
    return _facet_of(values, field.documents(0, len(values)), ordinals, size)


def _facet_of(values: Sequence[str], owners: Numbers, ordinals: Numbers, size: int) -> Facet:
    """In the order of documents."""
    order = np.argsort(owners, kind="stable")
    return Facet(values, owners[order].astype(np.int32), ordinals[order].astype(np.int32), size)


def join(segments: Sequence[tuple[Columns, Sequence[int]]]) -> Columns:
    """One generation's columns from those of its segments, each with the numbers of its deleted documents."""
    every = [columns for columns, _ in segments]
    live = np.ones(sum(columns.size for columns in every), np.bool_)
    offset = 0
    for columns, deleted in segments:
        live[offset + np.array(deleted, np.int64)] = False
        offset += columns.size
    return Columns(
        ids=[one for columns in every for one in columns.ids],
        versions=_joined([columns.versions for columns in every]),
        days=_joined([columns.days for columns in every]),
        published=_joined([columns.published for columns in every]),
        lengths=_joined([columns.lengths for columns in every]),
        part_ends=np.concatenate([columns.part_ends for columns in every]) if every else np.zeros((0, 1), np.int32),
        facets={facet.name: _joined_facet([columns.facets[facet.name] for columns in every]) for facet in FACETS},
        live=live,
        title_keys=lambda: [key for columns in every for key in columns.title_keys()],
    )


def _joined(arrays: Sequence[Numbers]) -> Numbers:
    return np.concatenate(arrays) if arrays else np.zeros(0, np.int64)


def _joined_facet(facets: Sequence[Facet]) -> Facet:
    """Values get new numbers, documents move behind those of the segments before."""
    values = sorted(set().union(*(facet.values for facet in facets)))
    number_of = {value: number for number, value in enumerate(values)}
    owners, ordinals, offset = [], [], 0
    for facet in facets:
        numbers = np.array([number_of[value] for value in facet.values], np.int32)
        owners.append(facet.owners + np.int32(offset))
        ordinals.append(numbers[facet.ordinals] if len(numbers) else facet.ordinals)
        offset += facet.size
    return Facet(values, _joined(owners), _joined(ordinals), offset)
